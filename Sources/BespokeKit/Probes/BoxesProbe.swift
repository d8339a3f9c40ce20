import CSS
import Diagnostics
import Files
import Geometry
import Graphics
import HTML
import JSON
import Layout

/// `bespoke-stage boxes FILE…`: for each file the border boxes below `#test-root`, as
/// `{"b": [x, y, width, height], "c": […]}` in CSS px relative to it.
func boxesProbe(files: [String]) -> ProbeResult {
  let shaper = PangoShaper(library: FontLibrary())
  var output = ""
  for file in files {
    output += line(for: file, shaper: shaper) + "\n"
  }
  return ProbeResult(output: output)
}

private func line(for path: String, shaper: PangoShaper) -> String {
  guard let bytes = try? read(path) else { return #"{"error": "unreadable"}"# }
  let file = SourceFile(path: path, bytes: bytes)
  var diagnostics: [Diagnostic] = []
  let document = HTMLParser.parse(file, into: &diagnostics)
  let window = Size(width: 1280, height: 800)
  var options = StyleOptions()
  options.fontMetrics = { text in
    let metrics = shaper.metrics(of: text)
    return (xHeight: metrics.xHeight, zeroAdvance: metrics.zeroAdvance)
  }
  let styled = style(
    document: document, file: file, media: .screen(window), options: options, into: &diagnostics)
  var layout = LayoutOptions(paper: window, margins: .zero)
  layout.scrollBarWidth = 15
  let boxes = borderBoxes(styled, options: layout, shaper: shaper)
  guard
    let root = document.descendants().first(where: { document.element($0)?["id"] == "test-root" }),
    let origin = boxes[Int(root.index)]?.origin
  else { return #"{"error": "no #test-root"}"# }
  return json(root, document, boxes, origin: origin, depth: 0)
}

private func read(_ path: String) throws -> [UInt8] {
  let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
  let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  let name = slash.map { String(path[path.utf8.index(after: $0)...]) } ?? path
  return try DiskFileSystem(root: folder).read(RelativePath(name))
}

private func json(
  _ node: HTMLDocument.NodeID, _ document: HTMLDocument, _ boxes: [Rect?], origin: Point,
  depth: Int
) -> String {
  let box = boxes[Int(node.index)].map { $0.offset(by: Point(x: -origin.x, y: -origin.y)) }
  let rect = box ?? Rect(x: -origin.x, y: -origin.y)
  var children: [String] = []
  if depth < 200 {
    for child in document.children(of: node) where document.element(child) != nil {
      children.append(json(child, document, boxes, origin: origin, depth: depth + 1))
    }
  }
  let numbers = [rect.x, rect.y, rect.width, rect.height].map { "\($0)" }.joined(separator: ", ")
  return "{\"b\": [\(numbers)], \"c\": [\(children.joined(separator: ", "))]}"
}

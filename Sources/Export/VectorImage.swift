import CSS
import Diagnostics
import Geometry
import HTML
import Layout

/// An SVG file as a styled tree, which layout draws as vectors.
struct VectorImage {
  /// Larger files are not read: the largest logos have some hundred kilobytes.
  private static let byteLimit = 4 << 20

  let styled: StyledDocument
  /// CSS px, from `width` and `height`, else from `viewBox` as browsers do.
  let size: Size

  /// Nil for what is no SVG.
  init?(_ bytes: [UInt8], name: String) {
    guard bytes.count <= Self.byteLimit, Self.isSVG(bytes) else { return nil }
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "drawing.svg", bytes: bytes)
    let document = HTMLParser.parse(file, into: &problems)
    guard let root = document.firstElement(named: "svg"), let element = document.element(root)
    else { return nil }
    // A picture asks for no other file.
    styled = CSS.style(
      document: document, file: file,
      media: .print(paper: TypesetOptions.a4, margin: Edges(all: 0)), options: StyleOptions(),
      into: &problems)
    size = svgSize(element)
  }

  /// Whether the first tag is `<svg`, after declarations and comments.
  static func isSVG(_ bytes: [UInt8]) -> Bool {
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
    var rest = head[...]
    while let open = rest.firstIndex(of: "<") {
      guard rest[..<open].allSatisfy({ $0.isWhitespace || $0 == "\u{FEFF}" }) else { return false }
      rest = rest[open...]
      if rest.hasPrefix("<svg") { return true }
      let isComment = rest.hasPrefix("<!--")
      guard isComment || rest.hasPrefix("<?") || rest.hasPrefix("<!") else { return false }
      guard let end = rest.range(after: isComment ? "-->" : ">") else { return false }
      rest = rest[end...]
    }
    return false
  }
}

extension Substring {
  /// The index behind the first occurrence of `mark`.
  fileprivate func range(after mark: String) -> Index? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(mark) { return index(at, offsetBy: mark.count) }
      at = index(after: at)
    }
    return nil
  }
}

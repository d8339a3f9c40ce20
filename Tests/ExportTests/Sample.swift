import CSS
import Geometry
import Graphics
import Layout
import PDFFile

@testable import Export

/// A hand-made page of text lines.
struct Sample {
  static let library = FontLibrary(
    folders: ["/usr/share/fonts/truetype/liberation2"], usesSystem: false)

  var shaper: PangoShaper
  var items: [PageItem] = []
  var structure = [StructureNode(role: .document, parent: 0)]
  var title = "Sample"

  init(shaper: PangoShaper) { self.shaper = shaper }

  var pages: Pages {
    Pages(
      pages: [Page(size: Size(width: 793.33, height: 1122.5), items: items)],
      structure: structure, outline: [], title: title, language: "en")
  }

  func pdf(_ information: Information = Information()) throws -> [UInt8] {
    try PDFDocument.bytes(of: pages, shaper: shaper, information: information)
  }

  /// The run of the first text.
  var firstRun: GlyphRun {
    for case .text(let text) in items { return text.run }
    return GlyphRun(face: FontFace(index: 0), size: 0, range: 0..<0, level: 0, glyphs: [])
  }

  /// Adds a line; without a role it belongs to the element of the line before.
  mutating func add(_ text: String, at y: Double, role: StructureNode.Role?) {
    if let role { structure.append(StructureNode(role: role, parent: 0)) }
    var style = TextStyle()
    style.fontFamily = ["Liberation Sans"]
    let shaped = shaper.shape(
      Paragraph(
        text: text, runs: [.init(range: 0..<text.utf8.count, style: style)], direction: .ltr))
    var x = 50.0
    for run in shaped.runs {
      items.append(
        .text(
          PlacedText(
            text: text, run: run, origin: Point(x: x, y: y), color: .black,
            structure: structure.count - 1)))
      x += run.glyphs.reduce(0) { $0 + $1.advance }
    }
  }

  mutating func addLink(_ text: String, to url: String, at y: Double) {
    add(text, at: y, role: .link(url: url))
    items.append(
      .link(
        Rect(x: 50, y: y - 12, width: 60, height: 16), url: url, structure: structure.count - 1))
  }

  /// One of each kind of painting.
  static var decorations: [PageItem] {
    let box = Rect(x: 100, y: 200, width: 120, height: 60)
    let round = Shape(box, radii: [Size](repeating: Size(width: 200, height: 10), count: 4))
    let stops: [Paint.Stop] = [
      .init(offset: 0.2, color: Color(red: 1, green: 0, blue: 0)),
      .init(offset: 0.7, color: .transparent),
    ]
    return [
      .fill(round, .color(Color(red: 0.2, green: 0.4, blue: 0.6, alpha: 0.5))),
      .fill(
        Shape(box), .linear(start: .zero, end: Point(x: 300, y: 0), stops: stops, repeats: true)),
      .fill(
        Shape(box),
        .radial(
          center: Point(x: 160, y: 230), radiusX: 60, radiusY: 30, stops: stops, repeats: false)),
      .ring(outer: round, inner: Shape(Rect(x: 102, y: 202, width: 116, height: 56)), .black),
      .stroke(
        Path([.move(box.origin), .line(Point(x: 220, y: 260))]),
        Stroke(color: .black, width: 2, dashes: [0, 4], roundCap: true)),
      .clip(round), .transform(0.9, 0.1, -0.1, 0.9, 3, 4), .group(opacity: 0.5),
      .fillPath(
        Path([
          .move(box.origin), .curve(.zero, Point(x: 300, y: 0), Point(x: 220, y: 260)), .close,
        ]), .color(.black), evenOdd: true),
      .restore, .restore, .restore,
    ]
  }
}

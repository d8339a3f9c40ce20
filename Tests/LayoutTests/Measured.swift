import CSS
import Diagnostics
import Geometry
import HTML
import Testing

@testable import Layout

/// A page written in HTML and CSS, laid out in one flow 200 px wide with the fake shaper (font size
/// 10, line height 1), its boxes asked for by `id`; the invariants are checked after each pass.
struct Measured {
  private let boxes: [String: [Double]]

  init(_ css: String, _ body: String) {
    let html = """
      <!doctype html><style>html { font-size: 10px; line-height: 1 } body { margin: 0 }
      \(css)</style>\(body)
      """
    let file = SourceFile(path: "page.html", text: html)
    let paper = Size(width: 200, height: 1000)
    var problems: [Diagnostic] = []
    let styled = style(
      document: HTMLParser.parse(file, into: &problems), file: file,
      media: .print(paper: paper, margin: .zero), options: StyleOptions(), into: &problems)
    let options = LayoutOptions(paper: paper, margins: .zero)
    var job = LayoutJob(styled, options: options, shaper: AhemShaper())
    if let box = job.buildBoxes() {
      Invariants.check(box)
      let fragment = job.flow(box)
      var positioned = PositionedPass(pass: job.pass)
      positioned.run(fragment)
      Invariants.check(fragment)
    }
    var boxes: [String: [Double]] = [:]
    let rects = borderBoxes(styled, options: options, shaper: AhemShaper())
    for (index, rect) in rects.enumerated() {
      let node = HTMLDocument.NodeID(Int32(index))
      guard let rect, let id = styled.document.element(node)?["id"] else { continue }
      boxes[id] = [rect.x, rect.y, rect.width, rect.height]
    }
    self.boxes = boxes
  }

  /// Border box [x, y, width, height]; empty where there is none.
  subscript(id: String) -> [Double] { boxes[id] ?? [] }
}

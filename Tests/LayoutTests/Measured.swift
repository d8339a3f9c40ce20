import CSS
import Diagnostics
import Geometry
import HTML

@testable import Layout

/// A page of HTML laid out with the fake shaper (10 px, every glyph 1em wide), asked for numbers.
///
/// Elements are named by `id`. The invariants are checked after every pass.
struct Measured {
  let boxes: [String: [Double]]

  /// In a window, one flow without pages.
  init(_ body: String, width: Double = 200, height: Double = 1000, scrollBar: Double = 0) {
    let window = Size(width: width, height: height)
    let styled = Self.styled(body, media: .screen(window))
    var options = LayoutOptions(paper: window, margins: .zero)
    options.scrollBarWidth = scrollBar
    checkPasses(of: styled, options)
    let rects = borderBoxes(styled, options: options, shaper: AhemShaper())
    var boxes: [String: [Double]] = [:]
    for node in styled.document.descendants() {
      guard let id = styled.document.element(node)?["id"] else { continue }
      if let rect = rects[Int(node.index)] {
        boxes[id] = [rect.x, rect.y, rect.width, rect.height]
      }
    }
    self.boxes = boxes
  }

  /// The same with a style sheet.
  init(_ css: String, _ body: String) { self.init("<style>\(css)</style>\(body)") }

  /// Border box [x, y, width, height] of the element with an id.
  subscript(id: String) -> [Double] { boxes[id] ?? [] }

  static func styled(_ body: String, media: Media) -> StyledDocument {
    let source =
      "<!DOCTYPE html><html style='font: 10px/1 Ahem'><body style='margin: 0'>\(body)</body></html>"
    let file = SourceFile(path: "test.html", bytes: Array(source.utf8))
    var diagnostics: [Diagnostic] = []
    let document = HTMLParser.parse(file, into: &diagnostics)
    return style(
      document: document, file: file, media: media, options: StyleOptions(), into: &diagnostics)
  }
}

/// Runs the passes one by one with the invariants of each.
private func checkPasses(of styled: StyledDocument, _ options: LayoutOptions) {
  var job = LayoutJob(styled, options: options, shaper: AhemShaper())
  guard let box = job.buildBoxes() else { return }
  Invariants.check(box)
  let root = job.flow(box)
  var positioned = PositionedPass(pass: job.pass)
  positioned.run(root)
  Invariants.check(root)
  root.cutColumns()
  Invariants.check(root)
  let lines = root.lineCount
  var paginator = Paginator(pages: job.geometry)
  paginator.run(root)
  Invariants.check(root)
  Invariants.checkPages(root, job.geometry, lineCount: lines)
}

/// The texts of each page, as `text@x,baseline` in the page's coordinates.
///
/// Pages are 200 px by 100 px without margins.
func paged(_ body: String, width: Double = 200, height: Double = 100) -> [[String]] {
  let paper = Size(width: width, height: height)
  let styled = Measured.styled(body, media: .print(paper: paper, margin: .zero))
  let options = LayoutOptions(paper: paper, margins: .zero)
  checkPasses(of: styled, options)
  var diagnostics: [Diagnostic] = []
  let pages = layOut(
    styled, options: options, shaper: AhemShaper(), diagnostics: &diagnostics)
  return pages.pages.map(\.texts)
}

/// Lines "a0 … an" with forced breaks between.
func numbered(_ prefix: String, _ count: Int) -> String {
  (0..<count).map { "\(prefix)\($0)" }.joined(separator: "<br>")
}

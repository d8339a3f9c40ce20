public import CSS
public import Diagnostics
public import Geometry
import HTML

/// What layout needs to know beside the document.
public struct LayoutOptions {
  /// The sheet where `@page` names none, CSS px.
  public var paper: Size
  /// Page margins where `@page` gives none, CSS px.
  public var margins: Edges<Double>
  /// Natural size of an image in CSS px, by its source as written; nil where it can't be read.
  public var imageSize: (String) -> Size?
  /// Room that a scroll bar takes, CSS px; paper shows none.
  public var scrollBarWidth = 0.0
  /// An image that is an SVG file, styled; nil for any other.
  public var drawing: (String) -> StyledDocument?

  public init(
    paper: Size, margins: Edges<Double>, imageSize: @escaping (String) -> Size? = { _ in nil },
    drawing: @escaping (String) -> StyledDocument? = { _ in nil }
  ) {
    self.drawing = drawing
    self.paper = paper
    self.margins = margins
    self.imageSize = imageSize
  }
}

/// Lays a styled document out on pages.
///
/// Passes: box tree, one tall flow of fragments, positioned boxes, pagination, painting order.
public func layOut(
  _ styled: StyledDocument, options: LayoutOptions, shaper: any TextShaping,
  diagnostics: inout [Diagnostic]
) -> Pages {
  var job = LayoutJob(styled, options: options, shaper: shaper)
  var pages = job.run()
  pages.missingGlyphs = job.pass.missingGlyphs.sorted()
  diagnostics += job.diagnostics + missingGlyphs(pages.missingGlyphs)
  return pages
}

/// One warning for all characters that are painted as empty boxes.
private func missingGlyphs(_ scalars: [Unicode.Scalar]) -> [Diagnostic] {
  guard !scalars.isEmpty else { return [] }
  let shown = scalars.prefix(8).map { scalar in
    "'\(scalar)' (U+\(String(scalar.value, radix: 16, uppercase: true)))"
  }
  let rest = scalars.count > 8 ? " and \(scalars.count - 8) more" : ""
  return [
    .warning(
      "missing-glyph", "no font has \(shown.joined(separator: ", "))\(rest)",
      help: "put a font that has them into content/fonts, or install one such as fonts-noto-core")
  ]
}

/// One document on its way through the passes.
struct LayoutJob {
  let styled: StyledDocument
  let geometry: PageGeometry
  let pass: LayoutPass
  let options: LayoutOptions
  private(set) var diagnostics: [Diagnostic] = []

  init(_ styled: StyledDocument, options: LayoutOptions, shaper: any TextShaping) {
    self.styled = styled
    self.options = options
    geometry = PageGeometry(
      rules: styled.pageRules, paper: options.paper, margins: options.margins)
    pass = LayoutPass(
      shaper: shaper, pageArea: geometry.first.viewport, document: styled,
      imageSize: options.imageSize)
    pass.drawing = options.drawing
  }

  mutating func run() -> Pages {
    guard let root = buildBoxes() else { return assemble(Painter(sheets: emptySheets, pass)) }
    defer { root.forgetLayouts() }
    let fragment = flow(root)
    var positioned = PositionedPass(pass: pass)
    positioned.run(fragment)
    fragment.cutColumns()
    for fixed in positioned.fixed { fixed.cutColumns() }
    var paginator = Paginator(pages: geometry)
    paginator.run(fragment)
    let pages = paint(fragment, fixed: positioned.fixed)
    let missing = pass.unsupportedVectors.sorted().joined(separator: "', '")
    if !missing.isEmpty {
      diagnostics.append(
        .warning("svg-not-drawn", "'\(missing)' in SVG drawings is left out"))
    }
    return pages
  }

  private var emptySheets: Sheets {
    var sheets = Sheets(geometry: geometry)
    sheets.grow(to: 0)
    return sheets
  }

  mutating func buildBoxes() -> Box? {
    var builder = BoxBuilder(styled: styled, imageSize: options.imageSize)
    let root = builder.build()
    if options.scrollBarWidth > 0 { root?.reserveScrollBars(options.scrollBarWidth) }
    if builder.exceededDepth {
      diagnostics.append(
        .warning(
          "nesting-too-deep",
          "elements nested deeper than \(BoxBuilder.depthLimit) levels are left out"))
    }
    return root
  }

  /// The whole document in one tall flow.
  func flow(_ root: Box) -> Fragment {
    let area = geometry.first.contentSize
    let fragment = Fragment(root)
    let constraints = Constraints(width: area.width, height: pass.pageArea.height)
    pass.fill(fragment, constraints, floats: nil)
    fragment.x = fragment.margin.left
    fragment.y = fragment.margin.top
    return fragment
  }

  private func paint(_ root: Fragment, fixed: [Fragment]) -> Pages {
    var painter = Painter(sheets: emptySheets, pass)
    let end = root.contentEnd
    let last = geometry.page(at: max(0, end - 0.02))
    painter.sheets.grow(to: last)
    painter.paintCanvas(root)
    painter.paintContext(root, at: Point(x: root.x, y: root.y))
    painter.paintFixed(fixed)
    painter.paintMarginBoxes(styled.pageRules)
    var pages = assemble(painter)
    pages.room = max(0, geometry.end(of: last) - end)
    return pages
  }

  private func assemble(_ painter: Painter) -> Pages {
    let document = styled.document
    var pages: [Page] = []
    for (number, items) in painter.sheets.items.enumerated() {
      pages.append(
        Page(
          size: geometry.sheet(of: number).size, items: items,
          anchors: painter.sheets.anchors[number]))
    }
    return Pages(
      pages: pages, structure: painter.structure.nodes, outline: painter.outline,
      title: document.title, language: document.language)
  }
}

extension Fragment {
  /// Where what makes pages ends, in its parent's coordinates: boxes, lines, not margins.
  fileprivate var contentEnd: Double {
    var end = 0.0
    for child in children { end = max(end, child.contentEnd) }
    for child in positioned { end = max(end, child.contentEnd) }
    for line in lines { end = max(end, line.y + line.height) }
    if !box.isRoot, height > 0, children.isEmpty || border.bottom + padding.bottom > 0 {
      end = max(end, height)
    }
    if !box.isRoot, !heightIsAuto || minHeight > 0 { end = max(end, height) }
    return y + end
  }
}

extension HTMLDocument {
  /// The text of the first `<title>`, its ASCII white space collapsed (HTML, 3.1.5).
  fileprivate var title: String {
    for (index, node) in nodes.enumerated() {
      guard case .element(let element) = node.kind, element.name == "title" else { continue }
      var text = ""
      for child in children(of: NodeID(Int32(truncatingIfNeeded: index))) {
        if case .text(let part) = self[child].kind { text += part }
      }
      let words = text.unicodeScalars.split { " \t\n\u{C}\r".unicodeScalars.contains($0) }
      return words.map(String.init).joined(separator: " ")
    }
    return ""
  }

  /// `lang` of the root element.
  fileprivate var language: String {
    for child in children(of: .document) {
      if let element = element(child) { return element["lang"] ?? "" }
    }
    return ""
  }
}

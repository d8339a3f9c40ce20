import CSS
import Diagnostics
import Geometry
import HTML

@testable import Layout

/// A style to be, with the inherited part handed down from the parent.
struct StyleSketch {
  var text = TextStyle()
  var box = BoxStyle()
  var flex = FlexStyle()
  var grid = GridStyle()
  var paint = PaintStyle()
  var fragmentation = FragmentationStyle()
  var generated = GeneratedStyle()

  var computed: ComputedStyle {
    ComputedStyle(
      text: text, box: box, flex: flex, grid: grid, paint: paint, fragmentation: fragmentation,
      generated: generated)
  }
}

/// A tree written in a test: elements with what differs from the initial style, and texts.
indirect enum Sketch: ExpressibleByStringLiteral {
  case element(
    String, [String: String], @Sendable (inout StyleSketch) -> Void, [Sketch],
    before: (@Sendable (inout StyleSketch) -> Void)?)
  case text(String)

  init(stringLiteral value: String) { self = .text(value) }

  static func div(
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }, _ children: Sketch...,
    before: (@Sendable (inout StyleSketch) -> Void)? = nil
  ) -> Sketch {
    .element(
      "div", [:],
      {
        $0.box.display = .block
        style(&$0)
      }, children, before: before)
  }

  static func span(
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }, _ children: Sketch...
  ) -> Sketch {
    .element("span", [:], style, children, before: nil)
  }

  static func tag(
    _ name: String, _ attributes: [String: String] = [:],
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }, _ children: Sketch...
  ) -> Sketch {
    .element(name, attributes, style, children, before: nil)
  }

  static var br: Sketch { .element("br", [:], { _ in }, [], before: nil) }
}

/// Builds documents from sketches: `<html>` with the sketch's elements, font size 10, line height 1.
struct SketchPad {
  private var document = HTMLDocument()
  private var styles: [ComputedStyle?] = [nil]
  private var pseudoStyles: [StyledDocument.PseudoKey: ComputedStyle] = [:]

  static func document(_ children: [Sketch], pages: PageRules = PageRules()) -> StyledDocument {
    var pad = SketchPad()
    var text = TextStyle()
    text.fontSize = 10
    text.lineHeight = .number(1)
    let root = Sketch.element(
      "html", [:], { $0.box.display = .block }, children, before: nil)
    pad.add(root, to: .document, inherited: text)
    return StyledDocument(
      document: pad.document, styles: pad.styles, pseudoStyles: pad.pseudoStyles,
      pageRules: pages)
  }

  private mutating func add(
    _ sketch: Sketch, to parent: HTMLDocument.NodeID, inherited: TextStyle
  ) {
    switch sketch {
    case .text(let text):
      document.append(.text(text), to: parent, span: Span(start: 0, end: 0))
      styles.append(nil)
    case .element(let name, let attributes, let change, let children, let before):
      var style = StyleSketch()
      style.text = inherited
      change(&style)
      let sorted = attributes.sorted { $0.key < $1.key }.map {
        HTMLDocument.Attribute(name: $0.key, value: $0.value)
      }
      let node = document.append(
        .element(HTMLDocument.Element(name: name, attributes: sorted)), to: parent,
        span: Span(start: 0, end: 0))
      styles.append(style.computed)
      if let before {
        var pseudo = StyleSketch()
        pseudo.text = style.text
        before(&pseudo)
        pseudoStyles[.init(node, .before)] = pseudo.computed
      }
      for child in children { add(child, to: node, inherited: style.text) }
    }
  }
}

/// A document laid out in one tall flow, asked for numbers.
struct Laid {
  let root: Fragment
  let shaper: AhemShaper

  /// The page is 200 px wide and has no margins unless said otherwise.
  init(_ children: Sketch..., width: Double = 200, height: Double = 1000) {
    let styled = SketchPad.document(children)
    shaper = AhemShaper()
    let options = LayoutOptions(paper: Size(width: width, height: height), margins: .zero)
    var job = LayoutJob(styled, options: options, shaper: shaper)
    guard let box = job.buildBoxes() else { fatalError("no box") }
    Invariants.check(box)
    root = job.flow(box)
    var positioned = PositionedPass(pass: job.pass)
    positioned.run(root)
    root.cutColumns()
    Invariants.check(root)
  }

  /// The fragment at a path of child indices under the root.
  func callAsFunction(_ path: Int...) -> Fragment {
    path.reduce(root) { $0.children[$1] }
  }

  /// Border box [x, y, width, height] at a path, in the root's coordinates.
  func rect(_ path: Int...) -> [Double] {
    var fragment = root
    var origin = Point.zero
    for index in path {
      fragment = fragment.children[index]
      origin = origin + fragment.place
    }
    return [origin.x, origin.y, fragment.width, fragment.height]
  }
}

/// The document on pages.
func laidOnPages(
  _ children: Sketch..., width: Double = 200, height: Double = 100,
  margins: Edges<Double> = .zero, rules: PageRules = PageRules()
) -> Pages {
  var diagnostics: [Diagnostic] = []
  return layOut(
    SketchPad.document(children, pages: rules),
    options: LayoutOptions(paper: Size(width: width, height: height), margins: margins),
    shaper: AhemShaper(), diagnostics: &diagnostics)
}

extension Page {
  /// `text@x,baseline` of each run.
  var texts: [String] {
    items.compactMap { item in
      guard case .text(let text) = item else { return nil }
      return "\(text.text)@\(Int(text.origin.x)),\(Int(text.origin.y))"
    }
  }
}

extension Fragment {
  /// The text of each line.
  var lineTexts: [String] {
    lines.map { line in
      line.pieces.map { piece in
        switch piece.kind {
        case .text(_, let start, let end): line.content.string(Int(start)..<Int(end))
        case .atomic: "□"
        case .hyphen: "‐"
        }
      }.joined()
    }
  }
}

extension LengthPercentage {
  static func px(_ value: Double) -> LengthPercentage { LengthPercentage(px: value) }
  static func percent(_ value: Double) -> LengthPercentage { LengthPercentage(percent: value) }
}

extension Sizing {
  static func px(_ value: Double) -> Sizing { .length(.px(value)) }
  static func percent(_ value: Double) -> Sizing { .length(.percent(value)) }
}

extension LengthPercentageOrAuto {
  static func px(_ value: Double) -> LengthPercentageOrAuto { .length(.px(value)) }
}

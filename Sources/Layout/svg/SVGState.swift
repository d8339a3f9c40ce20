import CSS
import Geometry
import HTML

/// What an SVG element passes on to those inside it.
struct SVGState {
  enum Fill: Equatable {
    case none
    case color(Color)
    /// The id of a gradient, and the colour where there is no such gradient.
    case server(String, fallback: Color?)
  }

  /// From user space to the page.
  var matrix: Matrix
  /// What percentages refer to.
  var viewport: Size
  /// `currentColor`.
  var color: Color
  var fill = Fill.color(.black)
  var stroke = Fill.none
  var strokeWidth = 1.0
  var opacity = 1.0
  var fillOpacity = 1.0
  var strokeOpacity = 1.0
  var hasRoundCaps = false
  var hasSquareCaps = false
  var hasRoundJoins = false
  var isEvenOdd = false
  var dashes: [Double] = []
  /// Inside a `use`: the referenced element inherits from it, not from where it stands.
  var isReferenced = false

  /// Takes over what an element says of itself.
  mutating func apply(_ element: SVGElement) {
    if element.value("fill")?.lowercased() == "currentcolor" || !isReferenced {
      color = isReferenced ? color : element.style.text.color
    }
    applyPaint(element)
    if let width = element.strokeWidth { strokeWidth = width }
    opacity *= element.style.paint.opacity
    fillOpacity = element.share("fill-opacity") ?? fillOpacity
    strokeOpacity = element.share("stroke-opacity") ?? strokeOpacity
    if let cap = element.value("stroke-linecap") {
      hasRoundCaps = cap == "round"
      hasSquareCaps = cap == "square"
    }
    if let join = element.value("stroke-linejoin") { hasRoundJoins = join == "round" }
    if let rule = element.value("fill-rule") { isEvenOdd = rule == "evenodd" }
    if let dashes = element.value("stroke-dasharray") {
      self.dashes = dashes == "none" ? [] : Array(SVGNumbers.list(dashes).prefix(64))
    }
    if let transform = element.value("transform").flatMap(Matrix.init(svg:)) {
      matrix = matrix.times(transform)
    }
  }

  private mutating func applyPaint(_ element: SVGElement) {
    fill = paint(element, "fill", element.fill) ?? fill
    stroke = paint(element, "stroke", element.stroke) ?? stroke
  }

  private func paint(_ element: SVGElement, _ name: String, _ computed: SVGPaint?) -> Fill? {
    let written = element.value(name)
    if let written, written.lowercased() == "currentcolor" { return .color(color) }
    if let written, let id = SVGElement.reference(written) {
      return .server(id, fallback: nil)
    }
    return switch computed {
    case .some(.none): Fill.none
    case .color(let color): .color(color)
    case nil: nil
    }
  }
}

/// An element with its computed style, and the attributes that style sheets don't know.
struct SVGElement {
  let node: HTMLDocument.NodeID
  let element: HTMLDocument.Element
  let style: ComputedStyle
  private let outer: PaintStyle?

  init?(_ node: HTMLDocument.NodeID, in styled: StyledDocument) {
    guard let element = styled.document.element(node) else { return nil }
    self.node = node
    self.element = element
    func style(_ node: HTMLDocument.NodeID?) -> ComputedStyle? {
      guard let index = node.map({ Int($0.index) }), index < styled.styles.count else { return nil }
      return styled.styles[index]
    }
    self.style = style(node) ?? .initial
    outer = element.name == "svg" ? nil : style(styled.document[node].parent)?.paint
  }

  /// Set here, and not only inherited.
  var fill: SVGPaint? { style.paint.svgFill == outer?.svgFill ? nil : style.paint.svgFill }
  var stroke: SVGPaint? { style.paint.svgStroke == outer?.svgStroke ? nil : style.paint.svgStroke }
  var strokeWidth: Double? {
    style.paint.svgStrokeWidth == outer?.svgStrokeWidth ? nil : style.paint.svgStrokeWidth
  }

  /// A presentation attribute, or its declaration in the `style` attribute.
  func value(_ name: String) -> String? {
    for declaration in (element["style"] ?? "").split(separator: ";") {
      let parts = declaration.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].filter({ !$0.isWhitespace }) == name else { continue }
      return String(parts[1]).trimmingSpaces
    }
    return element[name]?.trimmingSpaces
  }

  /// A number or percentage from 0 to 1.
  func share(_ name: String) -> Double? {
    guard let text = value(name) else { return nil }
    var scanner = SVGScanner(Array(text.utf8))
    return scanner.number().map { max(0, min(1, scanner.rest == "%" ? $0 / 100 : $0)) }
  }

  /// The id in `#id`, of `href`.
  var target: String? {
    guard let href = element["href"] ?? element["xlink:href"], href.hasPrefix("#") else {
      return nil
    }
    return String(href.dropFirst())
  }

  /// The id in `url(#id)`.
  static func reference(_ text: String) -> String? {
    guard text.hasPrefix("url("), let hash = text.firstIndex(of: "#"),
      let close = text.firstIndex(of: ")"), hash < close
    else { return nil }
    return text[text.index(after: hash)..<close].filter { $0 != "\"" && $0 != "'" }
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

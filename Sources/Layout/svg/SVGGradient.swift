import CSS
import Geometry
import HTML

/// A linear or radial gradient (SVG 2, 14.2) as the paint of one path.
struct SVGGradient {
  private let styled: StyledDocument
  /// The gradient and those that it refers to, nearest first.
  private var chain: [SVGElement] = []

  /// Nil where `id` names no gradient with stops.
  init?(id: String, in styled: StyledDocument, find: (String) -> HTMLDocument.NodeID?) {
    self.styled = styled
    var next: String? = id
    while let name = next, chain.count < 8, let node = find(name),
      let element = SVGElement(node, in: styled)
    {
      guard ["linearGradient", "radialGradient"].contains(element.element.name) else { break }
      chain.append(element)
      next = element.target
    }
    guard !chain.isEmpty else { return nil }
  }

  private func attribute(_ name: String) -> String? {
    for element in chain { if let value = element.element[name] { return value } }
    return nil
  }

  /// The paint of a path whose bounds in user space are `bounds`.
  func paint(bounds: Rect, matrix: Matrix, opacity: Double) -> Paint? {
    let stops = stops(opacity: opacity)
    guard let last = stops.last else { return nil }
    if stops.count == 1 { return .color(last.color) }
    let usesBox = attribute("gradientUnits") != "userSpaceOnUse"
    var space = matrix
    if usesBox {
      guard bounds.width > 0, bounds.height > 0 else { return .color(last.color) }
      space = space.times(Matrix(bounds.width, 0, 0, bounds.height, bounds.x, bounds.y))
    }
    if let own = attribute("gradientTransform").flatMap(Matrix.init(svg:)) {
      space = space.times(own)
    }
    let repeats = attribute("spreadMethod") == "repeat"
    if chain[0].element.name == "linearGradient" {
      let start = Point(x: length("x1", 0), y: length("y1", 0))
      let end = Point(x: length("x2", 1), y: length("y2", 0))
      return .linear(
        start: space.applied(to: start), end: space.applied(to: end), stops: stops,
        repeats: repeats)
    }
    let radius = length("r", 0.5)
    let (scaleX, scaleY) = space.axisScales
    return .radial(
      center: space.applied(to: Point(x: length("cx", 0.5), y: length("cy", 0.5))),
      radiusX: radius * scaleX, radiusY: radius * scaleY, stops: stops, repeats: repeats)
  }

  /// Numbers, or percentages of the unit square.
  private func length(_ name: String, _ standard: Double) -> Double {
    guard let text = attribute(name) else { return standard }
    var scanner = SVGScanner(Array(text.utf8))
    return scanner.number().map { scanner.rest == "%" ? $0 / 100 : $0 } ?? standard
  }

  private func stops(opacity: Double) -> [Paint.Stop] {
    for element in chain {
      var stops: [Paint.Stop] = []
      for child in styled.document.children(of: element.node) {
        guard let stop = SVGElement(child, in: styled), stop.element.name == "stop",
          stops.count < 256
        else { continue }
        var color = stop.style.paint.svgStopColor
        color.alpha *= (stop.share("stop-opacity") ?? 1) * opacity
        let offset = max(stop.share("offset") ?? 0, stops.last?.offset ?? 0)
        stops.append(Paint.Stop(offset: offset, color: color))
      }
      if !stops.isEmpty { return stops }
    }
    return []
  }
}

extension Matrix {
  /// How long the unit vectors become.
  fileprivate var axisScales: (Double, Double) {
    ((a * a + b * b).squareRoot(), (c * c + d * d).squareRoot())
  }
}

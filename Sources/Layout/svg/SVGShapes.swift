import Geometry
import HTML

/// Basic shapes (SVG 2, chapter 10) as paths in user space.
enum SVGShapes {
  /// The path of a shape element; nil for other elements, empty where nothing is drawn.
  static func path(_ element: HTMLDocument.Element, viewport: Size) -> Path? {
    let read = SVGLengths(element: element, viewport: viewport)
    switch element.name {
    case "path": return SVGPathData.path(element["d"] ?? "")
    case "rect": return rect(read)
    case "circle":
      let radius = read.other("r")
      return ellipse(
        Point(x: read.x("cx"), y: read.y("cy")), Size(width: radius, height: radius))
    case "ellipse":
      let rx = read.optionalX("rx")
      let ry = read.optionalY("ry")
      return ellipse(
        Point(x: read.x("cx"), y: read.y("cy")),
        Size(width: rx ?? ry ?? 0, height: ry ?? rx ?? 0))
    case "line":
      return Path([
        .move(Point(x: read.x("x1"), y: read.y("y1"))),
        .line(Point(x: read.x("x2"), y: read.y("y2"))),
      ])
    case "polyline": return polygon(element["points"] ?? "", isClosed: false)
    case "polygon": return polygon(element["points"] ?? "", isClosed: true)
    default: return nil
    }
  }

  private static func rect(_ read: SVGLengths) -> Path {
    let (x, y) = (read.x("x"), read.y("y"))
    let (width, height) = (read.x("width"), read.y("height"))
    guard width > 0, height > 0 else { return Path([]) }
    let given = (read.optionalX("rx"), read.optionalY("ry"))
    let rx = min(max(0, given.0 ?? given.1 ?? 0), width / 2)
    let ry = min(max(0, given.1 ?? given.0 ?? 0), height / 2)
    guard rx > 0, ry > 0 else {
      return Path([
        .move(Point(x: x, y: y)), .line(Point(x: x + width, y: y)),
        .line(Point(x: x + width, y: y + height)), .line(Point(x: x, y: y + height)), .close,
      ])
    }
    let (kx, ky) = (rx * (1 - kappa), ry * (1 - kappa))
    let (right, bottom) = (x + width, y + height)
    func p(_ x: Double, _ y: Double) -> Point { Point(x: x, y: y) }
    return Path([
      .move(p(x + rx, y)), .line(p(right - rx, y)),
      .curve(p(right - kx, y), p(right, y + ky), p(right, y + ry)),
      .line(p(right, bottom - ry)),
      .curve(p(right, bottom - ky), p(right - kx, bottom), p(right - rx, bottom)),
      .line(p(x + rx, bottom)),
      .curve(p(x + kx, bottom), p(x, bottom - ky), p(x, bottom - ry)),
      .line(p(x, y + ry)), .curve(p(x, y + ky), p(x + kx, y), p(x + rx, y)), .close,
    ])
  }

  /// Where a cubic curve is nearest to a quarter of a circle.
  private static let kappa = 0.5522847498

  private static func ellipse(_ center: Point, _ radii: Size) -> Path {
    guard radii.width > 0, radii.height > 0 else { return Path([]) }
    func p(_ x: Double, _ y: Double) -> Point {
      Point(x: center.x + x * radii.width, y: center.y + y * radii.height)
    }
    let k = kappa
    return Path([
      .move(p(1, 0)), .curve(p(1, k), p(k, 1), p(0, 1)), .curve(p(-k, 1), p(-1, k), p(-1, 0)),
      .curve(p(-1, -k), p(-k, -1), p(0, -1)), .curve(p(k, -1), p(1, -k), p(1, 0)), .close,
    ])
  }

  private static func polygon(_ text: String, isClosed: Bool) -> Path {
    let numbers = SVGNumbers.list(text)
    var segments: [Path.Segment] = []
    for index in stride(from: 0, to: numbers.count - 1, by: 2) {
      let point = Point(x: numbers[index], y: numbers[index + 1])
      segments.append(segments.isEmpty ? .move(point) : .line(point))
    }
    if isClosed, !segments.isEmpty { segments.append(.close) }
    return Path(segments)
  }
}

/// Lengths in attributes of one element; percentages refer to the viewport.
struct SVGLengths {
  let element: HTMLDocument.Element
  let viewport: Size

  func x(_ name: String) -> Double { optionalX(name) ?? 0 }
  func y(_ name: String) -> Double { optionalY(name) ?? 0 }
  func optionalX(_ name: String) -> Double? { length(name, viewport.width) }
  func optionalY(_ name: String) -> Double? { length(name, viewport.height) }

  /// Neither horizontal nor vertical (SVG 2, 8.9).
  func other(_ name: String) -> Double {
    let (width, height) = (viewport.width, viewport.height)
    return length(name, ((width * width + height * height) / 2).squareRoot()) ?? 0
  }

  private func length(_ name: String, _ basis: Double) -> Double? {
    guard let text = element[name] else { return nil }
    var scanner = SVGScanner(Array(text.utf8))
    if let number = scanner.number(), scanner.rest == "%" { return number / 100 * basis }
    return SVGNumbers.length(text)
  }
}

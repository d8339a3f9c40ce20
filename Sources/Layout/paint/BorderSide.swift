import CSS
import Geometry

/// The geometry of one side of a border whose sides differ.
enum BorderSide {
  case top, right, bottom, left

  /// The side's four corners between outer and inner edge.
  func trapezoid(_ outer: Rect, _ inner: Rect) -> Path {
    let o = corners(outer)
    let i = corners(inner)
    let (a, b) = ends
    return Path([.move(o[a]), .line(o[b]), .line(i[b]), .line(i[a]), .close])
  }

  /// The line in the middle of the side, for dashes.
  func middle(_ outer: Rect, _ inner: Rect) -> Path {
    let o = corners(outer)
    let i = corners(inner)
    let (a, b) = ends
    var start = Point(x: (o[a].x + i[a].x) / 2, y: (o[a].y + i[a].y) / 2)
    var end = Point(x: (o[b].x + i[b].x) / 2, y: (o[b].y + i[b].y) / 2)
    switch self {
    case .top, .bottom: (start.x, end.x) = (o[a].x, o[b].x)
    case .left, .right: (start.y, end.y) = (o[a].y, o[b].y)
    }
    return Path([.move(start), .line(end)])
  }

  /// The outer and the inner third, for `double`.
  func thirds(_ outer: Rect, _ inner: Rect) -> [Path] {
    func between(_ share: Double) -> Rect {
      Rect(
        x: outer.x + (inner.x - outer.x) * share, y: outer.y + (inner.y - outer.y) * share,
        width: outer.width + (inner.width - outer.width) * share,
        height: outer.height + (inner.height - outer.height) * share)
    }
    return [trapezoid(outer, between(1 / 3.0)), trapezoid(between(2 / 3.0), inner)]
  }

  /// Dashes that fill the side evenly.
  func stroke(_ color: Color, width: Double, dotted: Bool, _ outer: Rect) -> Stroke {
    let length: Double
    switch self {
    case .top, .bottom: length = outer.width
    case .left, .right: length = outer.height
    }
    // Cairo walks along all dashes of a line on each of its pages.
    guard length < 40_000 * width else { return Stroke(color: color, width: width) }
    if dotted {
      let count = max(1, (length / (2 * width)).rounded())
      let round = width > 2
      return Stroke(
        color: color, width: width,
        dashes: round ? [0, length / count] : [length / count / 2, length / count / 2],
        roundCap: round)
    }
    let dash = width < 3 ? 3 * width : 2 * width
    let count = max(1, ((length - dash) / (1.5 * dash)).rounded())
    let gap = max(width / 2, (length - dash * (count + 1)) / count)
    return Stroke(color: color, width: width, dashes: [dash, gap])
  }

  /// Light and dark sides of the styles that look carved.
  func shade(_ color: Color, _ style: BorderStyle) -> Color {
    let isTopLeft = self == .top || self == .left
    switch style {
    case .inset, .groove: return isTopLeft ? color.darkened : color
    case .outset, .ridge: return isTopLeft ? color : color.darkened
    default: return color
    }
  }

  private var ends: (Int, Int) {
    switch self {
    case .top: (0, 1)
    case .right: (1, 2)
    case .bottom: (2, 3)
    case .left: (3, 0)
    }
  }

  private func corners(_ rect: Rect) -> [Point] {
    [
      Point(x: rect.x, y: rect.y), Point(x: rect.maxX, y: rect.y),
      Point(x: rect.maxX, y: rect.maxY), Point(x: rect.x, y: rect.maxY),
    ]
  }
}

extension Path {
  func offset(by delta: Point) -> Path {
    Path(
      segments.map { segment in
        switch segment {
        case .move(let point): .move(point + delta)
        case .line(let point): .line(point + delta)
        case .curve(let a, let b, let c): .curve(a + delta, b + delta, c + delta)
        case .close: .close
        }
      })
  }
}

extension Color {
  fileprivate var darkened: Color {
    Color(red: red * 2 / 3, green: green * 2 / 3, blue: blue * 2 / 3, alpha: alpha)
  }
}

import Geometry

#if canImport(Glibc)
  import Glibc
#endif

extension Matrix {
  static let identity = Matrix(1, 0, 0, 1, 0, 0)

  /// A `transform` attribute (SVG 2, 8.5): functions applied from right to left.
  init?(svg text: String) {
    var result = Matrix.identity
    var rest = text.utf8[...]
    var count = 0
    while let open = rest.firstIndex(of: UInt8(ascii: "(")), count < 256 {
      let name = String(Substring(rest[..<open])).filter(\.isLetter)
      guard let close = rest[open...].firstIndex(of: UInt8(ascii: ")")) else { return nil }
      let numbers = SVGNumbers.list(String(Substring(rest[rest.index(after: open)..<close])))
      guard let function = Self.function(name, numbers) else { return nil }
      result = result.times(function)
      rest = rest[rest.index(after: close)...]
      count += 1
    }
    self = result
  }

  private static func function(_ name: String, _ numbers: [Double]) -> Matrix? {
    func degrees(_ index: Int) -> Double { numbers[index] * .pi / 180 }
    switch (name, numbers.count) {
    case ("matrix", 6):
      return Matrix(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
    case ("translate", 1): return Matrix(1, 0, 0, 1, numbers[0], 0)
    case ("translate", 2): return Matrix(1, 0, 0, 1, numbers[0], numbers[1])
    case ("scale", 1): return Matrix(numbers[0], 0, 0, numbers[0], 0, 0)
    case ("scale", 2): return Matrix(numbers[0], 0, 0, numbers[1], 0, 0)
    case ("rotate", 1), ("rotate", 3):
      let (sine, cosine) = (sin(degrees(0)), cos(degrees(0)))
      let turn = Matrix(cosine, sine, -sine, cosine, 0, 0)
      guard numbers.count == 3 else { return turn }
      return Matrix(1, 0, 0, 1, numbers[1], numbers[2]).times(turn)
        .times(Matrix(1, 0, 0, 1, -numbers[1], -numbers[2]))
    case ("skewX", 1): return Matrix(1, 0, tan(degrees(0)), 1, 0, 0)
    case ("skewY", 1): return Matrix(1, tan(degrees(0)), 0, 1, 0, 0)
    default: return nil
    }
  }

  /// Fits a `viewBox` into a viewport (SVG 2, 8.6 and 8.7).
  init(viewBox box: Rect, into area: Rect, aspectRatio: String) {
    let words = aspectRatio.split { $0.isWhitespace }.filter { $0 != "defer" }
    let align = words.first ?? "xMidYMid"
    var scaleX = area.width / box.width
    var scaleY = area.height / box.height
    if align != "none" {
      let scale = words.contains("slice") ? max(scaleX, scaleY) : min(scaleX, scaleY)
      (scaleX, scaleY) = (scale, scale)
    }
    func offset(_ free: Double, least: String, most: String) -> Double {
      if align == "none" || align.contains(least) { return 0 }
      return align.contains(most) ? free : free / 2
    }
    let x = offset(area.width - box.width * scaleX, least: "xMin", most: "xMax")
    let y = offset(area.height - box.height * scaleY, least: "YMin", most: "YMax")
    self.init(
      scaleX, 0, 0, scaleY,
      area.x + x - box.x * scaleX, area.y + y - box.y * scaleY)
  }

  func applied(to point: Point) -> Point {
    Point(x: a * point.x + c * point.y + e, y: b * point.x + d * point.y + f)
  }

  func applied(to path: Path) -> Path {
    Path(
      path.segments.map { segment in
        switch segment {
        case .move(let to): .move(applied(to: to))
        case .line(let to): .line(applied(to: to))
        case .curve(let one, let two, let to):
          .curve(applied(to: one), applied(to: two), applied(to: to))
        case .close: .close
        }
      })
  }

  /// By how much lengths grow on average.
  var scale: Double { abs(a * d - b * c).squareRoot() }
}

extension Path {
  /// Around all points, control points included; nil without any.
  var bounds: Rect? {
    var points: [Point] = []
    for segment in segments {
      switch segment {
      case .move(let to), .line(let to): points.append(to)
      case .curve(let a, let b, let to): points += [a, b, to]
      case .close: continue
      }
    }
    guard let first = points.first else { return nil }
    var (left, top, right, bottom) = (first.x, first.y, first.x, first.y)
    for point in points {
      (left, right) = (min(left, point.x), max(right, point.x))
      (top, bottom) = (min(top, point.y), max(bottom, point.y))
    }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}

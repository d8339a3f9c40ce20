import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// Path data (SVG 2, 9.3) as lines and cubic curves; like a browser it keeps what stands before an
/// error.
struct SVGPathData {
  /// More segments than this are not read.
  private static let limit = 50_000

  private var scanner: SVGScanner
  private(set) var segments: [Path.Segment] = []
  private var current = Point.zero
  private var start = Point.zero
  /// The control points that smooth curves mirror; nil after other commands.
  private var lastCubic: Point?
  private var lastQuadratic: Point?

  static func path(_ text: String) -> Path {
    var data = SVGPathData(scanner: SVGScanner(Array(text.utf8)))
    data.run()
    return Path(data.segments)
  }

  private init(scanner: SVGScanner) { self.scanner = scanner }

  private mutating func run() {
    guard var command = scanner.letter(), command | 0x20 == UInt8(ascii: "m") else { return }
    while segments.count < Self.limit {
      guard step(command) else { return }
      scanner.skipSeparators()
      if scanner.isAtEnd { return }
      if let letter = scanner.letter() {
        command = letter
      } else if command | 0x20 == UInt8(ascii: "m") {
        // Further pairs after a move are lines.
        command -= 1
      } else if command | 0x20 == UInt8(ascii: "z") {
        return
      }
    }
  }

  /// Reads one command's numbers; false where they are missing.
  private mutating func step(_ command: UInt8) -> Bool {
    let base = command >= 0x61 ? current : .zero
    switch command | 0x20 {
    case UInt8(ascii: "m"):
      guard let to = point(base) else { return false }
      segments.append(.move(to))
      (current, start) = (to, to)
      forgetControls()
    case UInt8(ascii: "l"):
      guard let to = point(base) else { return false }
      line(to)
    case UInt8(ascii: "h"):
      guard let x = scanner.number() else { return false }
      line(Point(x: base.x + x, y: current.y))
    case UInt8(ascii: "v"):
      guard let y = scanner.number() else { return false }
      line(Point(x: current.x, y: base.y + y))
    case UInt8(ascii: "z"):
      segments.append(.close)
      current = start
      forgetControls()
    case UInt8(ascii: "a"): return arc(base)
    default: return curve(command | 0x20, base)
    }
    return true
  }

  private mutating func curve(_ command: UInt8, _ base: Point) -> Bool {
    switch command {
    case UInt8(ascii: "c"):
      guard let a = point(base), let b = point(base), let to = point(base) else { return false }
      cubic(a, b, to)
    case UInt8(ascii: "s"):
      guard let b = point(base), let to = point(base) else { return false }
      cubic(mirrored(lastCubic), b, to)
    case UInt8(ascii: "q"):
      guard let a = point(base), let to = point(base) else { return false }
      quadratic(a, to)
    case UInt8(ascii: "t"):
      guard let to = point(base) else { return false }
      quadratic(mirrored(lastQuadratic), to)
    default: return false
    }
    return true
  }

  private mutating func point(_ base: Point) -> Point? {
    guard let x = scanner.number(), let y = scanner.number() else { return nil }
    return Point(x: base.x + x, y: base.y + y)
  }

  private mutating func forgetControls() { (lastCubic, lastQuadratic) = (nil, nil) }

  private func mirrored(_ control: Point?) -> Point {
    guard let control else { return current }
    return Point(x: 2 * current.x - control.x, y: 2 * current.y - control.y)
  }

  private mutating func line(_ to: Point) {
    segments.append(.line(to))
    current = to
    forgetControls()
  }

  private mutating func cubic(_ a: Point, _ b: Point, _ to: Point) {
    segments.append(.curve(a, b, to))
    (current, lastCubic, lastQuadratic) = (to, b, nil)
  }

  private mutating func quadratic(_ a: Point, _ to: Point) {
    func toward(_ end: Point) -> Point {
      Point(x: end.x + (a.x - end.x) * 2 / 3, y: end.y + (a.y - end.y) * 2 / 3)
    }
    segments.append(.curve(toward(current), toward(to), to))
    (current, lastCubic, lastQuadratic) = (to, nil, a)
  }

  private mutating func arc(_ base: Point) -> Bool {
    guard let rx = scanner.number(), let ry = scanner.number(), let angle = scanner.number(),
      let isLarge = scanner.flag(), let isSweep = scanner.flag(), let to = point(base)
    else { return false }
    let arc = SVGArc(
      from: current, to: to, radii: Size(width: abs(rx), height: abs(ry)),
      rotation: angle * .pi / 180, isLarge: isLarge, isSweep: isSweep)
    segments += arc?.segments ?? [.line(to)]
    current = to
    forgetControls()
    return true
  }
}

/// An elliptical arc from its end points (SVG 2, appendix B.2).
struct SVGArc {
  private let center: Point
  private let radii: Size
  private let cosine: Double
  private let sine: Double
  private let startAngle: Double
  private let sweep: Double
  private let end: Point

  /// Nil where it is a straight line.
  init?(from: Point, to: Point, radii: Size, rotation: Double, isLarge: Bool, isSweep: Bool) {
    guard radii.width > 1e-9, radii.height > 1e-9, from != to else { return nil }
    (cosine, sine) = (cos(rotation), sin(rotation))
    let half = Point(x: (from.x - to.x) / 2, y: (from.y - to.y) / 2)
    let x = cosine * half.x + sine * half.y
    let y = -sine * half.x + cosine * half.y
    var (rx, ry) = (radii.width, radii.height)
    let excess = x * x / (rx * rx) + y * y / (ry * ry)
    if excess > 1 { (rx, ry) = (rx * excess.squareRoot(), ry * excess.squareRoot()) }
    let below = rx * rx * y * y + ry * ry * x * x
    let share = below > 0 ? max(0, (rx * rx * ry * ry - below) / below).squareRoot() : 0
    let factor = isLarge == isSweep ? -share : share
    let cx = factor * rx * y / ry
    let cy = -factor * ry * x / rx
    center = Point(
      x: cosine * cx - sine * cy + (from.x + to.x) / 2,
      y: sine * cx + cosine * cy + (from.y + to.y) / 2)
    let first = atan2((y - cy) / ry, (x - cx) / rx)
    var turn = atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if isSweep, turn < 0 { turn += 2 * .pi }
    if !isSweep, turn > 0 { turn -= 2 * .pi }
    (startAngle, sweep, end) = (first, turn, to)
    self.radii = Size(width: rx, height: ry)
  }

  /// One cubic curve for each quarter at most.
  var segments: [Path.Segment] {
    let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
    let step = sweep / Double(count)
    let reach = 4 / 3 * tan(step / 4)
    return (0..<count).map { index in
      let a = startAngle + Double(index) * step
      let b = a + step
      let last = index == count - 1 ? end : point(cos(b), sin(b))
      return .curve(
        point(cos(a) - reach * sin(a), sin(a) + reach * cos(a)),
        point(cos(b) + reach * sin(b), sin(b) - reach * cos(b)), last)
    }
  }

  private func point(_ x: Double, _ y: Double) -> Point {
    let (px, py) = (x * radii.width, y * radii.height)
    return Point(
      x: center.x + cosine * px - sine * py, y: center.y + sine * px + cosine * py)
  }
}

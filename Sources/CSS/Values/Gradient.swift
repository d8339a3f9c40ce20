/// A specified background image.
enum ImageValue: Computable {
  case none
  case url(String)
  case linear(LinearGradient.Line, [StopValue], isRepeating: Bool)
  case radial(isCircle: Bool, PositionValue, [StopValue], isRepeating: Bool)

  func computed(_ builder: borrowing StyleBuilder) -> BackgroundImage {
    switch self {
    case .none: return .none
    case .url(let url): return .url(url)
    case .linear(let line, let stops, let isRepeating):
      var gradient = LinearGradient(line: line, stops: Self.stops(stops, builder))
      gradient.isRepeating = isRepeating
      return .linearGradient(gradient)
    case .radial(let isCircle, let center, let stops, let isRepeating):
      var gradient = RadialGradient(stops: Self.stops(stops, builder))
      gradient.isCircle = isCircle
      gradient.centerX = center.x.computed(builder)
      gradient.centerY = center.y.computed(builder)
      gradient.isRepeating = isRepeating
      return .radialGradient(gradient)
    }
  }

  private static func stops(
    _ stops: [StopValue], _ builder: borrowing StyleBuilder
  ) -> [GradientStop] {
    var result: [GradientStop] = []
    for stop in stops {
      result.append(
        GradientStop(
          color: stop.color.computed(builder), position: stop.position?.computed(builder)))
    }
    return result
  }
}

/// A colour stop as specified.
struct StopValue: Sendable {
  var color: ColorValue
  var position: LengthValue?
}

extension ValueCursor {
  /// `none`, `url()` or a gradient.
  mutating func image() -> ImageValue? {
    if keyword("none") { return ImageValue.none }
    if let url = url() { return .url(url) }
    guard let name = peekFunction() else { return nil }
    var copy = self
    guard let content = copy.content() else { return nil }
    var parser = GradientParser(cursor: content)
    guard let image = parser.parse(name) else { return nil }
    self = copy
    return image
  }
}

/// Parses the arguments of gradient functions (CSS Images 3, section 3).
private struct GradientParser {
  var cursor: ValueCursor

  mutating func parse(_ name: String) -> ImageValue? {
    let isRepeating = name.hasPrefix("repeating-")
    switch name {
    case "linear-gradient", "repeating-linear-gradient":
      guard let line = line(), let stops = stops() else { return nil }
      return .linear(line, stops, isRepeating: isRepeating)
    case "radial-gradient", "repeating-radial-gradient":
      guard let (isCircle, center) = shape(), let stops = stops() else { return nil }
      return .radial(isCircle: isCircle, center, stops, isRepeating: isRepeating)
    case "image-set", "-webkit-image-set": return cursor.image()
    default: return nil
    }
  }

  private mutating func line() -> LinearGradient.Line? {
    skipInterpolation()
    if let angle = cursor.angle() {
      skipInterpolation()
      return cursor.comma() ? .angle(angle) : nil
    }
    guard cursor.keyword("to") else { return .angle(.pi) }
    let sides: Keywords<(Int, Int)> = [
      "left": (-1, 0), "right": (1, 0), "top": (0, -1), "bottom": (0, 1),
    ]
    guard let first = cursor.keyword(sides) else { return nil }
    let second = cursor.keyword(sides) ?? (0, 0)
    skipInterpolation()
    guard cursor.comma() else { return nil }
    let (x, y) = (first.0 + second.0, first.1 + second.1)
    guard abs(x) <= 1, abs(y) <= 1, x != 0 || y != 0 else { return nil }
    switch (x, y) {
    case (0, -1): return .angle(0)
    case (1, 0): return .angle(.pi / 2)
    case (0, 1): return .angle(.pi)
    case (-1, 0): return .angle(.pi * 1.5)
    default: return .corner(x: x, y: y)
    }
  }

  /// `in oklab` and the like: colours are mixed in sRGB whatever is asked for.
  private mutating func skipInterpolation() {
    guard cursor.keyword("in") else { return }
    _ = cursor.identifier()
    if cursor.keyword(["shorter", "longer", "increasing", "decreasing"]) != nil {
      _ = cursor.keyword("hue")
    }
    if cursor.peek?.kind == .comma { _ = cursor.comma() }
  }

  /// The shape and centre before the first comma, when there are any.
  private mutating func shape() -> (Bool, PositionValue)? {
    let start = cursor
    var isCircle = false
    var found = false
    var lengths = 0
    while true {
      if let circle = cursor.keyword(["circle": true, "ellipse": false]) {
        isCircle = circle
      } else if cursor.keyword([
        "closest-side", "closest-corner", "farthest-side", "farthest-corner",
      ]) == nil {
        guard cursor.length(negative: false) != nil else { break }
        lengths += 1
      }
      found = true
    }
    if lengths == 1 { isCircle = true }
    var center = PositionValue()
    if cursor.keyword("at") {
      guard let position = cursor.positionValue() else { return nil }
      center = position
      found = true
    }
    if found { return cursor.comma() ? (isCircle, center) : nil }
    cursor = start
    return (false, center)
  }

  private mutating func stops() -> [StopValue]? {
    var stops: [StopValue] = []
    repeat {
      guard stops.count < 256 else { return nil }
      if let hint = cursor.length() {
        // A hint moves the midpoint: half-way colours are close to it.
        _ = hint
        continue
      }
      guard let color = cursor.color() else { return nil }
      let first = cursor.length()
      stops.append(StopValue(color: color, position: first))
      if first != nil, let second = cursor.length() {
        stops.append(StopValue(color: color, position: second))
      }
    } while cursor.comma()
    return stops.count >= 2 && cursor.isAtEnd ? stops : nil
  }
}

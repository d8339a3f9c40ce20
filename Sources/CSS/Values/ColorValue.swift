import Geometry

/// A specified colour; `currentcolor` is known only with the element.
indirect enum ColorValue: Sendable {
  enum MixSpace: Sendable { case srgb, oklab }

  case color(Color)
  case current
  /// `color-mix()`: weights are fractions whose sum is at most 1.
  case mix(MixSpace, ColorValue, Double, ColorValue, Double)

  func resolved(_ current: Color) -> Color {
    switch self {
    case .color(let color): color
    case .current: current
    case .mix(let space, let a, let weightA, let b, let weightB):
      ColorValue.mixed(space, a.resolved(current), weightA, b.resolved(current), weightB)
    }
  }

  private static func mixed(
    _ space: MixSpace, _ a: Color, _ weightA: Double, _ b: Color, _ weightB: Double
  ) -> Color {
    let sum = weightA + weightB
    let (p, q) = (weightA / sum, weightB / sum)
    let alpha = a.alpha * p + b.alpha * q
    guard alpha > 0 else { return .transparent }
    // Components are mixed premultiplied (CSS Color 4, section 12.3).
    let (pa, qb) = (p * a.alpha / alpha, q * b.alpha / alpha)
    let result = alpha * min(sum, 1)
    if space == .srgb {
      return Color(
        red: a.red * pa + b.red * qb, green: a.green * pa + b.green * qb,
        blue: a.blue * pa + b.blue * qb, alpha: result)
    }
    let (x, y) = (ColorSpaces.oklab(from: a), ColorSpaces.oklab(from: b))
    return ColorSpaces.oklab(
      x.l * pa + y.l * qb, x.a * pa + y.a * qb, x.b * pa + y.b * qb, result)
  }
}

extension ValueCursor {
  mutating func color() -> ColorValue? {
    var copy = self
    guard let value = copy.anyColor() else { return nil }
    self = copy
    return value
  }

  private mutating func anyColor() -> ColorValue? {
    skipWhitespace()
    guard let token = peek else { return nil }
    switch token.kind {
    case .hash:
      advance()
      return hexColor(list.bytes[Int(token.start) + 1..<Int(token.end)]).map(ColorValue.color)
    case .ident:
      advance()
      let name = list.lowercasedName(token)
      if name == "currentcolor" { return .current }
      if name == "transparent" { return .color(.transparent) }
      return namedColor(name).map(ColorValue.color)
    case .function:
      guard depth < ColorParser.maxDepth else { return nil }
      let name = list.lowercasedName(token)
      guard let content = content() else { return nil }
      var parser = ColorParser(content)
      guard let color = parser.color(name), parser.cursor.isAtEnd else { return nil }
      return color
    default: return nil
    }
  }

  private func hexColor(_ digits: ArraySlice<UInt8>) -> Color? {
    let values = digits.compactMap { hexDigit($0).map(Double.init) }
    guard values.count == digits.count else { return nil }
    switch values.count {
    case 3, 4:
      return Color(
        red: values[0] / 15, green: values[1] / 15, blue: values[2] / 15,
        alpha: values.count == 4 ? values[3] / 15 : 1)
    case 6, 8:
      let bytes = stride(from: 0, to: values.count, by: 2).map {
        (values[$0] * 16 + values[$0 + 1]) / 255
      }
      return Color(
        red: bytes[0], green: bytes[1], blue: bytes[2], alpha: bytes.count == 4 ? bytes[3] : 1)
    default: return nil
    }
  }
}

/// Parses the arguments of colour functions.
struct ColorParser {
  static let maxDepth = 8
  var cursor: ValueCursor

  init(_ cursor: ValueCursor) {
    self.cursor = cursor
    self.cursor.depth += 1
  }

  mutating func color(_ name: String) -> ColorValue? {
    switch name {
    case "color-mix": return mix()
    case "light-dark":
      let light = cursor.color()
      guard cursor.comma(), cursor.color() != nil else { return nil }
      return light
    case "color": return colorFunction()
    case "rgb", "rgba": return rgb()
    case "hsl", "hsla": return hue(ColorSpaces.hsl)
    case "hwb": return hue(ColorSpaces.hwb)
    case "lab": return axes(lightness: 1, unit: 1.25, ColorSpaces.lab)
    case "oklab": return axes(lightness: 0.01, unit: 0.004, ColorSpaces.oklab)
    case "lch": return chroma(lightness: 1, unit: 1.5, ColorSpaces.lab)
    case "oklch": return chroma(lightness: 0.01, unit: 0.004, ColorSpaces.oklab)
    default: return nil
    }
  }

  private typealias Space = (Double, Double, Double, Double) -> Color

  /// A hue and two percentages.
  private mutating func hue(_ space: Space) -> ColorValue? {
    guard let hue = component(percent: 0.01), let second = component(after: true, percent: 1),
      let third = component(after: true, percent: 1), let alpha = alpha()
    else { return nil }
    return .color(space(hue, second / 100, third / 100, alpha))
  }

  /// A lightness and two axes; the units are what one per cent of each means.
  private mutating func axes(lightness: Double, unit: Double, _ space: Space) -> ColorValue? {
    guard let first = component(percent: lightness), let a = component(percent: unit),
      let b = component(percent: unit), let alpha = alpha()
    else { return nil }
    return .color(space(first, a, b, alpha))
  }

  /// The same in polar coordinates.
  private mutating func chroma(lightness: Double, unit: Double, _ space: Space) -> ColorValue? {
    guard let first = component(percent: lightness), let chroma = component(percent: unit),
      let hue = component(percent: 1), let alpha = alpha()
    else { return nil }
    let axes = ColorSpaces.rectangular(chroma, hue)
    return .color(space(first, axes.a, axes.b, alpha))
  }

  private mutating func rgb() -> ColorValue? {
    // With commas, numbers and percentages don't mix (CSS Color 4, section 5.1).
    let isPercentage = isAtPercentage
    guard let red = component(percent: 2.55) else { return nil }
    var rest = cursor
    let isLegacy = rest.comma()
    var values: [Double] = []
    for _ in 0..<2 {
      if isLegacy { guard cursor.comma(), isAtPercentage == isPercentage else { return nil } }
      guard let value = component(percent: 2.55) else { return nil }
      values.append(value)
    }
    guard let alpha = alpha() else { return nil }
    let (green, blue) = (values[0], values[1])
    func unit(_ value: Double) -> Double { max(0, min(value / 255, 1)) }
    return .color(Color(red: unit(red), green: unit(green), blue: unit(blue), alpha: alpha))
  }

  private var isAtPercentage: Bool {
    var copy = cursor
    return copy.percentage() != nil
  }

  private mutating func colorFunction() -> ColorValue? {
    guard let space = cursor.identifier()?.asciiLowercased, let red = component(percent: 0.01),
      let green = component(percent: 0.01), let blue = component(percent: 0.01),
      let alpha = alpha()
    else { return nil }
    switch space {
    case "srgb":
      func unit(_ value: Double) -> Double { max(0, min(value, 1)) }
      return .color(Color(red: unit(red), green: unit(green), blue: unit(blue), alpha: alpha))
    case "srgb-linear": return .color(ColorSpaces.linear(red, green, blue, alpha))
    default: return nil
    }
  }

  /// A number, a percentage times `percent`, an angle in degrees, or `none`; a comma before it
  /// where the old syntax has one.
  private mutating func component(after: Bool = false, percent: Double) -> Double? {
    if after { _ = cursor.comma() }
    if cursor.keyword("none") { return 0 }
    if let value = cursor.percentage() { return value * percent }
    if let value = cursor.number() { return value }
    return cursor.angle().map { $0 * 180 / .pi }
  }

  private mutating func alpha() -> Double? {
    guard !cursor.isAtEnd else { return 1 }
    guard cursor.slash() || cursor.comma() else { return nil }
    if cursor.keyword("none") { return 0 }
    return cursor.numberOrPercentage().map { max(0, min($0, 1)) }
  }

  private mutating func mix() -> ColorValue? {
    guard cursor.keyword("in"), let space = cursor.identifier()?.asciiLowercased else {
      return nil
    }
    _ = cursor.keyword(["shorter", "longer", "increasing", "decreasing"])
    _ = cursor.keyword("hue")
    guard cursor.comma(), let (a, weightA) = weighted(), cursor.comma(),
      let (b, weightB) = weighted()
    else { return nil }
    let first = weightA ?? weightB.map { 1 - $0 } ?? 0.5
    let second = weightB ?? (1 - first)
    guard first >= 0, second >= 0, first + second > 0 else { return nil }
    // Spaces other than these two differ little for the tints that pages mix.
    return .mix(space == "srgb" ? .srgb : .oklab, a, first, b, second)
  }

  private mutating func weighted() -> (ColorValue, Double?)? {
    let before = cursor.percentage()
    guard let color = cursor.color() else { return nil }
    return (color, (before ?? cursor.percentage()).map { $0 / 100 })
  }
}

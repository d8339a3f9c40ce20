/// How far a colour stands out from white (WCAG 2.2, contrast ratio), 1 to 21.
enum Contrast {
  /// Text below this can't be read by everybody (success criterion 1.4.3).
  static let least = 4.5

  /// Nil for a colour that isn't written in hexadecimal.
  static func withWhite(_ color: String) -> Double? {
    guard color.hasPrefix("#") else { return nil }
    let digits = color.dropFirst().compactMap(\.hexDigitValue)
    guard digits.count == color.utf8.count - 1 else { return nil }
    let channels: [Int]
    switch digits.count {
    case 3, 4: channels = digits.prefix(3).map { $0 * 17 }
    case 6, 8: channels = [0, 2, 4].map { digits[$0] * 16 + digits[$0 + 1] }
    default: return nil
    }
    let light = channels.map { linear(Double($0) / 255) }
    let luminance = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]
    return 1.05 / (luminance + 0.05)
  }

  /// sRGB to linear light; the power 2.4 by Newton's method on the fifth root, since the standard
  /// library has no `pow`.
  private static func linear(_ value: Double) -> Double {
    guard value > 0.04045 else { return value / 12.92 }
    let base = (value + 0.055) / 1.055
    var root = 1.0
    for _ in 0..<40 { root -= (root - base / (root * root * root * root)) / 5 }
    let square = base * base
    return square * root * root
  }
}

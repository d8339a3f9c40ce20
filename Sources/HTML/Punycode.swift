/// Host names of other scripts in ASCII (RFC 3492), so that look-alikes show.
enum Punycode {
  /// The host in lower case, labels of other scripts as `xn--…`; nil when it can't be a host.
  static func asciiHost(_ bytes: ArraySlice<UInt8>) -> String? {
    let name = String(decoding: bytes, as: UTF8.self).lowercased()
    // The dots of CJK input methods separate labels too.
    let dots: Set<Unicode.Scalar> = [".", "\u{3002}", "\u{FF0E}", "\u{FF61}"]
    let labels = name.unicodeScalars.split(omittingEmptySubsequences: false) { dots.contains($0) }
    guard bytes.count <= 253, let last = labels.last else { return nil }
    // One dot at the end names the root.
    let named = last.isEmpty ? labels.dropLast() : labels[...]
    guard !named.isEmpty else { return nil }
    var host: [String] = []
    for label in named {
      guard let ascii = asciiLabel(label) else { return nil }
      host.append(ascii)
    }
    let ascii = host.joined(separator: ".")
    return ascii.utf8.count <= 253 ? ascii + (last.isEmpty ? "." : "") : nil
  }

  private static func asciiLabel(_ label: Substring.UnicodeScalarView) -> String? {
    guard !label.isEmpty, label.count <= 63 else { return nil }
    if label.allSatisfy(\.isASCII) {
      let isHost = label.allSatisfy { scalar in
        let byte = UInt8(truncatingIfNeeded: scalar.value)
        return byte.isASCIILetter || byte.isASCIIDigit || byte == 0x2D || byte == 0x5F
      }
      return isHost ? String(label) : nil
    }
    guard label.allSatisfy(isLetterOrMark) else { return nil }
    // DNS counts the octets of the ASCII form (RFC 1034, 3.1).
    return encoded(Array(label)).map { "xn--" + $0 }.flatMap { $0.utf8.count <= 63 ? $0 : nil }
  }

  /// Letters, marks and digits only: no spaces, slashes or invisible characters.
  private static func isLetterOrMark(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "-" { return true }
    switch scalar.properties.generalCategory {
    case .lowercaseLetter, .uppercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark,
      .spacingMark, .decimalNumber, .otherSymbol:
      return true
    default: return false
    }
  }

  /// The algorithm of RFC 3492, section 6.3.
  private static func encoded(_ label: [Unicode.Scalar]) -> String? {
    var output = label.filter(\.isASCII).map { UInt8(truncatingIfNeeded: $0.value) }
    let basic = output.count
    if basic > 0 { output.append(UInt8(ascii: "-")) }
    var code = 128
    var delta = 0
    var bias = 72
    var handled = basic
    while handled < label.count {
      let values = label.map { Int($0.value) }
      guard let next = values.filter({ $0 >= code }).min() else { return nil }
      delta += (next - code) * (handled + 1)
      code = next
      for value in values {
        if value < code { delta += 1 }
        guard value == code else { continue }
        appendVariableLength(delta, bias: bias, to: &output)
        bias = adapted(delta, count: handled + 1, isFirst: handled == basic)
        delta = 0
        handled += 1
      }
      delta += 1
      code += 1
    }
    return String(decoding: output, as: UTF8.self)
  }

  private static func appendVariableLength(_ delta: Int, bias: Int, to output: inout [UInt8]) {
    var rest = delta
    var weight = 36
    while true {
      let threshold = min(max(weight - bias, 1), 26)
      if rest < threshold { break }
      output.append(digit(threshold + (rest - threshold) % (36 - threshold)))
      rest = (rest - threshold) / (36 - threshold)
      weight += 36
    }
    output.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: value < 26 ? value + 0x61 : value - 26 + 0x30)
  }

  private static func adapted(_ delta: Int, count: Int, isFirst: Bool) -> Int {
    var delta = isFirst ? delta / 700 : delta / 2
    delta += delta / count
    var weight = 0
    while delta > 455 {
      delta /= 35
      weight += 36
    }
    return weight + 36 * delta / (delta + 38)
  }
}

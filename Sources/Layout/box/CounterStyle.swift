import CSS

/// Numbers as the predefined counter styles write them (CSS Counter Styles 3, 6).
enum CounterStyle {
  /// The representation without prefix and suffix.
  static func text(of value: Int, style: ListStyleType) -> String {
    switch style {
    case .none: ""
    case .string(let text): text
    case .keyword(let name): text(of: value, named: name)
    }
  }

  /// A marker's text with its suffix; nil where the style has none.
  static func marker(of value: Int, style: ListStyleType) -> ListMarker.Content? {
    switch style {
    case .none: return nil
    case .string(let text): return .text(text)
    case .keyword("none"): return nil
    case .keyword("disc"): return .symbol(.disc)
    case .keyword("circle"): return .symbol(.circle)
    case .keyword("square"): return .symbol(.square)
    case .keyword(let name): return .text(text(of: value, named: name) + ". ")
    }
  }

  private static func text(of value: Int, named name: String) -> String {
    switch name {
    case "none": ""
    case "disc": "•"
    case "circle": "◦"
    case "square": "▪"
    case "decimal-leading-zero":
      value >= 0 && value < 10 ? "0\(value)" : value < 0 && value > -10 ? "-0\(-value)" : "\(value)"
    case "lower-alpha", "lower-latin": letters(value, first: 0x61, count: 26)
    case "upper-alpha", "upper-latin": letters(value, first: 0x41, count: 26)
    case "lower-greek": greek(value)
    case "lower-roman": roman(value).lowercased()
    case "upper-roman": roman(value)
    default: String(value)
    }
  }

  private static func letters(_ value: Int, first: UInt32, count: Int) -> String {
    guard value > 0 else { return String(value) }
    var digits: [Unicode.Scalar] = []
    var rest = value
    while rest > 0 {
      rest -= 1
      if let scalar = Unicode.Scalar(first + UInt32(rest % count)) { digits.append(scalar) }
      rest /= count
    }
    var text = ""
    for digit in digits.reversed() { text.unicodeScalars.append(digit) }
    return text
  }

  private static func greek(_ value: Int) -> String {
    let alphabet = Array("αβγδεζηθικλμνξοπρστυφχψω".unicodeScalars)
    guard value > 0 else { return String(value) }
    var digits: [Unicode.Scalar] = []
    var rest = value
    while rest > 0 {
      rest -= 1
      digits.append(alphabet[rest % alphabet.count])
      rest /= alphabet.count
    }
    var text = ""
    for digit in digits.reversed() { text.unicodeScalars.append(digit) }
    return text
  }

  private static func roman(_ value: Int) -> String {
    guard value > 0, value < 4000 else { return String(value) }
    let table: [(Int, String)] = [
      (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
      (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ]
    var rest = value
    var text = ""
    for (size, digits) in table {
      while rest >= size {
        text += digits
        rest -= size
      }
    }
    return text
  }
}

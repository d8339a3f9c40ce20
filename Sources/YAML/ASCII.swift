/// The bytes that YAML and JSON give a meaning to.
enum ASCII {
  static let null: UInt8 = 0x00
  static let tab: UInt8 = 0x09
  static let lineFeed: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let space: UInt8 = 0x20
  static let exclamation: UInt8 = 0x21
  static let doubleQuote: UInt8 = 0x22
  static let hash: UInt8 = 0x23
  static let percent: UInt8 = 0x25
  static let ampersand: UInt8 = 0x26
  static let singleQuote: UInt8 = 0x27
  static let asterisk: UInt8 = 0x2A
  static let plus: UInt8 = 0x2B
  static let comma: UInt8 = 0x2C
  static let hyphen: UInt8 = 0x2D
  static let dot: UInt8 = 0x2E
  static let slash: UInt8 = 0x2F
  static let zero: UInt8 = 0x30
  static let nine: UInt8 = 0x39
  static let colon: UInt8 = 0x3A
  static let less: UInt8 = 0x3C
  static let greater: UInt8 = 0x3E
  static let question: UInt8 = 0x3F
  static let at: UInt8 = 0x40
  static let openBracket: UInt8 = 0x5B
  static let backslash: UInt8 = 0x5C
  static let closeBracket: UInt8 = 0x5D
  static let underscore: UInt8 = 0x5F
  static let backtick: UInt8 = 0x60
  static let openBrace: UInt8 = 0x7B
  static let bar: UInt8 = 0x7C
  static let closeBrace: UInt8 = 0x7D
  static let tilde: UInt8 = 0x7E
}

extension UInt8 {
  /// A space or a tab.
  var isBlank: Bool { self == ASCII.space || self == ASCII.tab }

  /// A line feed, a carriage return or the NUL that ends the buffer.
  var endsLine: Bool { self <= 0x0D && self != ASCII.tab }

  /// White space, a line end or the end of the buffer; no other control character gets this far.
  var endsWord: Bool { self <= ASCII.space }

  /// One of `[ ] { } ,`, which end a plain scalar inside brackets.
  var isFlowIndicator: Bool {
    switch self {
    case ASCII.openBracket, ASCII.closeBracket, ASCII.openBrace, ASCII.closeBrace, ASCII.comma:
      true
    default: false
    }
  }

  var isDigit: Bool { self >= ASCII.zero && self <= ASCII.nine }

  var isLetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }

  /// The value of a hexadecimal digit; nil for any other byte.
  var hexValue: UInt32? {
    if isDigit { return UInt32(self - ASCII.zero) }
    let lower = self | 0x20
    return lower >= 0x61 && lower <= 0x66 ? UInt32(lower - 0x61) + 10 : nil
  }
}

extension [UInt8] {
  /// Appends the UTF-8 bytes of a code point; a surrogate becomes U+FFFD.
  mutating func append(codePoint value: UInt32) {
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    if scalar.isASCII {
      append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

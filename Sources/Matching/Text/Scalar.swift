/// One Unicode scalar read from UTF-8, as tokens see it.
enum Scalar {
  /// What a scalar is to a tokenizer.
  enum Kind: UInt8 {
    case separator
    case letter
    case digit
    /// Han: words are cut into pairs of characters.
    case han
    case hiragana
    /// Katakana: mostly loan words, kept whole.
    case katakana
    /// Hangul: particles stick to words, so pairs of syllables.
    case hangul
    /// Scripts that write without spaces: Thai, Lao, Khmer, Burmese.
    case unspaced
    /// Combining marks, which are dropped.
    case mark
  }

  /// Reads the scalar at `offset`; ill-formed bytes read as U+FFFD of one byte.
  @inline(__always)
  static func decode(_ bytes: [UInt8], at offset: Int) -> (value: UInt32, length: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0
    guard length > 0, first < 0xF5, offset + length <= bytes.count else { return (0xFFFD, 1) }
    var value = UInt32(first) & (0x7F >> UInt32(length))
    for index in offset + 1..<offset + length {
      guard bytes[index] & 0xC0 == 0x80 else { return (0xFFFD, 1) }
      value = value << 6 | UInt32(bytes[index] & 0x3F)
    }
    return (value, length)
  }

  /// The kind of a scalar beyond ASCII.
  static func kind(_ value: UInt32) -> Kind {
    switch value {
    case 0xAA, 0xB5, 0xBA, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x24F: .letter
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x20D0...0x20FF, 0xFE00...0xFE0F: .mark
    case 0xE00...0xEFF, 0x1000...0x109F, 0x1780...0x17FF: .unspaced
    case 0x3041...0x309F: .hiragana
    case 0x30A1...0x30FA, 0x30FC...0x30FF, 0xFF66...0xFF9F: .katakana
    case 0x3005, 0x3007, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF:
      .han
    case 0x1100...0x11FF, 0x3130...0x318F, 0xAC00...0xD7A3: .hangul
    case 0xFF10...0xFF19: .digit
    default: general(value)
    }
  }

  private static func general(_ value: UInt32) -> Kind {
    guard let scalar = Unicode.Scalar(value) else { return .separator }
    if scalar.properties.isAlphabetic { return .letter }
    switch scalar.properties.generalCategory {
    case .decimalNumber: return .digit
    case .nonspacingMark, .spacingMark, .enclosingMark: return .mark
    default: return .separator
    }
  }

  /// Base letters of U+00C0 to U+017F in lower case; `?` where one scalar becomes two letters.
  private static let latin = Array(
    """
    aaaaaa?ceeeeiiiidnooooo?ouuuuy??aaaaaa?ceeeeiiiidnooooo?ouuuuy?y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkklllllll\
    lllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs
    """.utf8)

  /// Appends the scalar to a word in lower case and without diacritics.
  static func appendFolded(_ value: UInt32, to word: inout [UInt8]) {
    if value < 0x80 {
      let byte = UInt8(value)
      word.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    } else if value >= 0xC0, value <= 0x17F {
      let base = latin[Int(value - 0xC0)]
      if base == 0x3F { word += pair(value) } else { word.append(base) }
    } else if value >= 0xFF10, value <= 0xFF19 {
      word.append(UInt8(value - 0xFF10 + 0x30))
    } else {
      appendLowercased(value, to: &word)
    }
  }

  private static func pair(_ value: UInt32) -> [UInt8] {
    switch value {
    case 0xC6, 0xE6: Array("ae".utf8)
    case 0xDE, 0xFE: Array("th".utf8)
    case 0xDF: Array("ss".utf8)
    case 0x132, 0x133: Array("ij".utf8)
    case 0x152, 0x153: Array("oe".utf8)
    default: []
    }
  }

  private static func appendLowercased(_ value: UInt32, to word: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    switch value {
    case 0x391...0x3A9, 0x410...0x42F: append(value + 0x20, to: &word)
    case 0x400...0x40F: append(value + 0x50, to: &word)
    case 0x3B1...0x3C9, 0x430...0x45F, 0x2E80...0xDFFF: append(value, to: &word)
    default: word += Array(scalar.properties.lowercaseMapping.utf8)
    }
  }

  /// Appends the scalar as UTF-8.
  static func append(_ value: UInt32, to word: inout [UInt8]) {
    guard let scalar = Unicode.Scalar(value) else { return }
    word += Array(String(scalar).utf8)
  }
}

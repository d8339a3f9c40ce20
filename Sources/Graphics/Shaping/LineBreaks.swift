import CPango
import Layout

/// Where lines may break: Pango's reading of UAX 14, and between ASCII characters the smaller set
/// of places that Chromium allows.
///
/// UAX 14 breaks after every `/`, `!` and `|`; browsers don't, so that
/// dates, paths and "and/or" stay whole.
enum LineBreaks {
  static func opportunities(
    in text: UnsafeBufferPointer<UInt8>, language: String
  ) -> [BreakOpportunity] {
    text.allSatisfy { $0 < 0x80 } ? ofASCII(text) : ofUnicode(text, language: language)
  }

  private static func ofASCII(_ text: UnsafeBufferPointer<UInt8>) -> [BreakOpportunity] {
    var breaks = [BreakOpportunity](repeating: .none, count: text.count + 1)
    var before: UInt8 = 0
    for offset in text.indices.dropFirst() {
      let last = text[offset - 1]
      let next = text[offset]
      breaks[offset] = betweenASCII(before, last, next)
      before = last
    }
    return breaks
  }

  /// What may happen between `last` and `next`, both ASCII; `before` precedes `last`.
  private static func betweenASCII(
    _ before: UInt8, _ last: UInt8, _ next: UInt8
  ) -> BreakOpportunity {
    if last == 0x0A || (last == 0x0D && next != 0x0A) { return .mandatory }
    let isSpace = next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D
    if isSpace { return next == 0x0A && last == 0x0D ? .none : .cluster }
    if last == 0x20 || last == 0x09 { return .allowed }
    guard last > 0x20, next > 0x20, last < 0x7F, next < 0x7F else { return .cluster }
    // A minus sign stays with its number; the hyphen of "A-1" doesn't.
    if last == UInt8(ascii: "-"), (0x30...0x39).contains(next) {
      return isAlphanumeric(before) ? .allowed : .cluster
    }
    return followers(of: last).contains(next) ? .allowed : .cluster
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte & 0xDF)
  }

  /// ASCII characters as bits, from U+0040 down to U+0000 in `low`.
  private struct ASCIISet {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    init(_ characters: StaticString) {
      characters.withUTF8Buffer { for byte in $0 { insert(byte) } }
    }

    /// Every visible character but some.
    init(allBut characters: StaticString) {
      let excluded = ASCIISet(characters)
      for byte in UInt8(0x21)...0x7E where !excluded.contains(byte) { insert(byte) }
    }

    private mutating func insert(_ byte: UInt8) {
      if byte < 64 { low |= 1 << UInt64(byte) } else { high |= 1 << UInt64(byte & 63) }
    }

    func contains(_ byte: UInt8) -> Bool {
      (byte < 64 ? low : high) >> UInt64(byte & 63) & 1 == 1
    }
  }

  private static let none = ASCIISet("")
  private static let opening = ASCIISet("(<[{")
  private static let closers = ASCIISet("!\"#%&)*+,.:;=>\\]|}~")
  private static let afterHyphen = ASCIISet(allBut: "!),./:;?]}")
  private static let afterQuestion = ASCIISet(allBut: "!\"'),./:;?]}")

  /// The characters before which a line may break after `last`.
  private static func followers(of last: UInt8) -> ASCIISet {
    switch last {
    case UInt8(ascii: "-"): afterHyphen
    case UInt8(ascii: "?"): afterQuestion
    default: closers.contains(last) ? opening : none
    }
  }

  private static func ofUnicode(
    _ text: UnsafeBufferPointer<UInt8>, language: String
  ) -> [BreakOpportunity] {
    var breaks = [BreakOpportunity](repeating: .none, count: text.count + 1)
    let attributes = looseKana(text, language: language).withUnsafeBufferPointer {
      logAttributes(of: $0.isEmpty ? text : $0, language: language)
    }
    var cursor = ScalarCursor(text)
    var before: UInt8 = 0
    var last: Unicode.Scalar?
    var index = 0
    while let next = cursor.next() {
      if let last, index < attributes.count {
        breaks[cursor.start] = between(before, last, next, attributes[index])
      }
      before = last.flatMap { $0.isASCII ? UInt8($0.value) : nil } ?? (last == nil ? 0 : 0x41)
      last = next
      index += 1
    }
    return breaks
  }

  /// The text with another kana for each character of class CJ (and in Chinese for the wave dash),
  /// so that small kana and the prolonged sound mark may begin a line; empty where none stands in it.
  ///
  /// That is `line-break: auto` in Chromium and `normal` of CSS Text 3, 5.3; Pango is strict.
  private static func looseKana(
    _ text: UnsafeBufferPointer<UInt8>, language: String
  ) -> [UInt8] {
    let isChinese = language.hasPrefix("zh")
    var result: [UInt8] = []
    for index in text.indices.dropLast(2) where text[index] == 0xE3 || text[index] == 0xEF {
      let value =
        UInt32(text[index] & 0xF) << 12 | UInt32(text[index + 1] & 0x3F) << 6
        | UInt32(text[index + 2] & 0x3F)
      guard smallKana.contains(value) || isChinese && value == 0x301C else { continue }
      if result.isEmpty { result = Array(text) }
      result.replaceSubrange(index..<(index + 3), with: [0xE3, 0x81, 0x82])
    }
    return result
  }

  /// Class CJ of UAX 14 within the Basic Multilingual Plane.
  private static let smallKana: Set<UInt32> = Set(
    [
      0x3041, 0x3043, 0x3045, 0x3047, 0x3049, 0x3063, 0x3083, 0x3085, 0x3087, 0x308E, 0x3095,
      0x3096, 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE,
      0x30F5, 0x30F6, 0x30FC,
    ] + Array(0x31F0...0x31FF) + Array(0xFF67...0xFF70))

  private static func between(
    _ before: UInt8, _ last: Unicode.Scalar, _ next: Unicode.Scalar, _ attribute: PangoLogAttr
  ) -> BreakOpportunity {
    if last.isASCII, next.isASCII {
      return betweenASCII(before, UInt8(last.value), UInt8(next.value))
    }
    // CSS Text 3, 5.1: always around an atomic inline, whatever stands beside it.
    if last == "\u{FFFC}" || next == "\u{FFFC}" { return next == " " ? .cluster : .allowed }
    if attribute.is_mandatory_break != 0 { return .mandatory }
    if last == " ", attribute.is_char_break != 0 { return .allowed }
    if attribute.is_line_break != 0 { return .allowed }
    return attribute.is_char_break != 0 ? .cluster : .none
  }

  private static func logAttributes(
    of text: UnsafeBufferPointer<UInt8>, language: String
  ) -> [PangoLogAttr] {
    let count = text.reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    guard let start = UnsafeRawPointer(text.baseAddress)?.assumingMemoryBound(to: CChar.self)
    else { return [] }
    return [PangoLogAttr](unsafeUninitializedCapacity: count) { attributes, filled in
      attributes.baseAddress?.initialize(repeating: PangoLogAttr(), count: count)
      pango_get_log_attrs(
        start, Int32(text.count), -1,
        pango_language_from_string(language.isEmpty ? "en" : language),
        attributes.baseAddress, Int32(count))
      filled = count
    }
  }
}

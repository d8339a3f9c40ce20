/// Character references in text and attribute values (13.2.5.72 to 13.2.5.80).
extension Tokenizer {
  /// Takes the `&` here and what belongs to it, and appends the characters that it stands for.
  mutating func appendReference(to text: inout [UInt8], inAttribute: Bool) {
    let start = position
    position += 1
    let found =
      peek() == UInt8(ascii: "#")
      ? numericReference() : namedReference(inAttribute: inAttribute)
    if let found {
      text += found
    } else {
      position = start + 1
      text.append(UInt8(ascii: "&"))
    }
  }

  private mutating func numericReference() -> [UInt8]? {
    position += 1
    let isHex = peek() | 0x20 == UInt8(ascii: "x")
    if isHex { position += 1 }
    let start = position
    var code: UInt32 = 0
    while let digit = hexDigit(peek()), !isAtEnd, isHex || digit < 10 {
      if code <= 0x10FFFF { code = code * (isHex ? 16 : 10) + digit }
      position += 1
    }
    guard position > start else { return nil }
    if peek() == UInt8(ascii: ";") { position += 1 }
    return Array(String(NumericReference.scalar(code)).utf8)
  }

  private func hexDigit(_ byte: UInt8) -> UInt32? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A")) + 10
    default: nil
    }
  }

  private mutating func namedReference(inAttribute: Bool) -> [UInt8]? {
    let start = position
    var end = start
    let limit = min(bytes.count, start + NamedReferences.longestName)
    while end < limit, bytes[end].isASCIILetter || bytes[end].isASCIIDigit { end += 1 }
    guard end > start else { return nil }
    let table = NamedReferences.shared
    if end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let found = table.characters(of: bytes[start..<end], allowsMissingSemicolon: false)
    {
      position = end + 1
      return found
    }
    return legacyReference(from: start, to: end, inAttribute: inAttribute)
  }

  /// The longest of the old names that may stand without a semicolon.
  private mutating func legacyReference(
    from start: Int, to end: Int, inAttribute: Bool
  ) -> [UInt8]? {
    var end = min(end, start + NamedReferences.longestLegacyName)
    while end > start {
      let name = bytes[start..<end]
      if let found = NamedReferences.shared.characters(of: name, allowsMissingSemicolon: true) {
        position = end
        // "?a=b&copy=1" is an address, not a copyright sign.
        let next = peek()
        if inAttribute, next == UInt8(ascii: "=") || next.isASCIILetter || next.isASCIIDigit {
          return nil
        }
        return found
      }
      end -= 1
    }
    return nil
  }
}

enum NumericReference {
  /// What browsers show for a code: windows-1252 for the C1 range, U+FFFD for what is no character.
  static func scalar(_ code: UInt32) -> Unicode.Scalar {
    if code >= 0x80, code <= 0x9F, windows1252[Int(code - 0x80)] != 0 {
      return Unicode.Scalar(windows1252[Int(code - 0x80)]) ?? "\u{FFFD}"
    }
    return code == 0 ? "\u{FFFD}" : Unicode.Scalar(code) ?? "\u{FFFD}"
  }

  private static let windows1252: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
    0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]
}

/// The table of named references, searched by halves without unpacking its 2,125 entries.
struct NamedReferences: Sendable {
  static let shared = NamedReferences()
  static let longestName = 32
  static let longestLegacyName = 6

  private let table: [UInt8]
  /// Where each entry starts.
  private let starts: [Int32]

  private init() {
    let table = Array(namedReferenceTable.utf8)
    var starts: [Int32] = [0]
    for (offset, byte) in table.enumerated() where byte == UInt8(ascii: " ") {
      starts.append(Int32(offset + 1))
    }
    self.table = table
    self.starts = starts
  }

  /// The characters in UTF-8; nil for a name that is not in the table.
  func characters(of name: ArraySlice<UInt8>, allowsMissingSemicolon: Bool) -> [UInt8]? {
    if let common = Self.common(name) { return common }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      let start = Int(starts[middle])
      let end = endOfName(from: start)
      if table[start..<end].elementsEqual(name) {
        let isLegacy = table[end] == UInt8(ascii: "=")
        return allowsMissingSemicolon && !isLegacy ? nil : value(at: end + 1)
      }
      if table[start..<end].lexicographicallyPrecedes(name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return nil
  }

  /// The references of nearly every page, without a search.
  private static func common(_ name: ArraySlice<UInt8>) -> [UInt8]? {
    guard name.count <= 4 else { return nil }
    if name.elementsEqual("amp".utf8) { return [UInt8(ascii: "&")] }
    if name.elementsEqual("lt".utf8) { return [UInt8(ascii: "<")] }
    if name.elementsEqual("gt".utf8) { return [UInt8(ascii: ">")] }
    if name.elementsEqual("quot".utf8) { return [UInt8(ascii: "\"")] }
    return name.elementsEqual("nbsp".utf8) ? [0xC2, 0xA0] : nil
  }

  private func endOfName(from start: Int) -> Int {
    var end = start
    while table[end] != UInt8(ascii: ":"), table[end] != UInt8(ascii: "=") { end += 1 }
    return end
  }

  private func value(at start: Int) -> [UInt8] {
    let end = table[start...].firstIndex(of: UInt8(ascii: " ")) ?? table.count
    let codes = String(decoding: table[start..<end], as: UTF8.self)
    var text: [UInt8] = []
    for code in codes.split(separator: ".") {
      if let scalar = UInt32(code, radix: 16).flatMap(Unicode.Scalar.init) {
        text += String(Character(scalar)).utf8
      }
    }
    return text
  }
}

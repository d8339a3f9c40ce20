/// A text as the characters that a reader, a browser or Markdown makes of it, each with the bytes
/// that spell it: `%40`, `&#64;` and `\@` are all `@`, and what nobody sees is not there.
struct SpelledText {
  struct Unit {
    /// Without case.
    var scalar: Unicode.Scalar
    /// The bytes that spell it.
    var range: Range<Int>

    /// A decimal digit of any script; nil for anything else.
    var digit: UInt8? {
      let properties = scalar.properties
      guard properties.numericType == .decimal, let value = properties.numericValue else {
        return nil
      }
      return UInt8(value)
    }

    var isWord: Bool {
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
    }

    var isSpace: Bool { scalar.properties.isWhitespace }
  }

  let bytes: [UInt8]
  private(set) var units: [Unit] = []

  init(_ text: String) {
    bytes = Array(text.utf8)
    units.reserveCapacity(bytes.count)
    var offset = 0
    while offset < bytes.count { read(at: &offset) }
  }

  private mutating func read(at offset: inout Int) {
    let start = offset
    switch bytes[offset] {
    case UInt8(ascii: "%"):
      if let byte = escapedByte(at: offset), byte < 0x80 {
        offset += 3
        add(Unicode.Scalar(byte), start..<offset)
        return
      }
    case UInt8(ascii: "&"):
      if let (scalar, end) = reference(at: offset) {
        offset = end
        add(scalar, start..<end)
        return
      }
    case UInt8(ascii: "\\"):
      // Markdown drops a backslash before punctuation.
      if offset + 1 < bytes.count, Self.isPunctuation(bytes[offset + 1]) {
        offset += 2
        add(Unicode.Scalar(bytes[offset - 1]), start..<offset)
        return
      }
    default: break
    }
    var length = 1
    while offset + length < bytes.count, bytes[offset + length] & 0xC0 == 0x80 { length += 1 }
    offset += length
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    for scalar in text.unicodeScalars { add(scalar, start..<offset) }
  }

  private mutating func add(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
    // Soft hyphens, joiners, directional marks: nobody sees them.
    guard scalar.properties.generalCategory != .format else { return }
    for lowered in Self.plain(scalar).properties.lowercaseMapping.unicodeScalars {
      units.append(Unit(scalar: lowered, range: range))
    }
  }

  /// The ASCII character that a full-width form stands for.
  private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  private func escapedByte(at offset: Int) -> UInt8? {
    guard offset + 2 < bytes.count,
      let high = Self.hexadecimal(bytes[offset + 1]), let low = Self.hexadecimal(bytes[offset + 2])
    else { return nil }
    return high << 4 | low
  }

  private static let names: [String: Unicode.Scalar] = [
    "commat": "@", "period": ".", "plus": "+", "lpar": "(", "rpar": ")", "nbsp": "\u{A0}",
    "lowbar": "_", "hyphen": "-", "dash": "-", "shy": "\u{AD}", "sol": "/", "colon": ":",
  ]

  /// A character reference of HTML, which Markdown reads too.
  private func reference(at offset: Int) -> (Unicode.Scalar, end: Int)? {
    let rest = bytes[(offset + 1)...].prefix(10)
    guard let semicolon = rest.firstIndex(of: UInt8(ascii: ";")) else { return nil }
    let name = String(decoding: rest[..<semicolon], as: UTF8.self)
    guard name.hasPrefix("#") else { return Self.names[name].map { ($0, semicolon + 1) } }
    let digits = name.dropFirst()
    let isHexadecimal = digits.first == "x" || digits.first == "X"
    guard
      let value = UInt32(
        isHexadecimal ? digits.dropFirst() : digits, radix: isHexadecimal ? 16 : 10),
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, semicolon + 1)
  }

  private static func hexadecimal(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46, 0x61...0x66: (byte | 0x20) - 0x61 + 10
    default: nil
    }
  }

  private static func isPunctuation(_ byte: UInt8) -> Bool {
    (0x21...0x2F).contains(byte) || (0x3A...0x40).contains(byte) || (0x5B...0x60).contains(byte)
      || (0x7B...0x7E).contains(byte)
  }

  /// The bytes of a run of units.
  func range(_ first: Int, _ end: Int) -> Range<Int> {
    units[first].range.lowerBound..<units[end - 1].range.upperBound
  }

  // MARK: E-mail addresses

  /// Everything of the form `name@host.tld`.
  var emailRanges: [Range<Int>] {
    units.indices.filter { units[$0].scalar == "@" }.compactMap { at in
      var first = at
      while first > 0, Self.isAddressPart(units[first - 1]) { first -= 1 }
      var end = at + 1
      while end < units.count, Self.isAddressPart(units[end]) { end += 1 }
      while end > at + 1, units[end - 1].scalar == "." { end -= 1 }
      let host = units[(at + 1)..<max(end, at + 1)]
      guard first < at, host.contains(where: { $0.scalar == "." }) else { return nil }
      return range(first, end)
    }
  }

  private static func isAddressPart(_ unit: Unit) -> Bool {
    unit.isWord || [".", "-", "_", "+"].contains(unit.scalar)
  }
}

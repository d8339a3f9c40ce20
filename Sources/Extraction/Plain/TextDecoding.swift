/// Text in whatever encoding people save it in.
enum TextDecoding {
  struct Decoded {
    var text: String
    /// How it was read: `UTF-8`, `UTF-16`, `UTF-32`, `Windows-1252`.
    var encoding: String
  }

  /// Decodes by byte order mark, by the zeros that UTF-16 leaves in Western text, as UTF-8 where that
  /// holds, and else as Windows-1252, of which ISO 8859-1 is a part.
  static func decode(_ bytes: [UInt8]) -> Decoded {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      return Decoded(text: String(decoding: bytes[3...], as: UTF8.self), encoding: "UTF-8")
    }
    if bytes.starts(with: [0xFF, 0xFE, 0, 0]) || bytes.starts(with: [0, 0, 0xFE, 0xFF]) {
      return Decoded(
        text: utf32(bytes.dropFirst(4), isLittle: bytes[0] == 0xFF), encoding: "UTF-32")
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Decoded(
        text: utf16(bytes.dropFirst(2), isLittle: bytes[0] == 0xFF), encoding: "UTF-16")
    }
    if let isLittle = looksLikeUTF16(bytes) {
      return Decoded(text: utf16(bytes[...], isLittle: isLittle), encoding: "UTF-16")
    }
    if isUTF8(bytes) {
      return Decoded(text: String(decoding: bytes, as: UTF8.self), encoding: "UTF-8")
    }
    var scalars = String.UnicodeScalarView()
    for byte in bytes { scalars.append(windows1252(byte)) }
    return Decoded(text: String(scalars), encoding: "Windows-1252")
  }

  /// An excerpt may end within a character.
  private static func isUTF8(_ bytes: [UInt8]) -> Bool {
    for cut in 0...min(3, bytes.count)
    where String(validating: bytes.dropLast(cut), as: UTF8.self) != nil {
      return cut == 0 || bytes.suffix(cut).first.map { $0 >= 0xC0 } == true
    }
    return false
  }

  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool? {
    let head = bytes.prefix(512)
    guard head.count >= 8 else { return nil }
    var zeros = (even: 0, odd: 0)
    for (offset, byte) in head.enumerated() where byte == 0 {
      if offset % 2 == 0 { zeros.even += 1 } else { zeros.odd += 1 }
    }
    if zeros.odd > head.count * 2 / 5, zeros.even < 4 { return true }
    if zeros.even > head.count * 2 / 5, zeros.odd < 4 { return false }
    return nil
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? second << 8 | first : first << 8 | second
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func utf32(_ bytes: ArraySlice<UInt8>, isLittle: Bool) -> String {
    let units = stride(from: bytes.startIndex, to: bytes.endIndex - 3, by: 4).map { index in
      let parts = bytes[index..<index + 4].map { UInt32($0) }
      return isLittle
        ? parts[3] << 24 | parts[2] << 16 | parts[1] << 8 | parts[0]
        : parts[0] << 24 | parts[1] << 16 | parts[2] << 8 | parts[3]
    }
    return String(decoding: units, as: UTF32.self)
  }

  /// The Encoding Standard's index of windows-1252 from 0x80 to 0x9F; the rest is Latin-1.
  private static let upper: [UInt32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8D, 0x017D, 0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(upper[Int(byte) - 0x80]) ?? "\u{FFFD}"
  }
}

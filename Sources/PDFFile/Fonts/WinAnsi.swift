/// WinAnsiEncoding (PDF 1.7, annex D): what one byte of a simple font says.
enum WinAnsi {
  private static let upper: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  /// The code of a character; nil where the encoding has none.
  static func code(of scalar: UInt32) -> UInt8? {
    switch scalar {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0xFF: UInt8(scalar)
    case 0x0152...0x2122: upper.firstIndex(of: scalar).map { UInt8(0x80 + $0) }
    default: nil
    }
  }

  /// The character of a code; nil where it stands for none.
  static func scalar(of code: UInt8) -> UInt32? {
    switch code {
    case 0x80...0x9F: upper[Int(code) - 0x80] == 0 ? nil : upper[Int(code) - 0x80]
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0xFF: UInt32(code)
    default: nil
    }
  }
}

/// Text as PDF and XMP want it.
enum TextString {
  /// A text string (PDF 1.7, 7.9.2.2): ASCII as it is, all else as UTF-16 with a byte order mark.
  static func object(_ text: String) -> PDFObject {
    // Control characters other than these are accents in PDFDocEncoding.
    let isPlain = text.utf8.allSatisfy {
      $0 >= 0x20 && $0 < 0x7F || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
    }
    if isPlain { return .string(Array(text.utf8)) }
    var bytes: [UInt8] = [0xFE, 0xFF]
    for unit in text.utf16 {
      bytes.append(UInt8(unit >> 8))
      bytes.append(UInt8(truncatingIfNeeded: unit))
    }
    return .string(bytes)
  }

  /// The text of a text string.
  static func text(_ bytes: [UInt8]) -> String {
    guard bytes.count >= 2, bytes[0] == 0xFE, bytes[1] == 0xFF else {
      return String(decoding: bytes, as: UTF8.self)
    }
    let units = stride(from: 2, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }

  /// A URI with all that RFC 3986 doesn't allow in one percent-encoded, as PDF 1.7, 12.6.4.7 wants.
  ///
  /// White space around it and line ends and tabs within it are dropped, as the URL standard does.
  static func uri(_ text: String) -> [UInt8] {
    var bytes = text.utf8.drop { $0 <= 0x20 }
    while let last = bytes.last, last <= 0x20 { bytes.removeLast() }
    var encoded: [UInt8] = []
    let hex = Array("0123456789ABCDEF".utf8)
    for byte in bytes where byte != 0x09 && byte != 0x0A && byte != 0x0D {
      let isForbidden =
        byte <= 0x20 || byte >= 0x7F || "\"<>\\^`{|}".utf8.contains(byte)
      if isForbidden {
        encoded += [UInt8(ascii: "%"), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
      } else {
        encoded.append(byte)
      }
    }
    return encoded
  }
}

/// A moment in UTC, from seconds since 1970.
public struct Timestamp {
  private let fields: [(value: Int, width: Int)]

  public init(epoch: Int) {
    // Years 1 to 9999: what both formats can write.
    let epoch = max(-62_135_596_800, min(epoch, 253_402_300_799))
    let day = epoch >= 0 ? epoch / 86_400 : (epoch - 86_399) / 86_400
    let second = epoch - day * 86_400
    // Days to a date of the proleptic Gregorian calendar, in eras of 400 years from 1 March.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let year = yearOfEra + era * 400 + (month < 10 ? 0 : 1)
    fields = [
      (year, 4), (month < 10 ? month + 3 : month - 9, 2),
      (dayOfYear - (153 * month + 2) / 5 + 1, 2),
      (second / 3600, 2), (second / 60 % 60, 2), (second % 60, 2),
    ]
  }

  /// `D:20260102030405Z` (PDF 1.7, 7.9.4).
  var pdf: String { "D:" + fields.map(Self.padded).joined() + "Z" }

  /// `2026-01-02T03:04:05Z`.
  public var iso: String {
    let parts = fields.map(Self.padded)
    return parts[0...2].joined(separator: "-") + "T" + parts[3...5].joined(separator: ":") + "Z"
  }

  private static func padded(_ field: (value: Int, width: Int)) -> String {
    let digits = String(field.value)
    return String(repeating: "0", count: max(0, field.width - digits.utf8.count)) + digits
  }
}

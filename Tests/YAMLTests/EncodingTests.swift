import Diagnostics
import Testing

@testable import YAML

@Suite struct `Encodings and characters` {
  private static let text = "name: Adé\nface: \"\u{1F600}\"\n"
  private static let value = ["{\"name\":\"Adé\",\"face\":\"\u{1F600}\"}"]

  private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    let units = (mark ? [0xFEFF] : []) + Array(text.utf16)
    return units.flatMap { unit -> [UInt8] in
      let bytes = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  private static func utf32(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      let bytes = [24, 16, 8, 0].map { UInt8(scalar.value >> $0 & 0xFF) }
      return bigEndian ? bytes : bytes.reversed()
    }
  }

  @Test(arguments: [
    Array(text.utf8), [0xEF, 0xBB, 0xBF] + Array(text.utf8),
    utf16(text, bigEndian: true, mark: true), utf16(text, bigEndian: false, mark: true),
    utf16(text, bigEndian: true, mark: false), utf16(text, bigEndian: false, mark: false),
    utf32("\u{FEFF}" + text, bigEndian: true), utf32("\u{FEFF}" + text, bigEndian: false),
    Array(text.replacingLineEnds(with: "\r\n").utf8),
    Array(text.replacingLineEnds(with: "\r").utf8),
  ])
  func `are recognised`(_ bytes: [UInt8]) {
    #expect(json(bytes) == Self.value)
  }

  @Test(arguments: [
    ([0x61, 0x3A, 0x20, 0xE9, 0x0A], "invalid-utf8", 4),
    ([0x61, 0xC0, 0x80], "invalid-utf8", 2), ([0xED, 0xA0, 0x80], "invalid-utf8", 1),
    ([0x61, 0x0A, 0xF5, 0x80, 0x80, 0x80], "invalid-utf8", 1),
    ([0x61, 0xE2, 0x82], "invalid-utf8", 2), ([0x61, 0x62, 0x00, 0x63], "control-character", 3),
    ([0x61, 0x07], "control-character", 2), ([0x61, 0x3A, 0x20, 0x7F], "control-character", 4),
    ([0x61, 0xC2, 0x80], "control-character", 2),
    ([0x61, 0xEF, 0xBF, 0xBE], "control-character", 2),
    ([0xFE, 0xFF, 0xD8, 0x00], "invalid-encoding", 1),
    ([0xFF, 0xFE, 0x61], "invalid-encoding", 1),
  ])
  func `are refused with their place when they are broken`(
    _ bytes: [UInt8], _ id: String, _ column: Int
  ) {
    var diagnostics: [Diagnostic] = []
    _ = YAMLReader.parse(SourceFile(path: "x.yaml", bytes: bytes), into: &diagnostics)
    #expect(diagnostics.map(\.id) == [id])
    #expect(diagnostics.first?.location?.position.column == column)
  }

  @Test func `allow invisible characters inside quotes only`() {
    #expect(json("\"\u{7F}\u{FEFF}\u{80}\"") == ["\"\\u007f\u{FEFF}\\u0080\""])
    #expect(json("a\u{FEFF}b").first?.hasPrefix("control-character") == true)
    #expect(json("a\n...\n\u{FEFF}b") == [#""a""#, #""b""#])
    #expect(json("a: b\u{85}c") == [#"{"a":"b\u0085c"}"#])
  }

  @Test func `columns do not count the byte order mark`() {
    var diagnostics: [Diagnostic] = []
    _ = YAMLReader.parse(
      SourceFile(path: "x.yaml", bytes: [0xEF, 0xBB, 0xBF] + Array("a: @".utf8)),
      into: &diagnostics)
    #expect(diagnostics.first?.location?.position == Position(line: 1, column: 4))
  }
}

extension String {
  fileprivate func replacingLineEnds(with end: String) -> String {
    split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
  }
}

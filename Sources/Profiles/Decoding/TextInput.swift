import Diagnostics

/// Text files as people save them, made UTF-8 with line feeds.
enum TextInput {
  /// Decodes UTF-16 with a byte order mark, drops the mark of UTF-8, and turns lone carriage
  /// returns into line feeds; anything that is not Unicode is an error with its place.
  ///
  /// - Returns: the file itself where nothing had to change, so that offsets stay true.
  static func decode(_ file: SourceFile, into diagnostics: inout [Diagnostic]) -> SourceFile? {
    let bytes = file.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return utf16(file, bigEndian: bytes[0] == 0xFE, into: &diagnostics)
    }
    if let fault = invalidUTF8(bytes) {
      diagnostics.append(
        .error(
          "invalid-encoding", "byte 0x\(hexadecimal(bytes[fault])) is not UTF-8",
          at: Location(file, fault),
          help: "save the file as UTF-8; it may be Windows-1252 or ISO 8859-1 now"))
      return nil
    }
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard start > 0 || hasLoneReturn(bytes) else { return file }
    return SourceFile(path: file.path, bytes: unified(Array(bytes[start...])))
  }

  private static func utf16(
    _ file: SourceFile, bigEndian: Bool, into diagnostics: inout [Diagnostic]
  ) -> SourceFile? {
    let bytes = file.bytes
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    for offset in stride(from: 2, to: bytes.count - 1, by: 2) {
      let (first, second) = (UInt16(bytes[offset]), UInt16(bytes[offset + 1]))
      units.append(bigEndian ? first << 8 | second : second << 8 | first)
    }
    guard bytes.count % 2 == 0, let text = String(validating: units, as: UTF16.self) else {
      diagnostics.append(
        .error(
          "invalid-encoding", "the file begins like UTF-16 but is not", at: Location(file, 0),
          help: "save the file as UTF-8"))
      return nil
    }
    return SourceFile(path: file.path, bytes: unified(Array(text.utf8)))
  }

  /// The offset of the first byte that is not part of well-formed UTF-8.
  static func invalidUTF8(_ bytes: [UInt8]) -> Int? {
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    var low = 0
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): low += UTF8.width(scalar)
      case .emptyInput, .error: return min(low, bytes.count - 1)
      }
    }
  }

  private static func hasLoneReturn(_ bytes: [UInt8]) -> Bool {
    guard let first = bytes.firstIndex(of: 0x0D) else { return false }
    for index in first..<bytes.count where bytes[index] == 0x0D {
      if index + 1 == bytes.count || bytes[index + 1] != 0x0A { return true }
    }
    return false
  }

  private static func unified(_ bytes: [UInt8]) -> [UInt8] {
    guard hasLoneReturn(bytes) else { return bytes }
    var bytes = bytes
    for index in bytes.indices where bytes[index] == 0x0D {
      if index + 1 == bytes.count || bytes[index + 1] != 0x0A { bytes[index] = 0x0A }
    }
    return bytes
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return digits.count < 2 ? "0" + digits : digits
  }
}

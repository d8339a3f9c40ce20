import Diagnostics

/// One input as the parsers read it: valid UTF-8 without a byte order mark, lines ending in LF or
/// CRLF, no control characters (YAML 1.2.2 sections 5.1 and 5.2).
struct DecodedInput {
  /// The file whose bytes are in this form: the original one where it already was.
  var file: SourceFile
  /// Offsets of characters that YAML takes inside quotes only: DEL, C1 controls, U+FEFF and the
  /// noncharacters U+FFFE and U+FFFF.
  var quotedOnly: [Int]

  /// Decodes a file, or says why it is not text and returns nil.
  ///
  /// `guessesEncoding` recognises UTF-16 and UTF-32 without a byte order mark, as YAML asks.
  static func decode(
    _ file: SourceFile, limits: ParseLimits, guessesEncoding: Bool,
    into diagnostics: inout [Diagnostic]
  ) -> DecodedInput? {
    guard file.bytes.count <= limits.bytes else {
      diagnostics.append(
        .error(
          "too-large",
          "file of \(file.bytes.count) bytes; at most \(limits.bytes) are read",
          at: Location(file: file, span: Span(start: 0, end: 0))))
      return nil
    }
    let encoding = Encoding(of: file.bytes, guesses: guessesEncoding)
    var unified = file
    if encoding != .utf8 {
      guard let bytes = encoding.utf8(from: file.bytes) else {
        diagnostics.append(
          .error(
            "invalid-encoding", "the file begins like \(encoding.name) but is not",
            at: Location(file: file, span: Span(start: 0, end: 0)),
            help: "save the file as UTF-8"))
        return nil
      }
      unified = SourceFile(path: file.path, bytes: bytes)
    }
    return CharacterCheck(file: unified).run(into: &diagnostics)
  }
}

/// The encodings of YAML 1.2.2 section 5.2.
private enum Encoding: Equatable {
  case utf8
  case utf8Mark
  case utf16(bigEndian: Bool, mark: Int)
  case utf32(bigEndian: Bool, mark: Int)

  init(of bytes: [UInt8], guesses: Bool) {
    let head = bytes.prefix(4) + [UInt8](repeating: 1, count: max(0, 4 - bytes.count))
    switch (head[0], head[1], head[2], head[3]) {
    case (0xEF, 0xBB, 0xBF, _): self = .utf8Mark
    case (0, 0, 0xFE, 0xFF): self = .utf32(bigEndian: true, mark: 4)
    case (0xFF, 0xFE, 0, 0): self = .utf32(bigEndian: false, mark: 4)
    case (0xFE, 0xFF, _, _): self = .utf16(bigEndian: true, mark: 2)
    case (0xFF, 0xFE, _, _): self = .utf16(bigEndian: false, mark: 2)
    case (0, 0, 0, 1...) where guesses: self = .utf32(bigEndian: true, mark: 0)
    case (1..., 0, 0, 0) where guesses: self = .utf32(bigEndian: false, mark: 0)
    case (0, 1..., 0, _) where guesses: self = .utf16(bigEndian: true, mark: 0)
    case (1..., 0, _, 0) where guesses: self = .utf16(bigEndian: false, mark: 0)
    default: self = .utf8
    }
  }

  var name: String {
    switch self {
    case .utf8, .utf8Mark: "UTF-8"
    case .utf16: "UTF-16"
    case .utf32: "UTF-32"
    }
  }

  /// The bytes in UTF-8 without the mark; nil when they are not in this encoding.
  func utf8(from bytes: [UInt8]) -> [UInt8]? {
    switch self {
    case .utf8: bytes
    case .utf8Mark: Array(bytes.dropFirst(3))
    case .utf16(let bigEndian, let mark):
      Self.transcode(bytes, from: mark, unit: 2, bigEndian: bigEndian)
    case .utf32(let bigEndian, let mark):
      Self.transcode(bytes, from: mark, unit: 4, bigEndian: bigEndian)
    }
  }

  private static func transcode(
    _ bytes: [UInt8], from start: Int, unit: Int, bigEndian: Bool
  ) -> [UInt8]? {
    guard (bytes.count - start) % unit == 0 else { return nil }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var high: UInt32?
    for offset in stride(from: start, to: bytes.count, by: unit) {
      let word = bytes[offset..<offset + unit]
      let value =
        bigEndian
        ? word.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        : word.reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      if let lead = high {
        guard unit == 2, 0xDC00...0xDFFF ~= value else { return nil }
        result.append(codePoint: 0x10000 + (lead - 0xD800) << 10 + (value - 0xDC00))
        high = nil
      } else if 0xD800...0xDBFF ~= value {
        high = value
      } else {
        guard Unicode.Scalar(value) != nil else { return nil }
        result.append(codePoint: value)
      }
    }
    return high == nil ? result : nil
  }
}

/// One pass over UTF-8 bytes that finds what is not text.
private struct CharacterCheck {
  let file: SourceFile
  private var quotedOnly: [Int] = []
  private var loneReturns = false

  init(file: SourceFile) { self.file = file }

  mutating func check(into diagnostics: inout [Diagnostic]) -> Bool {
    let bytes = file.bytes
    var offset = 0
    while let special = bytes[offset...].firstIndex(where: { $0 &- 0x20 >= 0x5F }) {
      let byte = bytes[special]
      offset = special
      if byte < 0x80 {
        guard control(byte, at: offset, in: bytes) else {
          diagnostics.append(controlProblem(byte, at: offset))
          return false
        }
        offset += 1
      } else {
        guard let length = scalar(at: offset, in: bytes) else {
          diagnostics.append(encodingProblem(at: offset))
          return false
        }
        offset += length
      }
    }
    return true
  }

  func run(into diagnostics: inout [Diagnostic]) -> DecodedInput? {
    var check = self
    guard check.check(into: &diagnostics) else { return nil }
    guard check.loneReturns else {
      return DecodedInput(file: file, quotedOnly: check.quotedOnly)
    }
    var bytes = file.bytes
    for offset in bytes.indices where bytes[offset] == ASCII.carriageReturn {
      let next = offset + 1
      if next == bytes.count || bytes[next] != ASCII.lineFeed { bytes[offset] = ASCII.lineFeed }
    }
    let unified = SourceFile(path: file.path, bytes: bytes)
    return DecodedInput(file: unified, quotedOnly: check.quotedOnly)
  }

  /// Whether a control character below 0x80 may stand in a text.
  private mutating func control(_ byte: UInt8, at offset: Int, in bytes: [UInt8]) -> Bool {
    switch byte {
    case ASCII.tab, ASCII.lineFeed: return true
    case ASCII.carriageReturn:
      let next = offset + 1
      if next == bytes.count || bytes[next] != ASCII.lineFeed { loneReturns = true }
      return true
    case 0x7F:
      quotedOnly.append(offset)
      return true
    default: return false
    }
  }

  /// The length of the well-formed sequence (Unicode table 3-7) at an offset; nil when ill-formed.
  private mutating func scalar(at offset: Int, in bytes: [UInt8]) -> Int? {
    let lead = bytes[offset]
    let length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
    guard length > 0, offset + length <= bytes.count else { return nil }
    for index in offset + 1..<offset + length where bytes[index] & 0xC0 != 0x80 { return nil }
    let second = bytes[offset + 1]
    switch lead {
    case 0xE0 where second < 0xA0: return nil
    case 0xED where second >= 0xA0: return nil
    case 0xF0 where second < 0x90: return nil
    case 0xF4 where second >= 0x90: return nil
    case 0xC2 where second < 0xA0 && second != 0x85: quotedOnly.append(offset)
    case 0xEF where second == 0xBB && bytes[offset + 2] == 0xBF: quotedOnly.append(offset)
    case 0xEF where second == 0xBF && bytes[offset + 2] >= 0xBE: quotedOnly.append(offset)
    default: break
    }
    return length
  }

  private func controlProblem(_ byte: UInt8, at offset: Int) -> Diagnostic {
    let digits = String(byte, radix: 16, uppercase: true)
    let code = "U+00" + (digits.count < 2 ? "0" : "") + digits
    let name = byte == 0 ? "NUL character" : "control character \(code)"
    return .error(
      "control-character", "\(name) in the text", at: location(offset, length: 1),
      help: byte == 0
        ? "this does not look like a text file; save it as UTF-8 text"
        : "delete the invisible character; it often comes with text pasted from a PDF")
  }

  private func encodingProblem(at offset: Int) -> Diagnostic {
    let digits = String(file.bytes[offset], radix: 16, uppercase: true)
    return .error(
      "invalid-utf8", "byte 0x\(digits) is not UTF-8 text", at: location(offset, length: 1),
      help: "save the file as UTF-8; this one looks like Latin-1, Windows-1252 or a binary file")
  }

  private func location(_ offset: Int, length: Int) -> Location {
    Location(file: file, span: Span(offset..<offset + length))
  }
}

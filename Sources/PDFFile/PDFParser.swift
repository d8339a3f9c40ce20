/// What is wrong with a PDF, and where.
public struct PDFError: Error, Hashable, Sendable {
  public var message: String
  public var offset: Int

  public init(_ message: String, at offset: Int) {
    self.message = message
    self.offset = offset
  }
}

/// Reads objects from bytes (PDF 1.7, 7.2 and 7.3), with bounds on depth and numbers.
struct PDFParser {
  private static let maximumDepth = 64

  let bytes: [UInt8]
  private(set) var offset: Int

  init(_ bytes: [UInt8], at offset: Int) {
    self.bytes = bytes
    self.offset = max(0, min(offset, bytes.count))
  }

  mutating func object(depth: Int = 0) throws(PDFError) -> PDFObject {
    guard depth < Self.maximumDepth else { throw error("objects nested too deeply") }
    skipSpace()
    guard let byte = peek() else { throw error("object missing at the end of the file") }
    switch byte {
    case UInt8(ascii: "/"): return .name(try name())
    case UInt8(ascii: "("): return .string(try literalString())
    case UInt8(ascii: "["): return .array(try array(depth: depth))
    case UInt8(ascii: "<"):
      if peek(1) == UInt8(ascii: "<") { return .dictionary(try dictionary(depth: depth)) }
      return .string(try hexString())
    case 0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return try numberOrReference()
    default: return try keyword()
    }
  }

  /// Whether the next token is this word; consumes it when it is.
  mutating func take(_ word: String) -> Bool {
    skipSpace()
    let matches = bytes[offset...].starts(with: word.utf8)
    if matches { offset += word.utf8.count }
    return matches
  }

  mutating func integer() throws(PDFError) -> Int {
    skipSpace()
    guard let value = try number().integerValue else { throw error("integer expected") }
    return value
  }

  /// The first byte of a stream's data, after the word `stream` and its line end.
  mutating func streamStart() -> Int? {
    guard take("stream") else { return nil }
    if peek() == 0x0D { offset += 1 }
    if peek() == 0x0A { offset += 1 }
    return offset
  }

  private func error(_ message: String) -> PDFError { PDFError(message, at: offset) }

  private func peek(_ ahead: Int = 0) -> UInt8? {
    offset + ahead < bytes.count ? bytes[offset + ahead] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek() {
      if byte == UInt8(ascii: "%") {
        while let byte = peek(), byte != 0x0A, byte != 0x0D { offset += 1 }
      } else if isSpace(byte) {
        offset += 1
      } else {
        return
      }
    }
  }

  private func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 || byte == 0x0C || byte == 0
  }

  private func isRegular(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"),
      UInt8(ascii: "/"), UInt8(ascii: "%"):
      false
    default: !isSpace(byte)
    }
  }

  private mutating func token() -> String {
    let start = offset
    while let byte = peek(), isRegular(byte) { offset += 1 }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  private mutating func keyword() throws(PDFError) -> PDFObject {
    switch token() {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default: throw error("unknown object")
    }
  }

  private mutating func number() throws(PDFError) -> PDFObject {
    if let value = plainInteger() { return .integer(value) }
    let digits = token()
    if let value = Int(digits) { return .integer(value) }
    guard Double(digits) != nil else { throw error("number expected") }
    return .real(digits)
  }

  /// An unsigned integer of up to 15 digits, the form of nearly all numbers; nil leaves all as it
  /// was.
  private mutating func plainInteger() -> Int? {
    var end = offset
    var value = 0
    while end < bytes.count, end - offset < 16, (0x30...0x39).contains(bytes[end]) {
      value = value * 10 + Int(bytes[end] & 15)
      end += 1
    }
    guard end > offset, end - offset < 16, end == bytes.count || !isRegular(bytes[end]) else {
      return nil
    }
    offset = end
    return value
  }

  private mutating func numberOrReference() throws(PDFError) -> PDFObject {
    let first = try number()
    guard let object = first.integerValue, object >= 0 else { return first }
    let back = offset
    skipSpace()
    guard let digit = peek(), (0x30...0x39).contains(digit),
      (try? integer()) != nil, takeReferenceMark()
    else {
      offset = back
      return first
    }
    return .reference(object)
  }

  private mutating func takeReferenceMark() -> Bool {
    skipSpace()
    guard peek() == UInt8(ascii: "R"), peek(1).map(isRegular) != true else { return false }
    offset += 1
    return true
  }

  private mutating func name() throws(PDFError) -> String {
    offset += 1
    let start = offset
    while let byte = peek(), isRegular(byte) { offset += 1 }
    let raw = bytes[start..<offset]
    guard raw.contains(UInt8(ascii: "#")) else { return String(decoding: raw, as: UTF8.self) }
    var resolved: [UInt8] = []
    var index = raw.startIndex
    while index < raw.endIndex {
      if raw[index] == UInt8(ascii: "#"), index + 2 < raw.endIndex,
        let high = hexValue(raw[index + 1]), let low = hexValue(raw[index + 2])
      {
        resolved.append(high << 4 | low)
        index += 3
      } else {
        resolved.append(raw[index])
        index += 1
      }
    }
    return String(decoding: resolved, as: UTF8.self)
  }

  private mutating func array(depth: Int) throws(PDFError) -> [PDFObject] {
    offset += 1
    var items: [PDFObject] = []
    while true {
      skipSpace()
      guard let byte = peek() else { throw error("array without end") }
      if byte == UInt8(ascii: "]") {
        offset += 1
        return items
      }
      items.append(try object(depth: depth + 1))
    }
  }

  private mutating func dictionary(depth: Int) throws(PDFError) -> PDFDictionary {
    offset += 2
    var dictionary = PDFDictionary()
    while true {
      skipSpace()
      guard let byte = peek() else { throw error("dictionary without end") }
      if byte == UInt8(ascii: ">"), peek(1) == byte {
        offset += 2
        return dictionary
      }
      guard byte == UInt8(ascii: "/") else { throw error("key expected in dictionary") }
      let key = try name()
      dictionary.entries.append(.init(key: key, value: try object(depth: depth + 1)))
    }
  }
}

// MARK: Strings

extension PDFParser {
  private mutating func hexString() throws(PDFError) -> [UInt8] {
    offset += 1
    var digits: [UInt8] = []
    while let byte = peek(), byte != UInt8(ascii: ">") {
      if let value = hexValue(byte) { digits.append(value) }
      offset += 1
    }
    guard peek() != nil else { throw error("string without end") }
    offset += 1
    if digits.count % 2 == 1 { digits.append(0) }
    return stride(from: 0, to: digits.count, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
  }

  private mutating func literalString() throws(PDFError) -> [UInt8] {
    offset += 1
    var string: [UInt8] = []
    var depth = 1
    while let byte = peek() {
      offset += 1
      switch byte {
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"):
        depth -= 1
        if depth == 0 { return string }
      case UInt8(ascii: "\\"):
        appendEscape(to: &string)
        continue
      default: break
      }
      string.append(byte)
    }
    throw error("string without end")
  }

  private mutating func appendEscape(to string: inout [UInt8]) {
    guard let byte = peek() else { return }
    offset += 1
    switch byte {
    case UInt8(ascii: "n"): string.append(0x0A)
    case UInt8(ascii: "r"): string.append(0x0D)
    case UInt8(ascii: "t"): string.append(0x09)
    case UInt8(ascii: "b"): string.append(0x08)
    case UInt8(ascii: "f"): string.append(0x0C)
    case 0x0A: break
    case 0x0D: if peek() == 0x0A { offset += 1 }
    case 0x30...0x37:
      var value = Int(byte & 7)
      for _ in 0..<2 {
        guard let digit = peek(), (0x30...0x37).contains(digit) else { break }
        value = value << 3 | Int(digit & 7)
        offset += 1
      }
      string.append(UInt8(truncatingIfNeeded: value))
    default: string.append(byte)
    }
  }

  private func hexValue(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x37
    case 0x61...0x66: byte - 0x57
    default: nil
    }
  }
}

// MARK: Content streams

extension PDFParser {
  enum ContentToken {
    case operand(PDFObject)
    case `operator`(String)
  }

  /// The next operand or operator of a content stream (PDF 1.7, 7.8.2); nil at its end.
  mutating func contentToken() throws(PDFError) -> ContentToken? {
    skipSpace()
    guard let byte = peek() else { return nil }
    switch byte {
    case UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "<"),
      0x30...0x39, UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      return .operand(try object())
    default:
      let word = token()
      if word.isEmpty { throw error("operator expected") }
      switch word {
      case "true": return .operand(.boolean(true))
      case "false": return .operand(.boolean(false))
      case "null": return .operand(.null)
      default: return .operator(word)
      }
    }
  }

  /// Goes behind the data of an inline image: to `EI` between white space (PDF 1.7, 8.9.7).
  mutating func skipInlineImage() {
    while offset + 3 < bytes.count {
      let isEnd =
        isSpace(bytes[offset]) && bytes[offset + 1] == UInt8(ascii: "E")
        && bytes[offset + 2] == UInt8(ascii: "I") && isSpace(bytes[offset + 3])
      offset += 1
      if isEnd {
        offset += 2
        return
      }
    }
    offset = bytes.count
  }
}

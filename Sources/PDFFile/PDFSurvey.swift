import Archive

/// The dictionaries of any PDF, found by looking through the bytes without trusting its tables.
///
/// For judging files of strangers, not for rendering them: damaged objects are passed over, packed
/// objects are unpacked within a budget, and of an encrypted file only the structure can be told.
public struct PDFSurvey: Sendable {
  /// By object number; of several the last, as an incremental update has it.
  public private(set) var dictionaries: [Int: PDFDictionary] = [:]
  public private(set) var trailers: [PDFDictionary] = []
  public private(set) var isEncrypted = false
  private let bytes: [UInt8]
  private var streams: [Int: Int] = [:]
  /// Bytes that may still be unpacked.
  private var budget: Int

  private static let mostObjects = 100_000

  public init(_ bytes: [UInt8], budget: Int = 32 << 20) {
    self.bytes = bytes
    self.budget = budget
    scan()
    isEncrypted = trailers.contains { $0["Encrypt"] != nil }
    if !isEncrypted { unpackObjects() }
  }

  /// The dictionary of an object, directly or behind a reference.
  public func dictionary(_ object: PDFObject?) -> PDFDictionary? {
    switch object {
    case .dictionary(let dictionary): dictionary
    case .reference(let number): dictionaries[number]
    default: nil
    }
  }

  // MARK: Objects in the open

  private mutating func scan() {
    var offset = 0
    while offset + 3 < bytes.count, dictionaries.count < Self.mostObjects {
      let byte = bytes[offset]
      if byte == UInt8(ascii: "o"), offset > 3, matches("obj", at: offset),
        let number = objectNumber(before: offset)
      {
        read(number, at: offset + 3)
      } else if byte == UInt8(ascii: "t"), matches("trailer", at: offset) {
        var parser = PDFParser(bytes, at: offset + 7)
        if let trailer = (try? parser.object())?.dictionaryValue { trailers.append(trailer) }
      }
      offset += 1
    }
  }

  private func matches(_ word: StaticString, at offset: Int) -> Bool {
    bytes[offset...].starts(with: "\(word)".utf8)
  }

  /// The number in `12 0 ` before the word `obj`.
  private func objectNumber(before offset: Int) -> Int? {
    var index = offset - 1
    var fields: [Int] = []
    for _ in 0..<2 {
      while index >= 0, bytes[index] <= 0x20 { index -= 1 }
      var value = 0
      var scale = 1
      var digits = 0
      while index >= 0, (0x30...0x39).contains(bytes[index]), digits < 9 {
        value += Int(bytes[index] & 15) * scale
        scale *= 10
        digits += 1
        index -= 1
      }
      guard digits > 0 else { return nil }
      fields.append(value)
    }
    return fields.last
  }

  private mutating func read(_ number: Int, at offset: Int) {
    var parser = PDFParser(bytes, at: offset)
    guard let dictionary = (try? parser.object())?.dictionaryValue else { return }
    dictionaries[number] = dictionary
    streams[number] = parser.streamStart()
    if dictionary["Type"]?.nameValue == "XRef" { trailers.append(dictionary) }
  }

  // MARK: Packed data

  /// The data of a stream, unpacked; nil when it is none, packed otherwise, or over the budget.
  public mutating func content(_ number: Int) -> [UInt8]? {
    guard let start = streams[number], let dictionary = dictionaries[number] else { return nil }
    var length = dictionary["Length"]?.integerValue
    if length == nil { length = end(of: start) - start }
    guard let length, length >= 0, length <= bytes.count - start else { return nil }
    let data = bytes[start..<(start + length)]
    let filter =
      dictionary["Filter"]?.nameValue ?? dictionary["Filter"]?.arrayValue?.first?.nameValue
    guard let filter else { return Array(data) }
    guard filter == "FlateDecode", dictionary["Filter"]?.arrayValue?.count ?? 1 == 1,
      let content = try? Deflate.unpack(data, format: .zlib, limit: min(budget, 8 << 20))
    else { return nil }
    budget -= content.count
    return content
  }

  private func end(of start: Int) -> Int {
    var offset = start
    while offset < bytes.count {
      if bytes[offset] == UInt8(ascii: "e"), matches("endstream", at: offset) { return offset }
      offset += 1
    }
    return bytes.count
  }

  /// Objects in object streams (PDF 1.7, 7.5.7).
  private mutating func unpackObjects() {
    for number in streams.keys.sorted() where dictionaries[number]?["Type"]?.nameValue == "ObjStm" {
      guard let dictionary = dictionaries[number], let count = dictionary["N"]?.integerValue,
        let first = dictionary["First"]?.integerValue, count >= 0, count <= 10_000, first >= 0,
        let content = content(number)
      else { continue }
      var header = PDFParser(content, at: 0)
      for _ in 0..<count {
        guard let object = try? header.integer(), let offset = try? header.integer(),
          offset >= 0, offset <= content.count, dictionaries.count < Self.mostObjects
        else { break }
        var parser = PDFParser(content, at: min(content.count, first) + offset)
        guard dictionaries[object] == nil else { continue }
        if let found = (try? parser.object())?.dictionaryValue { dictionaries[object] = found }
      }
    }
  }

  // MARK: What fonts say of their letters

  /// The entries of a ToUnicode map, ranges at most 256 long.
  public mutating func characterMap(_ number: Int) -> [(code: Int, text: String)] {
    guard let content = content(number) else { return [] }
    var parser = PDFParser(content, at: 0)
    var entries: [(Int, String)] = []
    var operands: [[UInt8]] = []
    while let token = (try? parser.contentToken()) ?? nil, entries.count < 70_000 {
      switch token {
      case .operand(let object):
        if let string = object.stringValue { operands.append(string) }
      case .operator(let name):
        if name == "endbfchar" {
          for index in stride(from: 0, to: operands.count - 1, by: 2) {
            entries.append((CharacterMap.code(operands[index]), Self.text(operands[index + 1])))
          }
        }
        if name == "endbfrange" { Self.addRanges(operands, to: &entries) }
        operands.removeAll(keepingCapacity: true)
      }
    }
    return entries
  }

  private static func addRanges(_ operands: [[UInt8]], to entries: inout [(Int, String)]) {
    for index in stride(from: 0, to: operands.count - 2, by: 3) {
      let low = CharacterMap.code(operands[index])
      var text = operands[index + 2]
      guard let last = text.indices.last else { continue }
      for code in low...max(low, min(CharacterMap.code(operands[index + 1]), low + 255)) {
        entries.append((code, Self.text(text)))
        text[last] &+= 1
      }
    }
  }

  private static func text(_ bytes: [UInt8]) -> String {
    TextString.text([0xFE, 0xFF] + bytes.prefix(512))
  }

  /// The text of a text string: UTF-16 with its mark, else Latin-1.
  public static func string(_ bytes: [UInt8]) -> String {
    if bytes.starts(with: [0xFE, 0xFF]) { return TextString.text(bytes) }
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    return String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
  }
}

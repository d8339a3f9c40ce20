/// Reads a PDF with a classic cross-reference table, such as cairo and this module write.
///
/// Foreign files (object streams, encryption, repairs) are not its business.
public struct PDFReader: Sendable {
  public let bytes: [UInt8]
  public let trailer: PDFDictionary
  /// Offset by object number; -1 for numbers not in use.
  private let offsets: [Int]

  public init(_ bytes: [UInt8]) throws(PDFError) {
    self.bytes = bytes
    var start = try Self.lastTableOffset(in: bytes)
    var offsets: [Int] = []
    var trailer: PDFDictionary?
    // Newest table first: an incremental update hides what it replaces.
    for _ in 0..<32 {
      let table = try Self.table(in: bytes, at: start)
      if offsets.count < table.offsets.count {
        offsets += [Int](repeating: -2, count: table.offsets.count - offsets.count)
      }
      for (number, offset) in table.offsets.enumerated() where offsets[number] == -2 {
        offsets[number] = offset
      }
      trailer = trailer ?? table.trailer
      guard let previous = table.trailer["Prev"]?.integerValue else { break }
      start = previous
    }
    self.trailer = trailer ?? PDFDictionary()
    self.offsets = offsets
  }

  /// One more than the highest object number.
  public var size: Int { offsets.count }

  /// An object by its number; `.null` when there is none.
  public func object(_ number: Int) throws(PDFError) -> PDFObject {
    guard number >= 0, number < offsets.count, offsets[number] > 0 else { return .null }
    var parser = try parser(at: number)
    return try parser.object()
  }

  /// The object behind a reference, or the object itself.
  public func resolve(_ object: PDFObject?) throws(PDFError) -> PDFObject {
    guard let number = object?.referenceValue else { return object ?? .null }
    return try self.object(number)
  }

  /// A stream's dictionary and its raw data; nil when the object is no stream.
  public func stream(_ number: Int) throws(PDFError) -> (PDFDictionary, Range<Int>)? {
    guard number >= 0, number < offsets.count, offsets[number] > 0 else { return nil }
    var parser = try parser(at: number)
    guard let dictionary = try parser.object().dictionaryValue, let start = parser.streamStart()
    else { return nil }
    guard let length = try resolve(dictionary["Length"]).integerValue, length >= 0,
      length <= bytes.count - start
    else { throw PDFError("stream longer than the file", at: start) }
    return (dictionary, start..<start + length)
  }

  /// Object numbers of the pages, in order.
  public func pages() throws(PDFError) -> [Int] {
    let catalog = try resolve(trailer["Root"]).dictionaryValue
    var pages: [Int] = []
    var pending = [catalog?["Pages"]].compactMap { $0?.referenceValue }
    var visited = 0
    while let number = pending.popLast() {
      visited += 1
      guard visited <= offsets.count else { throw PDFError("page tree is a circle", at: 0) }
      guard let node = try object(number).dictionaryValue else { continue }
      if let kids = try resolve(node["Kids"]).arrayValue {
        pending += kids.reversed().compactMap(\.referenceValue)
      } else {
        pages.append(number)
      }
    }
    return pages
  }

  private func parser(at number: Int) throws(PDFError) -> PDFParser {
    var parser = PDFParser(bytes, at: offsets[number])
    guard try parser.integer() == number, try parser.integer() == 0, parser.take("obj") else {
      throw PDFError("object \(number) is not where the table says", at: offsets[number])
    }
    return parser
  }

  private static func lastTableOffset(in bytes: [UInt8]) throws(PDFError) -> Int {
    let word = Array("startxref".utf8)
    var offset = bytes.count - word.count
    let least = max(0, bytes.count - 2048)
    while offset >= least {
      if bytes[offset...].starts(with: word) {
        var parser = PDFParser(bytes, at: offset + word.count)
        return try parser.integer()
      }
      offset -= 1
    }
    throw PDFError("no cross-reference table", at: bytes.count)
  }

  private static func table(
    in bytes: [UInt8], at start: Int
  ) throws(PDFError) -> (offsets: [Int], trailer: PDFDictionary) {
    var parser = PDFParser(bytes, at: start)
    guard parser.take("xref") else { throw PDFError("no cross-reference table", at: start) }
    var offsets: [Int] = []
    while !parser.take("trailer") {
      let first = try parser.integer()
      let count = try parser.integer()
      // An entry has 20 bytes: more of them than fit the file are a lie.
      guard first >= 0, count >= 0, first + count <= bytes.count / 8 else {
        throw PDFError("cross-reference table too large", at: start)
      }
      if offsets.count < first + count {
        offsets += [Int](repeating: -2, count: first + count - offsets.count)
      }
      for index in first..<first + count {
        let offset = try parser.integer()
        _ = try parser.integer()
        if parser.take("n") {
          offsets[index] = offset
        } else if parser.take("f") {
          offsets[index] = -1
        } else {
          throw PDFError("cross-reference entry expected", at: parser.offset)
        }
      }
    }
    guard let trailer = try parser.object().dictionaryValue else {
      throw PDFError("trailer expected", at: parser.offset)
    }
    return (offsets, trailer)
  }
}

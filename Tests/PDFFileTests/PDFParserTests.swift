import Testing

@testable import PDFFile

@Suite struct PDFParserTests {
  @Test(arguments: [
    "(a\\(b\\)\\\\c)", "(line\\nend)", "<FEFF00E9>", "[1 -2 3.50 true null /Name#20x 12 0 R]",
    "<</A 1/B [<</C (d)>>]>>",
  ])
  func `objects are read and written back`(source: String) throws {
    var parser = PDFParser(Array(source.utf8), at: 0)
    let object = try parser.object()
    var writer = PDFWriter()
    let start = writer.bytes.count
    writer.append(object)
    var again = PDFParser(Array(writer.bytes[start...]), at: 0)
    #expect(try again.object() == object)
  }

  @Test(arguments: ["", "(", "<<", "<</A", "[1 2", "<41", "/", "zzz", "<</A 1 2>>", "\\", "(\\"])
  func `damaged objects are errors`(source: String) {
    #expect(throws: PDFError.self) {
      var parser = PDFParser(Array(source.utf8), at: 0)
      if case .name("") = try parser.object() { throw PDFError("empty name", at: 0) }
    }
  }

  @Test func `deep nesting ends in an error, not in a crash`() {
    let source = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: PDFError.self) {
      var parser = PDFParser(source, at: 0)
      _ = try parser.object()
    }
  }

  @Test(arguments: [
    (0, "D:19700101000000Z"), (951_782_400, "D:20000229000000Z"),
    (1_767_225_599, "D:20251231235959Z"), (-1, "D:19691231235959Z"),
  ])
  func `dates are of the Gregorian calendar`(epoch: Int, text: String) {
    #expect(Timestamp(epoch: epoch).pdf == text)
  }

  @Test(arguments: [
    ("https://e.org/a b", "https://e.org/a%20b"), (" https://e.org\n/x\t", "https://e.org/x"),
    ("https://é.org/(x)", "https://%C3%A9.org/(x)"), ("a\\b\u{1}c", "a%5Cb%01c"),
    ("https://e.org/%20?q=1#f", "https://e.org/%20?q=1#f"),
  ])
  func `addresses are percent-encoded`(uri: String, encoded: String) {
    #expect(String(decoding: TextString.uri(uri), as: UTF8.self) == encoded)
  }
}

import Testing

@testable import Archive

@Suite struct ZIPTests {
  private let text = Array(String(repeating: "experience ", count: 500).utf8)

  private func archive() -> [UInt8] {
    var writer = ZIPWriter()
    writer.add("word/document.xml", text)
    writer.add("é.txt", [])
    writer.add("stored.bin", text, packs: false)
    return writer.finish()
  }

  @Test func `what goes in comes out`() throws {
    let reader = try ZIPReader(archive())
    #expect(reader.entries.map(\.name) == ["word/document.xml", "é.txt", "stored.bin"])
    #expect(try reader.content("word/document.xml") == text)
    #expect(try reader.content("é.txt") == [])
    #expect(try reader.content("stored.bin") == text)
    #expect(try reader.content("missing") == nil)
  }

  @Test func `equal content gives equal bytes`() {
    #expect(archive() == archive())
  }

  @Test func `a damaged archive is an error at every byte, never a crash`() throws {
    let good = archive()
    for length in 0..<good.count {
      if let reader = try? ZIPReader(Array(good[..<length])) { _ = try? reader.content("é.txt") }
    }
    for index in good.indices {
      var bad = good
      bad[index] ^= 0x41
      guard let reader = try? ZIPReader(bad) else { continue }
      for name in reader.entries.map(\.name) { _ = try? reader.content(name) }
    }
  }

  @Test func `a wrong checksum is found`() throws {
    var broken = archive()
    // A letter of the stored file.
    let place = try #require(
      broken.indices.reversed().first { broken[$0...].starts(with: "experience".utf8) })
    broken[place] ^= 1
    let reader = try ZIPReader(broken)
    #expect(throws: ArchiveError.self) { try reader.content("stored.bin") }
  }

  @Test func `bombs are refused`() throws {
    let zeros = [UInt8](repeating: 0, count: 1 << 20)
    let packed = Deflate.pack(zeros)
    #expect(throws: ArchiveError.self) { try Deflate.unpack(packed[...], limit: 1 << 16) }
    var writer = ZIPWriter()
    writer.add("bomb", zeros)
    var limits = ZIPReader.Limits()
    limits.entrySize = 1 << 16
    #expect(throws: ArchiveError.self) { try ZIPReader(writer.finish(), limits: limits) }
    limits = ZIPReader.Limits()
    limits.entries = 2
    #expect(throws: ArchiveError.self) { try ZIPReader(archive(), limits: limits) }
  }

  @Test(arguments: [Deflate.Format.raw, .zlib])
  func `packed bytes unpack, for every size`(format: Deflate.Format) throws {
    for count in [0, 1, 2, 100, 65_536, 200_000] {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 7) }
      let packed = Deflate.pack(bytes, format: format)
      #expect(try Deflate.unpack(packed[...], format: format, limit: count) == bytes)
    }
  }
}

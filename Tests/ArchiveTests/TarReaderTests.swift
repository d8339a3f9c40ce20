import Testing

@testable import Archive

@Suite struct TarReaderTests {
  /// A header of 512 bytes and the content, filled up to whole blocks.
  private static func entry(
    _ name: String, _ content: String, kind: Character = "0", size: String? = nil
  ) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: String, at place: Int) {
      for (index, byte) in text.utf8.enumerated() { header[place + index] = byte }
    }
    put(name, at: 0)
    put(size ?? String(content.utf8.count, radix: 8), at: 124)
    put(String(kind), at: 156)
    let padding = (512 - content.utf8.count % 512) % 512
    return header + Array(content.utf8) + [UInt8](repeating: 0, count: padding)
  }

  private static let end = [UInt8](repeating: 0, count: 1024)

  @Test func `reads files, and long names from extended headers`() throws {
    let long = String(repeating: "x", count: 120)
    let record = "path=\(long)\n"
    let archive =
      Self.entry("pax", "52 comment=0123456789012345678901234567890123456789\n", kind: "g")
      + Self.entry("dir/", "", kind: "5") + Self.entry("a.txt", "one")
      + Self.entry("pax", "\(record.count + 4) \(record)", kind: "x") + Self.entry("cut", "two")
      + Self.entry("link", "", kind: "2") + Self.end
    let files = try TarReader.files(in: archive)
    #expect(files.map(\.name) == ["a.txt", long])
    #expect(files.map { String(decoding: $0.bytes, as: UTF8.self) } == ["one", "two"])
  }

  @Test(arguments: ["7777777", "x", "-1"]) func `refuses wrong sizes`(size: String) {
    #expect(throws: ArchiveError.self) {
      try TarReader.files(in: Self.entry("a", "one", size: size) + Self.end)
    }
  }

  @Test func `survives any end`() {
    let archive = Self.entry("a.txt", "one") + Self.end
    for count in stride(from: 0, to: archive.count, by: 37) {
      _ = try? TarReader.files(in: Array(archive[..<count]))
    }
  }
}

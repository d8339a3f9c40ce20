import Testing

@testable import PDFFile

/// Three glyphs: an empty box with hints, one with nothing in it, and one that is made of the first.
private enum Sample {
  static let box: [UInt8] =
    [0, 1, 0, 0, 0, 0, 0, 9, 0, 9] + [0, 0] + [0, 2, 0xB0, 0x01] + [0x37, 5, 5, 0]
  static let composed: [UInt8] =
    [0xFF, 0xFF, 0, 0, 0, 0, 0, 9, 0, 9] + [0x01, 0x02, 0, 1, 3, 4] + [0, 1, 0xB0]

  static func tables(glyphs: [[UInt8]]) -> [String: [UInt8]] {
    var glyf: [UInt8] = []
    var loca: [UInt8] = []
    var hmtx: [UInt8] = []
    for (index, glyph) in glyphs.enumerated() {
      loca += word(glyf.count)
      glyf += glyph
      while glyf.count % 4 != 0 { glyf.append(0) }
      hmtx += [0x01, UInt8(index), 0, 0]
    }
    loca += word(glyf.count)
    var head = [UInt8](repeating: 0, count: 54)
    (head[18], head[19], head[51]) = (0x03, 0xE8, 1)
    var hhea = [UInt8](repeating: 0, count: 36)
    hhea[35] = UInt8(glyphs.count)
    let maxp: [UInt8] = [0, 1, 0, 0, 0, UInt8(glyphs.count)]
    return ["glyf": glyf, "loca": loca, "head": head, "hhea": hhea, "hmtx": hmtx, "maxp": maxp]
  }

  private static func word(_ value: Int) -> [UInt8] {
    [0, 0, UInt8(value >> 8), UInt8(value & 0xFF)]
  }

  static func font() throws -> TrueTypeFont {
    try #require(TrueTypeFont(tables: tables(glyphs: [[], box, [], composed])))
  }

  static func embedded() throws -> EmbeddedFont {
    EmbeddedFont(
      try font(), name: "Sample", metrics: .init(ascent: 0.9, descent: 0.2, capHeight: 0.7),
      isSlanted: false, glyphsOfASCII: [Int](repeating: 1, count: 95), widening: 0)
  }
}

struct EmbeddedFontTests {
  @Test func `a subset holds what a glyph is made of, under the same numbers and without hints`()
    throws
  {
    let file = try #require(try Sample.font().subset([3], characters: [], widening: 5))
    let tables = tables(of: file)
    let subset = try #require(TrueTypeFont(tables: tables))
    #expect(subset.glyphCount == 4)
    #expect(subset.advance(of: 1) == 0x101 + 5)
    #expect(subset.advance(of: 2) == 0)
    // The box lost two bytes of instructions, the composed glyph its flag and three bytes.
    #expect(tables["glyf"]?.prefix(14) == Sample.box[..<12] + [0, 0])
    #expect(tables["glyf"]?[20..<32] == Sample.composed[..<10] + [0x00, 0x02])
    #expect(subset.subset([3], characters: [], widening: 0) != nil)
  }

  @Test func `a damaged outline makes no subset`() throws {
    let cut = try #require(
      TrueTypeFont(tables: Sample.tables(glyphs: [[], Array(Sample.box.prefix(11))])))
    #expect(cut.subset([1], characters: [], widening: 0) == nil)
    let beyond = try #require(
      TrueTypeFont(tables: Sample.tables(glyphs: [[], Sample.composed])))
    #expect(beyond.subset([9], characters: [], widening: 0) == nil)
    #expect(TrueTypeFont(tables: ["glyf": [], "loca": [0, 0]]) == nil)
  }

  @Test func `one code stands for one glyph and one text`() throws {
    let use = FontUse(try Sample.embedded())
    #expect(use.code(of: 1, for: "A") == .simple(0x41))
    #expect(use.code(of: 1, for: "–") == .simple(0x96))
    #expect(use.code(of: 1, for: "Ж") == .wide(1))
    // Another glyph for A takes two bytes, the same one for another letter has no code left.
    #expect(use.code(of: 3, for: "A") == .wide(3))
    #expect(use.code(of: 3, for: "B") == .simple(0x42))
    #expect(use.code(of: 1, for: "З") == nil)
    #expect(use.code(of: 99, for: "fi") == nil)
  }

  @Test(arguments: [
    (0, "0 "), (1, "1 "), (-0.25, "-0.25 "), (12.3456, "12.346 "), (100, "100 "), (0.005, "0.005 "),
    (-0.0001, "0 "), (.nan, "0 "),
  ])
  func `numbers have three decimals at most`(value: Double, text: String) {
    var stream = ContentStream()
    stream.number(value)
    #expect(String(decoding: stream.bytes, as: UTF8.self) == text)
  }

  @Test func `every code of WinAnsiEncoding comes back`() {
    for code in UInt8.min...UInt8.max {
      guard let scalar = WinAnsi.scalar(of: code) else { continue }
      #expect(WinAnsi.code(of: scalar) == code)
    }
    #expect(WinAnsi.code(of: 0xA0) == nil)
    #expect(WinAnsi.code(of: 0x3042) == nil)
  }

  private func tables(of file: [UInt8]) -> [String: [UInt8]] {
    func long(_ offset: Int) -> Int { file[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
    var tables: [String: [UInt8]] = [:]
    for index in 0..<Int(file[5]) {
      let entry = 12 + 16 * index
      let tag = String(decoding: file[entry..<entry + 4], as: UTF8.self)
      let start = long(entry + 8)
      tables[tag] = Array(file[start..<start + long(entry + 12)])
    }
    return tables
  }
}

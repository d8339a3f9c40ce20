import Archive

/// A TrueType face as PDFs embed it.
///
/// What was packed for one document serves the next that shows the same characters. One instance
/// serves one thread.
public final class EmbeddedFont {
  /// Shares of the em, positive below the baseline where they are descents.
  public struct Metrics: Sendable {
    public var ascent: Double
    public var descent: Double
    public var capHeight: Double

    public init(ascent: Double, descent: Double, capHeight: Double) {
      self.ascent = ascent
      self.descent = descent
      self.capHeight = capHeight
    }
  }

  let font: TrueTypeFont
  private let name: String
  private let metrics: Metrics
  private let isSlanted: Bool
  /// By which advances are wider, font units.
  private let widening: Int
  /// Glyphs of U+0020 to U+007E.
  let glyphsOfASCII: [Int]
  private var packed: [FontUse.Characters: Packed] = [:]

  private struct Packed {
    var file: [UInt8]
    var fileLength: Int
    var simpleMap: [UInt8]
    var wideMap: [UInt8]
    var tag: String
  }

  public init(
    _ font: TrueTypeFont, name: String, metrics: Metrics, isSlanted: Bool, glyphsOfASCII: [Int],
    widening: Int
  ) {
    self.font = font
    self.name = name.isEmpty ? "Font" : name
    self.metrics = metrics
    self.isSlanted = isSlanted
    self.glyphsOfASCII = glyphsOfASCII
    self.widening = widening
  }

  /// An advance in thousandths of the em.
  public func advance(of glyph: Int) -> Double {
    (Double(font.advance(of: glyph) + widening) * 1000 / Double(font.unitsPerEm) * 100).rounded()
      / 100
  }

  // MARK: Objects

  /// Writes what a document needs of the face, and gives the numbers of its fonts.
  ///
  /// Nil as a whole where the file is damaged.
  func write(
    _ use: FontUse, into writer: inout PDFWriter
  ) -> (simple: Int?, wide: Int?)? {
    let characters = use.completed
    guard let packed = packed[characters] ?? pack(characters) else { return nil }
    let file = writer.allocate()
    writer.write(
      stream: packed.file,
      ["Filter": .name("FlateDecode"), "Length1": .integer(packed.fileLength)], as: file)
    let baseName = "\(packed.tag)+\(name)"
    var numbers: (simple: Int?, wide: Int?)
    if use.hasSimple {
      numbers.simple = writeSimple(characters, packed, baseName, file, into: &writer)
    }
    if !characters.wide.isEmpty {
      numbers.wide = writeWide(characters, packed, baseName, file, into: &writer)
    }
    return numbers
  }

  private func writeSimple(
    _ characters: FontUse.Characters, _ packed: Packed, _ baseName: String, _ file: Int,
    into writer: inout PDFWriter
  ) -> Int {
    let codes = characters.simple.indices.filter { characters.simple[$0] >= 0 }
    let (first, last) = (codes.first ?? 32, codes.last ?? 32)
    let widths = (first...last).map { code -> PDFObject in
      let glyph = characters.simple[code]
      return glyph < 0 ? .integer(0) : .hundredths(advance(of: Int(glyph)))
    }
    let descriptor = writeDescriptor(baseName, file, flags: 32, into: &writer)
    let map = writeMap(packed.simpleMap, into: &writer)
    let number = writer.allocate()
    writer.write(
      [
        "Type": .name("Font"), "Subtype": .name("TrueType"), "BaseFont": .name(baseName),
        "FirstChar": .integer(first), "LastChar": .integer(last),
        "FontDescriptor": .reference(descriptor), "Encoding": .name("WinAnsiEncoding"),
        "Widths": .array(widths), "ToUnicode": .reference(map),
      ], as: number)
    return number
  }

  private func writeWide(
    _ characters: FontUse.Characters, _ packed: Packed, _ baseName: String, _ file: Int,
    into writer: inout PDFWriter
  ) -> Int {
    let widths = characters.wide.flatMap { character -> [PDFObject] in
      [.integer(character.glyph), .array([.hundredths(advance(of: character.glyph))])]
    }
    let descriptor = writeDescriptor(baseName, file, flags: 4, into: &writer)
    let map = writeMap(packed.wideMap, into: &writer)
    let (inner, number) = (writer.allocate(), writer.allocate())
    writer.write(
      [
        "Type": .name("Font"), "Subtype": .name("CIDFontType2"), "BaseFont": .name(baseName),
        "CIDSystemInfo": .dictionary([
          "Registry": .string(Array("Adobe".utf8)), "Ordering": .string(Array("Identity".utf8)),
          "Supplement": .integer(0),
        ]), "FontDescriptor": .reference(descriptor), "DW": .integer(0), "W": .array(widths),
        "CIDToGIDMap": .name("Identity"),
      ], as: inner)
    writer.write(
      [
        "Type": .name("Font"), "Subtype": .name("Type0"), "BaseFont": .name(baseName),
        "Encoding": .name("Identity-H"), "DescendantFonts": .array([.reference(inner)]),
        "ToUnicode": .reference(map),
      ], as: number)
    return number
  }

  private func writeDescriptor(
    _ baseName: String, _ file: Int, flags: Int, into writer: inout PDFWriter
  ) -> Int {
    func thousandths(_ share: Double) -> PDFObject { .integer(Int((share * 1000).rounded())) }
    let units = Double(font.unitsPerEm)
    let number = writer.allocate()
    writer.write(
      [
        "Type": .name("FontDescriptor"), "FontName": .name(baseName),
        "Flags": .integer(isSlanted ? flags | 64 : flags),
        "FontBBox": .array(font.bounds.map { thousandths(Double($0) / units) }),
        "ItalicAngle": .integer(isSlanted ? -12 : 0), "Ascent": thousandths(metrics.ascent),
        "Descent": thousandths(-metrics.descent), "CapHeight": thousandths(metrics.capHeight),
        "StemV": .integer(80), "FontFile2": .reference(file),
      ], as: number)
    return number
  }

  private func writeMap(_ bytes: [UInt8], into writer: inout PDFWriter) -> Int {
    let number = writer.allocate()
    writer.write(stream: bytes, ["Filter": .name("FlateDecode")], as: number)
    return number
  }

  // MARK: Packing

  /// Some documents of one kind show the same characters; more than so many are forgotten.
  private static let packedLimit = 8

  private func pack(_ characters: FontUse.Characters) -> Packed? {
    var codes: [(code: Int, glyph: Int)] = []
    var simple: [(code: String, text: String)] = []
    for (code, glyph) in characters.simple.enumerated() where glyph >= 0 {
      guard let scalar = WinAnsi.scalar(of: UInt8(code)) else { continue }
      codes.append((Int(scalar), Int(glyph)))
      let text = CharacterMapText.hex(Int(scalar), digits: 4)
      simple.append((CharacterMapText.hex(code, digits: 2), text))
    }
    let wide = characters.wide.map {
      (CharacterMapText.hex($0.glyph, digits: 4), CharacterMapText.utf16($0.text))
    }
    let glyphs = Set(codes.map(\.glyph) + characters.wide.map(\.glyph))
    guard let file = font.subset(glyphs, characters: codes, widening: widening) else { return nil }
    let tag = ContentHash.of(file).prefix(6).map { String(UnicodeScalar(65 + $0 % 26)) }.joined()
    let made = Packed(
      file: Deflate.pack(file, format: .zlib), fileLength: file.count,
      simpleMap: Deflate.pack(CharacterMapText.map(simple, digits: 2), format: .zlib),
      wideMap: Deflate.pack(CharacterMapText.map(wide, digits: 4), format: .zlib), tag: tag)
    if packed.count >= Self.packedLimit { packed.removeAll() }
    packed[characters] = made
    return made
  }
}

/// ToUnicode maps (PDF 1.7, 9.10.3).
private enum CharacterMapText {
  static func hex(_ value: Int, digits: Int) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }

  static func utf16(_ text: String) -> String {
    text.utf16.map { hex(Int($0), digits: 4) }.joined()
  }

  static func map(_ rows: [(code: String, text: String)], digits: Int) -> [UInt8] {
    let last = String(repeating: "F", count: digits)
    let first = String(repeating: "0", count: digits)
    var text = """
      /CIDInit /ProcSet findresource begin
      12 dict begin
      begincmap
      /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
      /CMapName /Adobe-Identity-UCS def
      /CMapType 2 def
      1 begincodespacerange
      <\(first)> <\(last)>
      endcodespacerange

      """
    for start in stride(from: 0, to: rows.count, by: 100) {
      let part = rows[start..<min(start + 100, rows.count)]
      text += "\(part.count) beginbfchar\n"
      for row in part { text += "<\(row.code)> <\(row.text)>\n" }
      text += "endbfchar\n"
    }
    return Array((text + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").utf8)
  }
}

extension PDFObject {
  /// A number with two decimals, at most.
  fileprivate static func hundredths(_ value: Double) -> PDFObject {
    let units = Int((value * 100).rounded())
    guard units % 100 != 0 else { return .integer(units / 100) }
    let fraction = String(abs(units % 100) + 100).dropFirst()
    return .real("\(units < 0 ? "-" : "")\(abs(units / 100)).\(fraction)")
  }
}

/// What one document shows of a face: which code stands for which glyph.
///
/// Single characters of WinAnsiEncoding take one byte, so that the text can be read in the file;
/// all else takes the glyph's number in two.
public final class FontUse {
  /// A glyph as the page names it.
  public enum Code: Hashable, Sendable {
    case simple(UInt8)
    case wide(Int)
  }

  /// What is embedded; documents with equal characters embed equal bytes.
  struct Characters: Hashable {
    struct Wide: Hashable {
      var glyph: Int
      var text: String
    }

    /// By code: the glyph, or -1.
    var simple = [Int32](repeating: -1, count: 256)
    /// In order of glyphs.
    var wide: [Wide] = []
  }

  public let font: EmbeddedFont
  private var simple = [Int32](repeating: -1, count: 256)
  private var wide: [Int: String] = [:]
  private var countOfASCII = 0
  private(set) var hasSimple = false
  /// By code of one byte: the advance in thousandths of the em.
  private var advances = [Double](repeating: 0, count: 256)

  public init(_ font: EmbeddedFont) { self.font = font }

  /// The code of a glyph that stands for a text; nil where it stands for another one already.
  public func code(of glyph: Int, for text: String) -> Code? {
    let scalars = text.unicodeScalars
    if let scalar = scalars.first, scalars.count == 1, let code = WinAnsi.code(of: scalar.value) {
      let known = simple[Int(code)]
      if known == Int32(glyph) { return .simple(code) }
      if known < 0 {
        simple[Int(code)] = Int32(glyph)
        advances[Int(code)] = font.advance(of: glyph)
        hasSimple = true
        if code < 0x7F { countOfASCII += 1 }
        return .simple(code)
      }
    }
    return wideCode(of: glyph, for: text)
  }

  /// A code of two bytes.
  public func wideCode(of glyph: Int, for text: String) -> Code? {
    guard glyph < font.font.glyphCount, !text.isEmpty else { return nil }
    if let known = wide[glyph] { return known == text ? .wide(glyph) : nil }
    wide[glyph] = text
    return .wide(glyph)
  }

  /// Thousandths of the em.
  public func advance(of code: Code) -> Double {
    switch code {
    case .simple(let code): advances[Int(code)]
    case .wide(let glyph): font.advance(of: glyph)
    }
  }

  /// A face that sets running text is embedded with all of ASCII: whatever else a document says, its
  /// fonts are the same then, and need not be packed again.
  private static let runningText = 40

  var completed: Characters {
    var characters = Characters(simple: simple)
    if countOfASCII >= Self.runningText {
      for (place, glyph) in font.glyphsOfASCII.enumerated() where simple[0x20 + place] < 0 {
        characters.simple[0x20 + place] = Int32(glyph)
      }
    }
    characters.wide = wide.sorted { $0.key < $1.key }.map { .init(glyph: $0.key, text: $0.value) }
    return characters
  }
}

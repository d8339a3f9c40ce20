import CSS
import Geometry
import Layout
import Testing

@testable import Graphics

@Suite struct PangoShaperTests {
  private let shaper = PangoShaper(library: TestFonts.library)

  private func style(_ change: (inout TextStyle) -> Void = { _ in }) -> TextStyle {
    var style = TextStyle()
    style.fontFamily = ["Liberation Sans"]
    change(&style)
    return style
  }

  private func shape(
    _ text: String, _ style: TextStyle, direction: Direction = .ltr
  ) -> ShapedParagraph {
    let run = Paragraph.Run(range: 0..<text.utf8.count, style: style)
    return shaper.shape(Paragraph(text: text, runs: [run], direction: direction))
  }

  private func width(_ shaped: ShapedParagraph) -> Double {
    shaped.runs.flatMap(\.glyphs).reduce(0) { $0 + $1.advance }
  }

  @Test func `advances are the font's own, at every size`() {
    // Liberation Sans: H 1479, i 455 of 2048 units.
    let expected = Double(1479 + 455) / 2048
    for size in [7.3, 16, 41] {
      let shaped = shape("Hi", style { $0.fontSize = size })
      #expect(abs(width(shaped) - expected * size) < 1e-9)
    }
  }

  @Test func `what glyphs depend on parts texts that are alike, and nothing else does`() {
    let plain = shape("office 1/2", style())
    let same = shape(
      "office 1/2",
      style {
        $0.color = Color(red: 1, green: 0, blue: 0)
        $0.lineHeight = .number(2)
        $0.textAlign = .end
      })
    #expect(same.runs == plain.runs)
    let changes: [(inout TextStyle) -> Void] = [
      { $0.fontSize = 17 }, { $0.fontWeight = 700 }, { $0.fontStyle = .italic },
      { $0.fontFamily = ["Liberation Serif"] },
      { $0.fontFeatures = [FontFeature(tag: "smcp", value: 1)] },
    ]
    for change in changes { #expect(shape("office 1/2", style(change)).runs != plain.runs) }
  }

  @Test func `texts that Unicode holds for equal keep their own bytes`() {
    let composed = shape("\u{E9} e\u{301} abc", style())
    let decomposed = shape("e\u{301} \u{E9} abc", style())
    #expect(composed.runs.flatMap(\.glyphs).map(\.cluster).contains(2))
    #expect(!decomposed.runs.flatMap(\.glyphs).map(\.cluster).contains(2))
    #expect(composed.breaks != decomposed.breaks)
  }

  @Test func `features without end are shaped as the first ones are`() {
    func glyphs(_ value: Int, _ tag: String = "ss01") -> [Glyph] {
      shape("AVATAR", style { $0.fontFeatures = [FontFeature(tag: tag, value: value)] })
        .runs.flatMap(\.glyphs)
    }
    let (first, unkerned) = (glyphs(1), glyphs(0, "kern"))
    #expect(first != unkerned)
    for value in 2..<200 { #expect(glyphs(value) == first) }
    shaper.setDocumentFaces([])
    #expect(glyphs(1000) == first)
    #expect(glyphs(0, "kern") == unkerned)
  }

  @Test func `soft hyphens, objects and tabs take no width`() {
    let shaped = shape("a\u{AD}b\u{FFFC}c\td\ne", style())
    let hidden = shaped.runs.flatMap(\.glyphs).filter { $0.id == Glyph.invisible }
    #expect(hidden.count == 4)
    #expect(hidden.allSatisfy { $0.advance == 0 })
    #expect(shaped.missingGlyphs.isEmpty)
  }

  @Test func `small capitals are made where the font has none`() {
    let shaped = shape("Ab C", style { $0.fontFeatures = [FontFeature(tag: "smcp", value: 1)] })
    #expect(shaped.runs.map(\.size) == [16, 11, 16])
    #expect(shaped.runs.map(\.range) == [0..<1, 1..<2, 2..<4])
    let capital = shape("B", style())
    #expect(shaped.runs[1].glyphs.map(\.id) == capital.runs[0].glyphs.map(\.id))
  }

  @Test func `ligatures stay letters`() {
    let shaped = shape("office", style { $0.fontFamily = ["Lato", "Liberation Sans"] })
    #expect(shaped.runs.flatMap(\.glyphs).count == 6)
  }

  @Test func `runs keep to the borders of styles and come in logical order`() {
    let text = "plain bold"
    let bold = style { $0.fontWeight = 700 }
    let shaped = shaper.shape(
      Paragraph(
        text: text, runs: [.init(range: 0..<6, style: style()), .init(range: 6..<10, style: bold)],
        direction: .ltr))
    #expect(shaped.runs.map(\.range) == [0..<6, 6..<10])
    #expect(shaped.runs[0].face != shaped.runs[1].face)
  }

  @Test func `small capitals of several styles keep to their own text`() {
    let small = style { $0.fontFeatures = [FontFeature(tag: "smcp", value: 1)] }
    let bold = style {
      $0.fontFeatures = [FontFeature(tag: "smcp", value: 1)]
      $0.fontWeight = 700
    }
    let shaped = shaper.shape(
      Paragraph(
        text: "ab CD ef",
        runs: [.init(range: 0..<3, style: small), .init(range: 3..<8, style: bold)],
        direction: .ltr))
    #expect(shaped.runs.map(\.range) == [0..<2, 2..<3, 3..<6, 6..<8])
    #expect(shaped.runs.flatMap(\.glyphs).map(\.cluster) == [0, 1, 2, 3, 4, 5, 6, 7])
  }

  /// Texts, and the advances in ems of their last two glyphs with a face that is 1 em wide.
  @Test(arguments: [
    ("日。「", "en", [1, 0.5]), ("日」。", "en", [0.5, 1]), ("日「「", "en", [1, 0.5]),
    ("日、日", "en", [1, 1]), ("日。「", "zh-TW", [1, 1]),
  ])
  func `punctuation that meets gives room away`(
    text: String, language: String, expected: [Double]
  ) {
    let shaped = shape(
      text,
      style {
        $0.fontFamily = ["Noto Sans CJK JP"]
        $0.language = language
      })
    let advances = shaped.runs.flatMap(\.glyphs).map { $0.advance / 16 }
    // Machines without the font have nothing to show here.
    guard shaped.missingGlyphs.isEmpty, advances.first == 1 else { return }
    #expect(Array(advances.suffix(2)) == expected)
  }

  @Test func `right-to-left text gets levels and visual order`() {
    let shaped = shape("abc \u{5D0}\u{5D1} 12", style())
    #expect(shaped.runs.contains { $0.isRightToLeft })
    let hebrew = shaped.runs.first { $0.isRightToLeft }
    let clusters = hebrew?.glyphs.map(\.cluster) ?? []
    #expect(clusters == clusters.sorted(by: >))
    #expect(shape("abc", style(), direction: .rtl).runs.first?.level == 2)
  }

  @Test(arguments: [
    ("a b", [2]), ("and/or", []), ("2019-2020", [5]), ("A-1 -5", [2, 4]), ("x(y)", []),
    ("a.(b", [2]), ("a\nb", [2]), ("C++/C#", []), ("what?x", [5]), ("e\u{301}t", []),
    ("a\u{FFFC}b", [1, 4]), ("日本", [3]), ("a \u{BB}b", [2]),
  ])
  func `lines break where Chromium breaks them`(text: String, offsets: [Int]) {
    let breaks = shape(text, style()).breaks
    #expect(breaks.count == text.utf8.count + 1)
    let found = breaks.indices.filter { breaks[$0] == .allowed || breaks[$0] == .mandatory }
    #expect(found == offsets)
  }

  @Test func `what no font has is reported and does no harm`() {
    let shaped = PangoShaper(library: TestFonts.projectOnly).shape(
      Paragraph(
        text: "a\u{10FFFE}", runs: [.init(range: 0..<5, style: style())], direction: .ltr))
    #expect(shaped.missingGlyphs == ["\u{10FFFE}"])
    let empty = PangoShaper(library: FontLibrary(usesSystem: false))
    let bare = empty.shape(
      Paragraph(text: "ab", runs: [.init(range: 0..<2, style: style())], direction: .ltr))
    #expect(bare.missingGlyphs == ["a", "b"])
    #expect(empty.metrics(of: style()).ascent > 0)
  }

  @Test func `metrics are the font's`() {
    let metrics = shaper.metrics(of: style { $0.fontSize = 2048 })
    #expect(metrics.ascent == 1854)
    #expect(metrics.descent == 434)
    #expect(metrics.lineGap == 67)
    #expect(metrics.zeroAdvance == 1139)
  }

  @Test func `a shaped paragraph is remembered and stays equal`() {
    let first = shape("again and again", style())
    let second = shape("again and again", style())
    #expect(first.runs == second.runs)
    #expect(shape("again and again", style { $0.fontSize = 20 }).runs != first.runs)
  }
}

/// Fonts of this machine for tests.
enum TestFonts {
  static let library = FontLibrary(folders: ["/usr/share/fonts/truetype/liberation2"])
  static let projectOnly = FontLibrary(
    folders: ["/usr/share/fonts/truetype/liberation2"], usesSystem: false)
}

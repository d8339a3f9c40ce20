import CSS
import Layout
import Testing

@testable import Graphics

@Suite struct KanaBreakTests {
  @Test(arguments: [
    ("あッ", "ja", true), ("あー", "en", true), ("あゃ", "", true), ("あ、", "ja", false),
    ("（ッ", "ja", false), ("あ〜", "ja", false), ("あ〜", "zh-Hans", true),
  ])
  func `small kana may begin a line, closing signs may not`(
    text: String, language: String, isAllowed: Bool
  ) {
    let breaks = Array(text.utf8).withUnsafeBufferPointer {
      LineBreaks.opportunities(in: $0, language: language)
    }
    #expect((breaks[3] == .allowed) == isAllowed)
  }

  @Test func `a pile of combining marks is shaped in parts and keeps its glyphs`() {
    let text = "a" + String(repeating: "\u{0330}", count: 2_000)
    var style = TextStyle()
    style.fontFamily = ["Liberation Sans"]
    let run = Paragraph.Run(range: 0..<text.utf8.count, style: style)
    let shaped = PangoShaper(library: TestFonts.library).shape(
      Paragraph(text: text, runs: [run], direction: .ltr))
    #expect(shaped.runs.count > 4)
    #expect(shaped.runs.map(\.range.count).reduce(0, +) == text.utf8.count)
  }
}

import CSS
import Geometry
import Testing

@testable import Layout

@Suite struct InlineTests {
  @Test func `lines break at spaces, which hang`() {
    let laid = Laid(.div({ _ in }, "aaaa bbbb cc dddddd"), width: 90)
    #expect(laid(0).lineTexts == ["aaaa bbbb ", "cc dddddd"])
    #expect(laid(0).lines.map(\.width) == [90, 90])
    #expect(laid(0).height == 20)
  }

  @Test(arguments: [
    ("aaaa bbbb cc dddd", ["aaaa bbbb ", "cc dddd"]),
    ("aaaa bb cc dddddd", ["aaaa bb ", "cc dddddd"]),
    ("aaaaaaaa bbbb", ["aaaaaaaa ", "bbbb"]),
    ("aaa bbbbbb dddd", ["aaa bbbbbb ", "dddd"]),
  ])
  func `text-wrap: pretty leaves no word alone where the line above can spare one`(
    text: String, lines: [String]
  ) {
    let laid = Laid(.div({ $0.text.textWrap = .pretty }, .text(text)), width: 100)
    #expect(laid(0).lineTexts == lines)
  }

  @Test(arguments: [
    (WhiteSpace.normal, ["a b c"]), (.nowrap, ["a b c"]), (.pre, [" a  b", " c"]),
    (.preLine, ["a b", "c"]), (.preWrap, [" a  b", " c"]),
  ])
  func `white-space collapses or keeps`(value: WhiteSpace, lines: [String]) {
    let laid = Laid(.div({ $0.text.whiteSpace = value }, " a  b\n c"))
    #expect(laid(0).lineTexts == lines)
  }

  @Test func `space collapses across inline boxes and at the ends`() {
    let laid = Laid(.div({ _ in }, "  a ", .span({ _ in }, " b "), " c  "))
    #expect(laid(0).lineTexts == ["a b c"])
  }

  @Test func `a forced break ends a line and eats the space before`() {
    let laid = Laid(.div({ _ in }, "a ", .br, " b", .br))
    #expect(laid(0).lineTexts == ["a", "b"])
    #expect(laid(0).height == 20)
  }

  @Test func `a word that is too long overflows, or breaks anywhere`() {
    let plain = Laid(.div({ _ in }, "aaaaaaa"), width: 50)
    #expect(plain(0).lineTexts == ["aaaaaaa"])
    let broken = Laid(.div({ $0.text.overflowWrap = .anywhere }, "aa bbbbbbb"), width: 50)
    #expect(broken(0).lineTexts == ["aa ", "bbbbb", "bb"])
  }

  @Test(arguments: [
    (TextAlign.start, 0.0), (.left, 0), (.right, 160), (.end, 160), (.center, 80), (.justify, 0),
  ])
  func `text-align places the line`(align: TextAlign, x: Double) {
    let laid = Laid(.div({ $0.text.textAlign = align }, "aaaa"))
    #expect(laid(0).lines[0].x == x)
  }

  @Test func `justification widens spaces of all lines but the last`() {
    let laid = Laid(.div({ $0.text.textAlign = .justify }, "aa bb cccc"), width: 70)
    let first = laid(0).lines[0].pieces[0]
    #expect(first.wordExtra == 20)
    #expect(laid(0).lines[1].pieces[0].wordExtra == 0)
  }

  @Test func `letter-spacing is told to those who paint`() {
    let laid = Laid(.div({ $0.text.letterSpacing = 3 }, "ab"))
    #expect(laid(0).lines[0].content.runs.map(\.letterSpacing) == [3])
  }

  @Test func `text-indent moves the first line`() {
    let laid = Laid(.div({ $0.text.textIndent = .percent(10) }, "aaaa bbbb"), width: 60)
    #expect(laid(0).lines.map(\.x) == [6, 0])
  }

  @Test func `letter- and word-spacing widen`() {
    let laid = Laid(
      .div(
        { s in
          s.text.letterSpacing = 2
          s.text.wordSpacing = 5
        }, "aa b"))
    #expect(laid(0).lines[0].width == 53)
  }

  @Test func `soft hyphens show only where a word breaks`() {
    let laid = Laid(.div({ _ in }, "aaa\u{AD}bbb ccc"), width: 70)
    #expect(laid(0).lineTexts == ["aaabbb ", "ccc"])
    let narrow = Laid(.div({ _ in }, "aaa\u{AD}bbb"), width: 50)
    #expect(narrow(0).lineTexts == ["aaa‐", "bbb"])
  }

  @Test func `inline boxes carry margin, border and padding`() {
    let laid = Laid(
      .div(
        { _ in }, "a",
        .span(
          { s in
            s.box.margin.left = .px(3)
            s.box.borderWidth.left = 1
            s.box.padding.left = .px(6)
            s.box.padding.right = .px(4)
            s.box.padding.top = .px(2)
          }, "b"), "c"))
    let line = laid(0).lines[0]
    #expect(line.pieces.map(\.x) == [0, 20, 34])
    #expect(line.boxes[0].x == 13)
    #expect(line.boxes[0].width == 21)
    #expect(line.boxes[0].y == -2)
    #expect(line.boxes[0].height == 12)
  }

  @Test func `leading is split with the smaller half above`() {
    let laid = Laid(.div({ $0.text.lineHeight = .length(15) }, "a"))
    #expect(laid(0).lines[0].height == 15)
    #expect(laid(0).lines[0].baseline == 10)
  }

  @Test(arguments: [
    (VerticalAlign.baseline, 0.0), (.sub, 3), (.super, -4.328125), (.length(.px(4)), -4),
    (.textTop, -4), (.textBottom, 1), (.middle, -2.5),
  ])
  func `vertical-align shifts an inline box`(align: VerticalAlign, shift: Double) {
    let laid = Laid(
      .div(
        { _ in }, "a",
        .span(
          { s in
            s.text.fontSize = 5
            s.box.verticalAlign = align
          }, "b")))
    #expect(laid(0).lines[0].pieces[1].shift == shift)
  }

  @Test func `top and bottom align with the line`() {
    let laid = Laid(
      .div(
        { $0.text.lineHeight = .length(30) },
        .span(
          { s in
            s.text.lineHeight = .length(10)
            s.box.verticalAlign = .top
          }, "t"),
        .span(
          { s in
            s.text.lineHeight = .length(10)
            s.box.verticalAlign = .bottom
          }, "b")))
    let line = laid(0).lines[0]
    #expect(line.height == 30)
    #expect(line.baseline + line.pieces[0].shift == 8)
    #expect(line.baseline + line.pieces[1].shift == 28)
  }

  @Test func `an inline-block stands on its last baseline`() {
    let laid = Laid(
      .div(
        { _ in }, "a",
        .tag(
          "b", [:],
          { s in
            s.box.display = Display(.inline, .flowRoot)
            s.box.width = .px(30)
            s.box.padding.top = .px(5)
          }, "x y zz"), "c"))
    let line = laid(0).lines[0]
    #expect(line.pieces.map(\.x) == [0, 10, 40])
    #expect(line.height == 25)
    #expect(line.baseline == 23)
  }

  @Test func `right-to-left text is reordered on its line`() {
    let laid = Laid(.div({ _ in }, "ab \u{5D0}\u{5D1} cd"))
    let pieces = laid(0).lines[0].pieces
    #expect(laid(0).lineTexts == ["ab \u{5D0}\u{5D1} cd"])
    #expect(pieces.map(\.x) == [0, 30, 50])
    let rtl = Laid(.div({ $0.text.direction = .rtl }, "\u{5D0}\u{5D1}"))
    #expect(rtl(0).lines[0].x == 180)
  }

  @Test(arguments: [
    (TextTransform.uppercase, "ÉCOLE DU NORD"), (.lowercase, "école du nord"),
    (.capitalize, "École Du Nord"),
  ])
  func `text-transform changes the text`(value: TextTransform, text: String) {
    let laid = Laid(.div({ $0.text.textTransform = value }, "école du Nord"))
    #expect(laid(0).lineTexts == [text])
  }

  @Test func `tabs go to the next stop`() {
    let laid = Laid(
      .div(
        { s in
          s.text.whiteSpace = .pre
          s.text.tabSize = 4
        }, "a\tb"))
    #expect(laid(0).lines[0].pieces.map(\.x) == [0, 40])
  }

  @Test func `intrinsic widths come from words and lines`() {
    let laid = Laid(
      .div(
        { $0.box.width = .minContent }, "aa bbb c"),
      .div({ $0.box.width = .maxContent }, "aa bbb c"),
      .div({ $0.box.width = .fitContent(nil) }, "aa bbb c"), width: 60)
    #expect(laid(0).width == 30)
    #expect(laid(1).width == 80)
    #expect(laid(2).width == 60)
  }

  @Test func `a paragraph is shaped once however often it is laid out`() {
    let laid = Laid(
      .div(
        { $0.box.display = Display(.block, .flex) }, .div({ _ in }, "aa bb"), .div({ _ in }, "c")))
    #expect(laid.shaper.shapedParagraphs == 2)
  }
}

@Suite struct ListTests {
  @Test func `outside markers hang before the content`() throws {
    let laid = Laid(
      .tag(
        "ol", ["start": "9"],
        { s in
          s.box.display = .block
          s.box.padding.left = .px(40)
          s.text.listStyleType = .keyword("decimal")
        },
        .tag("li", [:], { $0.box.display = Display(.block, .flow, isListItem: true) }, "a"),
        .tag("li", [:], { $0.box.display = Display(.block, .flow, isListItem: true) }, "b")))
    let second = try #require(laid(0, 1).marker)
    #expect(second.content.map { $0.string(0..<$0.text.count) } == "10. ")
    #expect(second.origin.x == -40)
    #expect(second.origin.y == 8)
  }

  @Test(arguments: [
    ("lower-alpha", 28, "ab"), ("upper-roman", 1994, "MCMXCIV"), ("decimal-leading-zero", 7, "07"),
    ("lower-roman", 4, "iv"), ("upper-alpha", 26, "Z"), ("lower-greek", 3, "γ"),
  ])
  func `counters are written in their style`(name: String, value: Int, text: String) {
    #expect(CounterStyle.text(of: value, style: .keyword(name)) == text)
  }

  @Test func `nested counters join with their separator`() {
    var counters = Counters()
    counters.reset("c", to: 2)
    counters.enter()
    counters.reset("c", to: 5)
    #expect(counters.all("c") == [2, 5])
    counters.leave()
    #expect(counters.value("c") == 2)
  }

  @Test func `generated content comes before`() {
    let laid = Laid(
      .div(
        { _ in }, "b",
        before: {
          $0.generated.content = .items([
            .string("a"), .counter(name: "x", style: .keyword("decimal")),
          ])
        }))
    #expect(laid(0).lineTexts == ["a0b"])
  }
}

import Testing

@testable import Export

@Suite struct FlowTests {
  @Test(arguments: [
    ("<p>a  b\n c</p>", "", ["p: a b c"]),
    ("<p>a <b> b</b> c</p>", "", ["p: a b c"]),
    ("<p>a<br>b</p>", "", ["p: a↵b"]),
    ("<h1>A</h1><h3>B</h3><h4>C</h4><h2>D</h2>", "", ["h1: A", "h2: B", "h3: C", "h2: D"]),
    ("<ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul>", "", ["-0: a", "-1: b", "-0: c", "+0: d"]),
    ("<ol start=3><li>a<li>b</ol>", "", ["3.0: a", "4.0: b"]),
    ("<ul><li>a</ul>", "li{list-style:none}", ["p: a"]),
    ("<ul><li>a</ul>", "li{list-style:none} li::before{content:'–'}", ["-0: a"]),
    ("<blockquote><p>a</p></blockquote>", "", ["quote: a"]),
    ("<pre>a  b\nc</pre>", "", ["pre: a  b↵c"]),
    ("<p>a<span>x</span>b</p>", "span{display:none}", ["p: ab"]),
    ("<p>soft&shy;hyphen and zero&#8203;width</p>", "", ["p: softhyphen and zerowidth"]),
    (
      "<p><a href='https://e.org/'>e</a> <a href='javascript:x'>f</a></p>", "",
      ["p: [e](https://e.org/) f"]
    ),
  ])
  func `blocks become paragraphs`(body: String, css: String, expected: [String]) {
    #expect(Styling.flow(body, css: css).sketch == expected)
  }

  @Test(arguments: [
    (
      "<div><h3>Title</h3><span>2020</span></div>",
      "div{display:flex;justify-content:space-between}",
      ["h1: Title→2020"]
    ),
    ("<ul><li>a<li>b<li>c</ul>", "ul{display:flex;flex-wrap:wrap;list-style:none}", ["p: a|b|c"]),
    (
      "<div><h3>Title</h3><span>2020</span></div>", "div{display:flex;flex-direction:row-reverse}",
      ["h1: Title→2020"]
    ),
    (
      "<div><b>a</b><i>2020</i><s>more</s></div>",
      "div{display:flex;flex-flow:row-reverse wrap} s{flex:0 0 100%}", ["p: a→2020↵more"]
    ),
    ("<h3>Title <span>2020</span></h3>", "span{float:right}", ["h1: Title→2020"]),
    ("<h3><span>2020</span> Title</h3>", "span{float:right}", ["h1: Title→2020"]),
    (
      "<div><div><p>a</p><p>b</p></div><div>c</div></div>", "body>div{display:flex}",
      ["p: a", "p: b", "p: c"]
    ),
    ("<p><i>Go</i><i>C</i></p>", "i{display:inline-block}", ["p: Go C"]),
    ("<table><tr><td>a<td>b</table>", "", ["p: a|b"]),
  ])
  func `short boxes side by side share a paragraph`(
    body: String, css: String, expected: [String]
  ) {
    #expect(Styling.flow(body, css: css).sketch == expected)
  }

  @Test func `a margin within a line widens the space before it`() {
    let flow = Styling.flow("<h3><b>Title</b> <i>2020</i></h3>", css: "i{margin-left:12px}")
    let widenings = flow.paragraphs[0].content.map { inline -> Double in
      if case .text(let run) = inline { run.widening } else { -1 }
    }
    #expect(widenings == [0, 12, 0])
    #expect(PlainText.render(flow).hasPrefix("Title  2020"))
  }

  @Test func `a wide space is a space with more room`() {
    let flow = Styling.flow(
      "<h3><b>Title</b> <i>2020</i></h3>", css: "h3{word-spacing:12px} b,i{word-spacing:0}")
    #expect(flow.sketch == ["h1: Title 2020"])
    #expect(PlainText.render(flow).hasPrefix("Title  2020"))
    let slight = Styling.flow("<p>a b</p>", css: "p{word-spacing:1px}")
    #expect(PlainText.render(slight).hasPrefix("a b"))
  }

  @Test func `what no page may begin with stays with what is before it`() {
    let flow = Styling.flow(
      "<ul><li>a<li>b</ul><p>c</p><p>d</p>", css: "li:last-child, ul + p {break-before: avoid}")
    #expect(flow.paragraphs.map(\.keepsWithNext) == [true, true, false, false])
  }

  @Test func `margins collapse and paddings add`() {
    let flow = Styling.flow(
      "<p>a</p><section><p>b</p></section>",
      css: "p{margin:10px 0} section{margin-top:20px;padding-top:5px}")
    #expect(flow.paragraphs.map(\.spaceBefore) == [0, 35])
  }

  @Test func `hostile depth is no crash`() {
    let body = String(repeating: "<div><ul><li>", count: 30_000) + "x"
    #expect(Styling.flow(body).paragraphs.last?.plainText == "x")
  }
}

@Suite struct TextFormatTests {
  private let page = """
    <h1>Ada</h1><p>mathematician</p><h2>Work</h2><h3>Analyst <span>1843</span></h3>
    <ul><li>Wrote <b>notes</b> on the <em>engine</em> &amp; its use</li>
    <li>See <a href="https://e.org/x_y">x_y</a></li></ul>
    """
  private let css = "h3{display:flex;justify-content:space-between} h1,h2,p{margin:0}"

  @Test func `plain text keeps order and hangs items`() {
    let text = PlainText.render(Styling.flow(page, css: css), width: 24)
    #expect(
      text == """
        Ada
        mathematician

        Work
        ----

        Analyst  1843
        - Wrote notes on the
          engine & its use
        - See x_y

        """)
  }

  @Test func `Markdown marks emphasis and links`() {
    let text = MarkdownText.render(Styling.flow(page, css: css))
    #expect(
      text == """
        # Ada

        mathematician

        ## Work

        ### Analyst  1843

        - Wrote **notes** on the *engine* & its use
        - See [x\\_y](<https://e.org/x_y>)

        """)
  }

  @Test(arguments: [
    ("# no heading", "\\# no heading\n"), ("1. no list", "1\\. no list\n"),
    ("a *b* &amp;lt; c", "a \\*b\\* \\&lt; c\n"), ("R&amp;D", "R&D\n"),
  ])
  func `text that looks like marks is escaped`(html: String, expected: String) {
    #expect(MarkdownText.render(Styling.flow("<p>\(html)</p>")) == expected)
  }
}

import Archive
import PDFFile
import Testing

@testable import Export

@Suite struct DOCXTests {
  private func part(_ name: String, of bytes: [UInt8]) throws -> String {
    String(decoding: try ZIPReader(bytes).content(name) ?? [], as: UTF8.self)
  }

  @Test func `headings, lists and links are Word's own`() throws {
    let bytes = Styling.docx(
      "<h1>Ada</h1><h2>Work</h2><ul><li>a<li>b</ul><ol><li>c</ol><p><a href='https://e.org/'>e</a></p>"
    )
    let document = try part("word/document.xml", of: bytes)
    for style in ["Heading1", "Heading2", "ListBullet", "ListNumber", "BodyText"] {
      #expect(document.contains("<w:pStyle w:val=\"\(style)\"/>"))
    }
    #expect(document.contains("<w:hyperlink r:id=\"rLink1\">"))
    let links = try part("word/_rels/document.xml.rels", of: bytes)
    #expect(links.contains("Target=\"https://e.org/\" TargetMode=\"External\""))
    #expect(try part("word/numbering.xml", of: bytes).contains("<w:lvlText w:val=\"•\"/>"))
    #expect(!document.contains("•"))
  }

  @Test func `what differs from a style stands at the paragraph, nothing else`() throws {
    let bytes = Styling.docx("<p>a</p><p>b</p><p style='color:#f00'>c</p>", css: "p{margin:0}")
    let document = try part("word/document.xml", of: bytes)
    #expect(
      document.contains(
        "<w:p><w:pPr><w:pStyle w:val=\"BodyText\"/></w:pPr><w:r><w:t xml:space=\"preserve\">b</w:t>"
      ))
    #expect(document.contains("<w:color w:val=\"FF0000\"/>"))
  }

  @Test(arguments: [
    "]]><w:p/>", "a & b < c > \"d\"", "\u{1}\u{8}control\u{FFFE}\u{FFFF}", "<script>x</script>",
  ])
  func `hostile text comes back as itself and adds no element`(text: String) throws {
    let escaped = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
    let harmless = try part("word/document.xml", of: Styling.docx("<p>word</p>"))
    let bytes = Styling.docx("<p>\(escaped)</p>")
    let document = try part("word/document.xml", of: bytes)
    #expect(document.count { $0 == "<" } == harmless.count { $0 == "<" })
    let allowed = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0xFFFE }
    let words = String(String.UnicodeScalarView(allowed)).split(separator: " ").map(String.init)
    #expect(try DOCXText.words(in: bytes).map(\.text).joined() == words.joined())
  }

  @Test func `text on a dark ground can be read on white`() throws {
    let bytes = Styling.docx(
      "<p>a</p><aside><p>b</p></aside>", css: "aside{background:#123456;color:#fff}")
    let document = try part("word/document.xml", of: bytes)
    #expect(!document.contains("FFFFFF"))
    #expect(document.contains("123456"))
  }

  @Test(arguments: [("0", true), ("20mm", false)])
  func `a band of colour goes to the edge where the page has no margins`(
    margin: String, isBled: Bool
  ) throws {
    let bytes = Styling.docx(
      "<header><h1>Ada</h1><p>b</p></header><h2>c</h2>",
      css: "@page{margin:\(margin)} header{background:#123456;color:#fff}")
    let document = try part("word/document.xml", of: bytes)
    #expect(document.contains("fillcolor=\"#123456\"") == isBled)
    #expect(document.contains(">Ada</w:t>"))
  }

  @Test func `a margin within a line is no second space`() throws {
    let bytes = Styling.docx("<p>a <i>b</i></p>", css: "i{margin-left:12px}")
    let document = try part("word/document.xml", of: bytes)
    #expect(document.contains("<w:spacing w:val=\"180\"/></w:rPr>"))
    #expect(document.contains("<w:t xml:space=\"preserve\"> </w:t>"))
  }

  @Test func `lines are as high as on the page, or as a font needs at the cost of the room above`()
    throws
  {
    let css = "p,h2,h3{margin:10px 0 0;font-size:20px;line-height:20px} p{line-height:24px}"
    let styles = try part(
      "word/styles.xml", of: Styling.docx("<p>a</p><h2>b</h2><h3>c</h3>", css: css))
    #expect(styles.contains("<w:spacing w:line=\"360\" w:lineRule=\"exact\"/>"))
    #expect(styles.contains("<w:spacing w:before=\"105\" w:line=\"345\" w:lineRule=\"exact\"/>"))
  }

  @Test func `a line that Word draws takes its room from the distance`() throws {
    let css = """
      p,h2{margin:0;font-size:20px;line-height:24px}
      h2{margin-bottom:10px;padding-bottom:4px;border-bottom:2px solid}
      """
    let styles = try part("word/styles.xml", of: Styling.docx("<h2>a</h2><p>b</p>", css: css))
    #expect(styles.contains("w:sz=\"12\" w:space=\"3\""))
    #expect(styles.contains("<w:spacing w:before=\"150\" w:line=\"360\" w:lineRule=\"exact\"/>"))
  }

  @Test(arguments: [("11.88pt", 23), ("9.25pt", 18), ("12pt", 24)])
  func `no size is above the page's`(size: String, halfPoints: Int) throws {
    let styles = try part(
      "word/styles.xml", of: Styling.docx("<p>a</p>", css: "p{font-size:\(size)}"))
    #expect(styles.contains("<w:sz w:val=\"\(halfPoints)\"/>"))
  }

  @Test func `a row goes on below without a bar at its end`() throws {
    let items = (0..<8).map { _ in "<li>someone@example.com</li>" }.joined()
    let bytes = Styling.docx(
      "<ul>\(items)</ul>", css: "ul{display:flex;flex-wrap:wrap;list-style:none}")
    let document = try part("word/document.xml", of: bytes)
    let (bars, breaks) = (document.count(of: "> | <"), document.count(of: "<w:br/>"))
    #expect(bars + breaks == 7)
    #expect((1...3).contains(breaks))
  }

  @Test func `lists stand in as they do on the page`() throws {
    let css = "ul{padding-left:20px} li p+p{margin:0}"
    let bytes = Styling.docx("<ul><li><p>a</p><p>b</p></li></ul>", css: css)
    #expect(
      try part("word/numbering.xml", of: bytes).contains("w:left=\"300\" w:hanging=\"300\""))
    #expect(try part("word/document.xml", of: bytes).contains("<w:ind w:left=\"300\"/>"))
  }

  @Test func `equal pages give equal bytes`() {
    #expect(Styling.docx("<h1>Ada</h1><p>b</p>") == Styling.docx("<h1>Ada</h1><p>b</p>"))
  }

  @Test func `Arabic is told from Latin`() throws {
    let bytes = Styling.docx("<p dir=rtl lang=ar>مرحبا Swift</p>")
    let document = try part("word/document.xml", of: bytes)
    #expect(try part("word/styles.xml", of: bytes).contains("<w:bidi/>"))
    #expect(document.contains("<w:rtl/>"))
    #expect(document.contains(">Swift</w:t>"))
  }
}

@Suite struct DOCXDirectionTests {
  @Test func `an Arabic row keeps the order of its Latin items and the digits of a number`() throws
  {
    let body = """
      <ul dir=rtl><li>a@e.org</li><li><a class=n>+971 50</a></li><li>دبي، AE</li></ul>
      """
    let css = "ul{display:flex;list-style:none} .n{display:inline-block;direction:ltr}"
    let bytes = Styling.docx(body, css: css)
    let document = String(
      decoding: try ZIPReader(bytes).content("word/document.xml") ?? [], as: UTF8.self)
    #expect(document.count(of: " \u{200F}| <") == 2)
    #expect(document.contains(">\u{200E}+971 50<"))
    #expect(try ReadBack.faults(inDOCX: bytes, of: Styling.flow(body, css: css)) == [])
  }
}

@Suite struct ReadBackTests {
  private func faults(_ body: String, css: String = "") throws -> [ReadBack.Fault] {
    let (bytes, flow) = Styling.pdf(body, css: css)
    return try ReadBack.faults(inPDF: bytes, of: flow)
  }

  @Test(arguments: [
    ("<h1>Ada Lovelace</h1><p>naïve façade – 3.90 “quoted”, C++ &amp; C#</p>", ""),
    ("<h2>Work</h2><ul><li>one</li><li>two</li></ul>", "h2{text-transform:uppercase}"),
    (
      "<div><h3>Title</h3><span>2020</span></div>",
      "div{display:flex;justify-content:space-between}"
    ),
    ("<ul><li>\u{301}a, \u{301}a<li>b</ul><p><b>\u{301}a</b>: \u{308}</p>", ""),
    ("<p>a\u{34F}b, a\u{34F}b</p><p>a\u{2067}b, c d</p><p>e \u{FE0F} f\u{FE0F} g</p>", ""),
    ("<p>wrapped wrapped wrapped wrapped hyphen&shy;ation</p>", "p{width:90px}"),
    (
      "<main><p>a b</p></main><aside><p>c d</p></aside>",
      "body{display:flex;flex-direction:row-reverse}"
    ),
  ])
  func `ordinary pages read back`(body: String, css: String) throws {
    #expect(try faults(body, css: css) == [])
  }

  @Test func `wide letter-spacing tears no words`() throws {
    #expect(try faults("<h2>Work one</h2>", css: "h2{letter-spacing:0.3em}") == [])
  }

  @Test func `painting out of order is found`() throws {
    let found = try faults(
      "<p class=a>alpha beta</p><p>gamma</p>", css: "body{display:flex;gap:20px} .a{order:2}")
    #expect(found == [.misplaced("gamma")])
  }

  @Test func `a lost word is found`() throws {
    let (bytes, _) = Styling.pdf("<p>one two</p>")
    let flow = Styling.flow("<p>one two three</p>")
    #expect(try ReadBack.faults(inPDF: bytes, of: flow) == [.missing("three")])
  }

  @Test func `Word's text is proven too`() throws {
    let body = "<h1>Ada</h1><ul><li>a <b>b</b>c</li></ul>"
    #expect(try ReadBack.faults(inDOCX: Styling.docx(body), of: Styling.flow(body)) == [])
    let more = Styling.flow(body + "<p>lost</p>")
    #expect(try ReadBack.faults(inDOCX: Styling.docx(body), of: more) == [.missing("lost")])
  }
}

extension String {
  fileprivate func count(of part: String) -> Int { ranges(of: part).count }
}

import Diagnostics
import HTML
import Testing

private func parse(_ text: String, path: String = "page.html") -> HTMLDocument {
  var diagnostics: [Diagnostic] = []
  return HTMLParser.parse(SourceFile(path: path, text: text), into: &diagnostics)
}

/// The body's content on one line, for tables of cases.
private func body(_ text: String) -> String {
  let document = parse("<!DOCTYPE html><body>" + text)
  guard let body = document.firstElement(named: "body") else { return "no body" }
  return document.serialized(body)
}

@Suite struct TreeTests {
  @Test func `implies html, head and body`() {
    #expect(
      dump(parse("<!doctype HTML><title>A &amp; B</title><p>x")) == """
        <!DOCTYPE html>
        <html>
          <head>
            <title>
              "A & B"
          <body>
            <p>
              "x"
        """)
  }

  @Test func `an empty page has a body`() {
    #expect(dump(parse("")) == "<html>\n  <head>\n  <body>")
  }

  @Test(arguments: [
    ("<p>a<p>b", "<p>a</p><p>b</p>"),
    ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
    ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
    ("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>"),
    ("<h1>a<h2>b</h1>", "<h1>a</h1><h2>b</h2>"),
    (
      "<select><option>a<option>b</select>", "<select><option>a</option><option>b</option></select>"
    ),
    ("<ruby>a<rt>b<rp>c</ruby>", "<ruby>a<rt>b</rt><rp>c</rp></ruby>"),
    ("<br/>a<br></br>", "<br>a<br><br>"),
    ("</p>", "<p></p>"),
    ("<div/>a", "<div>a</div>"),
    ("<pre>\n\na</pre>", "<pre>\n\na</pre>"),
    ("<button>a<button>b", "<button>a</button><button>b</button>"),
  ])
  func `closes what the page leaves open`(_ input: String, _ expected: String) {
    #expect(body(input) == expected)
  }

  @Test(arguments: [
    (
      "<table><tr><td>1<td>2<tr><th>3</table>",
      "<table><tbody><tr><td>1</td><td>2</td></tr><tr><th>3</th></tr></tbody></table>"
    ),
    (
      "<table><col><thead><td>a<tbody><td>b</table>",
      "<table><colgroup><col></colgroup><thead><tr><td>a</td></tr></thead>"
        + "<tbody><tr><td>b</td></tr></tbody></table>"
    ),
    ("<table><b>x</b><td>y", "<b>x</b><table><tbody><tr><td>y</td></tr></tbody></table>"),
    ("<table>a <tr> </table>", "a <table><tbody><tr> </tr></tbody></table>"),
    (
      "<table><caption>c<td>d",
      "<table><caption>c</caption><tbody><tr><td>d</td></tr></tbody></table>"
    ),
  ])
  func `builds tables`(_ input: String, _ expected: String) {
    #expect(body(input) == expected)
  }

  @Test(arguments: [
    ("<b>1<i>2</b>3</i>", "<b>1<i>2</i></b><i>3</i>"),
    ("<b><p>1</b>2</p>", "<b></b><p><b>1</b>2</p>"),
    ("<p><b>1<p>2", "<p><b>1</b></p><p><b>2</b></p>"),
    ("<a href=x>1<a href=y>2", "<a href=\"x\">1</a><a href=\"y\">2</a>"),
    ("<b><b><b><b><b><p>x", "<b><b><b><b><b><p>x</p></b></b></b></b></b>"),
    ("<font size=4><p>a</font>b", "<font size=\"4\"></font><p><font size=\"4\">a</font>b</p>"),
  ])
  func `sorts out misnested formatting`(_ input: String, _ expected: String) {
    #expect(body(input) == expected)
  }

  @Test func `keeps the spelling of SVG and goes back to HTML inside it`() {
    #expect(
      dump(
        parse(
          "<svg VIEWBOX='0 0 1 1'><lineargradient/><foreignObject><p>a</p></foreignObject></svg><p>b"
        )
      )
      .hasSuffix(
        """
            <svg>
              viewBox="0 0 1 1"
              <linearGradient>
              <foreignObject>
                <p>
                  "a"
            <p>
              "b"
        """))
    #expect(body("<svg><path/><![CDATA[<x>]]></svg>") == "<svg><path></path>&lt;x&gt;</svg>")
  }

  @Test func `reads scripts and styles as they are`() {
    let document = parse(
      "<style>a>b{}</style><script>if(a<b)'</div>'<!--<script></script>--></script>x")
    let texts = document.descendants().compactMap { id in
      if case .text(let text) = document[id].kind { text } else { nil }
    }
    #expect(texts == ["a>b{}", "if(a<b)'</div>'<!--<script></script>-->", "x"])
  }

  @Test func `reads XHTML by its own rules`() {
    let page = """
      <?xml version="1.0"?><!DOCTYPE html [<!ENTITY e "x">]>
      <html xmlns="http://www.w3.org/1999/xhtml"><head><style><![CDATA[a>b]]></style></head>
      <body><div/><p title="a
      b">c&nbsp;&lt;</p></body></html>
      """
    let document = parse(page, path: "test.xht")
    #expect(document.firstElement(named: "style").map(document.textContent) == "a>b")
    let paragraph = document.firstElement(named: "p")
    #expect(paragraph.flatMap(document.element)?["title"] == "a b")
    #expect(paragraph.map(document.textContent) == "c\u{A0}<")
    let div = document.firstElement(named: "div")
    #expect(div.map { document[$0].firstChild == nil } == true)
  }

  @Test func `a fragment has no page around it`() {
    var diagnostics: [Diagnostic] = []
    let cells = HTMLParser.parseFragment(
      SourceFile(path: "f", text: "<td>a<td>b"), in: "tr", into: &diagnostics)
    #expect(cells.serialized() == "<td>a</td><td>b</td>")
    let inline = HTMLParser.parseFragment(
      SourceFile(path: "f", text: "a <b>c"), into: &diagnostics)
    #expect(inline.serialized() == "a <b>c</b>")
  }

  @Test(arguments: [
    ("<!DOCTYPE html>", false), ("", true), ("<!DOCTYPE html SYSTEM 'about:legacy-compat'>", false),
    ("<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 3.2 Final//EN'>", true),
    ("<!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://x'>", false),
  ])
  func `tells quirky pages by their doctype`(_ doctype: String, _ expected: Bool) {
    #expect(parse(doctype + "<p>").isQuirky == expected)
  }

  @Test func `spans give the place of tags and text`() {
    let source = "<!DOCTYPE html><p class=a>b &amp; c</p>"
    let file = SourceFile(path: "p", text: source)
    var diagnostics: [Diagnostic] = []
    let document = HTMLParser.parse(file, into: &diagnostics)
    let paragraph = document.firstElement(named: "p")
    #expect(paragraph.map { file.text(document[$0].span) } == "<p class=a>")
    let text = paragraph.flatMap { document[$0].firstChild }
    #expect(text.map { file.text(document[$0].span) } == "b &amp; c")
  }

  @Test func `ids grow in tree order even where nodes moved`() {
    let document = parse("<table><b>x</b><td>y</table><b><p>z</b>")
    let order = Array(document.descendants())
    #expect(order == order.sorted())
    #expect(order.count == document.nodes.count - 1)
  }
}

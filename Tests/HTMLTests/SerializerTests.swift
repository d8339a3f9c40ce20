import Diagnostics
import HTML
import Testing

@Suite struct SerializerTests {
  private func parse(_ text: String) -> HTMLDocument {
    var diagnostics: [Diagnostic] = []
    return HTMLParser.parse(SourceFile(path: "p.html", text: text), into: &diagnostics)
  }

  @Test(arguments: [
    "<!DOCTYPE html><p title='a\"b&lt;'>1 &lt; 2 &amp;&nbsp;3<br><img src=x alt>",
    "<style>a>b{}</style><script>1<2</script><textarea>\n\na&lt;</textarea><pre>\n\nx</pre>",
    "<svg><style>a&gt;b</style><title>t&amp;u</title><g/></svg><math><mi>x</mi></math>",
    "<!-- c --><ul><li>a<li>b</ul><table><tr><td>1</table><select><option>x</select>",
    "<p>&amp;lt; &#13; \u{FFFD}",
  ])
  func `what is written parses to the same tree`(_ source: String) {
    let document = parse(source)
    #expect(dump(parse(document.serialized())) == dump(document))
  }

  @Test func `escapes by place`() {
    #expect(escapeText("<a href=\"x\">&\u{A0}'") == "&lt;a href=\"x\"&gt;&amp;&nbsp;'")
    #expect(escapeAttribute("\"<>&'") == "&quot;&lt;&gt;&amp;'")
    #expect(escapeText("a\u{0}b\u{1B}c\té") == "a\u{FFFD}b\u{FFFD}c\té")
  }

  @Test func `writes one subtree`() {
    let document = parse("<div><p>a<b>b</b></p></div>c")
    let paragraph = document.firstElement(named: "p")
    #expect(paragraph.map { document.serialized($0) } == "a<b>b</b>")
    #expect(paragraph.map(document.textContent) == "ab")
  }
}

import Diagnostics
import HTML
import Markdown
import Testing

@Suite struct SafetyTests {
  static let payloads = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))",
    "[x](javascript&#58;alert(1))", "[x](javascript&#58alert(1))", "[x](javascript&colon;alert(1))",
    "[x](&#x6A;avascript:alert(1))", "[x](<java script:alert(1)>)", "[x](\u{1}javascript:alert(1))",
    "[x](vbscript:x)", "[x](data:text/html,<script>alert(1)</script>)", "[x](//evil.example)",
    "[x](https://a.b/\"onmouseover=alert(1))", "[x](https://a.b/'><script>)",
    "<javascript:alert(1)>",
    "![x](javascript:alert(1))", "![\"><script>](x)", "[x]: javascript:alert(1)\n\n[x]",
    "<a href=\"javascript:alert(1)\">x</a>", "<https://a.b/<script>>", "`<script>`",
    "```\n</pre><script>\n```",
    "<!--><script>alert(1)</script>-->", "<![CDATA[<script>]]>", "<?php echo 1 ?>",
    "&lt;script&gt;",
    "| <b> | x |\n|---|---|\n| <script> | y |", "# <img src=x>", "- <style>*{}</style>",
    "> <iframe src=x>",
    "[x](https://a.b \"title' onload=x\")", "www.a.b/\"><script>", "a@b.c\"><script>",
    "[a](https://user:pw@b.c)", "<div onclick=x>\n\ntext\n\n</div>", "~~<script>~~",
    "**<b onload=x>**",
  ]

  static let elements: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "table",
    "thead", "tbody", "tr", "th", "td", "em", "strong", "del", "a", "br", "hr",
  ]

  @Test(arguments: payloads)
  func `lets nothing but a short list of elements through`(_ payload: String) {
    for html in [blockHTML(payload), inlineHTML(payload).html, blockHTML("x\n\n- a " + payload)] {
      check(html, payload)
    }
    let inline = tree(inlineHTML(payload).html)
    for id in inline.descendants() {
      guard let name = inline.element(id)?.name else { continue }
      #expect(["em", "strong", "del", "code", "a", "br"].contains(name), "\(payload)")
    }
  }

  private func tree(_ html: String) -> HTMLDocument {
    var diagnostics: [Diagnostic] = []
    return HTMLParser.parseFragment(SourceFile(path: "x", text: html), into: &diagnostics)
  }

  private func check(_ html: String, _ payload: String) {
    let document = tree(html)
    for id in document.descendants() {
      if case .comment = document[id].kind { Issue.record("comment from \(payload)") }
      guard let element = document.element(id) else { continue }
      #expect(Self.elements.contains(element.name), "\(payload): \(html)")
      for attribute in element.attributes {
        switch attribute.name {
        case "href": #expect(SafeURL(attribute.value)?.text == attribute.value, "\(payload)")
        case "align", "start": continue
        default: Issue.record("\(attribute.name) from \(payload)")
        }
      }
    }
  }
}

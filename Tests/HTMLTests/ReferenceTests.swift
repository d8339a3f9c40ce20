import Diagnostics
import HTML
import Testing

@Suite struct ReferenceTests {
  private func text(_ source: String) -> String {
    var diagnostics: [Diagnostic] = []
    let fragment = HTMLParser.parseFragment(
      SourceFile(path: "f", text: source), into: &diagnostics)
    return fragment.textContent(of: .document)
  }

  private func attribute(_ value: String) -> String? {
    var diagnostics: [Diagnostic] = []
    let fragment = HTMLParser.parseFragment(
      SourceFile(path: "f", text: "<a title=\"\(value)\">"), into: &diagnostics)
    return fragment.firstElement(named: "a").flatMap { fragment.element($0)?["title"] }
  }

  @Test(arguments: [
    ("&amp;&lt;&gt;&quot;&nbsp;", "&<>\"\u{A0}"), ("&hellip;&mdash;&euro;", "…—€"),
    ("&copy 2026", "© 2026"), ("&notit;", "¬it;"), ("&notin;", "∉"), ("&hellip x", "&hellip x"),
    ("&ngE;", "≧̸"), ("&CounterClockwiseContourIntegral;", "∳"), ("&zwnj;&AElig;", "\u{200C}Æ"),
    ("&unknown;", "&unknown;"), ("&", "&"), ("a & b", "a & b"), ("&;", "&;"),
    ("&#65;&#x41;&#X41;&#65", "AAAA"), ("&#;&#x;&#xg", "&#;&#x;&#xg"),
    ("&#128;&#150;&#x9F;", "€–Ÿ"), ("&#129;", "\u{81}"),
    ("&#0;&#xD800;&#x110000;&#99999999999999999999;", "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
  ])
  func `decodes in text`(_ source: String, _ expected: String) {
    #expect(text(source) == expected)
  }

  @Test(arguments: [
    ("?a=b&copy=1&amp;c", "?a=b&copy=1&c"), ("&copy;", "©"), ("&copy", "©"), ("&copyx", "&copyx"),
    ("&#169;", "©"),
  ])
  func `decodes in attributes unless it looks like a query`(_ source: String, _ expected: String) {
    #expect(attribute(source) == expected)
  }

  @Test func `normalises line ends and invalid bytes`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "f", bytes: Array("a\r\nb\rc\0d".utf8) + [0xFF])
    let fragment = HTMLParser.parseFragment(file, into: &diagnostics)
    #expect(fragment.textContent(of: .document) == "a\nb\ncd\u{FFFD}")
  }
}

import Markdown
import Testing

@Suite struct InlineTests {
  @Test(arguments: [
    ("Cut costs by **30 %** with *care*", "Cut costs by <strong>30 %</strong> with <em>care</em>"),
    ("`code` and ~~gone~~", "<code>code</code> and <del>gone</del>"),
    ("[site](https://a.b/c?d=e&f=g)", "<a href=\"https://a.b/c?d=e&amp;f=g\">site</a>"),
    ("see https://a.b/c.", "see <a href=\"https://a.b/c\">https://a.b/c</a>."),
    ("ada@example.com", "<a href=\"mailto:ada@example.com\">ada@example.com</a>"),
    ("1. first", "1. first"), ("# not a heading", "# not a heading"), ("- dash", "- dash"),
    ("> quoted", "&gt; quoted"), ("    indented", "indented"), ("***", "***"), ("```x", "```x"),
    ("a | b\n-|-\n1 | 2", "a | b -|- 1 | 2"), ("Title\n===", "Title ==="),
    ("2024\n- now", "2024 - now"),
    ("a\nb", "a b"), ("a  \nb", "a<br>\nb"), ("a\\\nb", "a<br>\nb"), ("a\n\nb", "a<br>\nb"),
    ("**a\n\nb**", "<strong>a<br>\nb</strong>"), ("`a\n\nb`", "<code>a b</code>"),
    ("line<br>break<br/>x", "line<br>break<br>x"),
    ("C++ <vector> and List<T>", "C++ &lt;vector&gt; and List&lt;T&gt;"),
    ("<T>", "&lt;T&gt;"), ("a <!-- note --> b", "a  b"),
    ("1 < 2 & 3 > 2", "1 &lt; 2 &amp; 3 &gt; 2"),
    ("R&D, AT&amp;T, &copy;", "R&amp;D, AT&amp;T, ©"),
    ("5 * 3 * 2 and snake_case_name", "5 * 3 * 2 and snake_case_name"),
    ("![alt *text*](https://a.b/x.png)", "alt text"), ("[x](page.html)", "x"),
    ("\\*literal\\*", "*literal*"), ("\"quotes\" -- and ...", "\"quotes\" -- and ..."), ("", ""),
    ("  spaced  ", "spaced"), ("[a]: https://x.y", "[a]: <a href=\"https://x.y\">https://x.y</a>"),
    ("tab\there", "tab\there"), ("a\r\nb", "a b"), ("\u{A0}x", "&nbsp;x"),
    ("bell\u{7}", "bell\u{FFFD}"),
    ("*\u{7}*", "<em>\u{FFFD}</em>"), ("a\u{FDD}b", "a\u{FDD}b"),
  ])
  func `writes the markup of a field`(_ source: String, _ expected: String) {
    #expect(inlineHTML(source).html == expected)
  }

  @Test(arguments: [
    ("Cut **30 %** in `x` [site](https://a.b)", "Cut 30 % in x site"), ("R&amp;D <T>", "R&D <T>"),
    ("a\n\nb", "a\nb"), ("![alt](x) y", "alt y"), ("1. x", "1. x"),
    ("# x \u{0} y", "# x \u{FFFD} y"),
  ])
  func `gives the text without markup`(_ source: String, _ expected: String) {
    #expect(inlineHTML(source).plain == expected)
  }

  @Test func `keeps a character that stands for line breaks inside from getting in`() {
    let forged = String(decoding: [0x61, 0xEF, 0xB7, 0x90, 0x62] as [UInt8], as: UTF8.self)
    #expect(inlineHTML(forged).html == "a\u{FFFD}b")
  }

  @Test func `parses the same from many tasks at once`() async {
    let source = "**a** ~~b~~ www.a.b `c` [d](https://e.f)"
    let expected = inlineHTML(source)
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<8 {
        group.addTask { (0..<200).allSatisfy { _ in inlineHTML(source) == expected } }
      }
      for await isSame in group { #expect(isSame) }
    }
  }
}

import Diagnostics
import Testing

@testable import YAML

@Suite struct `What YAML does not allow` {
  @Test(arguments: [
    // Quotes and characters that YAML reads as its own.
    ("name: Ada\nsummary: Senior dev1️⃣: loves code", "second-colon"),
    ("a: 'b'1️⃣: c", "second-colon"), ("a: \"b\" 1️⃣c", "text-after-quote"),
    ("name: 'It'1️⃣s fine'", "text-after-quote"), ("a: [b] 1️⃣c", "text-after-bracket"),
    ("a: *b 1️⃣c", "text-after-alias"), ("a: 1️⃣@b", "reserved-character"),
    ("a: 1️⃣`b`", "reserved-character"), ("1️⃣%a: b", "directive"), ("a: 1️⃣%b", "reserved-character"),
    ("a: 1️⃣]", "unopened-bracket"), ("a: 1️⃣, b", "reserved-character"), ("a: 1️⃣& b", "anchor-name"),
    ("a: 1️⃣? b", "reserved-character"), ("a: \"b\"1️⃣# c", "comment-without-space"),
    ("a: >1️⃣0 years", "block-header"), ("a: | 1️⃣b", "block-header"),
    ("a: >1️⃣# b", "block-header"),
    ("a: 1️⃣\"b\nc: d", "unclosed-quote"), ("a: 1️⃣'b", "unclosed-quote"),
    ("1️⃣\"a\n--- \"", "unclosed-quote"), (#"a: "1️⃣\q""#, "invalid-escape"),
    (#"a: "1️⃣\u12""#, "invalid-escape"), (#"a: "1️⃣\uD800""#, "invalid-escape"),
    // Keys.
    ("name1️⃣:Ada\nmail: x", "missing-space"), ("a: b\nmail1️⃣:x", "missing-space"),
    ("a: b\nmail 1️⃣= x", "missing-colon"),
    ("a: b\n1️⃣c", "missing-colon"),
    ("名1️⃣：太郎\nb: c", "missing-colon"), ("\"a\"1️⃣:b", "missing-space"),
    ("a: {b1️⃣:[c]}", "missing-space"),
    ("[a\n]1️⃣: b", "key-over-lines"), ("\"a\n b\"1️⃣: c", "key-over-lines"),
    ("a: b\n  c1️⃣: d", "second-colon"), ("--- 1️⃣a: b", "misplaced-mapping"),
    ("a: 1\nb: 2\n1️⃣a: 3", "duplicate-key"), ("{a: 1, 1️⃣'a': 2}", "duplicate-key"),
    ("1: a\n1️⃣0x1: b", "duplicate-key"), ("a: 1\n1️⃣&x\nb: 2", "missing-key"),
    // Indentation.
    ("a: b\n1️⃣\tc: d", "tab-indentation"), ("a:\n1️⃣\t- b", "tab-indentation"),
    ("a:\n 1️⃣\tb: c", "tab-indentation"), ("-1️⃣\t- a", "tab-indentation"),
    ("a:\n  - b\n 1️⃣- c", "bad-indentation"), ("a:\n  b: c\n 1️⃣d: e", "bad-indentation"),
    ("a: \"b\"\n  1️⃣c: d", "bad-indentation"),
    ("a: |\n    1️⃣\n b", "bad-indentation"),
    ("a: |\n   b\n  1️⃣c", "bad-indentation"), ("- a\n1️⃣b: c", "item-expected"),
    ("- a\n1️⃣-b", "item-expected"),
    ("a: b\n1️⃣- c", "misplaced-item"), ("a: 1️⃣- b", "misplaced-item"), ("&a 1️⃣- b", "misplaced-item"),
    // Brackets.
    ("a: 1️⃣[b\nc: d", "unclosed-bracket"), ("a: 1️⃣{b: c", "unclosed-bracket"),
    ("a: [b1️⃣}", "unclosed-bracket"), ("a: [b\n1️⃣]", "bad-indentation"),
    ("[a, 1️⃣, b]", "missing-value"),
    ("[1️⃣- a]", "misplaced-item"), ("[\"a\" 1️⃣\"b\"]", "missing-comma"),
    ("{a: b1️⃣: c}", "second-colon"),
    ("[a,1️⃣#b\n]", "comment-without-space"),
    // Anchors, tags, directives, documents.
    ("a: 1️⃣*b", "undefined-alias"), ("&a [1️⃣*a]", "alias-cycle"),
    ("a: &b 1\nc: &d 1️⃣*b", "property-on-alias"),
    ("&a 1️⃣&b c", "second-anchor"), ("1️⃣!x!y z", "tag-handle"),
    ("1️⃣!!int x", "tag-mismatch"), ("1️⃣!!map [a]", "tag-mismatch"), ("1️⃣!<a b", "malformed-tag"),
    ("%YAML 1.2\n1️⃣%YAML 1.2\n---", "directive"), ("1️⃣%YAML 2.0\n---", "directive"),
    ("1️⃣%TAG !a! tag:%zz\n---", "directive"),
    ("... 1️⃣a", "unexpected-text"), ("'a'\n1️⃣b", "unexpected-text"),
  ])
  func `is one error at its place`(_ source: String, _ id: String) {
    let marked = Marked(source)
    let log = marked.log(problems(marked)).filter { $0.contains(" error ") }
    #expect(log == ["1 error \(id)"], "\(marked.text)")
  }

  @Test func `is reported all at once where reading can go on`() {
    let marked = Marked(
      """
      name: Ada
      1️⃣name: Bob
      boss: 2️⃣*nobody
      path: "3️⃣\\q 4️⃣\\w"
      year: 5️⃣!!int soon
      list: [
        a,
      6️⃣]
      end: 7️⃣[
      """)
    #expect(
      marked.log(problems(marked)) == [
        "1 error duplicate-key", "2 error undefined-alias", "3 error invalid-escape",
        "4 error invalid-escape", "5 error tag-mismatch", "6 error bad-indentation",
        "7 error unclosed-bracket",
      ])
  }

  @Test(arguments: [
    ("a: Dev: code", #"put the text in quotes: "Dev: code""#),
    (#"a: "Best" dev"#, #"put the text in quotes: '"Best" dev'"#),
    ("a: 'It's'", #"put the text in quotes: "It's""#),
    ("a: @x \"y\" it's", #"put the text in quotes: '@x "y" it''s'"#),
    ("name:Ada\nb: c", "write 'name: ' with a space before the value"),
    ("a:\n\tb: c", "replace it with spaces; YAML does not allow tabs here"),
    ("a: " + String(repeating: "b: ", count: 40), "put the whole text in quotes"),
  ])
  func `comes with help that can be typed as it stands`(_ source: String, _ help: String) {
    #expect(problems(Marked(source)).first?.help == help)
  }

  @Test func `names the columns that would be right`() {
    let marked = Marked("work:\n  - name: x\n   1️⃣role: y")
    let found = problems(marked)
    #expect(found.map(\.message) == ["line indented by 3 spaces; 2 or 4 expected"])
    #expect(found.first?.notes.first?.location?.position == .init(line: 2, column: 3))
  }
}

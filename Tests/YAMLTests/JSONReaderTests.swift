import Diagnostics
import JSON
import Testing

@testable import YAML

@Suite struct `JSON` {
  private func parse(_ text: String) -> (value: String?, problems: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let document = JSONReader.parse(
      SourceFile(path: "x.json", text: text), into: &diagnostics)
    return (document?.root.jsonValue.serialized(), diagnostics)
  }

  @Test(arguments: [
    ("[]", "[]"), (" {} ", "{}"), ("\n\t[ 1 ,\r\n2 ]", "[1,2]"), ("\"\"", #""""#), ("null", "null"),
    ("[true,false]", "[true,false]"), ("-0", "-0"), ("1E+2", "1E+2"), ("0.10", "0.10"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("1e400", "1e400"),
    (#"{"a":{"b":[{}]}}"#, #"{"a":{"b":[{}]}}"#),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\u0008\u000c\n\r\t""#),
    (#""\u00e9\uD83D\uDE00""#, "\"é\u{1F600}\""), ("\"\u{7F}\u{2028}\"", #""\u007f\u2028""#),
    (#""\u0000""#, #""\u0000""#), (#""2024-05""#, #""2024-05""#), (#""null""#, #""null""#),
    (#"{"":0}"#, #"{"":0}"#), ("\u{FEFF}[1]", "[1]"),
  ])
  func `is read`(_ source: String, _ expected: String) {
    let (value, problems) = parse(source)
    #expect(value == expected)
    #expect(problems.isEmpty)
  }

  @Test(arguments: [
    ("[11️⃣,]", "trailing-comma"), ("{\"a\":11️⃣,}", "trailing-comma"), ("[1️⃣,1]", "missing-value"),
    ("[1,1️⃣,2]", "missing-value"), ("1️⃣// a\n1", "comment"), ("[1 1️⃣/* a */]", "comment"),
    ("1️⃣/* a", "comment"), ("1️⃣# a\n1", "comment"), ("[1️⃣'a']", "single-quotes"),
    ("{1️⃣a: 1}", "unquoted-key"), ("{1️⃣'a': 1}", "single-quotes"), ("{1️⃣1: 1}", "unquoted-key"),
    ("{1️⃣[]: 1}", "missing-key"), ("[1 1️⃣\"a\"]", "missing-comma"), ("[1 1️⃣2]", "missing-comma"),
    ("{\"a\" 1️⃣1}", "missing-colon"), ("{\"a\"1️⃣=1}", "missing-colon"),
    ("{\"a\":1️⃣}", "missing-value"),
    ("1️⃣[1", "unclosed-bracket"), ("1️⃣{\"a\":1", "unclosed-bracket"), ("[1️⃣\"a]", "unclosed-quote"),
    ("[1️⃣\"a\n\"]", "unclosed-quote"), ("[\"a1️⃣\tb\"]", "control-character"),
    (#"["1️⃣\x41"]"#, "invalid-escape"), (#"["1️⃣\u12"]"#, "invalid-escape"),
    (#"["1️⃣\é"]"#, "invalid-escape"),
    ("[1]1️⃣]", "unexpected-text"), ("1 1️⃣2", "unexpected-text"), ("11️⃣]", "unexpected-text"),
    ("[1️⃣+1]", "invalid-number"), ("[1️⃣01]", "invalid-number"), ("[1️⃣-01]", "invalid-number"),
    ("[1️⃣.5]", "invalid-number"), ("[1️⃣5.]", "invalid-number"), ("[1️⃣1e]", "invalid-number"),
    ("[1️⃣-]", "invalid-number"), ("[1️⃣0x1F]", "invalid-number"), ("[1️⃣1-2]", "invalid-number"),
    ("[1️⃣-Infinity]", "invalid-number"), ("[1️⃣2024-05]", "invalid-number"),
    ("[1️⃣True]", "unquoted-text"), ("[1️⃣NaN]", "unquoted-text"), ("[1️⃣nul]", "unquoted-text"),
    ("[1️⃣abc]", "unquoted-text"), ("[1️⃣*]", "missing-value"), ("1️⃣\u{A0}", "unquoted-text"),
  ])
  func `is refused with the place of the fault`(_ source: String, _ id: String) {
    let marked = Marked(source)
    let (value, problems) = parse(marked.text)
    #expect(value == nil)
    #expect(marked.log(problems) == ["1 error \(id)"], "\(marked.text)")
  }

  @Test func `with nothing in it is refused`() {
    #expect(parse("").problems.map(\.id) == ["unexpected-text"])
    #expect(parse(" \n").problems.map(\.id) == ["unexpected-text"])
    #expect(parse("\u{FEFF}").problems.map(\.id) == ["unexpected-text"])
  }

  @Test func `reports several faults at once`() {
    let marked = Marked("{1️⃣a: 2️⃣'b', \"c\": 3️⃣NaN 4️⃣\"d\": [15️⃣,]}")
    #expect(
      marked.log(parse(marked.text).problems) == [
        "1 error unquoted-key", "2 error single-quotes", "3 error unquoted-text",
        "4 error missing-comma", "5 error trailing-comma",
      ])
  }

  @Test func `takes the last of two equal keys with a warning`() {
    let marked = Marked(#"{"a":1,"b":2,1️⃣"a":3}"#)
    let (value, problems) = parse(marked.text)
    #expect(value == #"{"b":2,"a":3}"#)
    #expect(marked.log(problems) == ["1 warning duplicate-key"])
    #expect(problems.first?.notes.first?.location?.position.column == 2)
  }

  @Test func `puts U+FFFD for half a character with a warning`() {
    let marked = Marked(#"["1️⃣\uD800x"]"#)
    let (value, problems) = parse(marked.text)
    #expect(value == "[\"\u{FFFD}x\"]")
    #expect(marked.log(problems) == ["1 warning lone-surrogate"])
  }

  @Test(arguments: ["[", "{\"a\":", "[{\"a\":"])
  func `cannot nest without bound`(_ opening: String) {
    let text = String(repeating: opening, count: 100_000)
    #expect(parse(text).problems.map(\.id) == ["too-deep"])
  }

  @Test func `knows where each value stands`() throws {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "x.json", text: #"{"a": [1, "b"]}"#)
    let document = try #require(JSONReader.parse(file, into: &diagnostics))
    let list = try #require(document.root["a"])
    #expect(document.file.text(list.span) == #"[1, "b"]"#)
    #expect(list.items.map { $0.map { document.file.text($0.span) } } == ["1", #""b""#])
    #expect(list.items?.first?.int == 1)
  }
}

import Diagnostics
import Testing

@testable import YAML

@Suite struct `What YAML allows and people rarely mean` {
  @Test(arguments: [
    ("a: Did this\n  1️⃣- one\n  - two", ["1 warning swallowed-list"]),
    ("a:\n  - Did this\n    1️⃣- one", ["1 warning swallowed-list"]),
    ("a:\n  -one\n  1️⃣-two", ["1 warning swallowed-list"]),
    ("a:\n  • one\n  1️⃣• two", ["1 warning swallowed-list"]),
    ("a: one\n  two - three", []), ("a: -1\n  2", []),
    ("a: 1️⃣#336699", ["1 warning comment-in-text"]),
    ("a: Ranked 1️⃣#1", ["1 warning comment-in-text"]),
    ("a: # note", []), ("a: b # note", []), ("a: b #", []), ("a: #\n  b", []),
    ("a: 1️⃣&Co", ["1 warning unused-anchor"]), ("a: &b 1\nc: *b", []),
    ("a: 1️⃣!important b", ["1 warning unknown-tag"]), ("a: ! b", []), ("a: !!str b", []),
    ("a: &b {}\nc:\n  1️⃣<<: *b", ["1 warning merge-key"]), ("'<<': a", []),
    ("a1️⃣\u{A0}: b", ["1 warning invisible-space"]),
    ("a: 1️⃣\u{200B}b", ["1 warning invisible-space"]),
    ("a: é", []), ("1️⃣%FOO bar\n---\na", ["1 warning directive"]),
    ("1️⃣%YAML 1.1\n---\na", ["1 warning directive"]),
  ])
  func `is a warning at its place`(_ source: String, _ expected: [String]) {
    let marked = Marked(source)
    #expect(marked.log(problems(marked)) == expected)
  }

  @Test func `is read as YAML says all the same`() {
    #expect(json("a: Did this\n  - one\n  - two") == [#"{"a":"Did this - one - two"}"#])
    #expect(json("a: Ranked #1") == [#"{"a":"Ranked"}"#])
    #expect(json("<<: {a: b}\nc: d") == [#"{"<<":{"a":"b"},"c":"d"}"#])
  }
}

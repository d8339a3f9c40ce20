import Testing

@testable import YAML

@Suite struct `What YAML means` {
  @Test(arguments: [
    ("~", "null"), ("null", "null"), ("Null", "null"), ("NULL", "null"), ("nuLL", #""nuLL""#),
    ("true", "true"), ("False", "false"), ("yes", #""yes""#), ("on", #""on""#), ("y", #""y""#),
    ("12", "12"), ("-12", "-12"), ("+12", "12"), ("010", "10"), ("-00", "-0"),
    ("1_000", #""1_000""#),
    ("0o17", "15"), ("0x1F", "31"), ("0x", #""0x""#), ("0o8", #""0o8""#), ("-0x1", #""-0x1""#),
    ("0xFFFFFFFFFFFFFFFFFFFF", "1208925819614629174706175"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("3.90", "3.90"), (".5", "0.5"), ("5.", "5.0"), ("+1.50", "1.50"), ("1e3", "1e3"),
    ("1.e3", "1.0e3"), ("-.5E-2", "-0.5E-2"), ("1e", #""1e""#), (".", #"".""#), ("-", "[null]"),
    (".inf", #"".inf""#), ("-.INF", #""-.INF""#), (".nan", #"".nan""#), ("+.nan", #""+.nan""#),
    ("2024-05", #""2024-05""#), ("2024-05-01", #""2024-05-01""#), ("12:30", #""12:30""#),
    ("1.2.3", #""1.2.3""#), ("+", #""+""#), ("0b1", #""0b1""#), ("'12'", #""12""#),
    (#""12""#, #""12""#), ("!!str 12", #""12""#), ("! 12", #""12""#), ("!!int '12'", "12"),
    ("!!float 12", "12"), ("!!null ''", "null"), ("!!bool 'true'", "true"), ("!x 12", #""12""#),
    ("|\n 12", #""12\n""#),
  ])
  func `resolves scalars by the core schema`(_ source: String, _ expected: String) {
    #expect(json(source) == [expected])
  }

  @Test(arguments: [
    ("a: b", #"{"a":"b"}"#), ("a:\n- b\n- c", #"{"a":["b","c"]}"#),
    ("a: [b, {c: d}]", #"{"a":["b",{"c":"d"}]}"#),
    ("- - a\n  - b\n- c: d\n  e: f", #"[["a","b"],{"c":"d","e":"f"}]"#),
    ("? a\n: b\n? c", #"{"a":"b","c":null}"#), ("a:\n  b\n\n  c\n   d", #"{"a":"b\nc d"}"#),
    ("a: # note\n  b", #"{"a":"b"}"#), ("a: b # note", #"{"a":"b"}"#), ("a: b#c", #"{"a":"b#c"}"#),
    ("a: http://x.y:80/z", #"{"a":"http://x.y:80/z"}"#), ("a:b: c", #"{"a:b":"c"}"#),
    ("{a, b: c, 'd':e, \"f\" : }", #"{"a":null,"b":"c","d":"e","f":null}"#),
    ("[a: b, c d, [e]: f, : g]", #"[{"a":"b"},"c d",{"[\"e\"]":"f"},{"null":"g"}]"#),
    ("{a\n : b}", #"{"a":"b"}"#), ("[a,\n# note\n b,]", #"["a","b"]"#),
    ("'it''s'", #""it's""#), ("'a\n\n  b '", #""a\nb ""#),
    (#""a\tb\x41\u00e9\U0001F600""#, "\"a\\tbA\u{E9}\u{1F600}\""),
    (#""\uD83D\uDE00""#, "\"\u{1F600}\""), ("\"a \\\n  b\\\n  \\ c\"", #""a b c""#),
    ("a: |\n  b\n   c\n\nd: e", #"{"a":"b\n c\n","d":"e"}"#), ("a: |-\n  b\n", #"{"a":"b"}"#),
    ("a: |+\n  b\n\n", #"{"a":"b\n\n"}"#), ("a: |2\n   b\n", #"{"a":" b\n"}"#),
    ("a: >\n  b\n  c\n\n  d\n   e\n  f\n", #"{"a":"b c\nd\n e\nf\n"}"#),
    ("a: >-\n\n  b\n  # no comment\n # comment\n", #"{"a":"\nb # no comment"}"#),
    ("&x a: &y [1]\nb: *y\nc: *x", #"{"a":[1],"b":[1],"c":"a"}"#),
    ("- &a 1\n- *a\n- &a 2\n- *a", "[1,1,2,2]"), ("&a\n!!map\nb: c\n#", #"{"b":"c"}"#),
    ("%TAG !e! tag:yaml.org,2002:\n--- !e!str 12", #""12""#),
    ("!<tag:yaml.org,2002:str> 12", #""12""#),
    ("key: -b", #"{"key":"-b"}"#),
    ("a: 'b'", #"{"a":"b"}"#),
    ("\n# only\n\n  # comments\n", ""), ("a:\n \tb", #"{"a":"b"}"#),
    ("- a\n-\n- b", #"["a",null,"b"]"#), ("a:\nb:", #"{"a":null,"b":null}"#),
  ])
  func `reads collections, styles, anchors and tags`(_ source: String, _ expected: String) {
    #expect(json(source) == (expected.isEmpty ? [] : [expected]))
  }

  @Test func `reads the documents of a stream`() {
    #expect(
      json("a\n---\nb\n...\n# c\n---\n...\nd: e") == [#""a""#, #""b""#, "null", #"{"d":"e"}"#])
    #expect(json("") == [])
    #expect(json("---") == ["null"])
    #expect(json("%YAML 1.2\n---\n- x") == [#"["x"]"#])
  }

  @Test func `keeps the source text beside the meaning`() throws {
    let scalar = YAMLNode.Scalar(text: "010", style: .plain)
    #expect(scalar.resolved == .int(10))
    #expect(scalar.jsonNumber == "10")
    #expect(YAMLNode.Scalar(text: "3.90", style: .plain).resolved == .float(3.9))
    #expect(YAMLNode.Scalar(text: "-.inf", style: .plain).resolved == .float(-.infinity))
    #expect(YAMLNode.Scalar(text: "3.90", style: .literal).resolved == .string("3.90"))
  }
}

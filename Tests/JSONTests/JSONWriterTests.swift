import JSON
import Testing

struct JSONWriterTests {
  @Test func `keeps the order of members and the text of numbers`() {
    let value: JSONValue = ["b": .number("3.90"), "a": [1, true, .null]]
    #expect(value.serialized() == #"{"b":3.90,"a":[1,true,null]}"#)
    #expect(
      value.serialized(indented: true)
        == "{\n  \"b\": 3.90,\n  \"a\": [\n    1,\n    true,\n    null\n  ]\n}\n")
  }

  @Test(arguments: [
    ("a\"b\\", #""a\"b\\""#), ("\n\t\u{1}", #""\n\t\u0001""#),
    ("\u{7F}\u{2028}", #""\u007f\u2028""#),
    ("é😀", "\"é😀\""),
  ])
  func `escapes what would not read back`(text: String, json: String) {
    #expect(JSONValue.string(text).serialized() == json)
  }

  @Test(arguments: [(1.0, "1"), (87.65432, "87.6543"), (0.1 + 0.2, "0.3"), (-2.5, "-2.5")])
  func `rounds decimals`(value: Double, text: String) {
    #expect(JSONValue.decimal(value).serialized() == text)
  }

  @Test func `has no numbers that JSON lacks`() {
    #expect(JSONValue.decimal(.infinity) == .null)
    #expect(JSONValue.decimal(.nan) == .null)
  }
}

import Diagnostics
import Testing

@testable import YAML

@Suite struct `Hostile input` {
  /// Ids of the problems of a text.
  private func ids(_ text: String, _ limits: ParseLimits = .standard) -> [String] {
    var diagnostics: [Diagnostic] = []
    _ = YAMLReader.parse(
      SourceFile(path: "bomb.yaml", text: text), limits: limits, into: &diagnostics)
    return diagnostics.filter { $0.severity == .error }.map(\.id)
  }

  private static func indented(_ levels: Int) -> String {
    (0..<levels).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
  }

  private static func chained(_ aliases: Int) -> String {
    var text = "- &a0 [x]\n"
    for index in 1..<aliases { text += "- &a\(index) [*a\(index - 1)]\n" }
    return text
  }

  @Test(arguments: [
    String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
    String(repeating: "- ", count: 100_000), String(repeating: "? ", count: 100_000),
    String(repeating: "[a: ", count: 100_000), indented(600), chained(600),
  ])
  func `cannot nest without bound`(_ text: String) {
    let found = ids(text)
    #expect(found == ["too-deep"] || found == ["alias-expansion"])
  }

  @Test func `may nest as deep as the limit says`() {
    let depth = ParseLimits.standard.depth
    let text = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    #expect(ids(text) == [])
    #expect(ids("[" + text + "]") == ["too-deep"])
  }

  @Test func `cannot multiply through aliases`() {
    var laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n"
    for level in 1..<9 {
      let aliases = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      laughs += "a\(level): &a\(level) [\(aliases)]\n"
    }
    #expect(ids(laughs) == ["alias-expansion"])
    let long = "a: &a \"" + String(repeating: "x", count: 100_000) + "\"\nb: ["
    #expect(ids(long + String(repeating: "*a, ", count: 1_000) + "]") == ["alias-expansion"])
    #expect(ids("a: &a [x, y]\nb: [*a, *a, *a]") == [])
  }

  @Test func `cannot make a cycle`() {
    #expect(ids("a: &a\n  b: *a\n  c: &c [*c]") == ["alias-cycle", "alias-cycle"])
  }

  @Test func `cannot nest keys inside keys without bound`() {
    let text = String(repeating: "{", count: 100) + String(repeating: "}", count: 100)
    #expect(ids(text) == ["too-deep"])
    #expect(ids("{{a: b}: c}") == [])
  }

  @Test func `cannot exceed the bounds on bytes and values`() {
    var limits = ParseLimits()
    limits.bytes = 10
    limits.nodes = 3
    #expect(ids("a: 123456789", limits) == ["too-large"])
    #expect(ids("[1,2,3,4]", limits) == ["too-large"])
    #expect(ids("[1,2]", limits) == [])
  }

  @Test func `cannot fill the memory with messages`() {
    let found = ids("[" + String(repeating: "*a,", count: 5_000) + "]")
    #expect(found.count == 101)
    #expect(found.last == "too-many-problems")
  }

  @Test func `takes time in proportion to its size`() {
    let count = 50_000
    let clock = ContinuousClock()
    let texts = [
      "a: \"" + String(repeating: "x \n  ", count: count) + "\"",
      "a: |\n" + String(repeating: "  line\n", count: count),
      "a: x\n" + String(repeating: "  line\n", count: count),
      "a: x\n" + String(repeating: "\n", count: count),
      "- '" + String(repeating: "''", count: count) + "'",
      String(repeating: "- *a\n", count: count),
      String(repeating: "a: 1\n", count: count),
      "[" + String(repeating: "*a ,", count: count) + "]",
    ]
    for text in texts {
      let time = clock.measure { _ = ids(text) }
      // Debug builds are some 20 times slower than the tool.
      #expect(time < .seconds(5), "\(text.prefix(20))")
    }
  }
}

import Diagnostics
import JSON
import Testing
import YAML

@Suite struct YAMLWriterTests {
  func read(_ text: String) -> YAMLNode? {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "a.yaml", text: text)
    return YAMLReader.parseSingle(file, into: &diagnostics)?.root
  }

  static func text(_ value: String) -> YAMLNode {
    YAMLNode(
      .scalar(YAMLNode.Scalar(text: value, style: .doubleQuoted)), span: Span(start: 0, end: 0))
  }

  @Test(arguments: [
    "plain", "", " ", "null", "~", "true", "no", "On", "3.90", "2020", "2020-05", "2020-05-01",
    "12:30", "1_000", "0x1F", "0b1", "+1", ".5", "1e3", ".inf", "a: b", "a:b", "a #b", "a#b",
    "- a", "-a", "? x", ": x", "*x", "&x", "!x", "%x", "@x", "`x", "'x'", "\"x\"", "{a}", "[a]",
    "a, b", "a]", "x:", "...", "---", "=", "<<", "<b>", "tab\there", "bell\u{7}", "\u{FEFF}x",
    "line\nbreak", "line\nbreak\n", "line\nbreak\n\n", "\nlead", " lead\nx", "a\r\nb", "\u{2028}",
    "a\u{85}b", "nbsp\u{A0}x", "😀", "\u{202E}x", "trailing ", "日本語: x", "#", "|", ">", "x\n  y",
    String(repeating: "word ", count: 40) + "end", String(repeating: "x", count: 300),
    String(repeating: "x", count: 1500), String(repeating: "é: ", count: 500) + "x",
    String(repeating: "two  spaces ", count: 20), "a\n" + String(repeating: "long ", count: 40),
  ])
  func `writes a text that reads back, wherever it stands`(value: String) throws {
    let scalar = Self.text(value)
    let span = scalar.span
    let list = YAMLNode(.sequence([scalar, scalar]), span: span)
    let map = YAMLNode(
      .mapping([
        YAMLNode.Entry(key: Self.text("k"), value: scalar),
        YAMLNode.Entry(key: Self.text("l"), value: list),
        YAMLNode.Entry(key: Self.text("m"), value: YAMLNode(.sequence([list]), span: span)),
      ]), span: span)
    let root = YAMLNode(.sequence([map, list]), span: span)
    let written = YAMLWriter.write(root)
    let back = try #require(read(written), "\(written)")
    #expect(back.jsonValue == root.jsonValue, "\(written)")
    let alone = try #require(read(YAMLWriter.write(scalar)))
    #expect(alone.jsonValue == scalar.jsonValue)
    let keyed = YAMLNode(.mapping([YAMLNode.Entry(key: scalar, value: Self.text("v"))]), span: span)
    #expect(read(YAMLWriter.write(keyed))?.jsonValue == keyed.jsonValue)
  }

  @Test func `writes as a person would`() throws {
    let yaml = """
      name: Ada Lovelace
      phone: +44 20
      score: 3.90
      none: null
      summary: |-
        One
        Two
      work:
        - name: Mill
          keywords: [C++, "a, b", Go]
          highlights:
            - Wrote the notes on the analytical engine, all of them, in one summer
            - "Fixed: the numbers"
        - name: Home
      empty: []
      nothing: {}
      """
    #expect(YAMLWriter.write(try #require(read(yaml))) == yaml + "\n")
  }
}

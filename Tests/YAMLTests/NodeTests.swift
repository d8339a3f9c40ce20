import Diagnostics
import Testing

@testable import YAML

@Suite struct `Nodes and their places` {
  private func root(_ text: String) throws -> YAMLDocument {
    var diagnostics: [Diagnostic] = []
    let document = YAMLReader.parseSingle(
      SourceFile(path: "ada.yaml", text: text), into: &diagnostics)
    #expect(diagnostics.isEmpty)
    return try #require(document)
  }

  @Test func `give decoders what they ask for`() throws {
    let node = try root("name: Ada\ngpa: 3.90\nyear: 2024\non: true\nnone:\nlist: [a]\n").root
    #expect(node["name"]?.text == "Ada")
    #expect(node["gpa"]?.text == "3.90")
    #expect(node["gpa"]?.number == 3.9)
    #expect(node["year"]?.int == 2024)
    #expect(node["year"]?.number == 2024)
    #expect(node["on"]?.bool == true)
    #expect(node["none"]?.isNull == true)
    #expect(node["none"]?.text == nil)
    #expect(node["list"]?.items?.count == 1)
    #expect(node.entry("absent") == nil)
    #expect(node.entry("list")?.key.text == "list")
    #expect(node.entries?.count == 6)
    #expect(
      ["name", "gpa", "on", "none", "list"].map { node[$0]?.kindName } == [
        "a text", "a number", "true or false", "nothing", "a list",
      ])
  }

  @Test(arguments: [
    ("name", "Ada"), ("quoted", #""a b""#), ("text", "|\n  one\n  two"), ("list", "- x\n  - y: z"),
    ("flow", "[1, {a: b}]"), ("long", "one\n  two"),
  ])
  func `know the text that they were read from`(_ key: String, _ expected: String) throws {
    let source = """
      name: Ada # note
      quoted: "a b"
      text: |
        one
        two

      list:
        - x
        - y: z

      flow: [1, {a: b}] # note
      long: one
        two
      """
    let document = try root(source)
    let node = try #require(document.root[key])
    #expect(document.file.text(node.span) == expected)
    #expect(document.location(of: node).lineReference.hasPrefix("ada.yaml:"))
  }

  @Test func `an empty file is a null document and two documents are an error`() throws {
    #expect(try root("# nothing\n").root.isNull)
    var diagnostics: [Diagnostic] = []
    _ = YAMLReader.parseSingle(
      SourceFile(path: "two.yaml", text: "a: 1\n---\nb: 2\n"), into: &diagnostics)
    #expect(diagnostics.map(\.id) == ["multiple-documents"])
    #expect(diagnostics.first?.location?.lineReference == "two.yaml:3")
    let broken = YAMLReader.parseSingle(
      SourceFile(path: "bad.yaml", text: "a: ["), into: &diagnostics)
    #expect(broken == nil)
  }
}

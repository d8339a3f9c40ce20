import Diagnostics
import HTML
import Testing

@Suite struct HostileInputTests {
  static let inputs: [(name: String, unit: String)] = [
    ("open blocks", "<div>"), ("crossed formatting", "<a><b>"), ("unclosed paragraphs", "<p><b>"),
    ("formatting with attributes", "<b a=1><i b=2><p>"), ("tables", "<table><tr><td>"),
    ("tables with misplaced text", "<table>x<b>y"), ("lists", "<ul><li>"),
    ("stray end tags", "</b></p></x>"), ("misnested", "<b><p></b></p>"), ("svg", "<svg><g>"),
    ("references", "&notin;&ampx&#x41"), ("less-than signs", "<"), ("comments", "<!-- -->"),
    ("open comment dashes", "<!-- - "), ("select", "<select><option>"), ("font", "<font size=1>"),
    ("templates", "<template><td>"), ("raw text", "<textarea></x"),
    ("script", "<script><!--<script>"),
    ("nobr", "<nobr><div>"), ("buttons", "<button><p>"), ("text in pieces", "a</x>"),
  ]

  @Test(arguments: inputs)
  func `ends in linear time`(_ input: (name: String, unit: String)) {
    let small = time(input.unit, bytes: 10_000)
    let large = time(input.unit, bytes: 40_000)
    #expect(large < max(small * 8, .milliseconds(400)), "\(input.name): \(small), \(large)")
  }

  private func time(_ unit: String, bytes: Int) -> Duration {
    let text = String(repeating: unit, count: bytes / unit.utf8.count)
    let file = SourceFile(path: "x.html", text: text)
    var diagnostics: [Diagnostic] = []
    return processorTime {
      let document = HTMLParser.parse(file, into: &diagnostics)
      #expect(document.nodes.count < bytes * 4)
      #expect(diagnostics.count <= 100)
    }
  }

  @Test func `one tag may have very many attributes`() {
    let attributes = (0..<100_000).map { "a\($0)=\($0)" }.joined(separator: " ")
    var diagnostics: [Diagnostic] = []
    let document = HTMLParser.parse(
      SourceFile(path: "x", text: "<p \(attributes) a5=again>"), into: &diagnostics)
    let paragraph = document.firstElement(named: "p").flatMap(document.element)
    #expect(paragraph?.attributes.count == 100_000)
    #expect(diagnostics.map(\.id) == ["duplicate-attribute"])
  }

  @Test func `deeper elements become siblings`() {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "x", text: String(repeating: "<div>", count: 2000) + "text")
    let document = HTMLParser.parse(file, into: &diagnostics)
    var depth = 0
    var id = document.descendants().first { document[$0].kind == .text("text") }
    while let up = id {
      depth += 1
      id = document[up].parent
    }
    #expect(depth == 514)
    #expect(document.descendants().filter { document.element($0)?.name == "div" }.count == 2000)
    #expect(diagnostics.contains { $0.id == "nested-too-deep" })
  }
}

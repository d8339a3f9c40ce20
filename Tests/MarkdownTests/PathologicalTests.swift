import Diagnostics
import Markdown
import Testing

@Suite struct PathologicalTests {
  /// A shape of a given size that has cost some Markdown parser its stack or its time.
  struct Shape: Sendable, CustomTestStringConvertible {
    var name: String
    var make: @Sendable (Int) -> String

    init(_ name: String, _ make: @escaping @Sendable (Int) -> String) {
      self.name = name
      self.make = make
    }

    var testDescription: String { name }
  }

  private static func times(_ unit: String) -> @Sendable (Int) -> String {
    { String(repeating: unit, count: $0) }
  }

  static let shapes: [Shape] = [
    Shape("stars around x") { times("*")($0) + "x" + times("*")($0) },
    Shape("underscores around x") { times("_")($0) + "x" + times("_")($0) },
    Shape("mixed emphasis") { times("*_")($0) + "x" + times("_*")($0) },
    Shape("tildes", times("~~a ")), Shape("open brackets", times("[")),
    Shape("nested brackets") { times("[")($0) + "a" + times("]")($0) },
    Shape("open images", times("![")), Shape("open links", times("[a](b")),
    Shape("open angle links", times("[a](<b")), Shape("emphasis runs", times("a***b**c*d ")),
    Shape("emphasis and links", times("*a* [b](c) ")),
    Shape("emphasis that never closes", times("*a_ ")), Shape("ticks", times("`")),
    Shape("growing ticks") { count in
      var text = ""
      var length = 1
      while text.utf8.count < count {
        text += "e" + String(repeating: "`", count: length)
        length += 1
      }
      return text
    },
    Shape("quotes", times("> ")), Shape("lists", times("- ")), Shape("numbers", times("1. ")),
    Shape("quotes, then lines") { times(">")($0) + "a\n" + times("b\n")($0) },
    Shape("lists, then blank lines") { times("- ")($0) + "a\n" + times("\n")($0) },
    Shape("ever deeper list") { count in
      (0..<200).map { String(repeating: "  ", count: $0) + "- a\n" }.joined() + times("\n")(count)
    },
    Shape("columns") { times("|a")($0) + "|\n" + times("|-")($0) + "|\n" + times("|b")($0) },
    Shape("columns and empty rows") {
      times("|a")(150) + "|\n" + times("|-")(150) + "|\n" + times("|\n")($0)
    },
    Shape("paragraph, then table") { times("a\n")($0) + "|-|\n" },
    Shape("declarations", times("a <!A ")), Shape("instructions", times("a <?")),
    Shape("CDATA", times("a <![CDATA[")), Shape("comments", times("a <!-- ")),
    Shape("open tags", times("<a ")), Shape("open attributes", times("<a b=\"")),
    Shape("at signs", times("a@")), Shape("mail addresses", times("a@b.c ")),
    Shape("closing parentheses") { "www.a.b" + times(")")($0) }, Shape("hosts", times("www.a.b ")),
    Shape("schemes", times("http://")),
    Shape("one reference, many uses") {
      "[a]: " + times("u")($0) + "\n\n" + times("[a] ")($0)
    },
    Shape("reference definitions", times("[a]: u\n")), Shape("open titles", times("[a]: u \"")),
    Shape("entities", times("&amp")), Shape("backslashes", times("\\")),
    Shape("blank lines", times("\n")), Shape("HTML blocks", times("<div>\n")),
  ]

  @Test(arguments: shapes)
  func `takes little time`(_ shape: Shape) {
    let source = shape.make(8_000)
    let file = SourceFile(path: "x.md", text: source)
    let time = processorTime {
      _ = blockHTML(source)
      _ = inlineHTML(source)
      _ = markdownBlocks(of: file)
    }
    #expect(time < .seconds(2), "three readings took \(time)")
  }

  @Test(arguments: ["*", "_", "~~", "[", "![", "> ", "- ", "1. ", "*_", "**_", "> - "])
  func `depth costs no stack`(_ unit: String) {
    let source = String(repeating: unit, count: 50_000)
    let closed = source + "x" + String(source.reversed())
    _ = markdownBlocks(of: SourceFile(path: "x.md", text: source + "x"))
    #expect(!blockHTML(closed).isEmpty)
  }

  @Test func `what costs too much is shown as typed`() {
    let source =
      String(repeating: "> ", count: 5000) + "a\n" + String(repeating: "b\n", count: 5000)
    let blocks = markdownBlocks(of: SourceFile(path: "x", text: source + "\n# c"))
    #expect(blocks.count == 2)
    #expect(blocks.last?.text == "# c")
    #expect(blocks.last?.kind == .paragraph)
    let long = String(repeating: "word *em* ", count: 120_000)
    #expect(inlineHTML(long).plain.utf8.count == long.utf8.count - 1)
  }
}

import Diagnostics
import Markdown
import Testing

@Suite struct BlockTests {
  @Test(arguments: [
    ("# A *b*\n\ntext\nmore", "<h1>A <em>b</em></h1>\n<p>text\nmore</p>\n"),
    ("- a\n- b\n  - c\n", "<ul>\n<li>a</li>\n<li>b\n<ul>\n<li>c</li>\n</ul>\n</li>\n</ul>\n"),
    ("3. a\n\n4. b", "<ol start=\"3\">\n<li><p>a</p>\n</li>\n<li><p>b</p>\n</li>\n</ol>\n"),
    ("- [x] done\n- [ ] open", "<ul>\n<li>☑ done</li>\n<li>☐ open</li>\n</ul>\n"),
    ("> a\n> b", "<blockquote>\n<p>a\nb</p>\n</blockquote>\n"),
    ("```swift\na<b\n```", "<pre><code>a&lt;b\n</code></pre>\n"), ("---", "<hr>\n"),
    (
      "|a|b|\n|:-|-:|\n|1|2|",
      "<table>\n<thead>\n<tr>\n<th align=\"left\">a</th>\n<th align=\"right\">b</th>\n</tr>\n</thead>\n"
        + "<tr>\n<td align=\"left\">1</td>\n<td align=\"right\">2</td>\n</tr>\n</table>\n"
    ),
    ("<div>\nx\n</div>", "<p>&lt;div&gt;\nx\n&lt;/div&gt;</p>\n"), ("<!-- gone -->", ""), ("", ""),
    ("a  \nb", "<p>a<br>\nb</p>\n"),
    ("[x][r]\n\n[r]: https://a.b", "<p><a href=\"https://a.b\">x</a></p>\n"),
  ])
  func `writes blocks`(_ source: String, _ expected: String) {
    #expect(blockHTML(source) == expected)
  }

  private static let posting = """
    ---
    title: Engineer
    ---
    # Senior Engineer

    We build **things**
    that last.

    **Requirements:**

    - 5+ years of `Swift`
      and C
    - A degree
      1. in physics

    | Skill | Years |
    |---|---|
    | Go | 3 |

    > Apply now

    <ul><li>Python</li><li>List<T> &amp; more</li></ul>
    """

  /// Where the front matter ends.
  private static let bodyStart = posting.utf8.count - posting.drop { $0 != "#" }.utf8.count

  /// One line a block: depth, kind, text and the source that its span covers.
  private func outline(_ blocks: [MarkdownBlock], _ file: SourceFile, depth: Int = 0) -> [String] {
    blocks.flatMap { block -> [String] in
      let mark = block.isStrong ? "!" : ""
      let text = block.text.replacing("\n", with: "⏎")
      let line = String(repeating: "  ", count: depth) + "\(block.kind)\(mark) \(text)"
      return [line] + outline(block.children, file, depth: depth + 1)
    }
  }

  @Test func `gives a posting as a tree`() {
    let file = SourceFile(path: "job.md", text: Self.posting)
    let blocks = markdownBlocks(of: file, from: Self.bodyStart)
    #expect(
      outline(blocks, file) == [
        "heading(level: 1) Senior Engineer", "paragraph We build things⏎that last.",
        "paragraph! Requirements:", "list(start: nil) ", "  item(isChecked: nil) ",
        "    paragraph 5+ years of Swift⏎and C", "  item(isChecked: nil) ",
        "    paragraph A degree",
        "    list(start: Optional(1)) ", "      item(isChecked: nil) ",
        "        paragraph in physics",
        "table ", "  row(isHeader: true) ", "    cell Skill", "    cell Years",
        "  row(isHeader: false) ", "    cell Go", "    cell 3", "quote ", "  paragraph Apply now",
        "paragraph Python⏎List<T> & more",
      ])
  }

  @Test func `spans are places in the file`() {
    let file = SourceFile(path: "job.md", text: Self.posting)
    let blocks = markdownBlocks(of: file, from: Self.bodyStart)
    #expect(file.text(blocks[0].span) == "# Senior Engineer")
    #expect(file.text(blocks[1].span) == "We build **things**\nthat last.")
    let item = blocks[3].children[0].children[0]
    #expect(file.text(item.span) == "5+ years of `Swift`\n  and C")
    #expect(file.position(of: item.span.start) == Position(line: 11, column: 3))
    #expect(file.text(blocks[4].children[1].children[0].span).contains("Go"))
  }

  @Test func `deep lists are joined`() {
    let source = String(repeating: "- ", count: 500) + "x"
    var blocks = markdownBlocks(of: SourceFile(path: "x", text: source))
    var depth = 0
    while let first = blocks.first {
      depth += 1
      if first.text == "x" { break }
      blocks = first.children
    }
    #expect(depth == 25)
  }
}

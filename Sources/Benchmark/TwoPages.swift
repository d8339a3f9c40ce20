/// The text of all PDF figures (`bench/two-pages.txt`) as a web page, set as the C peer sets it.
///
/// A line is a paragraph: `# ` name, `## ` heading, `- ` item of a list, `> ` a title and, after a
/// tab, its date at the other end of the line; anything else plain.
struct TwoPages {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n") }

  /// Paragraphs of the page.
  var count: Int { lines.count }

  /// The page; a mark makes the first paragraph, or all of them, differ from other documents'.
  func html(mark: String = "", inEveryParagraph: Bool = false) -> String {
    var body = ""
    var isInList = false
    for (index, line) in lines.enumerated() {
      let isItem = line.hasPrefix("- ")
      if isItem != isInList {
        body += isItem ? "<ul>\n" : "</ul>\n"
        isInList = isItem
      }
      let end = inEveryParagraph || index == 1 ? mark : ""
      body += element(line, end) + "\n"
    }
    return Self.head + body + (isInList ? "</ul>\n" : "") + "</body>\n</html>\n"
  }

  private func element(_ line: Substring, _ mark: String) -> String {
    if line.hasPrefix("## ") { return "<h2>\(escaped(line.dropFirst(3)))\(mark)</h2>" }
    if line.hasPrefix("# ") { return "<h1>\(escaped(line.dropFirst(2)))\(mark)</h1>" }
    if line.hasPrefix("- ") { return "<li>\(escaped(line.dropFirst(2)))\(mark)</li>" }
    if line.hasPrefix("> ") {
      let parts = line.dropFirst(2).split(separator: "\t")
      let date = parts.count > 1 ? "<span>\(escaped(parts[1]))</span>" : ""
      return "<h3>\(escaped(parts.first ?? ""))\(mark)\(date)</h3>"
    }
    return "<p>\(escaped(line))\(mark)</p>"
  }

  private func escaped(_ text: Substring) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      default: result.append(character)
      }
    }
    return result
  }

  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <title>Maren Oduya</title>
    <style>
    @page { size: A4; margin: 48pt }
    body { margin: 0; font: 10.5pt "Liberation Sans"; font-variant-ligatures: none }
    h1, h2, h3, p, ul { margin: 0; padding: 0 }
    h1 { font-size: 24pt }
    h2 { margin-top: 10pt; padding-bottom: 1pt; border-bottom: 0.75pt solid; margin-bottom: 3pt;
      font-size: 13pt }
    h3 { margin-top: 4pt; font-size: 11pt; display: flex; justify-content: space-between }
    h3 span { font-size: 10.5pt; font-weight: normal }
    ul { padding-left: 14pt }
    </style>
    </head>
    <body>

    """
}

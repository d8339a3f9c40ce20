import Diagnostics
import HTML

/// The text of HTML that someone pasted into Markdown, a line for each block of it.
enum MarkupText {
  private static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "br", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
  ]

  private static let inlines: Set<String> = [
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time",
    "tt", "u", "var", "wbr",
  ]

  /// Elements whose content nobody reads.
  private static let hidden: Set<String> = [
    "head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title",
  ]

  static func lines(of source: String) -> String {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "markup", text: source)
    let document = HTMLParser.parseFragment(file, into: &diagnostics)
    var lines: [String] = [""]
    var current = document.next(after: .document)
    while let id = current {
      let skips = visit(id, of: document, file, &lines)
      current = document.next(after: id, skippingChildren: skips)
    }
    return lines.map(collapsed).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// Adds a node's own text; true when what is inside it doesn't count.
  private static func visit(
    _ id: HTMLDocument.NodeID, of document: HTMLDocument, _ file: SourceFile,
    _ lines: inout [String]
  ) -> Bool {
    switch document[id].kind {
    case .text(let text):
      if startsLine(id, of: document) { lines.append("") }
      lines[lines.count - 1] += text
    case .element(let element):
      if hidden.contains(element.name) { return true }
      if blocks.contains(element.name) {
        lines.append("")
      } else if !inlines.contains(element.name) {
        // What only looks like a tag, such as the "T" of "<T>".
        lines[lines.count - 1] += file.text(document[id].span)
      }
    default: break
    }
    return false
  }

  /// Text after a block stands on a line of its own.
  private static func startsLine(
    _ id: HTMLDocument.NodeID, of document: HTMLDocument
  ) -> Bool {
    guard let previous = document[id].previousSibling,
      let element = document.element(previous)
    else { return false }
    return blocks.contains(element.name)
  }

  private static func collapsed(_ line: String) -> String {
    line.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}

import Diagnostics
import HTML
import Markdown
import Matching

/// What must hold for any posting: its HTML has only tags and addresses that are safe, blocks lie in
/// the file, and requirements can be read of it.
func checkMarkdown(_ bytes: [UInt8]) {
  let file = SourceFile(path: "input.md", bytes: bytes)
  for block in markdownBlocks(of: file) { checkBlock(block, in: file) }
  let text = String(decoding: bytes, as: UTF8.self)
  checkSafe(blockHTML(text))
  let field = inlineHTML(text)
  checkSafe(field.html)
  precondition(inlineHTML(text) == field, "the same text gives another field")
  let posting = Posting(title: "", body: text)
  for line in posting.lines { precondition(!line.source.isEmpty) }
}

private func checkBlock(_ block: MarkdownBlock, in file: SourceFile) {
  precondition(0 <= block.span.start && block.span.start <= block.span.end)
  precondition(Int(block.span.end) <= file.bytes.count, "a block leaves the file")
  for child in block.children { checkBlock(child, in: file) }
}

/// Nothing but plain markup, and no address that runs code.
private func checkSafe(_ html: String) {
  var problems: [Diagnostic] = []
  let file = SourceFile(path: "output.html", text: html)
  let document = HTMLParser.parseFragment(file, into: &problems)
  for id in document.descendants() {
    guard let element = document.element(id) else { continue }
    precondition(plainElements.contains(element.name), "<\(element.name)> in safe HTML")
    for attribute in element.attributes {
      precondition(plainAttributes.contains(attribute.name), "\(attribute.name) in safe HTML")
      if attribute.name == "href" {
        precondition(SafeURL(attribute.value) != nil, "a link that is not safe")
      }
    }
  }
}

private let plainElements: Set<String> = [
  "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li",
  "ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
]

private let plainAttributes: Set<String> = ["href", "start", "class"]

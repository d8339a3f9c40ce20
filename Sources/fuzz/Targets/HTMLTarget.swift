import CSS
import Diagnostics
import Extraction
import Geometry
import HTML

/// What must hold for any page: a tree whose nodes lie in the file, styles for it, and, as a resume
/// of a stranger, lines without markup.
func checkHTML(_ bytes: [UInt8]) {
  var problems: [Diagnostic] = []
  let file = SourceFile(path: "input.html", bytes: bytes)
  let document = HTMLParser.parse(file, into: &problems)
  for node in document.nodes {
    precondition(0 <= node.span.start && node.span.start <= node.span.end)
    precondition(Int(node.span.end) <= bytes.count, "a node leaves the file")
  }
  _ = document.serializedBytes()
  let paper = Media.print(
    paper: Size(width: 794, height: 1123), margin: Edges(top: 40, right: 40, bottom: 40, left: 40))
  _ = style(document: document, file: file, media: paper, into: &problems)
  let sheet = SourceFile(
    path: "style.html", bytes: Array("<style>".utf8) + bytes + Array("</style><p class=a>b".utf8))
  let styled = HTMLParser.parse(sheet, into: &problems)
  _ = style(document: styled, file: sheet, media: paper, into: &problems)
  for problem in problems { checkPlace(problem) }
  _ = try? ForeignResume(Array("<html>".utf8) + bytes, path: "input", name: "input.html")
}

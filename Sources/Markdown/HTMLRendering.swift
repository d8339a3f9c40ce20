import HTML

/// Writes a syntax tree as HTML that holds only elements and links from a short list.
///
/// Raw HTML is text here: what looks like a tag in a resume (`<T>`, `vector<int>`) is meant to be
/// read. Links lead to http, https, mailto and tel only; images become their alternative text.
struct HTMLRendering {
  /// Elements inside each other, beyond which only their content is written.
  static let depthLimit = 24

  let tree: SyntaxTree
  /// Where a link within a set of pages leads; without it such links are text.
  var resolve: ((String) -> String?)?
  private(set) var bytes: [UInt8] = []
  private var open: [OpenNode] = []

  /// A node whose end tag is still to be written.
  private struct OpenNode {
    var end: Int
    var endTag: String
    var isTightList = false
    var isItem = false
    var alignments: [SyntaxTree.Alignment] = []
    var cell = 0
  }

  init(_ tree: SyntaxTree, resolve: ((String) -> String?)? = nil) {
    self.tree = tree
    self.resolve = resolve
  }

  var html: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes the nodes of a range of the tree.
  mutating func write(_ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      closeNodes(endingBy: index)
      index = write(index)
    }
    closeNodes(endingBy: range.upperBound)
  }

  private mutating func closeNodes(endingBy index: Int) {
    while let last = open.last, last.end <= index {
      append(last.endTag)
      open.removeLast()
    }
  }

  /// Writes a node's start and returns the index to go on with.
  private mutating func write(_ index: Int) -> Int {
    switch tree.nodes[index].kind {
    case .text(let text): escape(text)
    case .softBreak: append("\n")
    case .lineBreak: append("<br>\n")
    case .inlineCode(let text):
      append("<code>")
      escape(text)
      append("</code>")
    case .inlineHTML(let source): rawInline(source)
    case .code(_, let text):
      append("<pre><code>")
      escape(text)
      append("</code></pre>\n")
    case .html(let source): rawBlock(source)
    case .rule: append("<hr>\n")
    case .image:
      escape(PlainText.of(tree, (index + 1)..<tree.nodes[index].end))
      return tree.nodes[index].end
    default: start(index)
    }
    return index + 1
  }

  private mutating func start(_ index: Int) {
    let node = tree.nodes[index]
    guard open.count < Self.depthLimit else { return }
    switch node.kind {
    case .paragraph: startParagraph(node)
    case .heading(let level): push(node, "<h\(level)>", "</h\(level)>\n")
    case .quote: push(node, "<blockquote>\n", "</blockquote>\n")
    case .list(let start, let isTight): startList(node, start, isTight)
    case .item(let isChecked):
      push(node, isChecked.map { $0 ? "<li>☑ " : "<li>☐ " } ?? "<li>", "</li>\n")
      open[open.count - 1].isItem = true
    case .table(let alignments):
      push(node, "<table>\n", "</table>\n")
      open[open.count - 1].alignments = alignments
    case .row(let isHeader): startRow(node, isHeader)
    case .cell: startCell(node)
    case .emphasis: push(node, "<em>", "</em>")
    case .strong: push(node, "<strong>", "</strong>")
    case .strikethrough: push(node, "<del>", "</del>")
    case .link(let url):
      guard let target = SafeURL(url)?.text ?? resolve?(url) else { return }
      push(node, "<a href=\"\(escapeAttribute(target))\">", "</a>")
    default: return
    }
  }

  private mutating func push(_ node: SyntaxTree.Node, _ startTag: String, _ endTag: String) {
    append(startTag)
    open.append(OpenNode(end: node.end, endTag: endTag))
  }

  /// In a tight list a paragraph is the item's own text.
  private mutating func startParagraph(_ node: SyntaxTree.Node) {
    let isTight =
      open.count >= 2 && open[open.count - 1].isItem && open[open.count - 2].isTightList
    guard isTight else { return push(node, "<p>", "</p>\n") }
    if let item = open.last, node.end < item.end { push(node, "", "\n") }
  }

  private mutating func startList(_ node: SyntaxTree.Node, _ start: Int?, _ isTight: Bool) {
    if let start {
      push(node, start == 1 ? "<ol>\n" : "<ol start=\"\(start)\">\n", "</ol>\n")
    } else {
      push(node, "<ul>\n", "</ul>\n")
    }
    open[open.count - 1].isTightList = isTight
  }

  private mutating func startRow(_ node: SyntaxTree.Node, _ isHeader: Bool) {
    let alignments = open.last?.alignments ?? []
    push(node, isHeader ? "<thead>\n<tr>\n" : "<tr>\n", isHeader ? "</tr>\n</thead>\n" : "</tr>\n")
    open[open.count - 1].alignments = alignments
    open[open.count - 1].isItem = isHeader
  }

  private mutating func startCell(_ node: SyntaxTree.Node) {
    guard let row = open.last else { return }
    let name = row.isItem ? "th" : "td"
    var style = ""
    if row.cell < row.alignments.count {
      switch row.alignments[row.cell] {
      case .left: style = " align=\"left\""
      case .center: style = " align=\"center\""
      case .right: style = " align=\"right\""
      case .none: break
      }
    }
    open[open.count - 1].cell += 1
    push(node, "<\(name)\(style)>", "</\(name)>\n")
  }

  // MARK: Raw HTML

  private mutating func rawInline(_ source: String) {
    switch RawHTML.kind(of: source) {
    case .comment: return
    case .lineBreak: append("<br>")
    case .other: escape(source)
    }
  }

  private mutating func rawBlock(_ source: String) {
    let text = RawHTML.withoutComments(source)
    guard !text.isEmpty else { return }
    append("<p>")
    escape(text)
    append("</p>\n")
  }

  private mutating func append(_ text: String) {
    bytes += text.utf8
  }

  private mutating func escape(_ text: String) {
    appendEscaped(text, to: &bytes, inAttribute: false)
  }
}

/// What raw HTML in Markdown is taken for.
enum RawHTML {
  enum Kind {
    /// A note of the author's that is not meant to be seen.
    case comment
    case lineBreak
    case other
  }

  static func kind(of source: String) -> Kind {
    if source.hasPrefix("<!--") { return .comment }
    let name = source.dropFirst().prefix { $0.isASCII && $0.isLetter }.lowercased()
    let rest = source.dropFirst(1 + name.count)
    let isBare = rest.allSatisfy { $0 == " " || $0 == "/" || $0 == ">" }
    return name == "br" && isBare ? .lineBreak : .other
  }

  /// The source without comments and without white space around it.
  static func withoutComments(_ source: String) -> String {
    var bytes = Array(source.utf8)
    if source.contains("<!--") { bytes = removingComments(bytes) }
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }

  private static func removingComments(_ bytes: [UInt8]) -> [UInt8] {
    let opening = Array("<!--".utf8)
    let closing = Array("-->".utf8)
    var kept: [UInt8] = []
    var isComment = false
    var index = 0
    while index < bytes.count {
      if !isComment, bytes[index...].starts(with: opening) {
        isComment = true
        index += opening.count
      } else if isComment, bytes[index...].starts(with: closing) {
        isComment = false
        index += closing.count
      } else {
        if !isComment { kept.append(bytes[index]) }
        index += 1
      }
    }
    return kept
  }
}

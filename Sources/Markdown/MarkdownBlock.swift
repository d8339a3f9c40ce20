public import Diagnostics

/// A block of a Markdown text, such as a job posting, with its place.
public struct MarkdownBlock: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case heading(level: Int)
    case paragraph
    case quote
    /// `start` is the first number; nil for bullets.
    case list(start: Int?)
    case item(isChecked: Bool?)
    case code(language: String)
    case table
    case row(isHeader: Bool)
    case cell
    case rule
  }

  public var kind: Kind
  /// The text without markup, of blocks that hold text; lines as in the source.
  public var text: String
  /// The whole text is bold, as headings of pasted postings often are.
  public var isStrong: Bool
  /// UTF-8 bytes in the file.
  public var span: Span
  public var children: [MarkdownBlock]

  public init(
    kind: Kind, text: String = "", isStrong: Bool = false, span: Span,
    children: [MarkdownBlock] = []
  ) {
    self.kind = kind
    self.text = text
    self.isStrong = isStrong
    self.span = span
    self.children = children
  }
}

/// The blocks of a Markdown file, from an offset on, where its front matter ends.
///
/// Blocks more than 24 deep are joined to the one that holds them.
public func markdownBlocks(of file: SourceFile, from offset: Int = 0) -> [MarkdownBlock] {
  let start = min(max(offset, 0), file.bytes.count)
  let isMarked = file.bytes[start...].starts(with: [0xEF, 0xBB, 0xBF])
  let base = isMarked ? start + 3 : start
  let tree = CMarkParser.parse(Array(file.bytes[base...]))
  var builder = BlockBuilder(tree: tree, base: Int32(clamping: base))
  return builder.run()
}

/// A Markdown text as safe HTML: headings, paragraphs, lists, quotes, code and tables.
///
/// `resolve` says where a link leads that is no address of the web, or nil where it leads nowhere.
public func blockHTML(_ text: String, resolve: ((String) -> String?)? = nil) -> String {
  let tree = CMarkParser.parse(Array(text.utf8))
  var rendering = HTMLRendering(tree, resolve: resolve)
  rendering.write(0..<tree.nodes.count)
  return rendering.html
}

/// Nests the blocks of a flat tree, without recursion.
private struct BlockBuilder {
  static let depthLimit = 24

  let tree: SyntaxTree
  let base: Int32
  /// The blocks that are still open, and the top level first.
  private var open: [(block: MarkdownBlock, end: Int)]

  init(tree: SyntaxTree, base: Int32) {
    self.tree = tree
    self.base = base
    let top = MarkdownBlock(kind: .quote, span: Span(start: 0, end: 0))
    open = [(top, tree.nodes.count)]
  }

  mutating func run() -> [MarkdownBlock] {
    var index = 0
    while index < tree.nodes.count {
      close(endingBy: index)
      index = add(index)
    }
    close(endingBy: tree.nodes.count)
    return open[0].block.children
  }

  private mutating func close(endingBy index: Int) {
    while open.count > 1, let last = open.last, last.end <= index {
      open.removeLast()
      open[open.count - 1].block.children.append(last.block)
    }
  }

  /// Adds a block and returns the index of the next one.
  private mutating func add(_ index: Int) -> Int {
    let node = tree.nodes[index]
    let span = Span(start: base + node.span.start, end: base + node.span.end)
    switch node.kind {
    case .paragraph: addText(.paragraph, index, span)
    case .heading(let level): addText(.heading(level: level), index, span)
    case .cell: addText(.cell, index, span)
    case .code(let language, let text):
      append(MarkdownBlock(kind: .code(language: language), text: text, span: span))
    case .html(let source):
      let text = MarkupText.lines(of: RawHTML.withoutComments(source))
      if !text.isEmpty { append(MarkdownBlock(kind: .paragraph, text: text, span: span)) }
    case .rule: append(MarkdownBlock(kind: .rule, span: span))
    case .quote: return nest(.quote, index, span)
    case .list(let start, _): return nest(.list(start: start), index, span)
    case .item(let isChecked): return nest(.item(isChecked: isChecked), index, span)
    case .table: return nest(.table, index, span)
    case .row(let isHeader): return nest(.row(isHeader: isHeader), index, span)
    default: break
    }
    return node.end
  }

  private mutating func nest(_ kind: MarkdownBlock.Kind, _ index: Int, _ span: Span) -> Int {
    if open.count <= Self.depthLimit {
      open.append((MarkdownBlock(kind: kind, span: span), tree.nodes[index].end))
    }
    return index + 1
  }

  private mutating func addText(_ kind: MarkdownBlock.Kind, _ index: Int, _ span: Span) {
    let content = (index + 1)..<tree.nodes[index].end
    let text = PlainText.of(tree, content, softBreak: "\n")
    append(
      MarkdownBlock(kind: kind, text: text, isStrong: isStrong(index), span: span))
  }

  /// One strong element holds all the text, but for a colon after it.
  private func isStrong(_ index: Int) -> Bool {
    var hasStrong = false
    for child in tree.children(of: index) {
      switch tree.nodes[child].kind {
      case .strong: hasStrong = true
      case .softBreak, .lineBreak: continue
      case .text(let text):
        guard text.allSatisfy({ $0 == ":" || $0.isWhitespace }) else { return false }
      default: return false
      }
    }
    return hasStrong
  }

  private mutating func append(_ block: MarkdownBlock) {
    open[open.count - 1].block.children.append(block)
  }
}

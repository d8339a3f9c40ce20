import Diagnostics

/// A parsed Markdown text as values, in tree order; the C library's tree is gone by then.
struct SyntaxTree: Sendable {
  struct Node: Sendable {
    var kind: Kind
    /// Index of the first node after this one's subtree.
    var end: Int
    /// Bytes of the text that was parsed; of blocks only.
    var span = Span(start: 0, end: 0)
  }

  enum Kind: Sendable {
    case paragraph
    case heading(level: Int)
    case quote
    case list(start: Int?, isTight: Bool)
    case item(isChecked: Bool?)
    case code(language: String, text: String)
    case html(String)
    case rule
    case table([Alignment])
    case row(isHeader: Bool)
    case cell
    // Inlines.
    case text(String)
    case inlineCode(String)
    case inlineHTML(String)
    case softBreak
    case lineBreak
    case emphasis
    case strong
    case strikethrough
    case link(url: String)
    case image
  }

  enum Alignment: Sendable {
    case none, left, center, right
  }

  var nodes: [Node] = []

  /// The children of a node, or the top level for nil, in order.
  func children(of parent: Int?) -> some Sequence<Int> {
    let end = parent.map { nodes[$0].end } ?? nodes.count
    return sequence(state: parent.map { $0 + 1 } ?? 0) { next -> Int? in
      guard next < end else { return nil }
      defer { next = nodes[next].end }
      return next
    }
  }

  /// Text as typed: a paragraph for each run of lines between blank ones.
  ///
  /// This is what becomes of text in which no person wrote Markdown (see `TextShape`).
  static func plain(_ bytes: [UInt8]) -> SyntaxTree {
    var tree = SyntaxTree()
    var paragraph: Int?
    let lines = LineTable(bytes)
    for line in 0..<lines.count {
      let range = lines.trimmedRange(of: line, in: bytes)
      guard !range.isEmpty else {
        tree.close(&paragraph)
        continue
      }
      if paragraph == nil {
        paragraph = tree.nodes.count
        tree.nodes.append(Node(kind: .paragraph, end: 0, span: Span(range)))
      } else {
        tree.nodes.append(Node(kind: .softBreak, end: tree.nodes.count + 1))
      }
      let text = String(decoding: bytes[range], as: UTF8.self)
      tree.nodes.append(Node(kind: .text(text), end: tree.nodes.count + 1))
      if let paragraph { tree.nodes[paragraph].span.end = Int32(clamping: range.upperBound) }
    }
    tree.close(&paragraph)
    return tree
  }

  private mutating func close(_ paragraph: inout Int?) {
    if let open = paragraph { nodes[open].end = nodes.count }
    paragraph = nil
  }
}

/// Where lines begin, by the line ends of Markdown: line feed, carriage return, or both.
struct LineTable {
  private var starts: [Int] = [0]
  private let size: Int

  init(_ bytes: [UInt8]) {
    size = bytes.count
    for (index, byte) in bytes.enumerated() {
      let isLone = byte == 0x0D && (index + 1 == bytes.count || bytes[index + 1] != 0x0A)
      if byte == 0x0A || isLone { starts.append(index + 1) }
    }
  }

  var count: Int { starts.count }

  /// The offset of a line and a column, both from 1, kept inside the text.
  func offset(line: Int, column: Int) -> Int {
    guard line >= 1 else { return 0 }
    guard line <= starts.count else { return size }
    let end = line < starts.count ? starts[line] : size
    return min(starts[line - 1] + max(column - 1, 0), end)
  }

  /// A line (from 0) without white space around it.
  func trimmedRange(of line: Int, in bytes: [UInt8]) -> Range<Int> {
    var start = starts[line]
    var end = line + 1 < starts.count ? starts[line + 1] : size
    while start < end, bytes[start] <= 0x20 { start += 1 }
    while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
    return start..<end
  }
}

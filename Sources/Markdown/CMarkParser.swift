import CCMark
import Diagnostics
import Synchronization

/// The one place that calls cmark-gfm.
///
/// The library keeps its list of extensions in globals, so one lock goes round each parse; it is
/// made into values inside the lock, without recursion, and freed.
enum CMarkParser {
  /// Extensions beyond CommonMark.
  struct Extensions: OptionSet, Sendable {
    let rawValue: Int

    static let table = Extensions(rawValue: 1)
    static let strikethrough = Extensions(rawValue: 2)
    static let autolink = Extensions(rawValue: 4)
    static let taskList = Extensions(rawValue: 8)
    static let all: Extensions = [.table, .strikethrough, .autolink, .taskList]

    fileprivate var names: [String] {
      var names: [String] = []
      if contains(.table) { names.append("table") }
      if contains(.strikethrough) { names.append("strikethrough") }
      if contains(.autolink) { names.append("autolink") }
      if contains(.taskList) { names.append("tasklist") }
      return names
    }
  }

  /// True once the extensions are registered.
  private static let library = Mutex(false)

  /// Parses Markdown; text that would keep the library busy comes back as plain paragraphs.
  static func parse(_ bytes: [UInt8], extensions: Extensions = .all) -> SyntaxTree {
    let shape = TextShape(bytes)
    guard !shape.isPathological else { return .plain(bytes) }
    var used = extensions
    if !shape.allowsTables { used.remove(.table) }
    if !shape.allowsAutolinks { used.remove(.autolink) }
    return library.withLock { isRegistered in
      if !isRegistered { cmark_gfm_core_extensions_ensure_registered() }
      isRegistered = true
      return parseLocked(bytes, used)
    }
  }

  private static func parseLocked(_ bytes: [UInt8], _ extensions: Extensions) -> SyntaxTree {
    guard let parser = cmark_parser_new(CMARK_OPT_VALIDATE_UTF8) else { return .plain(bytes) }
    defer { cmark_parser_free(parser) }
    for name in extensions.names {
      guard let found = cmark_find_syntax_extension(name) else { continue }
      cmark_parser_attach_syntax_extension(parser, found)
    }
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return }
      cmark_parser_feed(parser, start.assumingMemoryBound(to: CChar.self), buffer.count)
    }
    guard let document = cmark_parser_finish(parser) else { return .plain(bytes) }
    defer { cmark_node_free(document) }
    return TreeCopy(lines: LineTable(bytes)).copy(document)
  }
}

/// Copies the library's tree into values.
private struct TreeCopy {
  let lines: LineTable
  var tree = SyntaxTree()
  private var open: [Int] = []

  init(lines: LineTable) {
    self.lines = lines
  }

  consuming func copy(_ document: OpaquePointer) -> SyntaxTree {
    guard let iterator = cmark_iter_new(document) else { return tree }
    defer { cmark_iter_free(iterator) }
    while true {
      let event = cmark_iter_next(iterator)
      guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { break }
      if node == document { continue }
      if event == CMARK_EVENT_EXIT {
        if let index = open.popLast() { tree.nodes[index].end = tree.nodes.count }
      } else {
        enter(node)
      }
    }
    return tree
  }

  private mutating func enter(_ node: OpaquePointer) {
    let kind = Self.kind(of: node)
    let index = tree.nodes.count
    tree.nodes.append(SyntaxTree.Node(kind: kind, end: index + 1, span: span(of: node)))
    if !Self.isLeaf(node) { open.append(index) }
  }

  private func span(of node: OpaquePointer) -> Span {
    let start = lines.offset(
      line: Int(cmark_node_get_start_line(node)), column: Int(cmark_node_get_start_column(node)))
    let end = lines.offset(
      line: Int(cmark_node_get_end_line(node)), column: Int(cmark_node_get_end_column(node)) + 1)
    return Span(start..<max(start, end))
  }

  /// Nodes that the iterator enters but never leaves.
  private static func isLeaf(_ node: OpaquePointer) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HTML_BLOCK, CMARK_NODE_THEMATIC_BREAK, CMARK_NODE_CODE_BLOCK, CMARK_NODE_TEXT,
      CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK, CMARK_NODE_CODE, CMARK_NODE_HTML_INLINE:
      true
    default: false
    }
  }

  private static func kind(of node: OpaquePointer) -> SyntaxTree.Kind {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(node)))
    case CMARK_NODE_BLOCK_QUOTE: .quote
    case CMARK_NODE_LIST: list(node)
    case CMARK_NODE_ITEM: item(node)
    case CMARK_NODE_CODE_BLOCK:
      .code(language: string(cmark_node_get_fence_info(node)), text: literal(node))
    case CMARK_NODE_HTML_BLOCK: .html(literal(node))
    case CMARK_NODE_THEMATIC_BREAK: .rule
    case CMARK_NODE_TEXT: .text(literal(node))
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .inlineCode(literal(node))
    case CMARK_NODE_HTML_INLINE: .inlineHTML(literal(node))
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(url: string(cmark_node_get_url(node)))
    case CMARK_NODE_IMAGE: .image
    default: extensionKind(of: node)
    }
  }

  /// Types of extensions have no constants of their own.
  private static func extensionKind(
    of node: OpaquePointer
  ) -> SyntaxTree.Kind {
    switch string(cmark_node_get_type_string(node)) {
    case "table": .table(alignments(node))
    case "table_header": .row(isHeader: true)
    case "table_row": .row(isHeader: false)
    case "table_cell": .cell
    case "strikethrough": .strikethrough
    default: .paragraph
    }
  }

  private static func list(_ node: OpaquePointer) -> SyntaxTree.Kind {
    let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
    return .list(
      start: isOrdered ? Int(cmark_node_get_list_start(node)) : nil,
      isTight: cmark_node_get_list_tight(node) != 0)
  }

  private static func item(_ node: OpaquePointer) -> SyntaxTree.Kind {
    let isTask = string(cmark_node_get_type_string(node)) == "tasklist"
    return .item(
      isChecked: isTask ? cmark_gfm_extensions_get_tasklist_item_checked(node) : nil)
  }

  private static func alignments(
    _ node: OpaquePointer
  ) -> [SyntaxTree.Alignment] {
    let count = Int(cmark_gfm_extensions_get_table_columns(node))
    guard let bytes = cmark_gfm_extensions_get_table_alignments(node) else { return [] }
    return UnsafeBufferPointer(start: bytes, count: count).map { (byte: UInt8) in
      switch byte {
      case UInt8(ascii: "l"): .left
      case UInt8(ascii: "c"): .center
      case UInt8(ascii: "r"): .right
      default: .none
      }
    }
  }

  private static func literal(_ node: OpaquePointer) -> String {
    string(cmark_node_get_literal(node))
  }

  private static func string(_ text: UnsafePointer<CChar>?) -> String {
    text.map { String(cString: $0) } ?? ""
  }
}

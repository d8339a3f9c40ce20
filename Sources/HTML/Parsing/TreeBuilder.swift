import Diagnostics

/// Builds the tree from tokens as browsers do (HTML Living Standard 13.2.6), page scripts apart.
///
/// Framesets are not built, and of a template element only its content's place is special.
struct TreeBuilder {
  typealias NodeID = DocumentDraft.NodeID

  /// Which rules the next token goes by (13.2.4.1).
  enum InsertionMode {
    case initial, beforeHTML, beforeHead, inHead, afterHead, inBody, text
    case inTable, inTableText, inCaption, inColumnGroup, inTableBody, inRow, inCell
    case inTemplate, afterBody, afterAfterBody
  }

  /// An element whose end has not been seen yet.
  struct OpenElement {
    var node: NodeID
    /// For SVG and MathML elements one of the foreign tags, or `other`.
    var tag: Tag
    var name: String
    var namespace = Namespace.html
  }

  enum Namespace {
    case html, svg, math
  }

  /// An open formatting element, or the border that tables, captions and objects set.
  struct FormattingEntry {
    var node: NodeID
    /// Nil for a border.
    var start: StartTag?
  }

  /// Deeper elements become siblings, as in Chromium.
  static let depthLimit = 512
  /// Formatting elements that are opened again in each new block.
  static let formattingLimit = 48
  /// Copies of formatting elements in one page; misnested tags would multiply without it.
  static let cloneLimit = 100_000

  var tokenizer: Tokenizer
  var draft = DocumentDraft()
  var mode = InsertionMode.initial
  var originalMode = InsertionMode.initial
  var templateModes: [InsertionMode] = []
  var stack: [OpenElement] = []
  var formatting: [FormattingEntry] = []
  var head = DocumentDraft.none
  var form = DocumentDraft.none
  var isFosterParenting = false
  var skipsLineFeed = false
  var isQuirky = false
  /// Text inside a table, held back until it is known whether it is all white space.
  var pendingTableText: TextToken?
  /// The element that a fragment is parsed for.
  var context: OpenElement?
  /// Formatting elements opened again so far.
  var clones = 0
  /// Reprocessing steps of the current token.
  private var steps = 0

  init(_ file: SourceFile) {
    tokenizer = Tokenizer(file, syntax: .html)
  }

  var current: OpenElement {
    stack.last ?? OpenElement(node: DocumentDraft.root, tag: .other, name: "")
  }

  /// The element whose rules count: the context while a fragment has only its root open.
  var adjustedCurrent: OpenElement {
    if stack.count == 1, let context { return context }
    return current
  }

  mutating func run() {
    while true {
      tokenizer.isForeign = adjustedCurrent.namespace != .html
      tokenizer.showsNull = tokenizer.isForeign && usesForeignTextRules
      let token = tokenizer.next()
      steps = 0
      if skipsLineFeed {
        skipsLineFeed = false
        if let rest = droppingLineFeed(token) { dispatch(rest) }
      } else {
        dispatch(token)
      }
      if case .end = token { return }
    }
  }

  private func droppingLineFeed(_ token: Token) -> Token? {
    guard case .text(var text) = token, text.bytes.first == 0x0A else { return token }
    text.bytes.removeFirst()
    return text.bytes.isEmpty ? nil : .text(text)
  }

  /// Sends a token to the rules that are in force now.
  mutating func dispatch(_ token: Token) {
    // Every reprocessing changes the mode or the stack; the bound only backs that up.
    steps += 1
    guard steps < 64 else { return }
    if usesForeignRules(token) {
      processForeign(token)
    } else {
      process(token, in: mode)
    }
  }

  mutating func process(_ token: Token, in mode: InsertionMode) {
    switch mode {
    case .initial: initial(token)
    case .beforeHTML: beforeHTML(token)
    case .beforeHead: beforeHead(token)
    case .inHead: inHead(token)
    case .afterHead: afterHead(token)
    case .inBody: inBody(token)
    case .text: rawText(token)
    case .inTable: inTable(token)
    case .inTableText: inTableText(token)
    case .inCaption: inCaption(token)
    case .inColumnGroup: inColumnGroup(token)
    case .inTableBody: inTableBody(token)
    case .inRow: inRow(token)
    case .inCell: inCell(token)
    case .inTemplate: inTemplate(token)
    case .afterBody: afterBody(token)
    case .afterAfterBody: afterAfterBody(token)
    }
  }

  // MARK: Problems

  mutating func strayEndTag(_ tag: EndTag) {
    tokenizer.problems.warn(
      "stray-end-tag", "'</\(tag.name)>' closes nothing that is open here", at: tag.span)
  }

  mutating func unclosed(_ element: OpenElement) {
    tokenizer.problems.warn(
      "unclosed-element", "'<\(element.name)>' is not closed", at: draft[element.node].span)
  }
}

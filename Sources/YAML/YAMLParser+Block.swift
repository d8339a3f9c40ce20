import Diagnostics

/// Block nodes and sequences (YAML 1.2.2 sections 8.2.1 and 8.2.3).
extension YAMLParser {
  /// Where a block node stands, which decides how it may begin.
  enum Place {
    /// After `---` or at the start of a document.
    case document
    /// After `- `.
    case item
    /// After the `:` of a `key: value` entry.
    case value
    /// After `? ` or the `: ` that answers it.
    case explicit

    /// Whether a collection may begin on the line of the indicator.
    var allowsCompact: Bool { self == .item || self == .explicit }

    /// Whether a sequence may stand at the indentation of the parent.
    var allowsLevelSequence: Bool { self == .value || self == .explicit }
  }

  /// The node after an indicator, which `offset` is right behind.
  ///
  /// `parent` is the indentation of the collection that the indicator belongs to.
  mutating func blockNode(parent: Int, _ place: Place) throws(SyntaxError) -> YAMLNode {
    let start = offset
    let sawTab = skipBlanks()
    let byte = bytes[offset]
    guard byte.endsLine || byte == ASCII.hash else {
      let column = place.allowsCompact && !sawTab ? offset - lineStart : nil
      if let node = try plainNode(parent: parent, column: column) { return node }
      return try node(parent: parent, column: column, place)
    }
    let comment = byte == ASCII.hash ? offset : nil
    try finishLine(after: .indicator)
    let node = try nodeOnLine(parent: parent, place, emptyAt: start)
    if let comment, node.span.start == node.span.end { warnOfComment(insteadOfValue: comment) }
    return node
  }

  /// The node that starts with the token of a line, or nothing when the line is not deep enough.
  mutating func nodeOnLine(
    parent: Int, _ place: Place, emptyAt: Int, outer: Properties? = nil
  ) throws(SyntaxError) -> YAMLNode {
    if lineIndent > parent {
      let column = lineHasTab ? nil : lineIndent
      if outer == nil, let node = try plainNode(parent: parent, column: column) { return node }
      return try node(parent: parent, column: column, place, outer: outer)
    }
    if place.allowsLevelSequence, lineIndent == parent, !lineHasTab,
      isIndicator(ASCII.hyphen, at: offset)
    {
      return try sequence(column: lineIndent, isLevel: true)
    }
    return try emptyNode(at: emptyAt)
  }

  /// The node at `offset`; `column` is where a block collection would stand, nil where none may.
  private mutating func node(
    parent: Int, column: Int?, _ place: Place, outer: Properties? = nil
  ) throws(SyntaxError) -> YAMLNode {
    let first = bytes[offset]
    guard first == ASCII.ampersand || first == ASCII.exclamation else {
      return try content(parent: parent, column: column, own: nil, outer: outer)
    }
    var own = try properties()
    guard bytes[offset].endsLine || bytes[offset] == ASCII.hash else {
      return try content(parent: parent, column: column, own: own, outer: outer)
    }
    let emptyAt = own.end
    try finishLine(after: .indicator)
    try own.join(outer, in: &self)
    let node = try nodeOnLine(parent: parent, place, emptyAt: emptyAt, outer: own)
    return try apply(own, to: node)
  }

  /// The node after its properties.
  ///
  /// Properties on the line of an implicit key belong to the key; `outer` are those on earlier
  /// lines, which belong to the node and are applied by the caller.
  private mutating func content(
    parent: Int, column: Int?, own: Properties?, outer: Properties?
  ) throws(SyntaxError) -> YAMLNode {
    switch bytes[offset] {
    case ASCII.bar, ASCII.greater:
      let node = try blockScalar(parent: parent)
      return try applyOwn(own, outer, to: node)
    case ASCII.hyphen where bytes[offset + 1].endsWord:
      guard let column, own == nil else { throw misplacedItem(own: own) }
      return try sequence(column: column, isLevel: false)
    case ASCII.question where bytes[offset + 1].endsWord:
      guard let column, own == nil else { throw misplacedQuestionMark(own: own) }
      return try mapping(column: column, firstKey: nil)
    case ASCII.colon where bytes[offset + 1].endsWord:
      guard let column else { throw misplacedColon() }
      let empty = try emptyNode(at: own?.end ?? offset)
      return try mapping(column: column, firstKey: try apply(own, to: empty))
    default:
      return try inlineContent(parent: parent, column: column, own: own, outer: outer)
    }
  }

  /// A flow node, alias or plain scalar, or the mapping whose first key it is.
  private mutating func inlineContent(
    parent: Int, column: Int?, own: Properties?, outer: Properties?
  ) throws(SyntaxError) -> YAMLNode {
    let line = lineStart
    let start = own?.start ?? offset
    let (node, construct) = try inlineNode(minimumIndent: parent + 1)
    let next = afterBlanks(offset)
    if isIndicator(ASCII.colon, at: next) {
      guard line == lineStart else { throw keyOverLines(construct, colon: next) }
      guard let column else { throw secondColon(construct, colon: next) }
      try checkKeyLength(start..<next)
      offset = next
      try checkAlias(construct, own)
      return try mapping(column: column, firstKey: try apply(own, to: node))
    }
    try checkAlias(construct, own ?? outer)
    closedColumn = nil
    try finishLine(after: construct)
    return try applyOwn(own, outer, to: node)
  }

  /// An implicit key: 1024 characters at most (section 7.4.2).
  mutating func checkKeyLength(_ range: Range<Int>) throws(SyntaxError) {
    guard range.count > 1024 else { return }
    let scalars = bytes[range].reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
    guard scalars > 1024 else { return }
    throw fail(
      "key-too-long", "key of more than 1024 characters", at: range,
      help: "if this is a text that holds ': ', put it in quotes")
  }

  /// A quoted scalar, a flow collection, an alias or a plain scalar in block context.
  mutating func inlineNode(
    minimumIndent: Int, isKey: Bool = false
  ) throws(SyntaxError) -> (YAMLNode, Construct) {
    let start = offset
    switch bytes[offset] {
    case ASCII.doubleQuote:
      return (try doubleQuoted(minimumIndent: minimumIndent), .quoted(start..<offset))
    case ASCII.singleQuote:
      return (try singleQuoted(minimumIndent: minimumIndent), .quoted(start..<offset))
    case ASCII.openBracket:
      return (try flowSequence(minimumIndent: minimumIndent), .flow(start..<offset))
    case ASCII.openBrace:
      return (try flowMapping(minimumIndent: minimumIndent), .flow(start..<offset))
    case ASCII.asterisk:
      return (try alias(), .alias(start..<offset))
    default:
      try checkPlainStart(inFlow: false)
      let node = try plain(minimumIndent: minimumIndent, inFlow: false, oneLine: isKey)
      return (node, .plain(start..<offset))
    }
  }

  /// `- a` lines at one column; `isLevel` when that is the column of the parent mapping's keys.
  private mutating func sequence(column: Int, isLevel: Bool) throws(SyntaxError) -> YAMLNode {
    try enter()
    let start = offset
    var items: [YAMLNode] = []
    var last = start
    repeat {
      last = offset + 1
      offset += 1
      let item = try blockNode(parent: column, .item)
      last = max(last, Int(item.span.end))
      items.append(item)
    } while try sequenceGoesOn(column, isLevel: isLevel, first: start)
    depth -= 1
    closedColumn = column
    return try node(.sequence(items), start..<last)
  }

  private mutating func sequenceGoesOn(
    _ column: Int, isLevel: Bool, first: Int
  ) throws(SyntaxError) -> Bool {
    guard lineIndent >= column else { return false }
    guard lineIndent == column else { throw badIndentation(of: .list, column, first: first) }
    guard !lineHasTab else { throw tabIndentation() }
    if isIndicator(ASCII.hyphen, at: offset) { return true }
    guard isLevel else { throw itemExpected(first: first) }
    return false
  }
}

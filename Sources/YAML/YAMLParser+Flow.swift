import Diagnostics

/// Flow collections (YAML 1.2.2 section 7.4).
extension YAMLParser {
  mutating func flowSequence(minimumIndent: Int) throws(SyntaxError) -> YAMLNode {
    let open = offset
    try enter()
    offset += 1
    var items: [YAMLNode] = []
    while true {
      try flowSeparation(minimumIndent, open)
      if bytes[offset] == ASCII.closeBracket { break }
      items.append(try flowItem(minimumIndent, open))
      try flowSeparation(minimumIndent, open)
      if bytes[offset] == ASCII.comma {
        offset += 1
      } else if bytes[offset] != ASCII.closeBracket {
        throw commaExpected(open)
      }
    }
    offset += 1
    depth -= 1
    return try node(.sequence(items), open..<offset)
  }

  mutating func flowMapping(minimumIndent: Int) throws(SyntaxError) -> YAMLNode {
    let open = offset
    try enter()
    offset += 1
    var entries: [YAMLNode.Entry] = []
    while true {
      try flowSeparation(minimumIndent, open)
      if bytes[offset] == ASCII.closeBrace { break }
      entries.append(try flowEntry(minimumIndent, open))
      try flowSeparation(minimumIndent, open)
      if bytes[offset] == ASCII.comma {
        offset += 1
      } else if bytes[offset] != ASCII.closeBrace {
        throw commaExpected(open)
      }
    }
    offset += 1
    depth -= 1
    try checkKeys(entries)
    return try node(.mapping(entries), open..<offset)
  }

  /// An item of a sequence: a node, or the one entry of a mapping without braces.
  private mutating func flowItem(
    _ minimumIndent: Int, _ open: Int
  ) throws(SyntaxError) -> YAMLNode {
    let start = offset
    let line = lineStart
    if isIndicator(ASCII.question, at: start) || isFlowColon(at: start) {
      try enter()
      return try singlePair(try flowEntry(minimumIndent, open), from: start)
    }
    let (key, isJSON) = try flowNode(minimumIndent, open)
    let colon = afterBlanks(offset)
    guard bytes[colon] == ASCII.colon, isJSON || isFlowColon(at: colon) else { return key }
    guard line == lineStart else { throw keyOverLines(.plain(start..<offset), colon: colon) }
    try checkKeyLength(start..<colon)
    offset = colon
    try enter()
    let value = try flowValue(minimumIndent, open, isJSON: isJSON)
    return try singlePair(YAMLNode.Entry(key: key, value: value), from: start)
  }

  private mutating func singlePair(
    _ entry: YAMLNode.Entry, from start: Int
  ) throws(SyntaxError) -> YAMLNode {
    depth -= 1
    try checkKeys([entry])
    return try node(.mapping([entry]), start..<max(start, Int(entry.value.span.end)))
  }

  /// An entry of a mapping; a key alone has a null value.
  private mutating func flowEntry(
    _ minimumIndent: Int, _ open: Int
  ) throws(SyntaxError) -> YAMLNode.Entry {
    if isIndicator(ASCII.question, at: offset) {
      offset += 1
      try flowSeparation(minimumIndent, open)
      if endsFlowNode(bytes[offset]) {
        return YAMLNode.Entry(
          key: try emptyNode(at: offset), value: try emptyNode(at: offset))
      }
    }
    var key: YAMLNode
    var isJSON = false
    if isFlowColon(at: offset) {
      key = try emptyNode(at: offset)
    } else {
      (key, isJSON) = try flowNode(minimumIndent, open)
    }
    let keyEnd = offset
    try flowSeparation(minimumIndent, open)
    guard bytes[offset] == ASCII.colon, isJSON || isFlowColon(at: offset) else {
      return YAMLNode.Entry(key: key, value: try emptyNode(at: keyEnd))
    }
    let value = try flowValue(minimumIndent, open, isJSON: isJSON)
    return YAMLNode.Entry(key: key, value: value)
  }

  /// The value after the `:` at `offset`, which only JSON-like keys may touch.
  private mutating func flowValue(
    _ minimumIndent: Int, _ open: Int, isJSON: Bool
  ) throws(SyntaxError) -> YAMLNode {
    offset += 1
    let start = offset
    try flowSeparation(minimumIndent, open)
    if endsFlowNode(bytes[offset]) { return try emptyNode(at: start) }
    guard isJSON || offset > start else { throw missingSpace(afterColon: start - 1) }
    return try flowNode(minimumIndent, open).0
  }

  private func endsFlowNode(_ byte: UInt8) -> Bool {
    byte == ASCII.comma || byte == ASCII.closeBracket || byte == ASCII.closeBrace
  }

  /// Whether a `:` at an offset separates a key from its value inside brackets.
  private func isFlowColon(at index: Int) -> Bool {
    guard bytes[index] == ASCII.colon else { return false }
    return bytes[index + 1].endsWord || bytes[index + 1].isFlowIndicator
  }

  /// A node inside brackets, and whether it is JSON-like: quoted or in brackets.
  private mutating func flowNode(
    _ minimumIndent: Int, _ open: Int, outer: Properties? = nil
  ) throws(SyntaxError) -> (YAMLNode, isJSON: Bool) {
    let first = bytes[offset]
    guard first == ASCII.ampersand || first == ASCII.exclamation else {
      if outer != nil, first == ASCII.asterisk { throw propertyOnAlias(at: offset) }
      return try flowContent(minimumIndent)
    }
    var own = try properties(inFlow: true)
    try own.join(outer, in: &self)
    try flowSeparation(minimumIndent, open)
    if endsFlowNode(bytes[offset]) || isFlowColon(at: offset) {
      return (try apply(own, to: try emptyNode(at: own.end)), false)
    }
    let (node, isJSON) = try flowNode(minimumIndent, open, outer: own)
    return (try apply(own, to: node), isJSON)
  }

  private mutating func flowContent(
    _ minimumIndent: Int
  ) throws(SyntaxError) -> (YAMLNode, isJSON: Bool) {
    switch bytes[offset] {
    case ASCII.doubleQuote: return (try doubleQuoted(minimumIndent: minimumIndent), true)
    case ASCII.singleQuote: return (try singleQuoted(minimumIndent: minimumIndent), true)
    case ASCII.openBracket: return (try flowSequence(minimumIndent: minimumIndent), true)
    case ASCII.openBrace: return (try flowMapping(minimumIndent: minimumIndent), true)
    case ASCII.asterisk: return (try alias(), false)
    default:
      try checkPlainStart(inFlow: true)
      return (try plain(minimumIndent: minimumIndent, inFlow: true, oneLine: false), false)
    }
  }

  /// Passes white space, comments and line ends between tokens inside brackets.
  ///
  /// Lines must be indented more than the block that the bracket `open` stands in.
  private mutating func flowSeparation(
    _ minimumIndent: Int, _ open: Int
  ) throws(SyntaxError) {
    var start = offset
    var startsLine = false
    while true {
      offset = afterBlanks(offset)
      if bytes[offset] == ASCII.hash, startsLine || offset > start {
        offset = lineEnd(from: offset)
      }
      guard bytes[offset].endsLine else {
        if startsLine { try checkFlowIndent(minimumIndent, open) }
        return
      }
      guard offset < end else { throw unclosedBracket(open) }
      offset = afterBreak(offset)
      start = offset
      lineStart = offset
      startsLine = true
      guard !isDocumentMarker(at: offset) else { throw unclosedBracket(open, before: offset) }
    }
  }

  /// The line at `lineStart`, whose first token is at `offset`, must be indented enough.
  private mutating func checkFlowIndent(
    _ minimumIndent: Int, _ open: Int
  ) throws(SyntaxError) {
    guard minimumIndent > 0 else { return }
    var index = lineStart
    while bytes[index] == ASCII.space { index += 1 }
    guard index - lineStart < minimumIndent else { return }
    if bytes[index] == ASCII.tab { throw tabIndentation(at: index) }
    let byte = bytes[offset]
    guard byte == ASCII.closeBracket || byte == ASCII.closeBrace else {
      throw unclosedBracket(open, before: offset)
    }
    reportShallowBracket(open, minimumIndent)
  }
}

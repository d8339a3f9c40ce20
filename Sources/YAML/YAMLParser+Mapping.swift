import Diagnostics

/// Block mappings (YAML 1.2.2 section 8.2.2).
extension YAMLParser {
  /// The entries at one column.
  ///
  /// `firstKey` is the key before the `:` that `offset` is at; nil when `offset` is at a `?`.
  mutating func mapping(
    column: Int, firstKey: YAMLNode?, isPlainName: Bool = false
  ) throws(SyntaxError) -> YAMLNode {
    try enter()
    let start = if let firstKey { Int(firstKey.span.start) } else { offset }
    var entries: [YAMLNode.Entry] = []
    var arePlainNames = isPlainName
    do {
      try readEntries(&entries, &arePlainNames, column: column, firstKey: firstKey, start)
    } catch {
      // What was read is still worth a check: one run reports as much as it can.
      try? checkKeys(entries)
      throw error
    }
    depth -= 1
    closedColumn = column
    if !arePlainNames || !plainNamesDiffer(entries) { try checkKeys(entries) }
    let final = entries.count - 1
    let last = max(Int(entries[final].value.span.end), Int(entries[final].key.span.end))
    return try node(.mapping(entries), start..<max(start, last))
  }

  private mutating func readEntries(
    _ entries: inout [YAMLNode.Entry], _ arePlainNames: inout Bool, column: Int,
    firstKey: YAMLNode?, _ start: Int
  ) throws(SyntaxError) {
    var key = firstKey
    while true {
      if let key {
        offset += 1
        let value = try blockNode(parent: column, .value)
        entries.append(YAMLNode.Entry(key: key, value: value))
      } else {
        entries.append(try explicitEntry(column))
      }
      guard try mappingGoesOn(column, first: start) else { return }
      if let name = try plainName() {
        key = name
      } else {
        arePlainNames = false
        key = try nextKey(column, after: entries.last, first: start)
      }
    }
  }

  /// `? key` and the `: value` on a later line, if there is one.
  private mutating func explicitEntry(_ column: Int) throws(SyntaxError) -> YAMLNode.Entry {
    offset += 1
    let key = try blockNode(parent: column, .explicit)
    guard lineIndent == column, !lineHasTab, isIndicator(ASCII.colon, at: offset) else {
      return YAMLNode.Entry(key: key, value: try emptyNode(at: Int(key.span.end)))
    }
    offset += 1
    return YAMLNode.Entry(key: key, value: try blockNode(parent: column, .explicit))
  }

  private mutating func mappingGoesOn(_ column: Int, first: Int) throws(SyntaxError) -> Bool {
    guard lineIndent >= column else { return false }
    guard lineIndent == column else { throw badIndentation(of: .mapping, column, first: first) }
    guard !lineHasTab else { throw tabIndentation() }
    return true
  }

  /// The key of the next entry, `offset` left at its `:`; nil when it is an explicit one.
  private mutating func nextKey(
    _ column: Int, after last: YAMLNode.Entry?, first: Int
  ) throws(SyntaxError) -> YAMLNode? {
    let byte = bytes[offset]
    if byte == ASCII.hyphen, bytes[offset + 1].endsWord { throw itemAmongKeys(last) }
    if byte == ASCII.question, bytes[offset + 1].endsWord { return nil }
    let line = lineStart
    var own: Properties?
    if byte == ASCII.ampersand || byte == ASCII.exclamation { own = try properties() }
    let start = own?.start ?? offset
    if isIndicator(ASCII.colon, at: offset) {
      let empty = try emptyNode(at: own?.end ?? offset)
      return try apply(own, to: empty)
    }
    guard !bytes[offset].endsLine, bytes[offset] != ASCII.hash else {
      throw keyExpected(at: start..<offset)
    }
    let (node, construct) = try inlineNode(minimumIndent: column + 1, isKey: true)
    let next = afterBlanks(offset)
    guard isIndicator(ASCII.colon, at: next) else {
      throw missingColon(construct, last: last)
    }
    guard line == lineStart else { throw keyOverLines(construct, colon: next) }
    try checkKeyLength(start..<next)
    offset = next
    try checkAlias(construct, own)
    return try apply(own, to: node)
  }
}

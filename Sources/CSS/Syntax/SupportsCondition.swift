/// `@supports` (CSS Conditional 3), answered by asking the grammars themselves.
enum SupportsCondition {
  static let maxDepth = 16

  static func holds(_ list: TokenList, _ range: Range<Int>) -> Bool {
    condition(ValueCursor(list, range), depth: 0) ?? false
  }

  /// `not x`, `x and y`, `x or y`; nil when it can't be read.
  private static func condition(_ start: ValueCursor, depth: Int) -> Bool? {
    var cursor = start
    guard depth < maxDepth else { return nil }
    if cursor.keyword("not") {
      guard let value = term(&cursor, depth), cursor.isAtEnd else { return nil }
      return !value
    }
    guard var value = term(&cursor, depth) else { return nil }
    while !cursor.isAtEnd {
      guard let isAnd = cursor.keyword(["and": true, "or": false]),
        let next = term(&cursor, depth)
      else { return nil }
      value = isAnd ? value && next : value || next
    }
    return value
  }

  private static func term(_ cursor: inout ValueCursor, _ depth: Int) -> Bool? {
    if let content = cursor.function("selector") {
      var parser = SelectorParser(content.list, content.position..<content.end)
      return (try? parser.parseRule()) != nil
    }
    if cursor.peekFunction() != nil {
      return cursor.content() == nil ? nil : false
    }
    guard let content = cursor.content() else { return nil }
    if let declared = declaration(content) { return declared }
    return condition(content, depth: depth + 1)
  }

  /// Whether `property: value` can be computed; nil when this is no declaration.
  private static func declaration(_ content: ValueCursor) -> Bool? {
    var cursor = content
    guard let name = cursor.identifier() else { return nil }
    cursor.skipWhitespace()
    guard cursor.peek?.kind == .colon else { return nil }
    cursor.advance()
    if name.hasPrefix("--") { return true }
    cursor.skipWhitespace()
    return expand(name.asciiLowercased, cursor.list, cursor.position..<cursor.end) != nil
  }
}

/// Longhands of generated content and counters.
let generatedProperties: [Longhand] = [
  .own(
    "content", GeneratedGrammar.content, { $0.generated.content = $1 }, { $0.generated.content }),
  .own(
    "counter-reset", GeneratedGrammar.counters(initial: 0), { $0.generated.counterReset = $1 },
    { $0.generated.counterReset }),
  .own(
    "counter-increment", GeneratedGrammar.counters(initial: 1),
    { $0.generated.counterIncrement = $1 }, { $0.generated.counterIncrement }),
  .own(
    "counter-set", GeneratedGrammar.counters(initial: 0), { $0.generated.counterSet = $1 },
    { $0.generated.counterSet }),
]

enum GeneratedGrammar {
  static let content: Grammar<GeneratedStyle.Content> = { cursor in
    if cursor.keyword("normal") { return .normal }
    if cursor.keyword("none") { return GeneratedStyle.Content.none }
    var items: [GeneratedStyle.Item] = []
    while let item = item(&cursor) {
      items.append(item)
      if items.count > 256 { return nil }
    }
    guard !items.isEmpty else { return nil }
    if cursor.slash() {
      // The alternative text for speech is not shown.
      while cursor.string() != nil || cursor.function("attr") != nil {}
    }
    return .items(items)
  }

  private static let quotes: Keywords<GeneratedStyle.Item> = [
    "open-quote": .openQuote, "close-quote": .closeQuote, "no-open-quote": .noOpenQuote,
    "no-close-quote": .noCloseQuote,
  ]

  private static func item(_ cursor: inout ValueCursor) -> GeneratedStyle.Item? {
    if let text = cursor.string() { return .string(text) }
    if let url = cursor.url() { return .url(url) }
    if let quote = cursor.keyword(quotes) { return quote }
    var copy = cursor
    guard let name = copy.peekFunction(), let content = copy.content(),
      let item = function(name, content)
    else { return nil }
    cursor = copy
    return item
  }

  private static func function(_ name: String, _ content: ValueCursor) -> GeneratedStyle.Item? {
    var content = content
    guard let first = content.identifier() else { return nil }
    switch name {
    case "attr": return .attribute(first.asciiLowercased)
    case "counter":
      guard let style = style(&content) else { return nil }
      return .counter(name: first, style: style)
    case "counters":
      guard content.comma(), let separator = content.string(), let style = style(&content) else {
        return nil
      }
      return .counters(name: first, separator: separator, style: style)
    default: return nil
    }
  }

  private static func style(_ content: inout ValueCursor) -> ListStyleType? {
    guard content.comma() else { return content.isAtEnd ? .keyword("decimal") : nil }
    return TextGrammar.listStyleType(&content)
  }

  static func counters(initial: Int) -> Grammar<[GeneratedStyle.CounterChange]> {
    { cursor in
      if cursor.keyword("none") { return [] }
      var changes: [GeneratedStyle.CounterChange] = []
      while let name = counterName(&cursor) {
        let value = cursor.integer() ?? initial
        changes.append(GeneratedStyle.CounterChange(name: name, value: value))
        if changes.count > 256 { return nil }
      }
      return changes.isEmpty ? nil : changes
    }
  }

  private static func counterName(_ cursor: inout ValueCursor) -> String? {
    if var content = cursor.function("reversed") { return content.identifier() }
    return cursor.identifier()
  }
}

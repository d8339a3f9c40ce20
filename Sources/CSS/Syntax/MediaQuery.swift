/// What a media query list asks for (Media Queries 4).
struct MediaQueryList: Sendable {
  private var queries: [Query] = []

  private struct Query: Sendable {
    var isNegated = false
    /// nil for all media.
    var type: String?
    var condition: Node?
  }

  private indirect enum Node: Sendable {
    case feature(String, Comparison?, Double?, String?)
    case not(Node)
    case all([Node])
    case any([Node])
    /// Something that no browser of today knows either: false, negated or not.
    case unknown
  }

  private enum Comparison: Sendable {
    case equal, less, lessOrEqual, greater, greaterOrEqual

    var flipped: Comparison {
      switch self {
      case .equal: .equal
      case .less: .greater
      case .lessOrEqual: .greaterOrEqual
      case .greater: .less
      case .greaterOrEqual: .lessOrEqual
      }
    }

    func holds(_ actual: Double, _ wanted: Double) -> Bool {
      switch self {
      case .equal: abs(actual - wanted) < 0.001
      case .less: actual < wanted
      case .lessOrEqual: actual <= wanted + 0.001
      case .greater: actual > wanted
      case .greaterOrEqual: actual >= wanted - 0.001
      }
    }
  }

  init(_ list: TokenList, _ range: Range<Int>) {
    var start = range.lowerBound
    guard !range.isEmpty else { return }
    while start <= range.upperBound {
      var end = start
      while end < range.upperBound, list.tokens[end].kind != .comma {
        switch list.tokens[end].kind {
        case .function, .openParen: end = min(Int(list.tokens[end].link) + 1, range.upperBound)
        default: end += 1
        }
      }
      queries.append(Self.query(ValueCursor(list, start..<end)))
      start = end + 1
    }
  }

  /// Parses the value of a `media` attribute.
  init(_ text: String) {
    let list = TokenList(Array(text.utf8))
    self.init(list, 0..<list.count)
  }

  // MARK: Parsing

  private static let impossible = Query(isNegated: false, type: "not all", condition: nil)

  private static func query(_ start: ValueCursor) -> Query {
    var cursor = start
    if let condition = condition(&cursor, depth: 0), cursor.isAtEnd {
      return Query(condition: condition)
    }
    cursor = start
    var query = Query()
    if cursor.keyword("not") {
      query.isNegated = true
    } else {
      _ = cursor.keyword("only")
    }
    guard let type = cursor.identifier()?.asciiLowercased else { return impossible }
    query.type = type == "all" ? nil : type
    if cursor.keyword("and") {
      guard let condition = condition(&cursor, depth: 0) else { return impossible }
      query.condition = condition
    }
    return cursor.isAtEnd ? query : impossible
  }

  private static func condition(_ cursor: inout ValueCursor, depth: Int) -> Node? {
    guard depth < 16 else { return .unknown }
    if cursor.keyword("not") { return term(&cursor, depth).map(Node.not) }
    guard let first = term(&cursor, depth) else { return nil }
    var nodes = [first]
    guard let word = cursor.peekIdentifier(), word == "and" || word == "or" else { return first }
    while cursor.keyword(word) {
      guard let next = term(&cursor, depth) else { return nil }
      nodes.append(next)
    }
    return word == "and" ? .all(nodes) : .any(nodes)
  }

  private static func term(_ cursor: inout ValueCursor, _ depth: Int) -> Node? {
    if cursor.peekFunction() != nil { return cursor.content() == nil ? nil : .unknown }
    guard let content = cursor.content() else { return nil }
    var inner = content
    if let node = condition(&inner, depth: depth + 1), inner.isAtEnd { return node }
    return feature(content) ?? range(content) ?? .unknown
  }

  /// `(name)` and `(name: value)`, with `min-` and `max-`.
  private static func feature(_ content: ValueCursor) -> Node? {
    var cursor = content
    guard var name = cursor.identifier()?.asciiLowercased else { return nil }
    if cursor.isAtEnd { return .feature(name, nil, nil, nil) }
    cursor.skipWhitespace()
    guard cursor.peek?.kind == .colon else { return nil }
    cursor.advance()
    var comparison = Comparison.equal
    if name.hasPrefix("min-") { comparison = .greaterOrEqual }
    if name.hasPrefix("max-") { comparison = .lessOrEqual }
    if comparison != .equal { name = String(name.dropFirst(4)) }
    if let number = value(&cursor) {
      return cursor.isAtEnd ? .feature(name, comparison, number, nil) : nil
    }
    guard let keyword = cursor.identifier()?.asciiLowercased, cursor.isAtEnd else { return nil }
    return .feature(name, comparison, nil, keyword)
  }

  /// `(400px <= width < 800px)` and its halves.
  private static func range(_ content: ValueCursor) -> Node? {
    var cursor = content
    if let name = cursor.identifier()?.asciiLowercased {
      guard let comparison = comparison(&cursor), let number = value(&cursor), cursor.isAtEnd
      else { return nil }
      return .feature(name, comparison, number, nil)
    }
    guard let low = value(&cursor), let first = comparison(&cursor),
      let name = cursor.identifier()?.asciiLowercased
    else { return nil }
    let lower = Node.feature(name, first.flipped, low, nil)
    if cursor.isAtEnd { return lower }
    guard let second = comparison(&cursor), let high = value(&cursor), cursor.isAtEnd else {
      return nil
    }
    return .all([lower, .feature(name, second, high, nil)])
  }

  private static func comparison(_ cursor: inout ValueCursor) -> Comparison? {
    cursor.skipWhitespace()
    if cursor.delimiter(0x3D) { return .equal }
    if cursor.delimiter(0x3C) { return cursor.delimiter(0x3D) ? .lessOrEqual : .less }
    if cursor.delimiter(0x3E) { return cursor.delimiter(0x3D) ? .greaterOrEqual : .greater }
    return nil
  }

  /// A number, a ratio, a resolution in dppx, or a length in px; `em` is 16 px here always.
  private static func value(_ cursor: inout ValueCursor) -> Double? {
    if let number = cursor.number() {
      guard cursor.slash() else { return number }
      guard let divisor = cursor.number(), divisor != 0 else { return nil }
      return number / divisor
    }
    if let dots = cursor.dimension("dppx") ?? cursor.dimension("x") { return dots }
    if let dots = cursor.dimension("dpi") { return dots / 96 }
    if let dots = cursor.dimension("dpcm") { return dots * 2.54 / 96 }
    let context = LengthContext(
      fontSize: 16, rootFontSize: 16, viewportWidth: 0, viewportHeight: 0, lineHeight: 19.2,
      rootLineHeight: 19.2)
    return cursor.length(percentages: false)?.px(context)
  }

  // MARK: Evaluation

  func holds(_ media: Media) -> Bool {
    queries.isEmpty || queries.contains { Self.holds($0, media) }
  }

  private static func holds(_ query: Query, _ media: Media) -> Bool {
    if query.type == "not all" { return false }
    let typeHolds = query.type == nil || query.type == (media.kind == .print ? "print" : "screen")
    let value: Bool? = typeHolds ? query.condition.map { holds($0, media) } ?? true : false
    guard let value else { return false }
    return value != query.isNegated
  }

  /// Three-valued: nil is unknown, and stays so when negated.
  private static func holds(_ node: Node, _ media: Media) -> Bool? {
    switch node {
    case .unknown: return nil
    case .not(let inner): return holds(inner, media).map { !$0 }
    case .all(let nodes):
      let values = nodes.map { holds($0, media) }
      return values.contains(false) ? false : values.contains(nil) ? nil : true
    case .any(let nodes):
      let values = nodes.map { holds($0, media) }
      return values.contains(true) ? true : values.contains(nil) ? nil : false
    case .feature(let name, let comparison, let number, let keyword):
      if let actual = media.number(name) {
        guard let comparison else { return actual != 0 }
        guard let number else { return nil }
        return comparison.holds(actual, number)
      }
      guard let actual = media.keyword(name) else { return nil }
      guard comparison != nil else { return actual != "none" && actual != "no-preference" }
      return keyword.map { $0 == actual }
    }
  }
}

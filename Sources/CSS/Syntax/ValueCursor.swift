/// A position in the tokens of one value, with the readers that every grammar is made of.
///
/// A reader that does not find what it looks for leaves the cursor where it was; leading white
/// space is skipped by all of them.
struct ValueCursor {
  let list: TokenList
  private(set) var position: Int
  let end: Int
  /// How many functions of one kind enclose this content; bounds recursion.
  var depth = 0

  init(_ list: TokenList, _ range: Range<Int>) {
    self.list = list
    position = range.lowerBound
    end = range.upperBound
  }

  /// The token here, white space included.
  var peek: Token? { position < end ? list.tokens[position] : nil }

  mutating func advance() { position = min(position + 1, end) }

  /// Whether only white space is left.
  var isAtEnd: Bool {
    var index = position
    while index < end, list.tokens[index].kind == .whitespace { index += 1 }
    return index >= end
  }

  @discardableResult
  mutating func skipWhitespace() -> Bool {
    let start = position
    while position < end, list.tokens[position].kind == .whitespace { position += 1 }
    return position > start
  }

  /// The next token that is not white space.
  private mutating func next() -> Token? {
    skipWhitespace()
    return peek
  }

  // MARK: Punctuation and names

  mutating func comma() -> Bool {
    guard next()?.kind == .comma else { return false }
    position += 1
    return true
  }

  mutating func slash() -> Bool {
    skipWhitespace()
    return delimiter(0x2F)
  }

  /// A delimiter right here, without skipping white space.
  mutating func delimiter(_ byte: UInt8) -> Bool {
    guard let token = peek, list.delimiter(token) == byte else { return false }
    position += 1
    return true
  }

  /// The next identifier in lower case, not consumed.
  mutating func peekIdentifier() -> String? {
    guard let token = next(), token.kind == .ident else { return nil }
    return list.lowercasedName(token)
  }

  /// An identifier in the case in which it is written.
  mutating func identifier() -> String? {
    guard let token = next(), token.kind == .ident else { return nil }
    position += 1
    return list.name(token)
  }

  mutating func keyword(_ name: String) -> Bool {
    guard peekIdentifier() == name else { return false }
    position += 1
    return true
  }

  mutating func keyword(_ names: Set<String>) -> String? {
    guard let name = peekIdentifier(), names.contains(name) else { return nil }
    position += 1
    return name
  }

  mutating func keyword<Value>(_ table: Keywords<Value>) -> Value? {
    guard let name = peekIdentifier(), let value = table[name] else { return nil }
    position += 1
    return value
  }

  mutating func string() -> String? {
    guard let token = next(), token.kind == .string else { return nil }
    position += 1
    return list.string(token)
  }

  /// `url(…)`, quoted or not, or `src(…)`.
  mutating func url() -> String? {
    guard let token = next() else { return nil }
    if token.kind == .url {
      position += 1
      return list.string(token)
    }
    var copy = self
    guard token.kind == .function, list.lowercasedName(token) == "url",
      var content = copy.content(), let text = content.string()
    else { return nil }
    self = copy
    return text
  }

  // MARK: Blocks

  /// The name of the function here, in lower case, not consumed.
  mutating func peekFunction() -> String? {
    guard let token = next(), token.kind == .function else { return nil }
    return list.lowercasedName(token)
  }

  /// The content of the function or bracket here, which the cursor steps over.
  mutating func content() -> ValueCursor? {
    guard let token = next() else { return nil }
    switch token.kind {
    case .function, .openParen, .openSquare, .openCurly:
      let close = min(Int(token.link), end)
      var inner = ValueCursor(list, position + 1..<max(position + 1, close))
      inner.depth = depth
      position = min(close + 1, end)
      return inner
    default: return nil
    }
  }

  /// The content of the function `name`, which the cursor steps over.
  mutating func function(_ name: String) -> ValueCursor? {
    guard peekFunction() == name else { return nil }
    return content()
  }

  // MARK: Numbers

  mutating func number() -> Double? {
    guard let token = next() else { return nil }
    if token.kind == .number {
      position += 1
      return list.number(token)
    }
    var copy = self
    guard case .number(let value)? = CalcParser.parse(&copy) else { return nil }
    self = copy
    return value
  }

  mutating func nonNegativeNumber() -> Double? {
    var copy = self
    guard let value = copy.number(), value >= 0 else { return nil }
    self = copy
    return value
  }

  mutating func integer() -> Int? {
    guard let token = next() else { return nil }
    if token.kind == .number, !token.flags.contains(.integer) { return nil }
    guard let value = number() else { return nil }
    return Int(value.rounded())
  }

  /// A number, or a percentage as its hundredth.
  mutating func numberOrPercentage() -> Double? {
    percentage().map { $0 / 100 } ?? number()
  }

  mutating func percentage() -> Double? {
    guard let token = next(), token.kind == .percentage else { return nil }
    position += 1
    return list.number(token)
  }

  /// A length or, where allowed, a percentage; `0` needs no unit.
  mutating func length(percentages: Bool = true, negative: Bool = true) -> LengthValue? {
    var copy = self
    guard let value = copy.anyLength() else { return nil }
    if !percentages, value.hasPercentage { return nil }
    if !negative, value.isNegative { return nil }
    self = copy
    return value
  }

  private mutating func anyLength() -> LengthValue? {
    guard let token = next() else { return nil }
    if token.kind == .number {
      guard list.number(token) == 0 else { return nil }
      position += 1
      return .zero
    }
    if token.kind == .function {
      guard let node = CalcParser.parse(&self), !node.isNumber else { return nil }
      switch node {
      case .px(let value): return .px(value)
      case .percent(let value): return .percent(value)
      default: return .calc(node)
      }
    }
    return plainLength()
  }

  /// A dimension or percentage token.
  mutating func plainLength() -> LengthValue? {
    guard let token = next() else { return nil }
    if token.kind == .percentage {
      position += 1
      return .percent(list.number(token))
    }
    guard token.kind == .dimension, let unit = UnitName.named(list.lowercasedName(token)) else {
      return nil
    }
    position += 1
    let value = list.number(token)
    switch unit {
    case .absolute(let factor): return .px(value * factor)
    case .relative(let unit): return .relative(value, unit)
    }
  }

  /// An angle in radians; `0` needs no unit.
  mutating func angle() -> Double? {
    guard let token = next() else { return nil }
    if token.kind == .number, list.number(token) == 0 {
      position += 1
      return 0
    }
    guard token.kind == .dimension else { return nil }
    let factor: Double
    switch list.lowercasedName(token) {
    case "deg": factor = .pi / 180
    case "rad": factor = 1
    case "grad": factor = .pi / 200
    case "turn": factor = 2 * .pi
    default: return nil
    }
    position += 1
    return list.number(token) * factor
  }

  /// The value of a dimension with unit `name`, such as `fr`.
  mutating func dimension(_ name: String) -> Double? {
    guard let token = next(), token.kind == .dimension, list.lowercasedName(token) == name else {
      return nil
    }
    position += 1
    return list.number(token)
  }
}

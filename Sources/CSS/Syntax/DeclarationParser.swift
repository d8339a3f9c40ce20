import Diagnostics

/// Parses declarations and expands shorthands, collecting findings.
struct DeclarationParser {
  let list: TokenList
  var findings: [Finding] = []
  var condition: Int32 = -1

  init(_ list: TokenList) { self.list = list }

  /// Parses a whole list of declarations, as in a style attribute.
  mutating func parseList(_ range: Range<Int>) -> DeclarationList {
    var block = DeclarationList()
    var position = range.lowerBound
    while position < range.upperBound {
      let kind = list.tokens[position].kind
      if kind == .whitespace || kind == .semicolon {
        position += 1
        continue
      }
      let end = declarationEnd(position, range.upperBound)
      parse(position..<end, into: &block)
      position = end
    }
    return block
  }

  /// The index of the semicolon that ends the declaration at `start`, blocks skipped.
  func declarationEnd(_ start: Int, _ limit: Int) -> Int {
    var position = start
    while position < limit {
      let token = list.tokens[position]
      switch token.kind {
      case .semicolon: return position
      case .function, .openParen, .openSquare, .openCurly:
        position = min(Int(token.link) + 1, limit)
      default: position += 1
      }
    }
    return limit
  }

  /// Parses one declaration without its semicolon.
  mutating func parse(_ range: Range<Int>, into block: inout DeclarationList) {
    let name = list.tokens[range.lowerBound]
    var position = range.lowerBound + 1
    while position < range.upperBound, list.tokens[position].kind == .whitespace { position += 1 }
    guard name.kind == .ident, position < range.upperBound,
      list.tokens[position].kind == .colon
    else { return malformed(range) }
    var value = trimmed(position + 1..<range.upperBound)
    let isImportant = stripImportant(&value)
    let raw = list.name(name)
    if raw.hasPrefix("--") {
      return custom(raw, value, isImportant, into: &block)
    }
    declare(raw.asciiLowercased, name, value, isImportant, into: &block)
  }

  private mutating func malformed(_ range: Range<Int>) {
    let first = list.tokens[range.lowerBound]
    // The star and underscore hacks of old browsers are nobody's mistake today.
    if first.kind == .delim, list.delimiter(first) == 0x2A { return }
    report(
      "css-syntax", "declaration must be of the form 'property: value'", range,
      key: nil)
  }

  func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, list.tokens[start].kind == .whitespace { start += 1 }
    while end > start, list.tokens[end - 1].kind == .whitespace { end -= 1 }
    return start..<end
  }

  /// Cuts a trailing `!important` off.
  private func stripImportant(_ range: inout Range<Int>) -> Bool {
    guard let last = range.last, list.tokens[last].kind == .ident,
      list.lowercasedName(list.tokens[last]) == "important"
    else { return false }
    let before = trimmed(range.lowerBound..<last)
    guard let mark = before.last, list.delimiter(list.tokens[mark]) == 0x21 else { return false }
    range = trimmed(range.lowerBound..<mark)
    return true
  }

  private func custom(
    _ name: String, _ range: Range<Int>, _ isImportant: Bool, into block: inout DeclarationList
  ) {
    var value: CustomDeclaration.Value?
    if range.count == 1, list.tokens[range.lowerBound].kind == .ident {
      switch list.lowercasedName(list.tokens[range.lowerBound]) {
      case "initial": value = .initial
      case "inherit", "unset", "revert", "revert-layer": value = .inherit
      default: break
      }
    }
    let tokens = CustomDeclaration.Value.tokens(
      substitutionText(list, range), hasReferences: hasReferences(range))
    block.custom.append(
      CustomDeclaration(name: Name(name), value: value ?? tokens, isImportant: isImportant))
    if isImportant { block.hasImportant = true }
  }

  private func hasReferences(_ range: Range<Int>) -> Bool {
    range.contains { isReference(list, list.tokens[$0]) }
  }

  /// Adds the longhands that a property sets.
  private mutating func declare(
    _ name: String, _ token: Token, _ value: Range<Int>, _ isImportant: Bool,
    into block: inout DeclarationList
  ) {
    let targets: [Shorthand.Target]
    switch PropertyTable.entry(name) {
    case .ignored: return
    case .unsupported: return unsupportedProperty(name, token)
    case nil: return unknownProperty(name, token)
    case .longhand(let id): targets = [Shorthand.Target(property: id)]
    case .shorthand(let shorthand): targets = shorthand.targets
    }
    func add(_ target: Shorthand.Target, _ value: DeclaredValue) {
      block.append(
        Declaration(
          property: target.property, scope: target.scope, value: value, isImportant: isImportant))
    }
    if let wide = wideKeyword(value) {
      for target in targets { add(target, wide) }
    } else if hasReferences(value) {
      let unresolved = UnresolvedValue(
        propertyName: name, list: list, range: value, span: span(token, value))
      for target in targets { add(target, .unresolved(unresolved)) }
    } else if let expansions = expand(name, list, value) {
      for expansion in expansions { add(expansion.target, expansion.value) }
    } else if !isVendorValue(value) {
      unsupportedValue(name, token, value)
    }
  }

  private func wideKeyword(_ range: Range<Int>) -> DeclaredValue? {
    guard range.count == 1, list.tokens[range.lowerBound].kind == .ident else { return nil }
    return DeclaredValue(keyword: list.lowercasedName(list.tokens[range.lowerBound]))
  }

  /// Values of a vendor's own stand beside standard ones for old browsers.
  private func isVendorValue(_ range: Range<Int>) -> Bool {
    range.contains { index in
      let token = list.tokens[index]
      guard token.kind == .ident || token.kind == .function else { return false }
      let bytes = list.bytes[Int(token.start)..<Int(token.end)]
      return bytes.first == 0x2D && !bytes.starts(with: [0x2D, 0x2D])
    }
  }

  // MARK: Findings

  private func span(_ token: Token, _ range: Range<Int>) -> Span {
    let end = range.last.map { list.tokens[$0].end } ?? token.end
    return Span(start: token.start, end: end)
  }

  mutating func report(
    _ id: String, _ message: String, _ range: Range<Int>, key: String?, help: String? = nil
  ) {
    guard findings.count < 1000, let last = range.last else { return }
    let start = list.tokens[range.lowerBound].start
    findings.append(
      Finding(
        id: id, message: message, help: help,
        span: Span(start: start, end: list.tokens[last].end), condition: condition, key: key))
  }

  private mutating func unknownProperty(_ name: String, _ token: Token) {
    guard findings.count < 1000 else { return }
    findings.append(
      Finding(
        id: "css-unknown-property", message: "unknown property '\(name)'",
        help: didYouMean(name, in: PropertyTable.names),
        span: Span(start: token.start, end: token.end), condition: condition,
        key: "property " + name))
  }

  private mutating func unsupportedProperty(_ name: String, _ token: Token) {
    guard findings.count < 1000 else { return }
    findings.append(
      Finding(
        id: "css-unsupported-property", message: "property '\(name)' has no effect here",
        span: Span(start: token.start, end: token.end), condition: condition,
        key: "property " + name))
  }

  private mutating func unsupportedValue(_ name: String, _ token: Token, _ range: Range<Int>) {
    let span = span(token, range)
    let start = range.first.map { list.tokens[$0].start } ?? span.end
    let bytes = list.bytes[Int(start)..<Int(max(start, span.end))].prefix(60)
    let text = String(decoding: bytes, as: UTF8.self)
    let message =
      range.isEmpty
      ? "value is missing for '\(name)'" : "value '\(text)' is not supported for '\(name)'"
    guard findings.count < 1000 else { return }
    findings.append(
      Finding(
        id: "css-unsupported-value", message: message, span: span, condition: condition,
        key: "value " + name))
  }
}

/// The longhands that a value without references sets, or nil when it can't be read.
func expand(_ name: String, _ list: TokenList, _ range: Range<Int>) -> [Shorthand.Expansion]? {
  var cursor = ValueCursor(list, range)
  guard !cursor.isAtEnd else { return nil }
  switch PropertyTable.entry(name) {
  case .longhand(let id):
    guard let setter = PropertyTable[id].parse(&cursor), cursor.isAtEnd else { return nil }
    return [Shorthand.Expansion(target: Shorthand.Target(property: id), value: .setter(setter))]
  case .shorthand(let shorthand):
    guard let expansions = shorthand.parse(&cursor), cursor.isAtEnd else { return nil }
    return expansions
  default: return nil
  }
}

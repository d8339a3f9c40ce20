/// The custom properties of an element: its own and inherited ones, references resolved.
final class CustomProperties: Sendable {
  let values: [Name: [UInt8]]

  init(_ values: [Name: [UInt8]]) { self.values = values }
}

/// Whether a token begins a reference that substitution replaces.
func isReference(_ list: TokenList, _ token: Token) -> Bool {
  guard token.kind == .function, token.end - token.start == 4 else { return false }
  let name = list.lowercasedName(token)
  return name == "var" || name == "env"
}

/// The text of a range of tokens without its comments, which never join what they parted.
func substitutionText(_ list: TokenList, _ range: Range<Int>) -> [UInt8] {
  var out: [UInt8] = []
  for index in range {
    let token = list.tokens[index]
    let previous = index > range.lowerBound ? list.tokens[index - 1].end : nil
    appendToken(list, token, previousEnd: previous, to: &out)
  }
  return out
}

private func appendToken(
  _ list: TokenList, _ token: Token, previousEnd: Int32?, to out: inout [UInt8]
) {
  if let previousEnd, previousEnd < token.start { out += Array("/**/".utf8) }
  out += list.bytes[Int(token.start)..<Int(token.end)]
}

/// Replaces `var()` and `env()` by values (CSS Variables 1, section 3), within bounds.
struct Substitution {
  /// Longest text that one value may become.
  static let maxLength = 65536
  static let maxDepth = 32

  /// The value of a custom property, or nil when it has none.
  var lookup: (Name, Int) -> [UInt8]?
  /// Bytes that all substitutions of a document may still produce.
  var budget: Int

  /// The text with all references replaced, or nil when one of them can't be.
  mutating func text(_ list: TokenList, _ range: Range<Int>, depth: Int = 0) -> [UInt8]? {
    guard depth < Self.maxDepth else { return nil }
    var out: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let token = list.tokens[index]
      if isReference(list, token) {
        let close = min(Int(token.link), range.upperBound)
        guard let value = reference(list, token, index + 1..<close, depth) else { return nil }
        // Empty comments keep the neighbours from growing together.
        out += Array("/**/".utf8) + value + Array("/**/".utf8)
        index = close + 1
      } else {
        let previous = index > range.lowerBound ? list.tokens[index - 1].end : nil
        appendToken(list, token, previousEnd: previous, to: &out)
        index += 1
      }
      guard out.count <= Self.maxLength else { return nil }
    }
    budget -= out.count
    return budget > 0 ? out : nil
  }

  private mutating func reference(
    _ list: TokenList, _ function: Token, _ range: Range<Int>, _ depth: Int
  ) -> [UInt8]? {
    var index = range.lowerBound
    while index < range.upperBound, list.tokens[index].kind == .whitespace { index += 1 }
    guard index < range.upperBound, list.tokens[index].kind == .ident else { return nil }
    let isVariable = list.lowercasedName(function) == "var"
    if isVariable, let value = lookup(Name(list.name(list.tokens[index])), depth) { return value }
    index += 1
    while index < range.upperBound, list.tokens[index].kind == .whitespace { index += 1 }
    guard index < range.upperBound, list.tokens[index].kind == .comma else {
      // No environment has insets on paper.
      return isVariable ? nil : Array("0px".utf8)
    }
    return text(list, index + 1..<range.upperBound, depth: depth + 1)
  }
}

/// Computes the custom properties of one element from its declarations.
///
/// One resolver serves all elements of a document, so that they share one budget.
final class CustomPropertyResolver {
  private enum State { case pending(TokenList), resolving, done([UInt8]?) }

  private var states: [Name: State] = [:]
  private var inherited: CustomProperties?
  /// Bytes that substitutions may still produce.
  private(set) var budget: Int

  init(budget: Int) { self.budget = budget }

  /// The values after the winning `declarations`; the inherited object itself without any.
  func resolve(
    _ declarations: [CustomDeclaration], inherited: CustomProperties?
  ) -> CustomProperties? {
    guard !declarations.isEmpty else { return inherited }
    self.inherited = inherited
    states.removeAll(keepingCapacity: true)
    var values = inherited?.values ?? [:]
    var references: [Name] = []
    for declaration in declarations {
      switch declaration.value {
      case .initial: states[declaration.name] = .done(nil)
      case .inherit: states[declaration.name] = .done(inherited?.values[declaration.name])
      case .tokens(let text, hasReferences: false): states[declaration.name] = .done(text)
      case .tokens(let text, hasReferences: true):
        states[declaration.name] = .pending(TokenList(text))
        references.append(declaration.name)
      }
    }
    for name in references { _ = value(of: name, depth: 0) }
    for declaration in declarations {
      guard case .done(let value)? = states[declaration.name] else { continue }
      values[declaration.name] = value
    }
    return CustomProperties(values)
  }

  private func value(of name: Name, depth: Int) -> [UInt8]? {
    switch states[name] {
    case nil: return inherited?.values[name]
    case .done(let value): return value
    case .resolving:
      // A cycle: all of its members are invalid.
      states[name] = .done(nil)
      return nil
    case .pending(let list):
      guard depth < Substitution.maxDepth else { return nil }
      states[name] = .resolving
      let text = substituted(list, depth: depth)
      // Found to be part of a cycle meanwhile.
      if case .done? = states[name] { return nil }
      states[name] = .done(text)
      return text
    }
  }

  private func substituted(_ list: TokenList, depth: Int) -> [UInt8]? {
    text(list, 0..<list.count) { self.value(of: $0, depth: depth + $1 + 1) }
  }

  /// The text of a declaration's value with the references to `custom` replaced.
  func text(of value: UnresolvedValue, _ custom: CustomProperties?) -> [UInt8]? {
    text(value.list, value.range) { name, _ in custom?.values[name] }
  }

  private func text(
    _ list: TokenList, _ range: Range<Int>, _ lookup: @escaping (Name, Int) -> [UInt8]?
  ) -> [UInt8]? {
    var substitution = Substitution(lookup: lookup, budget: budget)
    let before = budget
    let text = substitution.text(list, range)
    // Lookups may have spent from the same budget meanwhile.
    budget -= max(0, before - substitution.budget)
    return text
  }
}

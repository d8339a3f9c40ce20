/// Parses selector lists out of tokens (Selectors 4, section 18).
struct SelectorParser {
  /// Why a selector can't be used.
  struct Failure: Error {
    var message: String
    var token: Int
    /// A vendor's own pseudo-class or element: nothing that an author has to hear about.
    var isVendor = false
  }

  static let maxCompounds = 64
  static let maxNesting = 8
  static let maxListLength = 4096

  let list: TokenList
  var position: Int
  let end: Int
  /// What `&` stands for inside a nested rule; nil at the top level.
  let parents: [Selector]?
  private var depth = 0

  init(_ list: TokenList, _ range: Range<Int>, parents: [Selector]? = nil) {
    self.list = list
    position = range.lowerBound
    end = range.upperBound
    self.parents = parents
  }

  /// The selectors of a style rule.
  mutating func parseRule() throws(Failure) -> [Selector] {
    var selectors: [Selector] = []
    repeat {
      selectors.append(try complex(isNested: parents != nil))
      if selectors.count > Self.maxListLength { throw failure("too many selectors in one rule") }
    } while skipComma()
    guard position >= end else { throw failure("unexpected text in selector") }
    return selectors
  }

  func failure(_ message: String, isVendor: Bool = false) -> Failure {
    Failure(message: message, token: min(position, max(end - 1, 0)), isVendor: isVendor)
  }

  // MARK: Tokens

  var token: Token? { position < end ? list.tokens[position] : nil }

  mutating func skipWhitespace() {
    while let token, token.kind == .whitespace { position += 1 }
  }

  mutating func skipComma() -> Bool {
    skipWhitespace()
    guard token?.kind == .comma else { return false }
    position += 1
    return true
  }

  mutating func skipDelimiter(_ byte: UInt8) -> Bool {
    guard let token, token.kind == .delim, list.delimiter(token) == byte else { return false }
    position += 1
    return true
  }

  // MARK: Structure

  /// Compounds and combinators up to a comma or the end.
  private mutating func complex(isNested: Bool) throws(Failure) -> Selector {
    skipWhitespace()
    var leftToRight: [Compound] = []
    var relations: [Combinator] = []
    var selector = Selector(compounds: [])
    var usesParent = false
    if isNested, let combinator = explicitCombinator() {
      leftToRight.append(parentCompound(&selector))
      relations.append(combinator)
      usesParent = true
    }
    while true {
      skipWhitespace()
      leftToRight.append(try compound(&selector, usesParent: &usesParent))
      guard leftToRight.count <= Self.maxCompounds else { throw failure("selector is too long") }
      guard let combinator = try nextCombinator() else { break }
      if selector.pseudo != .none { throw failure("pseudo-element must come last in selector") }
      relations.append(combinator)
    }
    if isNested, !usesParent {
      leftToRight.insert(parentCompound(&selector), at: 0)
      relations.insert(.descendant, at: 0)
    }
    selector.compounds = Self.rightToLeft(leftToRight, relations)
    return selector
  }

  private static func rightToLeft(_ compounds: [Compound], _ relations: [Combinator]) -> [Compound]
  {
    var result: [Compound] = []
    for (index, compound) in compounds.enumerated().reversed() {
      var compound = compound
      if index > 0 { compound.combinator = relations[index - 1] }
      result.append(compound)
    }
    return result
  }

  private func parentCompound(_ selector: inout Selector) -> Compound {
    let parents = parents ?? []
    selector.specificity += parents.map(\.specificity).max() ?? Specificity()
    return Compound(simples: [parents.isEmpty ? .root : .matches(parents)])
  }

  private mutating func explicitCombinator() -> Combinator? {
    if skipDelimiter(0x3E) { return .child }
    if skipDelimiter(0x2B) { return .nextSibling }
    if skipDelimiter(0x7E) { return .subsequentSibling }
    return nil
  }

  /// The combinator before the next compound, or nil at the end of this selector.
  private mutating func nextCombinator() throws(Failure) -> Combinator? {
    let hadWhitespace = token?.kind == .whitespace
    skipWhitespace()
    guard let token, token.kind != .comma else { return nil }
    if let combinator = explicitCombinator() { return combinator }
    guard hadWhitespace else { throw failure("unexpected text in selector") }
    return .descendant
  }

  private mutating func compound(
    _ selector: inout Selector, usesParent: inout Bool
  ) throws(Failure) -> Compound {
    var compound = Compound()
    var isEmpty = true
    while let token {
      if token.kind == .delim, list.delimiter(token) == 0x26 {
        compound.simples += parentCompound(&selector).simples
        usesParent = true
        position += 1
      } else if isEmpty, try typeSelector(&compound, &selector) {
        // A type selector can only stand first.
      } else if try !subclass(&compound, &selector) {
        break
      }
      isEmpty = false
    }
    if isEmpty { throw failure(token == nil ? "selector is missing" : "selector is invalid") }
    return compound
  }

  /// A type name or `*`, with an optional namespace prefix, which is ignored.
  private mutating func typeSelector(
    _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) -> Bool {
    guard let token else { return false }
    if token.kind == .ident {
      position += 1
      if skipDelimiter(0x7C) { return try typeSelector(&compound, &selector) }
      compound.simples.append(.type(Name(lowercasing: list.name(token))))
      selector.specificity += Specificity(types: 1)
      return true
    }
    guard token.kind == .delim else { return false }
    if skipDelimiter(0x7C) { return try typeSelector(&compound, &selector) }
    guard skipDelimiter(0x2A) else { return false }
    if skipDelimiter(0x7C) { return try typeSelector(&compound, &selector) }
    return true
  }

  private mutating func subclass(
    _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) -> Bool {
    guard let token else { return false }
    switch token.kind {
    case .hash where token.flags.contains(.identifier):
      position += 1
      compound.simples.append(.id(Name(list.name(token))))
      selector.specificity += Specificity(ids: 1)
    case .delim where list.delimiter(token) == 0x2E:
      position += 1
      guard let name = self.token, name.kind == .ident else {
        throw failure("class name is missing after '.'")
      }
      position += 1
      compound.simples.append(.class(Name(list.name(name))))
      selector.specificity += Specificity(classes: 1)
    case .openSquare:
      compound.simples.append(.attribute(try attribute(token)))
      selector.specificity += Specificity(classes: 1)
    case .colon: try pseudo(&compound, &selector)
    default: return false
    }
    return true
  }

  // MARK: Lists inside pseudo-classes

  /// The selectors in a function's parentheses; invalid ones are skipped when `forgiving`.
  mutating func nestedList(_ function: Token, forgiving: Bool) throws(Failure) -> [Selector] {
    try inside(function) { (inner) throws(Failure) in
      try inner.selectors(forgiving: forgiving)
    }
  }

  mutating func selectors(forgiving: Bool) throws(Failure) -> [Selector] {
    var selectors: [Selector] = []
    repeat {
      do throws(Failure) {
        selectors.append(try complex(isNested: false))
        skipWhitespace()
        if let token, token.kind != .comma { throw failure("unexpected text in selector") }
      } catch {
        guard forgiving else { throw error }
        skipToComma()
      }
    } while skipComma()
    return selectors
  }

  /// The relative selectors of `:has()`, with the anchor as their leftmost compound.
  mutating func relativeList(_ function: Token) throws(Failure) -> [RelativeSelector] {
    try inside(function) { (inner) throws(Failure) in
      var result: [RelativeSelector] = []
      repeat {
        inner.skipWhitespace()
        let combinator = inner.explicitCombinator() ?? .descendant
        var selector = try inner.complex(isNested: false)
        selector.compounds[selector.compounds.count - 1].combinator = combinator
        selector.compounds.append(Compound(simples: [.anchor]))
        result.append(RelativeSelector(combinator: combinator, selector: selector))
      } while inner.skipComma()
      return result
    }
  }

  /// Runs `body` on the tokens between a function's parentheses and steps behind them.
  mutating func inside<Result>(
    _ function: Token, _ body: (inout SelectorParser) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard depth < Self.maxNesting else { throw failure("selector is nested too deeply") }
    let close = min(Int(function.link), end)
    var inner = SelectorParser(list, position..<max(position, close), parents: parents)
    inner.depth = depth + 1
    let result = try body(&inner)
    inner.skipWhitespace()
    guard inner.position >= inner.end else { throw inner.failure("unexpected text in selector") }
    position = min(close + 1, end)
    return result
  }

  private mutating func skipToComma() {
    while let token, token.kind != .comma {
      switch token.kind {
      case .function, .openParen, .openSquare, .openCurly:
        position = min(Int(token.link) + 1, end)
      default: position += 1
      }
    }
  }
}

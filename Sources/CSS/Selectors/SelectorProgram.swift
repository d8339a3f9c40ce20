/// Selectors flattened into arrays of plain numbers, so that matching never counts references.
struct SelectorProgram: Sendable {
  /// One condition on an element.
  struct Condition: Sendable {
    enum Kind: UInt8, Sendable {
      case type, id, `class`, attribute, not, matches, has, root, empty, link
      case firstChild, lastChild, nthChild, nthLastChild, nthOfType, nthLastOfType
      case language, direction, anchor, never, always
    }

    var kind: Kind
    var name = Name.none
    var nth = Nth(step: 0, offset: 0)
    /// Selectors of a list, or an index of an attribute test or of languages.
    var operand: Range<Int32> = 0..<0
  }

  /// Conditions on one element, and its relation to the compound on the left.
  struct Compound: Sendable {
    var conditions: Range<Int32>
    var combinator: Combinator
  }

  /// Compounds from right to left.
  struct Complex: Sendable {
    var compounds: Range<Int32>
    var pseudo: PseudoElementSelector
    /// In `:has()`: the relation of the leftmost compound to the anchor.
    var relation = Combinator.descendant
  }

  private(set) var conditions: [Condition] = []
  private(set) var compounds: [Compound] = []
  private(set) var selectors: [Complex] = []
  private(set) var attributes: [AttributeTest] = []
  private(set) var languages: [[String]] = []

  /// Adds a selector and returns its index.
  mutating func append(_ selector: Selector) -> Int32 {
    let complex = flatten(selector)
    selectors.append(complex)
    return Int32(clamping: selectors.count - 1)
  }

  /// Adds all of a list in one piece.
  private mutating func append(_ list: [Selector], relations: [Combinator] = []) -> Range<Int32> {
    var complexes = list.map { flatten($0) }
    for (index, relation) in relations.enumerated() { complexes[index].relation = relation }
    let start = Int32(clamping: selectors.count)
    selectors += complexes
    return start..<Int32(clamping: selectors.count)
  }

  /// The parser bounds how deep selectors nest, and with it this recursion.
  private mutating func flatten(_ selector: Selector) -> Complex {
    let flat = selector.compounds.map { compound in
      let conditions = compound.simples.map { flatten($0) }
      let start = Int32(clamping: self.conditions.count)
      self.conditions += conditions
      return Compound(
        conditions: start..<Int32(clamping: self.conditions.count),
        combinator: compound.combinator)
    }
    let start = Int32(clamping: compounds.count)
    compounds += flat
    return Complex(
      compounds: start..<Int32(clamping: compounds.count), pseudo: selector.pseudo)
  }

  private mutating func flatten(_ simple: SimpleSelector) -> Condition {
    switch simple {
    case .type(let name): return Condition(kind: .type, name: name)
    case .id(let name): return Condition(kind: .id, name: name)
    case .class(let name): return Condition(kind: .class, name: name)
    case .attribute(let test):
      attributes.append(test)
      return Condition(kind: .attribute, operand: last(attributes.count))
    case .not(let list): return Condition(kind: .not, operand: append(list))
    case .matches(let list): return Condition(kind: .matches, operand: append(list))
    case .has(let list):
      let relations = list.map(\.combinator)
      return Condition(kind: .has, operand: append(list.map(\.selector), relations: relations))
    case .nthChild(let nth, let of):
      return Condition(kind: .nthChild, nth: nth, operand: append(of))
    case .nthLastChild(let nth, let of):
      return Condition(kind: .nthLastChild, nth: nth, operand: append(of))
    case .nthOfType(let nth): return Condition(kind: .nthOfType, nth: nth)
    case .nthLastOfType(let nth): return Condition(kind: .nthLastOfType, nth: nth)
    case .language(let ranges):
      languages.append(ranges)
      return Condition(kind: .language, operand: last(languages.count))
    case .direction(let isRightToLeft):
      return Condition(kind: .direction, operand: isRightToLeft ? 1..<1 : 0..<0)
    case .root: return Condition(kind: .root)
    case .empty: return Condition(kind: .empty)
    case .link: return Condition(kind: .link)
    case .firstChild: return Condition(kind: .firstChild)
    case .lastChild: return Condition(kind: .lastChild)
    case .anchor: return Condition(kind: .anchor)
    case .never: return Condition(kind: .never)
    case .always: return Condition(kind: .always)
    }
  }

  private func last(_ count: Int) -> Range<Int32> {
    Int32(clamping: count - 1)..<Int32(clamping: count)
  }
}

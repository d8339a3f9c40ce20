/// Picks the winning declaration of each property and applies the winners in order.
struct Cascade {
  /// The winner of one property: a block by its position among the matched ones, and a
  /// declaration in it.
  private struct Winner {
    var block: Int32 = -1
    var declaration: Int32 = -1
  }

  private var winners: [Winner]
  /// A bit for each property that has a winner.
  private var touched: [UInt64]
  let variables: CustomPropertyResolver
  /// Parsed results of values with references, by value and custom properties.
  private var resolved: [ResolvedKey: [Shorthand.Expansion]] = [:]
  /// Held so that no two of them ever share an identity in `resolved`.
  private var kept: [CustomProperties] = []
  private(set) var findings: [(sheet: Int32, finding: Finding)] = []

  private struct ResolvedKey: Hashable {
    var value: ObjectIdentifier
    var custom: ObjectIdentifier?
  }

  init(variableBudget: Int) {
    let count = PropertyTable.longhands.count
    winners = Array(repeating: Winner(), count: count)
    touched = Array(repeating: 0, count: count / 64 + 1)
    variables = CustomPropertyResolver(budget: variableBudget)
  }

  /// The blocks that match an element, in ascending order, with their declarations.
  struct Input {
    var matched: [MatchedBlock]
    var blocks: [DeclarationBlock]
  }

  /// Applies everything in `input` to a style in the making.
  mutating func apply(_ input: Input, to builder: inout StyleBuilder) {
    applyCustom(input, to: &builder)
    let scope = input.blocks.contains(where: \.hasScoped) ? direction(input, builder) : .any
    collect(input, scope)
    var isResolved = false
    for word in touched.indices {
      var bits = touched[word]
      touched[word] = 0
      while bits != 0 {
        let property = word * 64 + bits.trailingZeroBitCount
        bits &= bits - 1
        if !isResolved, property >= PropertyTable.firstDependent {
          builder.resolveFontSize()
          isResolved = true
        }
        let winner = winners[property]
        apply(winner, PropertyID(index: UInt16(property)), input, scope, to: &builder)
      }
    }
    if !isResolved { builder.resolveFontSize() }
  }

  // MARK: Winners

  private mutating func collect(_ input: Input, _ scope: DirectionScope) {
    var hasImportant = false
    for (index, block) in input.blocks.enumerated() {
      hasImportant = hasImportant || block.hasImportant
      note(block, at: index, important: false, scope)
    }
    guard hasImportant else { return }
    let order = input.matched.indices.filter { input.blocks[$0].hasImportant }
      .sorted { input.matched[$0].importantKey < input.matched[$1].importantKey }
    for index in order { note(input.blocks[index], at: index, important: true, scope) }
  }

  private mutating func note(
    _ block: DeclarationBlock, at index: Int, important: Bool, _ scope: DirectionScope
  ) {
    for position in block.declarations.indices {
      let isImportant = block.declarations[position].isImportant
      let declared = block.declarations[position].scope
      guard isImportant == important, declared == .any || declared == scope else { continue }
      let property = Int(block.declarations[position].property.index)
      winners[property] = Winner(block: Int32(index), declaration: Int32(clamping: position))
      touched[property >> 6] |= 1 << UInt64(property & 63)
    }
  }

  /// The direction that logical properties follow.
  private mutating func direction(_ input: Input, _ builder: StyleBuilder) -> DirectionScope {
    var probe = builder
    for block in input.blocks {
      for declaration in block.declarations where declaration.property == PropertyTable.direction {
        if case .setter(let set) = declaration.value { set(&probe) }
      }
    }
    return probe.text.direction == .rtl ? .rtl : .ltr
  }

  private mutating func applyCustom(_ input: Input, to builder: inout StyleBuilder) {
    guard input.blocks.contains(where: { !$0.custom.isEmpty }) else { return }
    var winners: [Name: Int] = [:]
    var declarations: [CustomDeclaration] = []
    func take(_ block: DeclarationBlock, important: Bool) {
      for declaration in block.custom where declaration.isImportant == important {
        if let index = winners[declaration.name] {
          declarations[index] = declaration
        } else {
          winners[declaration.name] = declarations.count
          declarations.append(declaration)
        }
      }
    }
    for block in input.blocks { take(block, important: false) }
    let important = input.matched.indices.filter { input.blocks[$0].hasImportant }
      .sorted { input.matched[$0].importantKey < input.matched[$1].importantKey }
    for index in important { take(input.blocks[index], important: true) }
    let custom = variables.resolve(declarations, inherited: builder.inherited.custom)
    if let custom { kept.append(custom) }
    builder.inherited.custom = custom
  }

  // MARK: Values

  private mutating func apply(
    _ winner: Winner, _ property: PropertyID, _ input: Input, _ scope: DirectionScope,
    to builder: inout StyleBuilder
  ) {
    let block = Int(winner.block)
    switch input.blocks[block].declarations[Int(winner.declaration)].value {
    case .setter(let set): set(&builder)
    case .inherit: inherit(property, &builder)
    case .initial: initial(property, &builder)
    case .unset: unset(property, &builder)
    case .revert:
      let matched = input.matched[block]
      revert(property, input, scope, &builder) { $0.origin < min(matched.origin, 1) }
    case .revertLayer:
      let matched = input.matched[block]
      revert(property, input, scope, &builder) { $0.key >> 44 < matched.key >> 44 }
    case .unresolved(let value):
      let sheet = input.matched[block].sheet
      apply(value, property, scope, sheet, to: &builder)
    }
  }

  private func inherit(_ property: PropertyID, _ builder: inout StyleBuilder) {
    // Inherited properties are there already.
    let longhand = PropertyTable[property]
    if !longhand.inherits { longhand.copy(&builder, builder.parent) }
  }

  private func initial(_ property: PropertyID, _ builder: inout StyleBuilder) {
    let longhand = PropertyTable[property]
    if longhand.inherits { longhand.copy(&builder, .initial) }
  }

  /// Leaves the value with which the builder began: inherited or initial.
  private func unset(_ property: PropertyID, _ builder: inout StyleBuilder) {}

  /// Applies the last normal declaration among the blocks that `isEligible` leaves.
  private mutating func revert(
    _ property: PropertyID, _ input: Input, _ scope: DirectionScope,
    _ builder: inout StyleBuilder, _ isEligible: (MatchedBlock) -> Bool
  ) {
    for index in input.matched.indices.reversed() where isEligible(input.matched[index]) {
      let declarations = input.blocks[index].declarations
      let found = declarations.lastIndex {
        $0.property == property && !$0.isImportant && ($0.scope == .any || $0.scope == scope)
      }
      guard let found else { continue }
      // Each step goes further down, so this ends.
      return apply(
        Winner(block: Int32(index), declaration: Int32(clamping: found)), property, input, scope,
        to: &builder)
    }
  }

  /// Applies a value with references, which counts as `unset` when it turns out invalid.
  private mutating func apply(
    _ value: UnresolvedValue, _ property: PropertyID, _ scope: DirectionScope, _ sheet: Int32,
    to builder: inout StyleBuilder
  ) {
    let custom = builder.inherited.custom
    let key = ResolvedKey(
      value: ObjectIdentifier(value), custom: custom.map { ObjectIdentifier($0) })
    let expansions = resolved[key] ?? resolve(value, custom, sheet)
    resolved[key] = expansions
    let expansion = expansions.first {
      $0.target.property == property && ($0.target.scope == .any || $0.target.scope == scope)
    }
    switch expansion?.value {
    case .setter(let set)?: set(&builder)
    case .inherit?: inherit(property, &builder)
    case .initial?: initial(property, &builder)
    default: unset(property, &builder)
    }
  }

  private mutating func resolve(
    _ value: UnresolvedValue, _ custom: CustomProperties?, _ sheet: Int32
  ) -> [Shorthand.Expansion] {
    guard let text = variables.text(of: value, custom) else {
      report(
        "css-undefined-variable", "variable in the value of '\(value.propertyName)' is not set",
        value, sheet)
      return []
    }
    let list = TokenList(text)
    if let expansions = wide(list, value) ?? expand(value.propertyName, list, 0..<list.count) {
      return expansions
    }
    let shown = list.tokens.prefix(40).flatMap { list.bytes[Int($0.start)..<Int($0.end)] }
    let written = String(decoding: shown.prefix(60), as: UTF8.self)
    report(
      "css-unsupported-value", "value '\(written)' is not supported for '\(value.propertyName)'",
      value, sheet)
    return []
  }

  /// A CSS-wide keyword that a variable stands for.
  private func wide(_ list: TokenList, _ value: UnresolvedValue) -> [Shorthand.Expansion]? {
    var cursor = ValueCursor(list, 0..<list.count)
    guard let name = cursor.peekIdentifier(), let keyword = DeclaredValue(keyword: name) else {
      return nil
    }
    cursor.advance()
    guard cursor.isAtEnd else { return nil }
    switch PropertyTable.entry(value.propertyName) {
    case .longhand(let id):
      return [Shorthand.Expansion(target: Shorthand.Target(property: id), value: keyword)]
    case .shorthand(let shorthand):
      return shorthand.targets.map { Shorthand.Expansion(target: $0, value: keyword) }
    default: return nil
    }
  }

  private mutating func report(
    _ id: String, _ message: String, _ value: UnresolvedValue, _ sheet: Int32
  ) {
    guard findings.count < 1000 else { return }
    findings.append(
      (
        sheet,
        Finding(id: id, message: message, span: value.span, key: "value " + value.propertyName)
      ))
  }
}

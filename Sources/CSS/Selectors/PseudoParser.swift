/// Attribute selectors, pseudo-classes and pseudo-elements.
extension SelectorParser {
  mutating func attribute(_ open: Token) throws(Failure) -> AttributeTest {
    let close = min(Int(open.link), end)
    position += 1
    skipWhitespace()
    if skipDelimiter(0x2A) { _ = skipDelimiter(0x7C) } else { _ = skipDelimiter(0x7C) }
    guard let nameToken = token, nameToken.kind == .ident else {
      throw failure("attribute name is missing in selector")
    }
    let name = list.lowercasedName(nameToken)
    position += 1
    skipWhitespace()
    let operation = try attributeOperation(close)
    var value: [UInt8] = []
    var ignoresCase = false
    if operation != .exists {
      skipWhitespace()
      guard position < close, let token else { throw failure("attribute value is missing") }
      guard token.kind == .ident || token.kind == .string else {
        throw failure("attribute value must be a name or a string")
      }
      value = Array((token.kind == .ident ? list.name(token) : list.string(token)).utf8)
      position += 1
      ignoresCase = try caseFlag(close) || Self.caselessAttributes.contains(name)
    }
    skipWhitespace()
    guard position >= close else { throw failure("unexpected text in attribute selector") }
    position = min(close + 1, end)
    return AttributeTest(name: name, operation: operation, value: value, ignoresCase: ignoresCase)
  }

  /// Attributes whose values HTML compares without case; the ones that style sheets ask for.
  private static let caselessAttributes: Set<String> = [
    "align", "dir", "lang", "media", "method", "rel", "type", "valign",
  ]

  private mutating func attributeOperation(
    _ close: Int
  ) throws(Failure) -> AttributeTest.Operation {
    guard position < close, let token else { return .exists }
    let operation: AttributeTest.Operation
    switch list.delimiter(token) {
    case 0x3D:
      position += 1
      return .equals
    case 0x7E: operation = .includes
    case 0x7C: operation = .dash
    case 0x5E: operation = .prefix
    case 0x24: operation = .suffix
    case 0x2A: operation = .substring
    default: throw failure("operator is unknown in attribute selector")
    }
    position += 1
    guard skipDelimiter(0x3D) else { throw failure("operator is unknown in attribute selector") }
    return operation
  }

  private mutating func caseFlag(_ close: Int) throws(Failure) -> Bool {
    skipWhitespace()
    guard position < close, let token else { return false }
    guard token.kind == .ident else { throw failure("unexpected text in attribute selector") }
    position += 1
    switch list.lowercasedName(token) {
    case "i": return true
    case "s": return false
    default: throw failure("flag must be 'i' or 's' in attribute selector")
    }
  }

  mutating func pseudo(
    _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) {
    position += 1
    var isElement = false
    if token?.kind == .colon {
      isElement = true
      position += 1
    }
    guard let token else { throw failure("name is missing after ':'") }
    let name = list.lowercasedName(token)
    switch token.kind {
    case .ident:
      if isElement || Self.legacyElements.contains(name) {
        try pseudoElement(name, &selector)
      } else {
        try pseudoClass(name, &compound, &selector)
      }
      position += 1
    case .function:
      if isElement { throw unknown(name, isElement: true) }
      try functionalClass(name, token, &compound, &selector)
    default: throw failure("name is missing after ':'")
    }
  }

  private static let legacyElements: Set<String> = [
    "before", "after", "first-line", "first-letter",
  ]

  private func unknown(_ name: String, isElement: Bool) -> Failure {
    let kind = isElement ? "pseudo-element" : "pseudo-class"
    let colons = isElement ? "::" : ":"
    return failure("unknown \(kind) '\(colons)\(name)'", isVendor: name.hasPrefix("-"))
  }

  private func pseudoElement(_ name: String, _ selector: inout Selector) throws(Failure) {
    switch name {
    case "before": selector.pseudo = .before
    case "after": selector.pseudo = .after
    case "marker": selector.pseudo = .marker
    case "selection", "placeholder", "backdrop", "file-selector-button", "target-text",
      "spelling-error", "grammar-error", "cue", "details-content":
      selector.pseudo = .other
    case "first-line": selector.pseudo = .firstLine
    case "first-letter": selector.pseudo = .firstLetter
    default: throw unknown(name, isElement: true)
    }
    selector.specificity += Specificity(types: 1)
  }

  private func pseudoClass(
    _ name: String, _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) {
    let simples: [SimpleSelector]
    switch name {
    case "root": simples = [.root]
    case "scope": simples = [.root]
    case "empty": simples = [.empty]
    case "link", "any-link": simples = [.link]
    case "first-child": simples = [.firstChild]
    case "last-child": simples = [.lastChild]
    case "only-child": simples = [.firstChild, .lastChild]
    case "first-of-type": simples = [.nthOfType(Nth(step: 0, offset: 1))]
    case "last-of-type": simples = [.nthLastOfType(Nth(step: 0, offset: 1))]
    case "only-of-type":
      simples = [
        .nthOfType(Nth(step: 0, offset: 1)), .nthLastOfType(Nth(step: 0, offset: 1)),
      ]
    case "defined", "read-only": simples = [.always]
    case "checked": simples = [.attribute(Self.test("checked"))]
    case "disabled": simples = [.attribute(Self.test("disabled"))]
    case "enabled": simples = [.not([Self.disabled])]
    case _ where Self.neverClasses.contains(name): simples = [.never]
    default: throw unknown(name, isElement: false)
    }
    compound.simples += simples
    selector.specificity += Specificity(classes: 1)
  }

  private static func test(_ name: String) -> AttributeTest {
    AttributeTest(name: name, operation: .exists, value: [], ignoresCase: false)
  }

  private static let disabled = Selector(
    compounds: [Compound(simples: [.attribute(test("disabled"))])])

  /// States that need a reader with a pointer or a form, which no page has.
  private static let neverClasses: Set<String> = [
    "active", "autofill", "blank", "current", "default", "focus", "focus-visible",
    "focus-within", "fullscreen", "future", "host", "hover", "in-range", "indeterminate",
    "invalid", "modal", "open", "optional", "out-of-range", "past", "paused", "picture-in-picture",
    "placeholder-shown", "playing", "popover-open", "read-write", "required", "target",
    "target-within", "user-invalid", "user-valid", "valid", "visited",
  ]

  private mutating func functionalClass(
    _ name: String, _ function: Token, _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) {
    position += 1
    switch name {
    case "not":
      let selectors = try nestedList(function, forgiving: false)
      compound.simples.append(.not(selectors))
      selector.specificity += selectors.map(\.specificity).max() ?? Specificity()
    case "is", "matches", "where", "-webkit-any":
      let selectors = try nestedList(function, forgiving: true)
      compound.simples.append(.matches(selectors))
      if name != "where" {
        selector.specificity += selectors.map(\.specificity).max() ?? Specificity()
      }
    case "has":
      let selectors = try relativeList(function)
      compound.simples.append(.has(selectors))
      selector.specificity += selectors.map(\.selector.specificity).max() ?? Specificity()
    case "lang":
      compound.simples.append(.language(try languages(function)))
      selector.specificity += Specificity(classes: 1)
    case "dir":
      compound.simples.append(.direction(isRightToLeft: try direction(function)))
      selector.specificity += Specificity(classes: 1)
    default: try positional(name, function, &compound, &selector)
    }
  }

  private mutating func positional(
    _ name: String, _ function: Token, _ compound: inout Compound, _ selector: inout Selector
  ) throws(Failure) {
    let (nth, of) = try inside(function) { (inner) throws(Failure) in
      try inner.nthArguments(allowsOf: name.hasSuffix("child"))
    }
    switch name {
    case "nth-child": compound.simples.append(.nthChild(nth, of: of))
    case "nth-last-child": compound.simples.append(.nthLastChild(nth, of: of))
    case "nth-of-type": compound.simples.append(.nthOfType(nth))
    case "nth-last-of-type": compound.simples.append(.nthLastOfType(nth))
    default: throw unknown(name + "()", isElement: false)
    }
    selector.specificity += Specificity(classes: 1)
    selector.specificity += of.map(\.specificity).max() ?? Specificity()
  }

  private mutating func languages(_ function: Token) throws(Failure) -> [String] {
    try inside(function) { (inner) throws(Failure) in
      var ranges: [String] = []
      repeat {
        inner.skipWhitespace()
        guard let token = inner.token, token.kind == .ident || token.kind == .string else {
          throw inner.failure("language is missing in ':lang()'")
        }
        let range = token.kind == .ident ? inner.list.name(token) : inner.list.string(token)
        ranges.append(range.asciiLowercased)
        inner.position += 1
      } while inner.skipComma()
      return ranges
    }
  }

  private mutating func direction(_ function: Token) throws(Failure) -> Bool {
    try inside(function) { (inner) throws(Failure) in
      inner.skipWhitespace()
      guard let token = inner.token, token.kind == .ident else {
        throw inner.failure("direction is missing in ':dir()'")
      }
      inner.position += 1
      return inner.list.lowercasedName(token) == "rtl"
    }
  }
}

import Diagnostics

/// Parses a style sheet (CSS Syntax 3, section 5), recovering from errors as browsers do.
struct StylesheetParser {
  /// What encloses a rule.
  struct Context {
    var condition: Int32 = -1
    var layer: Int32 = -1
    var layerName = ""
    /// The selectors of the enclosing style rule.
    var parents: [Selector]?
    var depth = 0
  }

  static let maxDepth = 32
  static let maxRules = 200_000

  let list: TokenList
  var sheet = Stylesheet()
  private var index = RuleIndexBuilder()
  var declarations: DeclarationParser
  private var seenRule = false

  init(_ list: TokenList) {
    self.list = list
    declarations = DeclarationParser(list)
  }

  mutating func run() -> Stylesheet {
    rules(0..<list.count, Context())
    sheet.findings = declarations.findings
    sheet.rules = RuleIndex(index)
    return sheet
  }

  // MARK: Rules

  /// Parses a list of rules without declarations among them.
  mutating func rules(_ range: Range<Int>, _ context: Context) {
    guard context.depth < Self.maxDepth else {
      return report("css-nesting", "rules are nested too deeply", range)
    }
    var position = range.lowerBound
    while position < range.upperBound {
      switch list.tokens[position].kind {
      case .whitespace, .semicolon, .cdo, .cdc: position += 1
      case .atKeyword: position = atRule(position, range.upperBound, context)
      default: position = qualifiedRule(position, range.upperBound, context)
      }
    }
  }

  /// The opening brace of the block of the rule at `start`, or the limit.
  func blockStart(_ start: Int, _ limit: Int, stopsAtSemicolon: Bool) -> Int {
    var position = start
    while position < limit {
      let token = list.tokens[position]
      switch token.kind {
      case .openCurly: return position
      case .semicolon where stopsAtSemicolon: return position
      case .function, .openParen, .openSquare: position = min(Int(token.link) + 1, limit)
      default: position += 1
      }
    }
    return limit
  }

  func content(_ open: Int, _ limit: Int) -> Range<Int> {
    open + 1..<max(open + 1, min(Int(list.tokens[open].link), limit))
  }

  /// Parses a style rule and returns the position behind it.
  private mutating func qualifiedRule(_ start: Int, _ limit: Int, _ context: Context) -> Int {
    seenRule = true
    let open = blockStart(start, limit, stopsAtSemicolon: context.parents != nil)
    guard open < limit, list.tokens[open].kind == .openCurly else {
      report("css-syntax", "block is missing after selector", start..<open)
      return open
    }
    let body = content(open, limit)
    if let selectors = selectors(start..<open, context) {
      var inner = context
      inner.depth += 1
      styleBlock(body, selectors, inner)
    }
    return min(Int(list.tokens[open].link) + 1, limit)
  }

  private mutating func selectors(_ range: Range<Int>, _ context: Context) -> [Selector]? {
    var parser = SelectorParser(list, declarations.trimmed(range), parents: context.parents)
    do throws(SelectorParser.Failure) {
      return try parser.parseRule()
    } catch {
      if !error.isVendor {
        let token = max(range.lowerBound, min(error.token, range.upperBound - 1))
        report("css-invalid-selector", error.message, token..<token + 1)
      }
      return nil
    }
  }

  /// Parses the block of a style rule: declarations and nested rules.
  mutating func styleBlock(_ range: Range<Int>, _ selectors: [Selector], _ context: Context) {
    guard context.depth < Self.maxDepth else {
      return report("css-nesting", "rules are nested too deeply", range)
    }
    var block = DeclarationList()
    var inner = context
    inner.parents = selectors
    var position = range.lowerBound
    declarations.condition = context.condition
    while position < range.upperBound {
      let kind = list.tokens[position].kind
      if kind == .whitespace || kind == .semicolon {
        position += 1
      } else if kind == .atKeyword {
        add(&block, selectors, context)
        position = atRule(position, range.upperBound, inner)
        declarations.condition = context.condition
      } else if isNestedRule(position, range.upperBound) {
        add(&block, selectors, context)
        position = qualifiedRule(position, range.upperBound, inner)
        declarations.condition = context.condition
      } else {
        let end = declarations.declarationEnd(position, range.upperBound)
        declarations.parse(position..<end, into: &block)
        position = end
      }
    }
    add(&block, selectors, context)
  }

  /// Whether a rule and not a declaration stands here: its block comes before any semicolon.
  private func isNestedRule(_ start: Int, _ limit: Int) -> Bool {
    let first = list.tokens[start]
    if first.kind == .ident,
      list.bytes[Int(first.start)..<Int(first.end)].starts(with: [0x2D, 0x2D])
    {
      return false
    }
    let open = blockStart(start, limit, stopsAtSemicolon: true)
    return open < limit && list.tokens[open].kind == .openCurly
  }

  private mutating func add(
    _ block: inout DeclarationList, _ selectors: [Selector], _ context: Context
  ) {
    defer { block = DeclarationList() }
    guard !block.isEmpty, sheet.blocks.count < Self.maxRules else { return }
    let blockIndex = Int32(clamping: sheet.blocks.count)
    sheet.blocks.append(DeclarationBlock(block))
    for selector in selectors {
      index.append(
        selector, block: blockIndex, condition: context.condition, layer: context.layer)
    }
  }

  // MARK: At-rules

  /// Parses an at-rule and returns the position behind it.
  private mutating func atRule(_ start: Int, _ limit: Int, _ context: Context) -> Int {
    let name = list.lowercasedName(list.tokens[start])
    let open = blockStart(start + 1, limit, stopsAtSemicolon: true)
    let prelude = declarations.trimmed(start + 1..<open)
    let hasBlock = open < limit && list.tokens[open].kind == .openCurly
    let end = hasBlock ? min(Int(list.tokens[open].link) + 1, limit) : min(open + 1, limit)
    let rule = AtRule(
      name: name, keyword: start, prelude: prelude, body: hasBlock ? content(open, limit) : nil)
    dispatch(rule, context)
    if name != "charset", name != "import", name != "layer" { seenRule = true }
    return end
  }

  struct AtRule {
    var name: String
    var keyword: Int
    var prelude: Range<Int>
    /// The content of the block; nil for a rule that ends in a semicolon.
    var body: Range<Int>?
  }

  private mutating func dispatch(_ rule: AtRule, _ context: Context) {
    switch (rule.name, rule.body) {
    case ("charset", nil), ("namespace", nil): break
    case ("import", nil): importRule(rule)
    case ("layer", nil): declareLayers(rule, context)
    case ("layer", let body?): layerBlock(rule, body, context)
    case ("media", let body?): media(rule, body, context)
    case ("supports", let body?):
      if SupportsCondition.holds(list, rule.prelude) { group(body, context) }
    case ("page", let body?): pageRule(rule, body, context)
    case ("font-face", let body?): fontFace(body, context)
    case ("starting-style", _), ("keyframes", _), ("property", _), ("counter-style", _),
      ("font-feature-values", _), ("font-palette-values", _), ("view-transition", _),
      ("position-try", _), ("viewport", _), ("container", _), ("document", _):
      ignored(rule, context)
    default: if !rule.name.hasPrefix("-") { unknown(rule) }
    }
  }

  /// Rules without effect in print; the ones that could have one are named.
  private mutating func ignored(_ rule: AtRule, _ context: Context) {
    let effective: Set<String> = ["property", "counter-style", "container"]
    guard effective.contains(rule.name) else { return }
    report(
      "css-unsupported-rule", "rule '@\(rule.name)' is not supported",
      rule.keyword..<rule.keyword + 1, key: "rule " + rule.name)
  }

  private mutating func unknown(_ rule: AtRule) {
    let known = ["charset", "import", "layer", "media", "supports", "page", "font-face"]
    report(
      "css-unknown-rule", "unknown rule '@\(rule.name)'", rule.keyword..<rule.keyword + 1,
      key: "rule " + rule.name, help: didYouMean(rule.name, in: known))
  }

  /// The rules in a conditional group, which inside a style rule may also hold declarations.
  mutating func group(_ body: Range<Int>, _ context: Context) {
    var inner = context
    inner.depth += 1
    if let parents = context.parents {
      var nested = inner
      nested.parents = nil
      styleBlock(body, parents, nested)
    } else {
      rules(body, inner)
    }
  }

  private mutating func media(_ rule: AtRule, _ body: Range<Int>, _ context: Context) {
    let query = MediaQueryList(list, rule.prelude)
    var inner = context
    inner.condition = Int32(clamping: sheet.conditions.count)
    sheet.conditions.append(MediaCondition(parent: context.condition, query: query))
    group(body, inner)
  }

  private mutating func importRule(_ rule: AtRule) {
    var cursor = ValueCursor(list, rule.prelude)
    guard !seenRule, let url = cursor.string() ?? cursor.url() else {
      let message = seenRule ? "'@import' must come before all rules" : "url is missing"
      return report("css-import", message, rule.keyword..<rule.keyword + 1)
    }
    if cursor.function("layer") == nil { _ = cursor.keyword("layer") }
    _ = cursor.function("supports")
    cursor.skipWhitespace()
    let keyword = list.tokens[rule.keyword]
    sheet.imports.append(
      ImportRule(
        url: url, query: MediaQueryList(list, cursor.position..<rule.prelude.upperBound),
        span: Span(start: keyword.start, end: keyword.end)))
  }

  // MARK: Layers

  private mutating func declareLayers(_ rule: AtRule, _ context: Context) {
    var cursor = ValueCursor(list, rule.prelude)
    repeat {
      guard let name = layerName(&cursor) else { return }
      _ = layer(context.layerName.isEmpty ? name : context.layerName + "." + name)
    } while cursor.comma()
  }

  private mutating func layerBlock(_ rule: AtRule, _ body: Range<Int>, _ context: Context) {
    var cursor = ValueCursor(list, rule.prelude)
    let name = layerName(&cursor) ?? "(anonymous \(sheet.layers.count))"
    var inner = context
    inner.layerName = context.layerName.isEmpty ? name : context.layerName + "." + name
    inner.layer = layer(inner.layerName)
    group(body, inner)
  }

  private func layerName(_ cursor: inout ValueCursor) -> String? {
    guard var name = cursor.identifier() else { return nil }
    while cursor.delimiter(0x2E), let part = cursor.identifier() { name += "." + part }
    return name
  }

  private mutating func layer(_ name: String) -> Int32 {
    if let index = sheet.layers.firstIndex(of: name) { return Int32(clamping: index) }
    guard sheet.layers.count < 1000 else { return 999 }
    sheet.layers.append(name)
    return Int32(clamping: sheet.layers.count - 1)
  }

  mutating func report(
    _ id: String, _ message: String, _ range: Range<Int>, key: String? = nil,
    help: String? = nil
  ) {
    declarations.report(id, message, range, key: key, help: help)
  }
}

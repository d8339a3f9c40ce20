import Diagnostics
import Geometry
import HTML

/// Styles one document: matches rules, cascades, and computes every element's style once for each
/// distinct set of inputs.
struct StyleEngine {
  private let index: ElementIndex
  private let file: SourceFile
  private let metrics: FontMetricsProvider?
  private let sheets: [CascadeSheet]
  private var matcher: SelectorMatcher
  private var cascade: Cascade
  private var lengths: LengthContext
  /// Blocks of style attributes and hints, by their text.
  private var ownBlocks: [DeclarationBlock] = []
  private var ownBlockIndex: [String: Int32] = [:]
  private var ownFindings: [(node: Int32, finding: Finding)] = []
  private var cache = StyleCache()
  private(set) var styles: [ComputedStyle?]
  private(set) var pseudoStyles: [StyledDocument.PseudoKey: ComputedStyle] = [:]
  /// Whether rules for pseudo-elements matched the element at hand.
  private var hasPseudoElements = false
  /// Scratch space of matching.
  private var candidates: [Int32] = []
  /// By raw value of `PseudoElementSelector`.
  private var matched: [[MatchedBlock]]

  init(
    _ document: HTMLDocument, _ file: SourceFile, _ sheets: [CascadeSheet], _ media: Media,
    _ options: StyleOptions
  ) {
    index = ElementIndex(document)
    self.file = file
    self.sheets = sheets
    metrics = options.fontMetrics
    matcher = SelectorMatcher(index, maxSteps: options.limits.matchSteps)
    cascade = Cascade(variableBudget: options.limits.variableBytes)
    lengths = LengthContext(
      fontSize: 16, rootFontSize: 16, viewportWidth: media.viewport.width,
      viewportHeight: media.viewport.height, lineHeight: 19.2, rootLineHeight: 19.2)
    styles = Array(repeating: nil, count: document.nodes.count)
    matched = PseudoElementSelector.allCases.map { _ in [] }
  }

  /// The style of the root element, or the initial one in a document without elements.
  var rootStyle: ComputedStyle { index.root < 0 ? .initial : styles[Int(index.root)] ?? .initial }

  /// Styles all elements; parents come before their children in the document's order.
  mutating func run() {
    for node in index.names.indices where index.names[node] != .none {
      styleElement(Int32(node))
    }
  }

  private mutating func styleElement(_ node: Int32) {
    let parentIndex = index.parents[Int(node)]
    let parent = parentIndex < 0 ? nil : styles[Int(parentIndex)] ?? nil
    if let parent, parent.box.display.outer == .none, !isVectorPart(parentIndex) {
      // Nothing below a hidden element is ever shown.
      styles[Int(node)] = parent
      return
    }
    match(node)
    addOwnBlocks(node)
    let isRoot = parentIndex < 0
    let surroundings = StyleBuilder.Surroundings(isRoot: isRoot, isItem: isItem(parentIndex))
    let style = computed(.none, parent ?? .initial, surroundings, isRoot: node == index.root)
    styles[Int(node)] = style
    if isRoot { adoptRoot(style) }
    if hasPseudoElements, style.box.display.outer != .none { stylePseudoElements(node, style) }
  }

  /// Parts of hidden drawings may be shown elsewhere, by `use`.
  private func isVectorPart(_ parent: Int32) -> Bool {
    switch index.element(parent)?.name {
    case "svg", "symbol", "defs", "g", "linearGradient", "radialGradient": true
    default: false
    }
  }

  /// Whether the parent box, contents aside, is a flex or grid container.
  private func isItem(_ parent: Int32) -> Bool {
    var current = parent
    while current >= 0, let style = styles[Int(current)] {
      if style.box.display.outer != .contents { return Self.holdsItems(style.box.display) }
      current = index.parents[Int(current)]
    }
    return false
  }

  private static func holdsItems(_ display: Display) -> Bool {
    display.inner == .flex || display.inner == .grid
  }

  private mutating func adoptRoot(_ style: ComputedStyle) {
    lengths.rootFontSize = style.text.fontSize
    lengths.rootLineHeight = style.text.lineHeight.approximatePx(style.text.fontSize)
  }

  // MARK: Matching

  /// Fills `matched` with the blocks of rules that match the element and its pseudo-elements.
  private mutating func match(_ node: Int32) {
    if hasPseudoElements {
      for pseudo in matched.indices { matched[pseudo].removeAll(keepingCapacity: true) }
      hasPseudoElements = false
    } else {
      matched[0].removeAll(keepingCapacity: true)
    }
    for position in sheets.indices {
      let sheet = sheets[position]
      let rules = sheet.rules
      candidates.removeAll(keepingCapacity: true)
      rules.collect(index, node, into: &candidates)
      for candidate in candidates {
        let entry = rules.entries[Int(candidate)]
        guard entry.pseudo != .other, sheet.applies(entry.condition),
          matcher.matches(rules, entry.selector, node)
        else { continue }
        if entry.pseudo != .none { hasPseudoElements = true }
        matched[Int(entry.pseudo.rawValue)].append(
          MatchedBlock(
            key: sheet.key(entry, at: Int(candidate)), sheet: Int32(position), block: entry.block))
      }
    }
  }

  /// Adds what the element's own attributes declare.
  private mutating func addOwnBlocks(_ node: Int32) {
    guard let element = index.element(node),
      index.hasAttributes[Int(node)] || element.name == "td" || element.name == "th"
    else { return }
    let hints = PresentationalHints.declarations(element, node, index)
    if !hints.isEmpty { addOwn(hints, .hints, node) }
    if let text = element["style"], !text.isEmpty { addOwn(text, .inline, node) }
  }

  private mutating func addOwn(_ text: String, _ origin: Origin, _ node: Int32) {
    let block = ownBlockIndex[text] ?? parseOwn(text, origin, node)
    matched[0].append(
      MatchedBlock(
        key: origin.rawValue << 60 | CascadeSheet.unlayered << 44, sheet: -1, block: block))
  }

  private mutating func parseOwn(_ text: String, _ origin: Origin, _ node: Int32) -> Int32 {
    let list = TokenList(Array(text.utf8))
    var parser = DeclarationParser(list)
    let block = Int32(clamping: ownBlocks.count)
    ownBlocks.append(DeclarationBlock(parser.parseList(0..<list.count)))
    ownBlockIndex[text] = block
    if origin == .inline { ownFindings += parser.findings.prefix(20).map { (node, $0) } }
    return block
  }

  // MARK: Computing

  /// The style from the blocks that matched for an element or one of its pseudo-elements.
  private mutating func computed(
    _ pseudo: PseudoElementSelector, _ parent: ComputedStyle,
    _ surroundings: StyleBuilder.Surroundings, isRoot: Bool = false
  ) -> ComputedStyle {
    let slot = Int(pseudo.rawValue)
    Self.sort(&matched[slot])
    if let known = cache.style(matched[slot], parent, surroundings) { return known }
    var builder = StyleBuilder(parent: parent, lengths: lengths, metrics: metrics)
    builder.isRoot = isRoot
    var input = Cascade.Input(matched: matched[slot], blocks: [])
    input.blocks.reserveCapacity(input.matched.count)
    for matched in input.matched { input.blocks.append(block(matched)) }
    cascade.apply(input, to: &builder)
    let style = builder.finish(surroundings)
    cache.insert(style, input.matched, parent, surroundings)
    return style
  }

  /// Sorts the few blocks of an element by insertion, in place.
  private static func sort(_ blocks: inout [MatchedBlock]) {
    guard blocks.count > 1 else { return }
    if blocks.count > 64 { return blocks.sort { $0.key < $1.key } }
    for index in 1..<blocks.count {
      let block = blocks[index]
      var place = index
      while place > 0, blocks[place - 1].key > block.key {
        blocks[place] = blocks[place - 1]
        place -= 1
      }
      blocks[place] = block
    }
  }

  private func block(_ matched: MatchedBlock) -> DeclarationBlock {
    matched.sheet < 0
      ? ownBlocks[Int(matched.block)]
      : sheets[Int(matched.sheet)].sheet.blocks[Int(matched.block)]
  }

  private static let pseudos: [(PseudoElementSelector, StyledDocument.PseudoElement)] = [
    (.before, .before), (.after, .after), (.marker, .marker), (.firstLetter, .firstLetter),
    (.firstLine, .firstLine),
  ]

  private mutating func stylePseudoElements(_ node: Int32, _ style: ComputedStyle) {
    for (selector, pseudo) in Self.pseudos where !matched[Int(selector.rawValue)].isEmpty {
      let isGenerated = pseudo == .before || pseudo == .after
      if pseudo == .marker, !style.box.display.isListItem { continue }
      let isItem = isGenerated && Self.holdsItems(style.box.display)
      let own = computed(selector, style, StyleBuilder.Surroundings(isItem: isItem))
      guard !isGenerated || Self.makesBox(own) else { continue }
      pseudoStyles[StyledDocument.PseudoKey(HTMLDocument.NodeID(node), pseudo)] = own
    }
  }

  private static func makesBox(_ style: ComputedStyle) -> Bool {
    guard style.box.display.outer != .none, case .items = style.generated.content else {
      return false
    }
    return true
  }

  // MARK: Problems

  /// Findings of all sheets and attributes in use, each property once.
  func diagnostics() -> [Diagnostic] {
    var seen: Set<String> = []
    var result: [Diagnostic] = []
    func add(_ finding: Finding, _ location: Location) {
      if let key = finding.key, !seen.insert(finding.id + " " + key).inserted { return }
      result.append(.warning(finding.id, finding.message, at: location, help: finding.help))
    }
    for sheet in sheets {
      guard let source = sheet.source else { continue }
      for finding in sheet.sheet.findings where sheet.applies(finding.condition) {
        add(finding, source.location(finding.span))
      }
    }
    for (node, finding) in ownFindings {
      add(finding, Location(file: file, span: index.document.nodes[Int(node)].span))
    }
    for (sheet, finding) in cascade.findings where sheet >= 0 {
      guard let source = sheets[Int(sheet)].source else { continue }
      add(finding, source.location(finding.span))
    }
    if matcher.isExhausted {
      result.append(
        .warning(
          "css-too-complex", "selectors need too many steps; some rules are not applied",
          path: file.path))
    }
    return result
  }
}

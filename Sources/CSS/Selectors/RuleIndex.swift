/// The selectors of a sheet, found by what their rightmost compound asks for.
struct RuleIndex: Sendable {
  /// One selector of one rule.
  struct Entry: Sendable {
    var selector: Selector
    /// Index into `Stylesheet.blocks`.
    var block: Int32
    /// Index into `Stylesheet.conditions`, or -1.
    var condition: Int32
    /// Index into `Stylesheet.layers`, or -1 for unlayered rules.
    var layer: Int32
  }

  private(set) var entries: [Entry] = []
  private var ids = Buckets()
  private var classes = Buckets()
  private var types = Buckets()
  private(set) var universal: [Int32] = []
  /// Whether any selector ends in a pseudo-element that makes a box.
  private(set) var hasPseudoElements = false

  mutating func append(_ entry: Entry) {
    let index = Int32(clamping: entries.count)
    entries.append(entry)
    if entry.selector.pseudo != .none { hasPseudoElements = true }
    switch Self.key(entry.selector) {
    case .id(let name): ids.insert(name, index)
    case .class(let name): classes.insert(name, index)
    case .type(let name): types.insert(name, index)
    default: universal.append(index)
    }
  }

  /// The rarest thing that the rightmost compound needs.
  private static func key(_ selector: Selector) -> SimpleSelector? {
    guard let compound = selector.compounds.first else { return nil }
    var best: SimpleSelector?
    for simple in compound.simples {
      switch simple {
      case .id: return simple
      case .class:
        if case .class? = best { continue }
        best = simple
      case .type: if best == nil { best = simple }
      default: break
      }
    }
    return best
  }

  /// Calls `body` with each entry that may match the element.
  func forEachCandidate(_ index: ElementIndex, _ node: Int32, _ body: (Int) -> Void) {
    if !ids.isEmpty, index.ids[Int(node)] != .none {
      ids.forEach(index.ids[Int(node)], body)
    }
    if !classes.isEmpty {
      for position in index.classes(of: node) { classes.forEach(index.className(position), body) }
    }
    types.forEach(index.names[Int(node)], body)
    for entry in universal { body(Int(entry)) }
  }
}

/// Lists of entries by name: a hash table with chains, keyed by hashes that exist already.
struct Buckets: Sendable {
  private struct Link: Sendable {
    var name: Name
    var entry: Int32
    var next: Int32
  }

  private var heads: [Int32] = []
  private var tails: [Int32] = []
  private var links: [Link] = []

  var isEmpty: Bool { links.isEmpty }

  mutating func insert(_ name: Name, _ entry: Int32) {
    if links.count >= heads.count { grow() }
    links.append(Link(name: name, entry: entry, next: -1))
    chain(Int32(clamping: links.count - 1))
  }

  private mutating func chain(_ link: Int32) {
    let slot = Int(truncatingIfNeeded: links[Int(link)].name.raw) & (heads.count - 1)
    if tails[slot] >= 0 { links[Int(tails[slot])].next = link } else { heads[slot] = link }
    tails[slot] = link
  }

  private mutating func grow() {
    let size = max(16, heads.count * 2)
    heads = Array(repeating: -1, count: size)
    tails = heads
    for index in links.indices {
      links[index].next = -1
      chain(Int32(clamping: index))
    }
  }

  func forEach(_ name: Name, _ body: (Int) -> Void) {
    guard !heads.isEmpty else { return }
    var link = heads[Int(truncatingIfNeeded: name.raw) & (heads.count - 1)]
    while link >= 0 {
      let current = links[Int(link)]
      if current.name == name { body(Int(current.entry)) }
      link = current.next
    }
  }
}

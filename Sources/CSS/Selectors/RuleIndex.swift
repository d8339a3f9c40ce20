/// The selectors of a sheet, found by what their rightmost compound asks for.
final class RuleIndex: Sendable {
  /// One selector of one rule.
  struct Entry: Sendable {
    /// Index into `SelectorProgram.selectors`.
    var selector: Int32
    var pseudo: PseudoElementSelector
    /// `Specificity.rank`.
    var specificity: UInt32
    /// Index into `Stylesheet.blocks`.
    var block: Int32
    /// Index into `Stylesheet.conditions`, or -1.
    var condition: Int32
    /// Index into `Stylesheet.layers`, or -1 for unlayered rules.
    var layer: Int32
  }

  let program: SelectorProgram
  let entries: [Entry]
  private let ids: Buckets
  private let classes: Buckets
  private let types: Buckets
  private let universal: [Int32]

  init(_ builder: RuleIndexBuilder) {
    program = builder.program
    entries = builder.entries
    ids = builder.ids
    classes = builder.classes
    types = builder.types
    universal = builder.universal
  }

  /// Appends the entries that may match an element.
  func collect(_ index: ElementIndex, _ node: Int32, into candidates: inout [Int32]) {
    if !ids.isEmpty, index.ids[Int(node)] != .none {
      ids.collect(index.ids[Int(node)], into: &candidates)
    }
    if !classes.isEmpty {
      for position in index.classes(of: node) {
        classes.collect(index.className(position), into: &candidates)
      }
    }
    types.collect(index.names[Int(node)], into: &candidates)
    candidates += universal
  }
}

/// Collects the selectors of a sheet while it is parsed.
struct RuleIndexBuilder {
  private(set) var program = SelectorProgram()
  private(set) var entries: [RuleIndex.Entry] = []
  private(set) var ids = Buckets()
  private(set) var classes = Buckets()
  private(set) var types = Buckets()
  private(set) var universal: [Int32] = []

  mutating func append(_ selector: Selector, block: Int32, condition: Int32, layer: Int32) {
    let index = Int32(clamping: entries.count)
    entries.append(
      RuleIndex.Entry(
        selector: program.append(selector), pseudo: selector.pseudo,
        specificity: selector.specificity.rank, block: block, condition: condition, layer: layer))
    switch Self.key(selector) {
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

  func collect(_ name: Name, into candidates: inout [Int32]) {
    guard !heads.isEmpty else { return }
    var link = heads[Int(truncatingIfNeeded: name.raw) & (heads.count - 1)]
    while link >= 0 {
      let current = links[Int(link)]
      if current.name == name { candidates.append(current.entry) }
      link = current.next
    }
  }
}

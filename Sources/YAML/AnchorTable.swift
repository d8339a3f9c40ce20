/// The anchors of a document, with what each would cost when it is used again.
///
/// Aliased nodes share their storage, so a bomb costs nothing here; but whoever walks the tree
/// meets every copy, hence the counts.
struct AnchorTable {
  struct Anchor {
    var node: YAMLNode
    /// Nodes in the subtree, aliases followed.
    var nodes: Int
    /// Bytes of text in the subtree, aliases followed.
    var textBytes: Int
    /// Levels of collections in the subtree, aliases followed.
    var height: Int
    /// Where the anchor is written.
    var range: Range<Int>
    var isUsed = false
  }

  /// An anchor whose node is being read, and the counters when that began.
  private struct Open {
    var name: String
    var range: Range<Int>
    var nodes: Int
    var textBytes: Int
    var deepest: Int
  }

  private(set) var defined: [String: Anchor] = [:]
  private var pending: [Open] = []
  /// Where anchors without an alias are written, those not yet closed aside.
  private(set) var unused: [Range<Int>] = []
  /// The deepest level since the innermost pending anchor began.
  var deepest = 0
  /// Bytes of text read so far in this document.
  var textBytes = 0
  private(set) var aliasedNodes = 0
  private(set) var aliasedBytes = 0

  /// Forgets the names of the last document; what its aliases added still counts.
  mutating func startDocument() {
    defined = [:]
    pending = []
    unused = []
    deepest = 0
  }

  func isOpen(_ name: String) -> Bool {
    !pending.isEmpty && pending.contains { $0.name == name }
  }

  /// Gathers the anchors that no alias has used.
  mutating func endDocument() {
    unused += defined.values.filter { !$0.isUsed }.map(\.range)
  }

  mutating func open(_ name: String, at range: Range<Int>, nodes: Int, depth: Int) {
    pending.append(
      Open(
        name: name, range: range, nodes: nodes + aliasedNodes, textBytes: textBytes + aliasedBytes,
        deepest: deepest))
    deepest = depth
  }

  mutating func close(_ node: YAMLNode, nodes: Int, depth: Int) {
    guard let last = pending.popLast() else { return }
    let anchor = Anchor(
      node: node, nodes: nodes + aliasedNodes - last.nodes,
      textBytes: textBytes + aliasedBytes - last.textBytes, height: max(0, deepest - depth),
      range: last.range)
    let previous = defined.updateValue(anchor, forKey: last.name)
    if let previous, !previous.isUsed { unused.append(previous.range) }
    deepest = max(deepest, last.deepest)
  }

  mutating func use(_ name: String, _ anchor: Anchor, depth: Int) {
    defined[name]?.isUsed = true
    aliasedNodes += max(1, anchor.nodes)
    aliasedBytes += anchor.textBytes
    deepest = max(deepest, depth + anchor.height)
  }
}

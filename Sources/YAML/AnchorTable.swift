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
  }

  /// An anchor whose node is being read, and the counters when that began.
  private struct Open {
    var name: String
    var nodes: Int
    var textBytes: Int
    var deepest: Int
  }

  private(set) var defined: [String: Anchor] = [:]
  private var pending: [Open] = []
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
    deepest = 0
  }

  func isOpen(_ name: String) -> Bool {
    !pending.isEmpty && pending.contains { $0.name == name }
  }

  mutating func open(_ name: String, nodes: Int, depth: Int) {
    pending.append(
      Open(
        name: name, nodes: nodes + aliasedNodes, textBytes: textBytes + aliasedBytes,
        deepest: deepest))
    deepest = depth
  }

  mutating func close(_ node: YAMLNode, nodes: Int, depth: Int) {
    guard let last = pending.popLast() else { return }
    defined[last.name] = Anchor(
      node: node, nodes: nodes + aliasedNodes - last.nodes,
      textBytes: textBytes + aliasedBytes - last.textBytes, height: max(0, deepest - depth))
    deepest = max(deepest, last.deepest)
  }

  mutating func use(_ anchor: Anchor, depth: Int) {
    aliasedNodes += max(1, anchor.nodes)
    aliasedBytes += anchor.textBytes
    deepest = max(deepest, depth + anchor.height)
  }
}

extension HTMLDocument {
  /// The node after this one in tree order within `root`, or after its subtree.
  public func next(
    after id: NodeID, within root: NodeID = .document, skippingChildren: Bool = false
  ) -> NodeID? {
    if !skippingChildren, let child = self[id].firstChild { return child }
    var current = id
    while current != root {
      if let sibling = self[current].nextSibling { return sibling }
      guard let parent = self[current].parent else { return nil }
      current = parent
    }
    return nil
  }

  /// All nodes below `root` in tree order.
  public func descendants(of root: NodeID = .document) -> some Sequence<NodeID> {
    sequence(state: root) { state in
      guard let next = next(after: state, within: root) else { return nil }
      state = next
      return next
    }
  }

  /// The first element of that name in tree order.
  public func firstElement(named name: String, in root: NodeID = .document) -> NodeID? {
    descendants(of: root).first { element($0)?.name == name }
  }

  /// The text of all text nodes below a node, or of the node itself, joined.
  public func textContent(of root: NodeID) -> String {
    if case .text(let text) = self[root].kind { return text }
    var content = ""
    for id in descendants(of: root) {
      if case .text(let text) = self[id].kind { content += text }
    }
    return content
  }
}

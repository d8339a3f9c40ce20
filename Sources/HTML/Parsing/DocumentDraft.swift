import Diagnostics

/// The tree while it is being built: nodes may still move, as misnested tags demand.
///
/// `finished` copies it into an `HTMLDocument`, whose ids grow in tree order.
struct DocumentDraft {
  typealias NodeID = Int32

  enum Payload {
    case document
    case doctype(String)
    case comment(String)
    /// An index into `elements` or `texts`, which grow in place.
    case element(Int32)
    case text(Int32)
  }

  struct Node {
    var payload: Payload
    var span: Span
    var parent: NodeID = none
    var firstChild: NodeID = none
    var lastChild: NodeID = none
    var previous: NodeID = none
    var next: NodeID = none
  }

  static let none: NodeID = -1
  static let root: NodeID = 0

  private(set) var nodes: [Node] = [
    Node(payload: .document, span: Span(start: 0, end: 0))
  ]
  private var elements: [HTMLDocument.Element] = []
  private var texts: [[UInt8]] = []

  subscript(id: NodeID) -> Node { nodes[Int(id)] }

  // MARK: Making nodes

  mutating func makeElement(_ element: HTMLDocument.Element, span: Span) -> NodeID {
    elements.append(element)
    return make(.element(Int32(elements.count - 1)), span: span)
  }

  mutating func make(_ payload: Payload, span: Span) -> NodeID {
    nodes.append(Node(payload: payload, span: span))
    return NodeID(nodes.count - 1)
  }

  func element(_ id: NodeID) -> HTMLDocument.Element? {
    if case .element(let index) = self[id].payload { return elements[Int(index)] }
    return nil
  }

  /// Adds the attributes that the element doesn't have yet.
  mutating func mergeAttributes(_ attributes: [HTMLDocument.Attribute], into id: NodeID) {
    guard case .element(let index) = self[id].payload else { return }
    let known = Set(elements[Int(index)].attributes.map(\.name))
    elements[Int(index)].attributes += attributes.filter { !known.contains($0.name) }
  }

  // MARK: Placing nodes

  /// Puts a node that has no parent before `sibling`, or last when that is `none`.
  mutating func insert(_ id: NodeID, into parent: NodeID, before sibling: NodeID = none) {
    let previous = sibling == Self.none ? self[parent].lastChild : self[sibling].previous
    nodes[Int(id)].parent = parent
    nodes[Int(id)].previous = previous
    nodes[Int(id)].next = sibling
    if previous == Self.none {
      nodes[Int(parent)].firstChild = id
    } else {
      nodes[Int(previous)].next = id
    }
    if sibling == Self.none {
      nodes[Int(parent)].lastChild = id
    } else {
      nodes[Int(sibling)].previous = id
    }
  }

  mutating func detach(_ id: NodeID) {
    let node = self[id]
    guard node.parent != Self.none else { return }
    if node.previous == Self.none {
      nodes[Int(node.parent)].firstChild = node.next
    } else {
      nodes[Int(node.previous)].next = node.next
    }
    if node.next == Self.none {
      nodes[Int(node.parent)].lastChild = node.previous
    } else {
      nodes[Int(node.next)].previous = node.previous
    }
    nodes[Int(id)].parent = Self.none
    nodes[Int(id)].previous = Self.none
    nodes[Int(id)].next = Self.none
  }

  mutating func moveChildren(of source: NodeID, to target: NodeID) {
    while self[source].firstChild != Self.none {
      let child = self[source].firstChild
      detach(child)
      insert(child, into: target)
    }
  }

  /// Adds characters, to the text node that stands just before the place if there is one.
  mutating func insertText(
    _ text: TextToken, into parent: NodeID, before sibling: NodeID = none
  ) {
    guard !text.bytes.isEmpty else { return }
    let previous = sibling == Self.none ? self[parent].lastChild : self[sibling].previous
    if previous != Self.none, case .text(let index) = self[previous].payload {
      texts[Int(index)] += text.bytes
      nodes[Int(previous)].span.end = max(self[previous].span.end, text.span.end)
      return
    }
    texts.append(text.bytes)
    let id = make(.text(Int32(texts.count - 1)), span: text.span)
    insert(id, into: parent, before: sibling)
  }

  // MARK: Finishing

  /// The tree below `top` as a document, in tree order, without recursion.
  func finished(below top: NodeID = root) -> HTMLDocument {
    var document = HTMLDocument()
    var parents = [HTMLDocument.NodeID.document]
    var current = self[top].firstChild
    while current != Self.none {
      let node = self[current]
      let copy = document.append(kind(of: node), to: parents[parents.count - 1], span: node.span)
      if node.firstChild != Self.none {
        parents.append(copy)
        current = node.firstChild
        continue
      }
      while current != top, self[current].next == Self.none {
        current = self[current].parent
        if parents.count > 1 { parents.removeLast() }
      }
      if current == top { break }
      current = self[current].next
    }
    return document
  }

  private func kind(of node: Node) -> HTMLDocument.Kind {
    switch node.payload {
    case .document: .document
    case .doctype(let name): .doctype(name)
    case .comment(let text): .comment(text)
    case .element(let index): .element(elements[Int(index)])
    case .text(let index): .text(String(decoding: texts[Int(index)], as: UTF8.self))
    }
  }
}

package import Diagnostics

/// An HTML document as a tree held in one array, so that it is a value, cheap to walk in both
/// directions, and nodes can index side tables (styles, boxes).
package struct HTMLDocument: Sendable {
  /// Index of a node in its document; the document node is 0, and ids grow in tree order.
  package struct NodeID: Hashable, Comparable, Sendable {
    package let index: Int32

    package init(_ index: Int32) { self.index = index }
    package static let document = NodeID(0)
    package static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
  }

  package struct Attribute: Hashable, Sendable {
    /// Lower case (case kept for SVG's camelCase attributes).
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  package struct Element: Hashable, Sendable {
    /// Local name, lower case for HTML.
    package var name: String
    package var attributes: [Attribute]

    package init(name: String, attributes: [Attribute] = []) {
      self.name = name
      self.attributes = attributes
    }

    package subscript(attribute: String) -> String? {
      attributes.first { $0.name == attribute }?.value
    }
  }

  package enum Kind: Hashable, Sendable {
    case document
    case doctype(String)
    case element(Element)
    case text(String)
    case comment(String)
  }

  package struct Node: Sendable {
    package var kind: Kind
    /// Of an element its start tag; empty when the parser implied it.
    package var span: Span
    package var parent: NodeID?
    package var firstChild: NodeID?
    package var lastChild: NodeID?
    package var previousSibling: NodeID?
    package var nextSibling: NodeID?
  }

  package private(set) var nodes: [Node]

  /// The page asks for the layout rules of the nineties: it has no doctype, or an old one.
  package var isQuirky = false

  package init() {
    nodes = [Node(kind: .document, span: Span(start: 0, end: 0))]
  }

  package subscript(id: NodeID) -> Node { nodes[Int(id.index)] }

  /// Appends a node as the last child of `parent` and returns its id.
  @discardableResult
  package mutating func append(_ kind: Kind, to parent: NodeID, span: Span) -> NodeID {
    let id = NodeID(Int32(nodes.count))
    var node = Node(kind: kind, span: span, parent: parent)
    if let last = self[parent].lastChild {
      nodes[Int(last.index)].nextSibling = id
      node.previousSibling = last
    } else {
      nodes[Int(parent.index)].firstChild = id
    }
    nodes[Int(parent.index)].lastChild = id
    nodes.append(node)
    return id
  }

  /// Replaces what a node is, keeping its place; for joining adjacent text while parsing.
  package mutating func replace(_ id: NodeID, with kind: Kind) {
    nodes[Int(id.index)].kind = kind
  }

  package func element(_ id: NodeID) -> Element? {
    if case .element(let element) = self[id].kind { return element }
    return nil
  }

  /// Child nodes in order.
  package func children(of id: NodeID) -> some Sequence<NodeID> {
    sequence(state: self[id].firstChild) { next in
      guard let current = next else { return nil }
      next = self[current].nextSibling
      return current
    }
  }
}

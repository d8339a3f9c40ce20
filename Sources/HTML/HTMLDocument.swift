public import Diagnostics

/// An HTML document as a tree held in one array, so that it is a value, cheap to walk in both
/// directions, and nodes can index side tables (styles, boxes).
public struct HTMLDocument: Sendable {
  /// Index of a node in its document; the document node is 0, and ids grow in tree order.
  public struct NodeID: Hashable, Comparable, Sendable {
    public let index: Int32

    public init(_ index: Int32) { self.index = index }
    public static let document = NodeID(0)
    public static func < (a: NodeID, b: NodeID) -> Bool { a.index < b.index }
  }

  public struct Attribute: Hashable, Sendable {
    /// Lower case (case kept for SVG's camelCase attributes).
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  public struct Element: Hashable, Sendable {
    /// Local name, lower case for HTML.
    public var name: String
    public var attributes: [Attribute]

    public init(name: String, attributes: [Attribute] = []) {
      self.name = name
      self.attributes = attributes
    }

    public subscript(attribute: String) -> String? {
      attributes.first { $0.name == attribute }?.value
    }
  }

  public enum Kind: Hashable, Sendable {
    case document
    case doctype(String)
    case element(Element)
    case text(String)
    case comment(String)
  }

  public struct Node: Sendable {
    public var kind: Kind
    /// Of an element its start tag; empty when the parser implied it.
    public var span: Span
    public var parent: NodeID?
    public var firstChild: NodeID?
    public var lastChild: NodeID?
    public var previousSibling: NodeID?
    public var nextSibling: NodeID?
  }

  public private(set) var nodes: [Node]

  /// The page asks for the layout rules of the nineties: it has no doctype, or an old one.
  public var isQuirky = false

  public init() {
    nodes = [Node(kind: .document, span: Span(start: 0, end: 0))]
  }

  public subscript(id: NodeID) -> Node { nodes[Int(id.index)] }

  /// Appends a node as the last child of `parent` and returns its id.
  @discardableResult
  public mutating func append(_ kind: Kind, to parent: NodeID, span: Span) -> NodeID {
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
  public mutating func replace(_ id: NodeID, with kind: Kind) {
    nodes[Int(id.index)].kind = kind
  }

  public func element(_ id: NodeID) -> Element? {
    if case .element(let element) = self[id].kind { return element }
    return nil
  }

  /// Child nodes in order.
  public func children(of id: NodeID) -> some Sequence<NodeID> {
    sequence(state: self[id].firstChild) { next in
      guard let current = next else { return nil }
      next = self[current].nextSibling
      return current
    }
  }
}

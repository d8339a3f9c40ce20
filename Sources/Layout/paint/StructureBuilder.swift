import CSS
import HTML

/// The logical structure from HTML's semantics, made as text and figures ask for their place.
///
/// Text hangs on leaves only: an element that holds both text and other structure gets a span for
/// each of its texts.
struct StructureBuilder {
  private(set) var nodes = [StructureNode(role: .document, parent: -1)]
  private let document: HTMLDocument
  /// By HTML node: the structure node that its content hangs on, or -1.
  private var containers: [Int32]
  /// By HTML node: its role, once somebody asked.
  private var roles: [StructureNode.Role??]
  private var isMixedMemo: [Int8]
  private var spans: [ObjectIdentifier: Int] = [:]
  private var labels: [Int32: Int] = [:]
  private var items: [Int32: Int] = [:]

  init(document: HTMLDocument) {
    self.document = document
    containers = [Int32](repeating: -1, count: document.nodes.count)
    roles = [StructureNode.Role??](repeating: .none, count: document.nodes.count)
    isMixedMemo = [Int8](repeating: -1, count: document.nodes.count)
  }

  /// The leaf for a text box's text.
  mutating func leaf(for box: Box) -> Int {
    if let known = spans[ObjectIdentifier(box)] { return known }
    let owner = owner(of: box.node)
    var leaf = container(of: owner)
    if isMixed(owner) || leaf == 0 {
      nodes.append(StructureNode(role: .span, parent: leaf))
      leaf = nodes.count - 1
    }
    spans[ObjectIdentifier(box)] = leaf
    return leaf
  }

  /// The label of a list item, for its marker's text.
  mutating func label(of node: HTMLDocument.NodeID) -> Int {
    if let known = labels[node.index] { return known }
    _ = container(of: node)
    let item = items[node.index] ?? container(of: owner(of: node))
    nodes.append(StructureNode(role: .label, parent: item))
    labels[node.index] = nodes.count - 1
    return nodes.count - 1
  }

  mutating func figure(for node: HTMLDocument.NodeID, alternateText: String?) -> Int {
    let known = containers[Int(node.index)]
    if known >= 0 { return Int(known) }
    let parent = document[node].parent.map { owner(of: $0) } ?? .document
    nodes.append(
      StructureNode(role: .figure(alt: alternateText ?? ""), parent: container(of: parent)))
    containers[Int(node.index)] = Int32(truncatingIfNeeded: nodes.count - 1)
    return nodes.count - 1
  }

  /// The structure node of a link; 0 where the element is none.
  mutating func link(of node: HTMLDocument.NodeID) -> Int { container(of: owner(of: node)) }

  /// The nearest element that has a role, from `node` up.
  private mutating func owner(of node: HTMLDocument.NodeID) -> HTMLDocument.NodeID {
    var current: HTMLDocument.NodeID? = node
    while let here = current {
      if role(of: here) != nil { return here }
      current = document[here].parent
    }
    return .document
  }

  /// The structure node for an element that has a role, with those above it.
  private mutating func container(of node: HTMLDocument.NodeID) -> Int {
    // From the outermost missing one inwards, without recursion.
    var missing: [HTMLDocument.NodeID] = []
    var current = node
    while current != .document, containers[Int(current.index)] < 0 {
      missing.append(current)
      current = document[current].parent.map { owner(of: $0) } ?? .document
    }
    var parent = current == .document ? 0 : Int(containers[Int(current.index)])
    for element in missing.reversed() {
      guard let role = role(of: element) else { continue }
      nodes.append(StructureNode(role: role, parent: parent, language: language(of: element)))
      parent = nodes.count - 1
      if role == .listItem {
        items[element.index] = parent
        nodes.append(StructureNode(role: .listBody, parent: parent))
        parent = nodes.count - 1
      }
      containers[Int(element.index)] = Int32(truncatingIfNeeded: parent)
    }
    return parent
  }

  private func language(of node: HTMLDocument.NodeID) -> String? {
    document.element(node)?["lang"].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Whether another element with a role stands inside.
  private mutating func isMixed(_ node: HTMLDocument.NodeID) -> Bool {
    let known = isMixedMemo[Int(node.index)]
    if known >= 0 { return known == 1 }
    // Ids grow in tree order: descendants follow until a node whose parent lies before.
    var index = Int(node.index) + 1
    var isMixed = false
    while index < document.nodes.count {
      let id = HTMLDocument.NodeID(Int32(truncatingIfNeeded: index))
      guard let parent = document[id].parent, parent >= node else { break }
      if role(of: id) != nil || document.element(id)?.name == "img" {
        isMixed = true
        break
      }
      index += 1
    }
    isMixedMemo[Int(node.index)] = isMixed ? 1 : 0
    return isMixed
  }

  private mutating func role(of node: HTMLDocument.NodeID) -> StructureNode.Role? {
    if let known = roles[Int(node.index)] { return known }
    let role = readRole(of: node)
    roles[Int(node.index)] = .some(role)
    return role
  }

  private func readRole(of node: HTMLDocument.NodeID) -> StructureNode.Role? {
    guard let element = document.element(node) else { return nil }
    switch element.name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      return .heading(element.name.utf8.last.map { Int($0) - 0x30 } ?? 1)
    case "p", "dt", "dd", "address", "summary", "legend": return .paragraph
    case "ul", "ol", "menu": return .list
    case "li": return .listItem
    case "a": return element["href"].map { .link(url: $0) }
    case "table": return .table
    case "tr": return .tableRow
    case "th": return .tableHeader
    case "td": return .tableCell
    case "blockquote": return .blockQuote
    case "pre": return .code
    case "figcaption", "caption": return .caption
    case "section", "article": return .section
    case "div", "header", "footer", "main", "nav", "aside", "figure", "dl":
      return holdsText(node) ? .paragraph : nil
    default: return nil
    }
  }

  /// Whether text stands directly in an element, outside any block of its own.
  private func holdsText(_ node: HTMLDocument.NodeID) -> Bool {
    for child in document.children(of: node) {
      if case .text(let text) = document[child].kind, !text.isCollapsible(in: .normal) {
        return true
      }
      if let element = document.element(child),
        ["span", "a", "strong", "em", "b", "i", "time", "small", "code"].contains(element.name)
      {
        return true
      }
    }
    return false
  }
}

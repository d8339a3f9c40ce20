import HTML

/// The facts about a document's elements that selectors ask for, laid out by node index.
final class ElementIndex {
  let document: HTMLDocument
  /// `Name.none` for nodes that are no elements.
  let names: [Name]
  let ids: [Name]
  /// Element neighbours, -1 for none.
  let parents: [Int32]
  let previous: [Int32]
  let next: [Int32]
  private let classRanges: [Range<Int32>]
  private let classNames: [Name]
  /// Position among element siblings, from 1.
  let positions: [Int32]
  private let childCounts: [Int32]
  /// Whether there are elements or text inside.
  let hasContent: [Bool]
  let hasAttributes: [Bool]
  /// The root element, or -1.
  let root: Int32

  init(_ document: HTMLDocument) {
    let table = ElementTable(document)
    self.document = document
    names = table.names
    ids = table.ids
    parents = table.parents
    previous = table.previous
    next = table.next
    classRanges = table.classRanges
    classNames = table.classNames
    positions = table.positions
    childCounts = table.childCounts
    hasContent = table.hasContent
    hasAttributes = table.hasAttributes
    root = table.root
  }

  /// The range of an element's classes in `className(_:)`.
  func classes(of node: Int32) -> Range<Int32> { classRanges[Int(node)] }
  func className(_ index: Int32) -> Name { classNames[Int(index)] }

  func hasClass(_ name: Name, _ node: Int32) -> Bool {
    for index in classRanges[Int(node)] where classNames[Int(index)] == name { return true }
    return false
  }

  func element(_ node: Int32) -> HTMLDocument.Element? {
    document.element(HTMLDocument.NodeID(node))
  }

  func attribute(_ name: String, of node: Int32) -> String? { element(node)?[name] }

  func siblingCount(_ node: Int32) -> Int32 {
    guard let parent = document.nodes[Int(node)].parent else { return 1 }
    return childCounts[Int(parent.index)]
  }

  /// The first element child, or -1.
  func firstChild(of node: Int32) -> Int32 {
    var child = document.nodes[Int(node)].firstChild
    while let current = child {
      if names[Int(current.index)] != .none { return current.index }
      child = document.nodes[Int(current.index)].nextSibling
    }
    return -1
  }

  /// Whether the first strong character of an element's text is of a right-to-left script.
  func startsRightToLeft(_ node: Int32) -> Bool {
    var scanned = 0
    var position = Int(node) + 1
    // Nodes are in tree order, so the element's text follows it until its next sibling.
    let end = document.nodes[Int(node)].nextSibling.map { Int($0.index) } ?? document.nodes.count
    while position < end, scanned < 1000 {
      if case .text(let text) = document.nodes[position].kind {
        for scalar in text.unicodeScalars {
          scanned += 1
          if isRightToLeft(scalar) { return true }
          if scalar.properties.isAlphabetic { return false }
          if scanned >= 1000 { break }
        }
      }
      position += 1
    }
    return false
  }

  /// Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
  private func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      scalar.properties.isAlphabetic
    default: false
    }
  }
}

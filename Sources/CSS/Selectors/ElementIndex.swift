import HTML

/// The facts about a document's elements that selectors ask for, laid out by node index.
struct ElementIndex {
  let document: HTMLDocument
  /// `Name.none` for nodes that are no elements.
  private(set) var names: [Name]
  private(set) var ids: [Name]
  /// Element neighbours, -1 for none.
  private(set) var parents: [Int32]
  private(set) var previous: [Int32]
  private(set) var next: [Int32]
  private var classRanges: [Range<Int32>]
  private var classNames: [Name] = []
  /// Position among element siblings, from 1, and their number by parent.
  private(set) var positions: [Int32]
  private(set) var childCounts: [Int32]
  private(set) var hasContent: [Bool]
  private(set) var root: Int32 = -1

  init(_ document: HTMLDocument) {
    self.document = document
    let count = document.nodes.count
    names = Array(repeating: .none, count: count)
    ids = Array(repeating: .none, count: count)
    parents = Array(repeating: -1, count: count)
    previous = Array(repeating: -1, count: count)
    next = Array(repeating: -1, count: count)
    classRanges = Array(repeating: 0..<0, count: count)
    positions = Array(repeating: 0, count: count)
    childCounts = Array(repeating: 0, count: count)
    hasContent = Array(repeating: false, count: count)
    fill()
  }

  private mutating func fill() {
    var lastChild = [Int32](repeating: -1, count: names.count)
    for index in document.nodes.indices {
      let parent = document.nodes[index].parent.map { Int($0.index) } ?? -1
      switch document.nodes[index].kind {
      case .element(let element):
        addNames(of: element, at: index)
        guard parent >= 0 else { continue }
        hasContent[parent] = true
        childCounts[parent] += 1
        positions[index] = childCounts[parent]
        let before = lastChild[parent]
        previous[index] = before
        if before >= 0 { next[Int(before)] = Int32(index) }
        lastChild[parent] = Int32(index)
        if names[parent] != .none {
          parents[index] = Int32(parent)
        } else if root < 0 {
          root = Int32(index)
        }
      case .text(let text):
        if parent >= 0, !text.isEmpty { hasContent[parent] = true }
      default: break
      }
    }
  }

  private mutating func addNames(of element: HTMLDocument.Element, at index: Int) {
    names[index] = Name(lowercasing: element.name)
    for attribute in element.attributes {
      if attribute.name == "class" {
        addClasses(attribute.value, at: index)
      } else if attribute.name == "id" {
        ids[index] = Name(attribute.value)
      }
    }
  }

  private mutating func addClasses(_ value: String, at index: Int) {
    let start = Int32(clamping: classNames.count)
    var hash = Name.seed
    for byte in value.utf8 {
      if !isWhitespace(byte) {
        hash = Name.mix(hash, byte)
      } else if hash != Name.seed {
        classNames.append(Name(raw: hash))
        hash = Name.seed
      }
    }
    if hash != Name.seed { classNames.append(Name(raw: hash)) }
    classRanges[index] = start..<Int32(clamping: classNames.count)
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
}

import HTML

/// Fills the arrays of an `ElementIndex` in one walk over the document.
struct ElementTable {
  var names: [Name]
  var ids: [Name]
  var parents: [Int32]
  var previous: [Int32]
  var next: [Int32]
  var classRanges: [Range<Int32>]
  var classNames: [Name] = []
  var positions: [Int32]
  var childCounts: [Int32]
  var hasContent: [Bool]
  var hasAttributes: [Bool]
  var root: Int32 = -1

  init(_ document: HTMLDocument) {
    let count = document.nodes.count
    names = Array(repeating: .none, count: count)
    ids = names
    parents = Array(repeating: -1, count: count)
    previous = parents
    next = parents
    classRanges = Array(repeating: 0..<0, count: count)
    positions = Array(repeating: 0, count: count)
    childCounts = positions
    hasContent = Array(repeating: false, count: count)
    hasAttributes = hasContent
    fill(document)
  }

  private mutating func fill(_ document: HTMLDocument) {
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
    hasAttributes[index] = !element.attributes.isEmpty
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
}

/// Which element owns what, in reading order: built from the marks of all pages.
struct StructureTree {
  enum Kid: Hashable {
    case element(Int)
    case mark(page: Int, number: Int)
    /// A link annotation, by its index over all pages.
    case annotation(page: Int, index: Int)
  }

  /// Those of the description, then what had to be added.
  private(set) var elements: [StructureElement]
  private(set) var kids: [[Kid]]
  /// The owner of each mark, by page and number.
  private(set) var markOwners: [[Int]] = []
  /// The owner of each annotation, over all pages.
  private(set) var annotationOwners: [Int] = []
  private var isAttached: [Bool]

  init(_ description: DocumentDescription) {
    elements = description.elements
    if elements.isEmpty { elements = [StructureElement(type: "Document", parent: 0)] }
    kids = [[Kid]](repeating: [], count: elements.count)
    isAttached = [Bool](repeating: false, count: elements.count)
    isAttached[0] = true
    for (number, page) in description.pages.enumerated() { add(page, number) }
    attachEmptyCells()
  }

  private mutating func add(_ page: PageDescription, _ number: Int) {
    var decoration: Int?
    var owners: [Int] = []
    for (mark, element) in page.marks.enumerated() {
      let owner: Int
      if let element, element >= 0, element < elements.count {
        owner = element
        attach(owner)
      } else {
        owner = decoration ?? addElement(StructureElement(type: "NonStruct", parent: 0))
        decoration = owner
      }
      kids[owner].append(.mark(page: number, number: mark))
      owners.append(owner)
    }
    markOwners.append(owners)
    for link in page.links { add(link, page: number) }
  }

  /// An annotation belongs into a Link element: one is made where it stands in another.
  private mutating func add(_ link: LinkAnnotation, page: Int) {
    var owner = link.element >= 0 && link.element < elements.count ? link.element : 0
    var steps = 0
    while elements[owner].type != "Link", owner > 0, steps < 64 {
      owner = elements[owner].parent
      steps += 1
    }
    if elements[owner].type != "Link" {
      let parent = link.element >= 0 && link.element < elements.count ? link.element : 0
      attach(parent)
      owner = addElement(StructureElement(type: "Link", parent: parent))
    }
    attach(owner)
    kids[owner].append(.annotation(page: page, index: annotationOwners.count))
    annotationOwners.append(owner)
  }

  private mutating func addElement(_ element: StructureElement) -> Int {
    elements.append(element)
    kids.append([])
    isAttached.append(true)
    kids[element.parent].append(.element(elements.count - 1))
    return elements.count - 1
  }

  /// Puts an element and its ancestors into the tree at their first content.
  private mutating func attach(_ element: Int) {
    var element = element
    while !isAttached[element] {
      isAttached[element] = true
      // A parent stands before its children; anything else would be a circle.
      let parent = elements[element].parent
      let safe = parent >= 0 && parent < element ? parent : 0
      elements[element].parent = safe
      kids[safe].append(.element(element))
      element = safe
    }
  }

  /// Adds kept elements without content to a parent that has some, in the order of the document.
  private mutating func attachEmptyCells() {
    for index in elements.indices where elements[index].isKeptEmpty && !isAttached[index] {
      let parent = elements[index].parent
      guard parent >= 0, parent < index, isAttached[parent] else { continue }
      isAttached[index] = true
      let place =
        kids[parent].firstIndex {
          if case .element(let other) = $0 { other > index } else { false }
        } ?? kids[parent].count
      kids[parent].insert(.element(index), at: place)
    }
  }

  /// The page of an element's first mark of its own.
  func firstPage(of element: Int) -> Int? {
    for case .mark(let page, _) in kids[element] { return page }
    return nil
  }

  /// Elements in the tree, the document first, parents before their children.
  var attached: [Int] { elements.indices.filter { isAttached[$0] } }
}

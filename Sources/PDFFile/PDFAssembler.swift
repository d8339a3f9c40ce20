/// Makes the final PDF from what cairo painted and a description of all the rest.
///
/// Cairo 1.16 can't write alternative texts, languages, page-spanning elements or safe strings.
/// So its own structure tree and metadata are left behind: page contents, fonts and images are
/// copied as they are, and everything else is written here. Equal input gives equal bytes.
public struct PDFAssembler {
  private let reader: PDFReader
  private let description: DocumentDescription
  private let tree: StructureTree
  private var writer = PDFWriter()
  /// New numbers of copied objects, by their old ones.
  private var copies: [Int]
  private var pending: [Int] = []
  private var pageNumbers: [Int] = []
  private var elementNumbers: [Int] = []
  private var annotationNumbers: [Int] = []

  /// The finished file.
  public static func assemble(
    painted: [UInt8], description: DocumentDescription
  ) throws(PDFError) -> [UInt8] {
    let reader = try PDFReader(painted)
    var assembler = PDFAssembler(reader: reader, description: description)
    return try assembler.run()
  }

  private init(reader: PDFReader, description: DocumentDescription) {
    self.reader = reader
    self.description = description
    tree = StructureTree(description)
    copies = [Int](repeating: 0, count: reader.size)
  }

  private mutating func run() throws(PDFError) -> [UInt8] {
    let pages = try reader.pages()
    guard pages.count == description.pages.count else {
      throw PDFError("\(description.pages.count) pages described, \(pages.count) painted", at: 0)
    }
    writer.reserve(reader.bytes.count + 128 * (tree.elements.count + 64))
    let catalog = writer.allocate()
    let pageTree = writer.allocate()
    pageNumbers = pages.map { _ in writer.allocate() }
    elementNumbers = tree.elements.map { _ in 0 }
    for element in tree.attached { elementNumbers[element] = writer.allocate() }
    annotationNumbers = tree.annotationOwners.map { _ in writer.allocate() }
    for (index, old) in pages.enumerated() {
      try writePage(index, from: old, parent: pageTree)
    }
    try writePending()
    writer.write(
      [
        "Type": .name("Pages"), "Kids": .array(pageNumbers.map { .reference($0) }),
        "Count": .integer(pageNumbers.count),
      ], as: pageTree)
    let structure = writeStructure()
    let outline = writeOutline()
    let info = writeInformation()
    writeCatalog(catalog, pages: pageTree, structure: structure, outline: outline)
    return writer.finish(root: catalog, info: info)
  }
}

// MARK: Pages

extension PDFAssembler {
  private mutating func writePage(_ index: Int, from old: Int, parent: Int) throws(PDFError) {
    guard let painted = try reader.object(old).dictionaryValue else {
      throw PDFError("page \(index + 1) is no dictionary", at: 0)
    }
    var page: PDFDictionary = ["Type": .name("Page"), "Parent": .reference(parent)]
    for key in ["MediaBox", "Contents", "Group", "Resources"] {
      let value: PDFObject?
      if let own = painted[key] {
        value = own
      } else {
        value = try reader.resolve(painted["Parent"]).dictionaryValue?[key]
      }
      if let value { page[key] = copied(value) }
    }
    page["StructParents"] = .integer(index)
    let first = description.pages[..<index].reduce(0) { $0 + $1.links.count }
    let links = description.pages[index].links
    if !links.isEmpty {
      page["Tabs"] = .name("S")
      page["Annots"] = .array(links.indices.map { .reference(annotationNumbers[first + $0]) })
    }
    writer.write(page, as: pageNumbers[index])
    for (offset, link) in links.enumerated() { writeLink(link, first + offset, page: index) }
  }

  /// An object with the numbers of the new file; what it refers to is copied later.
  private mutating func copied(_ object: PDFObject) -> PDFObject {
    switch object {
    case .reference(let old):
      guard old >= 0, old < copies.count else { return .null }
      if copies[old] == 0 {
        copies[old] = writer.allocate()
        pending.append(old)
      }
      return .reference(copies[old])
    case .array(let items):
      return .array(items.map { copied($0) })
    case .dictionary(var dictionary):
      for index in dictionary.entries.indices {
        dictionary.entries[index].value = copied(dictionary.entries[index].value)
      }
      return .dictionary(dictionary)
    default: return object
    }
  }

  private mutating func writePending() throws(PDFError) {
    var next = 0
    while next < pending.count {
      let old = pending[next]
      next += 1
      if let (original, data) = try reader.stream(old) {
        var dictionary = original
        // Cairo gives the length as an object of its own.
        dictionary["Length"] = nil
        guard case .dictionary(let copy) = copied(.dictionary(dictionary)) else { continue }
        writer.write(stream: reader.bytes[data], copy, as: copies[old])
      } else {
        writer.write(copied(try reader.object(old)), as: copies[old])
      }
    }
  }

  private mutating func writeLink(_ link: LinkAnnotation, _ index: Int, page: Int) {
    var annotation: PDFDictionary = [
      "Type": .name("Annot"), "Subtype": .name("Link"),
      "Rect": .array([link.left, link.bottom, link.right, link.top].map(PDFObject.init(points:))),
      "Border": .array([.integer(0), .integer(0), .integer(0)]), "F": .integer(4),
      "StructParent": .integer(pageNumbers.count + index),
      "Contents": TextString.object(link.contents),
    ]
    switch link.target {
    case .uri(let uri):
      annotation["A"] = .dictionary([
        "Type": .name("Action"), "S": .name("URI"), "URI": .string(TextString.uri(uri)),
      ])
    case .destination(let destination):
      annotation["Dest"] = object(destination)
    }
    writer.write(annotation, as: annotationNumbers[index])
  }

  private func object(_ destination: Destination) -> PDFObject {
    let page = max(0, min(destination.page, pageNumbers.count - 1))
    return .array([
      pageNumbers.isEmpty ? .null : .reference(pageNumbers[page]), .name("XYZ"),
      PDFObject(points: destination.x), PDFObject(points: destination.y), .null,
    ])
  }
}

// MARK: Structure

extension PDFAssembler {
  /// Writes the elements and the tree's root; the root's number.
  private mutating func writeStructure() -> Int {
    let root = writer.allocate()
    for element in tree.attached { writeElement(element, root: root) }
    var numbers: [PDFObject] = []
    for (page, owners) in tree.markOwners.enumerated() {
      numbers.append(.integer(page))
      numbers.append(.array(owners.map { .reference(elementNumbers[$0]) }))
    }
    for (index, owner) in tree.annotationOwners.enumerated() {
      numbers.append(.integer(pageNumbers.count + index))
      numbers.append(.reference(elementNumbers[owner]))
    }
    let parents = writer.allocate()
    writer.write(["Nums": .array(numbers)], as: parents)
    writer.write(
      [
        "Type": .name("StructTreeRoot"), "K": .array([.reference(elementNumbers[0])]),
        "ParentTree": .reference(parents),
        "ParentTreeNextKey": .integer(pageNumbers.count + annotationNumbers.count),
      ], as: root)
    return root
  }

  /// Written without values in between: these are most of a file's objects.
  private mutating func writeElement(_ index: Int, root: Int) {
    let element = tree.elements[index]
    let kids = tree.kids[index]
    writer.begin(elementNumbers[index])
    writer.append("<</S ")
    writer.append(.name(element.type))
    writer.append("/P ")
    appendReference(index == 0 ? root : elementNumbers[element.parent])
    if let alt = element.alt {
      writer.append("/Alt ")
      writer.append(TextString.object(alt))
    }
    if let language = element.language {
      writer.append("/Lang ")
      writer.append(TextString.object(language))
    }
    if element.type == "TH" { writer.append("/A <</O /Table/Scope /Column>>") }
    // The page of the first mark; marks of other pages name theirs.
    let firstPage = tree.firstPage(of: index)
    if let firstPage {
      writer.append("/Pg ")
      appendReference(pageNumbers[firstPage])
    }
    writer.append("/K[")
    for (place, kid) in kids.enumerated() {
      if place > 0 { writer.append(" ") }
      append(kid, page: firstPage)
    }
    writer.append("]>>\nendobj\n")
  }

  private mutating func append(_ kid: StructureTree.Kid, page: Int?) {
    switch kid {
    case .element(let index): appendReference(elementNumbers[index])
    case .mark(let own, let number) where own == page: writer.appendNumber(number)
    case .mark(let own, let number):
      writer.append("<</Type /MCR/Pg ")
      appendReference(pageNumbers[own])
      writer.append("/MCID ")
      writer.appendNumber(number)
      writer.append(">>")
    case .annotation(let own, let index):
      writer.append("<</Type /OBJR/Pg ")
      appendReference(pageNumbers[own])
      writer.append("/Obj ")
      appendReference(annotationNumbers[index])
      writer.append(">>")
    }
  }

  private mutating func appendReference(_ number: Int) {
    writer.appendNumber(number)
    writer.append(" 0 R")
  }
}

// MARK: Outline and metadata

extension PDFAssembler {
  /// Writes the outline; the number of its root, or nil when there is nothing in it.
  private mutating func writeOutline() -> Int? {
    let items = description.outline
    guard !items.isEmpty else { return nil }
    let root = writer.allocate()
    let numbers = items.map { _ in writer.allocate() }
    let parents = Self.parents(of: items)
    var children = [[Int]](repeating: [], count: items.count + 1)
    var places: [Int] = []
    for (index, parent) in parents.enumerated() {
      places.append(children[parent + 1].count)
      children[parent + 1].append(index)
    }
    let counts = Self.openCounts(parents)
    for (index, item) in items.enumerated() {
      let siblings = children[parents[index] + 1]
      var entry: PDFDictionary = [
        "Title": TextString.object(item.title),
        "Parent": .reference(parents[index] < 0 ? root : numbers[parents[index]]),
        "Dest": object(item.destination),
      ]
      let place = places[index]
      if place > 0 { entry["Prev"] = .reference(numbers[siblings[place - 1]]) }
      if place + 1 < siblings.count { entry["Next"] = .reference(numbers[siblings[place + 1]]) }
      if let first = children[index + 1].first, let last = children[index + 1].last {
        entry["First"] = .reference(numbers[first])
        entry["Last"] = .reference(numbers[last])
        entry["Count"] = .integer(counts[index])
      }
      writer.write(entry, as: numbers[index])
    }
    writer.write(
      [
        "Type": .name("Outlines"), "First": .reference(numbers[children[0].first ?? 0]),
        "Last": .reference(numbers[children[0].last ?? 0]), "Count": .integer(items.count),
      ], as: root)
    return root
  }

  /// How many entries show below each one, all being open; deepest first.
  private static func openCounts(_ parents: [Int]) -> [Int] {
    var counts = [Int](repeating: 0, count: parents.count)
    for index in parents.indices.reversed() where parents[index] >= 0 {
      counts[parents[index]] += counts[index] + 1
    }
    return counts
  }

  /// The index of each item's parent, -1 for the root.
  private static func parents(of items: [OutlineItem]) -> [Int] {
    var open: [Int] = []
    return items.enumerated().map { index, item in
      while let last = open.last, items[last].level >= item.level { open.removeLast() }
      defer { open.append(index) }
      return open.last ?? -1
    }
  }

  private mutating func writeInformation() -> Int {
    let information = description.information
    var entries = PDFDictionary()
    let texts = [
      ("Title", information.title), ("Author", information.author),
      ("Subject", information.subject),
      ("Keywords", information.keywords.joined(separator: ", ")),
      ("Creator", information.creator),
    ]
    for (key, text) in texts where !text.isEmpty { entries[key] = TextString.object(text) }
    for property in description.information.properties {
      entries[property.name] = TextString.object(property.value)
    }
    if let producer = try? reader.resolve(reader.trailer["Info"]).dictionaryValue?["Producer"],
      let bytes = producer.stringValue
    {
      entries["Producer"] = .string(bytes)
    }
    if let epoch = information.epoch {
      let date = PDFObject.string(Array(Timestamp(epoch: epoch).pdf.utf8))
      entries["CreationDate"] = date
      entries["ModDate"] = date
    }
    let number = writer.allocate()
    writer.write(entries, as: number)
    return number
  }

  private mutating func writeCatalog(_ number: Int, pages: Int, structure: Int, outline: Int?) {
    let metadata = writer.allocate()
    writer.write(
      stream: Array(XMP.packet(description.information).utf8),
      ["Type": .name("Metadata"), "Subtype": .name("XML")], as: metadata)
    let language = description.information.language
    var catalog: PDFDictionary = [
      "Type": .name("Catalog"), "Pages": .reference(pages),
      "MarkInfo": .dictionary(["Marked": .boolean(true)]),
      "StructTreeRoot": .reference(structure),
      "Lang": TextString.object(language.isEmpty ? "en" : language),
      "ViewerPreferences": .dictionary(["DisplayDocTitle": .boolean(true)]),
      "Metadata": .reference(metadata),
    ]
    if let outline { catalog["Outlines"] = .reference(outline) }
    writer.write(catalog, as: number)
  }
}

extension PDFObject {
  /// A length in points, to a thousandth, without an exponent.
  init(points: Double) {
    guard points.isFinite, abs(points) < 1e9 else {
      self = .integer(0)
      return
    }
    let thousandths = Int((points * 1000).rounded())
    guard thousandths % 1000 != 0 else {
      self = .integer(thousandths / 1000)
      return
    }
    let fraction = String(abs(thousandths % 1000) + 1000).dropFirst()
    let sign = thousandths < 0 ? "-" : ""
    self = .real("\(sign)\(abs(thousandths / 1000)).\(fraction)")
  }
}

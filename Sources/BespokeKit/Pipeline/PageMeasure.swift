import Geometry
import Layout

/// Where the text of a layout stands, as page fit asks for it: CSS px from the top left of a page.
struct PageMeasure {
  /// The part of one element's text that stands on one page.
  struct Block {
    /// Index of the element among those that hold text.
    var element: Int
    var page: Int
    var left: Double
    var right: Double
    var top: Double
    var bottom: Double
    var lines = 1
    var baseline: Double
    /// From line to line; one and a third of the text's size where there is one line only.
    var pitch: Double

    var height: Double { Double(lines) * pitch }
  }

  /// The room that something takes: a height within two edges.
  struct Extent {
    var left: Double
    var right: Double
    var height: Double

    func overlaps(_ left: Double, _ right: Double) -> Bool {
      self.left < right && left < self.right
    }
  }

  var pageCount: Int
  var blocks: [Block]
  /// What the last page has left below its content.
  var room: Double
  /// The smallest text, CSS px; infinite where there is none.
  var smallestText = Double.infinity
  /// By element: its letters and digits in lower case.
  private let texts: [String]
  private var elementsByStart: [Substring: [Int]] = [:]
  /// By element: the indices of its blocks.
  private var blocksByElement: [Int: [Int]] = [:]
  /// By page: the indices of its blocks from the top down.
  private var blocksByPage: [Int: [Int]] = [:]

  init(pageCount: Int, blocks: [Block], room: Double = 0, texts: [String] = []) {
    self.pageCount = pageCount
    self.blocks = blocks
    self.room = room
    self.texts = texts
    for (element, text) in texts.enumerated() where text.count >= Self.startLength {
      elementsByStart[text.prefix(Self.startLength), default: []].append(element)
    }
    guard !texts.isEmpty else { return }
    for (index, block) in blocks.enumerated() {
      blocksByElement[block.element, default: []].append(index)
      blocksByPage[block.page, default: []].append(index)
    }
    for page in blocksByPage.keys {
      blocksByPage[page]?.sort { (blocks[$0].top, $0) < (blocks[$1].top, $1) }
    }
  }

  /// Measures a layout; `extent(of:)` can be asked only where the text itself was read.
  init(_ pages: Pages, readsText: Bool) {
    var reading = BlockReading(structure: pages.structure, readsText: readsText)
    for (number, page) in pages.pages.enumerated() {
      for case .text(let text) in page.items { reading.add(text, page: number) }
    }
    self.init(
      pageCount: pages.pages.count, blocks: reading.blocks,
      room: pages.room, texts: reading.texts)
    smallestText = reading.smallestText
  }

  private static let startLength = 4

  /// What the page gains when elements that start with these texts leave; nil where none is found.
  func extent(of starts: [String]) -> Extent? {
    var elements: Set<Int> = []
    for start in starts.map({ Self.letters(of: $0) }) {
      let candidates = elementsByStart[start.prefix(Self.startLength)] ?? []
      if let found = candidates.first(where: { texts[$0].hasPrefix(start) }) {
        elements.insert(found)
      }
    }
    let own = Set(elements.flatMap { blocksByElement[$0] ?? [] })
    var extent: Extent?
    for page in Set(own.map { blocks[$0].page }).sorted() {
      for run in runs(of: own.filter { blocks[$0].page == page }, page) {
        guard let known = extent else {
          extent = run
          continue
        }
        extent = Extent(
          left: min(known.left, run.left), right: max(known.right, run.right),
          height: known.height + run.height)
      }
    }
    return extent
  }

  /// What some blocks of a page take, by those that follow each other in their column.
  private func runs(of own: Set<Int>, _ page: Int) -> [Extent] {
    guard let left = own.map({ blocks[$0].left }).min(),
      let right = own.map({ blocks[$0].right }).max()
    else { return [] }
    let column = (blocksByPage[page] ?? [])
      .filter { blocks[$0].left < right && left < blocks[$0].right }
    var runs: [Extent] = []
    var start = 0
    while start < column.count {
      guard own.contains(column[start]) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < column.count, own.contains(column[end]) { end += 1 }
      runs.append(Extent(left: left, right: right, height: height(of: start..<end, in: column)))
      start = end
    }
    return runs
  }

  /// From what stands above a run to its end, or from its start to what stands below: the lesser,
  /// since one of them may hold the margin of another section.
  private func height(of run: Range<Int>, in column: [Int]) -> Double {
    let members = column[run].map { blocks[$0] }
    let top = members.map(\.top).min() ?? 0
    let bottom = members.map(\.bottom).max() ?? 0
    var height = bottom - top + Self.gap * (members.first?.pitch ?? 0)
    var distances: [Double] = []
    if run.lowerBound > 0 { distances.append(bottom - blocks[column[run.lowerBound - 1]].bottom) }
    if run.upperBound < column.count { distances.append(blocks[column[run.upperBound]].top - top) }
    if let least = distances.filter({ $0 > 0 }).min() { height = least }
    return height
  }

  /// What stands between two blocks where there are no two, in lines.
  private static let gap = 0.3

  static func letters(of text: String) -> String {
    var letters = ""
    for scalar in text.unicodeScalars {
      if scalar.isASCII {
        let byte = UInt8(scalar.value)
        let isLetter = (0x61...0x7A).contains(byte | 0x20)
        guard isLetter || (0x30...0x39).contains(byte) else { continue }
        letters.unicodeScalars.append(Unicode.Scalar(byte | 0x20))
      } else if scalar.properties.isAlphabetic {
        letters += scalar.properties.lowercaseMapping
      }
    }
    return letters
  }

  /// How far down the last page may be filled.
  var bottom: Double {
    (blocks.filter { $0.page == pageCount - 1 }.map(\.bottom).max() ?? 0) + room
  }

  /// How much of what can be filled of the last page is.
  var lastPageShare: Double { bottom > 0 ? 1 - room / bottom : 1 }

  /// What stands beyond the last page allowed, side by side.
  func overflow(beyond limit: Int) -> [Extent] {
    var columns: [(extent: Extent, spans: [Int: (top: Double, bottom: Double)])] = []
    for block in blocks where block.page >= limit {
      var merged = (
        extent: Extent(left: block.left, right: block.right, height: 0),
        spans: [block.page: (top: block.top, bottom: block.bottom)]
      )
      for index in columns.indices.reversed()
      where columns[index].extent.overlaps(merged.extent.left, merged.extent.right) {
        let other = columns.remove(at: index)
        merged.extent.left = min(merged.extent.left, other.extent.left)
        merged.extent.right = max(merged.extent.right, other.extent.right)
        merged.spans.merge(other.spans) { (min($0.top, $1.top), max($0.bottom, $1.bottom)) }
      }
      columns.append(merged)
    }
    return columns.map { column in
      var extent = column.extent
      extent.height = column.spans.values.reduce(0) { $0 + $1.bottom - $1.top }
      return extent
    }
  }

  /// The usual distance of two lines.
  var pitch: Double {
    let pitches = blocks.map(\.pitch).sorted()
    return pitches.isEmpty ? 16 : max(1, pitches[pitches.count / 2])
  }

  /// The height of what stands beyond the last page allowed.
  func excess(beyond limit: Int) -> (height: Double, lines: Int) {
    let height = overflow(beyond: limit).map(\.height).max() ?? 0
    return (height, max(1, Int((height / pitch).rounded(.up))))
  }
}

/// Gathers the text of elements, block by block.
private struct BlockReading {
  private let structure: [StructureNode]
  private let readsText: Bool
  private(set) var blocks: [PageMeasure.Block] = []
  private(set) var texts: [String] = []
  private(set) var smallestText = Double.infinity
  private var elements: [Int: Int] = [:]
  private var open: [Int: Int] = [:]

  init(structure: [StructureNode], readsText: Bool) {
    self.structure = structure
    self.readsText = readsText
  }

  mutating func add(_ text: PlacedText, page: Int) {
    guard !text.run.glyphs.isEmpty, text.run.size > 0 else { return }
    let size = text.run.size
    smallestText = min(smallestText, size)
    let element = element(of: text.structure)
    if readsText { texts[element] += PageMeasure.letters(of: text.text) }
    let left = text.origin.x
    let right = left + text.run.glyphs.reduce(0) { $0 + $1.advance }
    let baseline = text.origin.y
    guard let index = open[element], blocks[index].page == page else {
      open[element] = blocks.count
      blocks.append(
        PageMeasure.Block(
          element: element, page: page, left: left, right: right, top: baseline - size * 0.95,
          bottom: baseline + size * 0.25, baseline: baseline, pitch: size * 4 / 3))
      return
    }
    blocks[index].left = min(blocks[index].left, left)
    blocks[index].right = max(blocks[index].right, right)
    blocks[index].bottom = max(blocks[index].bottom, baseline + size * 0.25)
    let step = baseline - blocks[index].baseline
    if step > size / 2 {
      blocks[index].lines += 1
      blocks[index].pitch = step
      blocks[index].baseline = baseline
    }
  }

  /// The nearest element that isn't part of a line.
  private mutating func element(of node: Int) -> Int {
    var block = node
    while structure.indices.contains(block), structure[block].isInline,
      structure[block].parent != block, structure[block].parent >= 0
    {
      block = structure[block].parent
    }
    if let known = elements[block] { return known }
    elements[block] = texts.count
    texts.append("")
    return texts.count - 1
  }
}

extension StructureNode {
  fileprivate var isInline: Bool {
    switch role {
    case .span, .link, .code: true
    default: false
    }
  }
}

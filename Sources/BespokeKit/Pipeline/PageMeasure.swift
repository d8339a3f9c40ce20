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
  var pageHeight: Double
  /// The smallest text, CSS px; infinite where there is none.
  var smallestText = Double.infinity
  /// By element: its letters and digits in lower case.
  private let texts: [String]
  private var elementsByStart: [Substring: [Int]] = [:]
  /// By element: the indices of its blocks.
  private var blocksByElement: [Int: [Int]] = [:]

  init(pageCount: Int, blocks: [Block], pageHeight: Double = 0, texts: [String] = []) {
    self.pageCount = pageCount
    self.blocks = blocks
    self.pageHeight = pageHeight
    self.texts = texts
    for (element, text) in texts.enumerated() where text.count >= Self.startLength {
      elementsByStart[text.prefix(Self.startLength), default: []].append(element)
    }
    guard !texts.isEmpty else { return }
    for (index, block) in blocks.enumerated() {
      blocksByElement[block.element, default: []].append(index)
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
      pageHeight: pages.pages.last?.size.height ?? 0, texts: reading.texts)
    smallestText = reading.smallestText
  }

  private static let startLength = 4

  /// What elements that start with these texts take; nil where none is found.
  func extent(of starts: [String]) -> Extent? {
    var elements: Set<Int> = []
    for start in starts.map({ Self.letters(of: $0) }) {
      let candidates = elementsByStart[start.prefix(Self.startLength)] ?? []
      if let found = candidates.first(where: { texts[$0].hasPrefix(start) }) {
        elements.insert(found)
      }
    }
    var extent: Extent?
    for index in elements.sorted().flatMap({ blocksByElement[$0] ?? [] }) {
      let block = blocks[index]
      let height = block.height + Self.gap * block.pitch
      guard let known = extent else {
        extent = Extent(left: block.left, right: block.right, height: height)
        continue
      }
      extent = Extent(
        left: min(known.left, block.left), right: max(known.right, block.right),
        height: known.height + height)
    }
    return extent
  }

  /// What stands between two blocks, in lines.
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

  /// The lowest text of full pages: at least so far down a page can be filled.
  var usedBottom: Double {
    blocks.filter { $0.page < pageCount - 1 }.map(\.bottom).max() ?? 0
  }

  /// How much of its height the last page is filled.
  var lastPageShare: Double {
    let last = blocks.filter { $0.page == pageCount - 1 }.map(\.bottom).max() ?? 0
    return pageHeight > 0 ? last / pageHeight : 1
  }

  /// How far down a page can be filled where its foot is as wide as its head.
  var likelyBottom: Double { pageHeight - (blocks.map(\.top).min() ?? 0) }

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

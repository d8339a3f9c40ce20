extension PDFSurvey {
  /// Text that is placed outside the page's box, where no reader sees it and extractors pass over it
  /// or don't: its bytes as far as they are ASCII, page by page.
  ///
  /// Follows positions only (PDF 1.7, 9.4), not fonts: a string counts by where it begins.
  public mutating func textOutsidePages() -> [String] {
    guard !isEncrypted else { return [] }
    var found: [String] = []
    let pages = dictionaries.filter { $0.value["Type"]?.nameValue == "Page" }.keys.sorted()
    for number in pages.prefix(100) {
      guard let page = dictionaries[number], let box = box(of: page) else { continue }
      var tracker = PlacementTracker(box: box)
      for stream in contents(of: page) {
        guard let content = content(stream) else { continue }
        tracker.follow(content)
      }
      if tracker.outside.count >= 8 {
        found.append(String(decoding: tracker.outside, as: UTF8.self))
      }
    }
    return found
  }

  private func contents(of page: PDFDictionary) -> [Int] {
    switch page["Contents"] {
    case .reference(let number): [number]
    case .array(let items): items.prefix(256).compactMap(\.referenceValue)
    default: []
    }
  }

  /// The part of the paper that is shown, of the page or of those above it in the tree.
  private func box(of page: PDFDictionary) -> [Double]? {
    for key in ["CropBox", "MediaBox"] {
      var node: PDFDictionary? = page
      for _ in 0..<16 {
        guard let current = node else { break }
        let numbers = current[key]?.arrayValue?.compactMap(\.number) ?? []
        if numbers.count == 4 {
          return [
            min(numbers[0], numbers[2]), min(numbers[1], numbers[3]), max(numbers[0], numbers[2]),
            max(numbers[1], numbers[3]),
          ]
        }
        node = dictionary(current["Parent"])
      }
    }
    return nil
  }
}

/// Where strings of a content stream begin.
private struct PlacementTracker {
  let box: [Double]
  private(set) var outside: [UInt8] = []
  private var matrix = Matrix()
  private var saved: [Matrix] = []
  private var line = Matrix()
  private var leading = 0.0
  private var size = 1.0
  /// Tokens that may still be read: no page of a resume has more.
  private var budget = 300_000

  init(box: [Double]) { self.box = box }

  mutating func follow(_ content: [UInt8]) {
    var parser = PDFParser(content, at: 0)
    var operands: [PDFObject] = []
    while budget > 0, let token = (try? parser.contentToken()) ?? nil {
      budget -= 1
      switch token {
      case .operand(let object): if operands.count < 64 { operands.append(object) }
      case .operator("ID"): parser.skipInlineImage()
      case .operator(let name):
        execute(name, operands)
        operands.removeAll(keepingCapacity: true)
      }
    }
  }

  private mutating func execute(_ name: String, _ operands: [PDFObject]) {
    switch name {
    case "q": if saved.count < 64 { saved.append(matrix) }
    case "Q": matrix = saved.popLast() ?? matrix
    case "cm": if let change = Matrix(operands) { matrix = change * matrix }
    case "BT": line = Matrix()
    case "Tm": line = Matrix(operands) ?? line
    case "Tf": size = operands.last?.number ?? size
    case "TL": leading = operands.first?.number ?? 0
    case "Td", "TD":
      let down = operands.last?.number ?? 0
      if name == "TD" { leading = -down }
      line = Matrix(1, 0, 0, 1, operands.first?.number ?? 0, down) * line
    case "T*": nextLine()
    case "Tj": show(operands.last?.stringValue ?? [])
    case "'", "\"":
      nextLine()
      show(operands.last?.stringValue ?? [])
    case "TJ": show((operands.first?.arrayValue ?? []).flatMap { $0.stringValue ?? [] })
    default: break
    }
  }

  private mutating func nextLine() { line = Matrix(1, 0, 0, 1, 0, -leading) * line }

  private mutating func show(_ string: [UInt8]) {
    let place = line * matrix
    // Half the size is the width of an average letter.
    let width = Double(string.count) * abs(size * place.a) / 2
    let isOutside =
      place.f > box[3] || place.f < box[1] - abs(size * place.scale) || place.e > box[2]
      || place.e + width < box[0]
    guard isOutside, outside.count < 2000 else { return }
    let letters = string.filter { (0x21..<0x7F).contains($0) || $0 == 0x20 }
    if letters.contains(where: { $0 > 0x20 }) { outside += letters + [0x20] }
  }
}

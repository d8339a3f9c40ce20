/// A ToUnicode CMap (PDF 1.7, 9.10.3): character codes to text.
struct CharacterMap {
  /// Bytes of a code.
  private(set) var codeLength = 1
  private var texts: [Int: String] = [:]

  subscript(code: Int) -> String? { texts[code] }

  init(_ stream: [UInt8]) throws(PDFError) {
    var parser = PDFParser(stream, at: 0)
    var operands: [PDFObject] = []
    while let token = try parser.contentToken() {
      switch token {
      case .operand(let object): operands.append(object)
      case .operator(let name):
        switch name {
        case "endcodespacerange": codeLength = operands.last?.stringValue?.count ?? 1
        case "endbfchar": addCharacters(operands)
        case "endbfrange": addRanges(operands)
        default: break
        }
        operands.removeAll(keepingCapacity: true)
      }
    }
  }

  private mutating func addCharacters(_ operands: [PDFObject]) {
    let strings = operands.compactMap(\.stringValue)
    for index in stride(from: 0, to: strings.count - 1, by: 2) {
      texts[Self.code(strings[index])] = Self.text(strings[index + 1])
    }
  }

  private mutating func addRanges(_ operands: [PDFObject]) {
    for index in stride(from: 0, to: operands.count - 2, by: 3) {
      guard let low = operands[index].stringValue.map(Self.code),
        let high = operands[index + 1].stringValue.map(Self.code), low <= high,
        high - low <= 0xFFFF
      else { continue }
      if let list = operands[index + 2].arrayValue {
        for (offset, text) in list.prefix(high - low + 1).enumerated() {
          texts[low + offset] = text.stringValue.map(Self.text)
        }
      } else if var units = operands[index + 2].stringValue, let last = units.indices.last {
        for code in low...high {
          texts[code] = Self.text(units)
          units[last] &+= 1
        }
      }
    }
  }

  static func code(_ bytes: some Sequence<UInt8>) -> Int {
    bytes.reduce(0) { ($0 & 0xFF_FFFF) << 8 | Int($1) }
  }

  /// UTF-16, most significant byte first.
  private static func text(_ bytes: [UInt8]) -> String {
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map {
      UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1])
    }
    return String(decoding: units, as: UTF16.self)
  }
}

/// What reading text needs of a font: what its codes say and how far they go.
struct TextFont {
  let map: CharacterMap?
  private var widths: [Int: Double] = [:]
  /// Thousandths of the font size.
  private var defaultWidth: Double
  let codeLength: Int

  init(_ dictionary: PDFDictionary, _ reader: PDFReader) throws(PDFError) {
    var map: CharacterMap?
    if let number = dictionary["ToUnicode"]?.referenceValue {
      map = try CharacterMap(reader.content(of: number))
    }
    self.map = map
    if dictionary["Subtype"]?.nameValue == "Type0" {
      let descendants = try reader.resolve(dictionary["DescendantFonts"]).arrayValue
      let font = try reader.resolve(descendants?.first).dictionaryValue
      codeLength = 2
      defaultWidth = font?["DW"]?.number ?? 1000
      addCIDWidths(try reader.resolve(font?["W"]).arrayValue ?? [])
    } else {
      codeLength = 1
      defaultWidth = 0
      let first = dictionary["FirstChar"]?.integerValue ?? 0
      let list = try reader.resolve(dictionary["Widths"]).arrayValue ?? []
      for (index, width) in list.enumerated() { widths[first + index] = width.number }
    }
  }

  func width(of code: Int) -> Double { widths[code] ?? defaultWidth }

  /// PDF 1.7, 9.7.4.3: `first [w …]` or `first last w`.
  private mutating func addCIDWidths(_ items: [PDFObject]) {
    var index = 0
    while index + 1 < items.count, let first = items[index].integerValue {
      if let list = items[index + 1].arrayValue {
        for (offset, width) in list.enumerated() { widths[first + offset] = width.number }
        index += 2
      } else if index + 2 < items.count, let last = items[index + 1].integerValue,
        last >= first, last - first <= 0xFFFF
      {
        for code in first...last { widths[code] = items[index + 2].number }
        index += 3
      } else {
        return
      }
    }
  }
}

/// Follows a content stream for its text (PDF 1.7, 9.4): matrices, fonts, strings, ActualText.
struct TextInterpreter {
  let reader: PDFReader
  /// By object number.
  var fonts: [Int: TextFont]
  var builder: WordBuilder

  private var matrix = Matrix()
  private var saved: [(Matrix, TextState)] = []
  private var text = TextState()
  private var lineMatrix = Matrix()
  private var textMatrix = Matrix()
  /// Open marked contents; the text that stands for one, until it was used.
  private var marks: [ActualText] = []

  private static let deepestForm = 8

  private enum ActualText {
    case none
    case pending(String)
    case used
  }

  struct TextState {
    var font: TextFont?
    var size = 0.0
    var characterSpacing = 0.0
    var wordSpacing = 0.0
    var scale = 1.0
    var leading = 0.0
    var rise = 0.0
  }

  init(reader: PDFReader, fonts: [Int: TextFont], builder: WordBuilder) {
    self.reader = reader
    self.fonts = fonts
    self.builder = builder
  }

  mutating func run(
    _ content: [UInt8], _ resources: PDFDictionary, depth: Int
  ) throws(PDFError) {
    var parser = PDFParser(content, at: 0)
    var operands: [PDFObject] = []
    while let token = try parser.contentToken() {
      switch token {
      case .operand(let object): operands.append(object)
      case .operator("ID"): parser.skipInlineImage()
      case .operator(let name):
        try execute(name, operands, resources, depth: depth)
        operands.removeAll(keepingCapacity: true)
      }
    }
  }

  private mutating func execute(
    _ name: String, _ operands: [PDFObject], _ resources: PDFDictionary, depth: Int
  ) throws(PDFError) {
    switch name {
    case "q": saved.append((matrix, text))
    case "Q": if let state = saved.popLast() { (matrix, text) = state }
    case "cm": if let change = Matrix(operands) { matrix = change * matrix }
    case "BDC", "BMC": try openMark(operands, resources)
    case "EMC": _ = marks.popLast()
    case "Do": try paint(operands.first?.nameValue, resources, depth: depth)
    default: try executeText(name, operands, resources)
    }
  }

  private mutating func executeText(
    _ name: String, _ operands: [PDFObject], _ resources: PDFDictionary
  ) throws(PDFError) {
    let number = operands.first?.number ?? 0
    switch name {
    case "BT":
      textMatrix = Matrix()
      lineMatrix = Matrix()
    case "Tf":
      text.font = try font(operands.first?.nameValue, resources)
      text.size = operands.last?.number ?? 0
    case "Tc": text.characterSpacing = number
    case "Tw": text.wordSpacing = number
    case "Tz": text.scale = number / 100
    case "TL": text.leading = number
    case "Ts": text.rise = number
    case "Td", "TD":
      let down = operands.last?.number ?? 0
      if name == "TD" { text.leading = -down }
      moveLine(number, down)
    case "Tm":
      lineMatrix = Matrix(operands) ?? lineMatrix
      textMatrix = lineMatrix
    case "T*": moveLine(0, -text.leading)
    case "Tj": show(operands.first?.stringValue ?? [])
    case "'", "\"":
      moveLine(0, -text.leading)
      show(operands.last?.stringValue ?? [])
    case "TJ":
      for item in operands.first?.arrayValue ?? [] {
        if let string = item.stringValue {
          show(string)
        } else if let shift = item.number {
          advance(-shift / 1000 * text.size * text.scale)
        }
      }
    default: break
    }
  }

  private mutating func moveLine(_ x: Double, _ y: Double) {
    lineMatrix = Matrix(1, 0, 0, 1, x, y) * lineMatrix
    textMatrix = lineMatrix
  }

  private mutating func advance(_ distance: Double) {
    textMatrix = Matrix(1, 0, 0, 1, distance, 0) * textMatrix
  }

  // MARK: - Glyphs

  private mutating func show(_ string: [UInt8]) {
    guard let font = text.font else { return }
    let space = Matrix(text.size * text.scale, 0, 0, text.size, 0, text.rise)
    for start in stride(from: 0, to: string.count, by: font.codeLength) {
      let code = CharacterMap.code(string[start..<min(start + font.codeLength, string.count)])
      let page = space * textMatrix * matrix
      var distance = font.width(of: code) / 1000 * text.size + text.characterSpacing
      if code == 32, font.codeLength == 1 { distance += text.wordSpacing }
      advance(distance * text.scale)
      let after = space * textMatrix * matrix
      builder.add(
        spoken(font.map?[code] ?? "\u{FFFD}"), from: (page.e, page.f), to: (after.e, after.f),
        size: page.scale)
    }
  }

  /// What a glyph says: the text that stands for its marked content, once, or its own.
  private mutating func spoken(_ own: String) -> String {
    for index in marks.indices {
      switch marks[index] {
      case .none: continue
      case .used: return ""
      case .pending(let text):
        marks[index] = .used
        return text
      }
    }
    return own
  }

  private mutating func openMark(
    _ operands: [PDFObject], _ resources: PDFDictionary
  ) throws(PDFError) {
    var properties = operands.count > 1 ? operands[1].dictionaryValue : nil
    if operands.count > 1, let name = operands[1].nameValue {
      let named = try reader.resolve(resources["Properties"]).dictionaryValue
      properties = try reader.resolve(named?[name]).dictionaryValue
    }
    let actual = properties?["ActualText"]?.stringValue.map(TextString.text)
    marks.append(actual.map { .pending($0) } ?? .none)
  }

  // MARK: - Resources

  private mutating func font(
    _ name: String?, _ resources: PDFDictionary
  ) throws(PDFError) -> TextFont? {
    let fontResources = try reader.resolve(resources["Font"]).dictionaryValue
    guard let name, let number = fontResources?[name]?.referenceValue else { return nil }
    if let known = fonts[number] { return known }
    guard let dictionary = try reader.object(number).dictionaryValue else { return nil }
    let font = try TextFont(dictionary, reader)
    fonts[number] = font
    return font
  }

  /// Form XObjects: groups that cairo paints at once.
  private mutating func paint(
    _ name: String?, _ resources: PDFDictionary, depth: Int
  ) throws(PDFError) {
    let objects = try reader.resolve(resources["XObject"]).dictionaryValue
    guard depth < Self.deepestForm, let name, let number = objects?[name]?.referenceValue,
      let (dictionary, _) = try reader.stream(number),
      dictionary["Subtype"]?.nameValue == "Form"
    else { return }
    let own = try reader.resolve(dictionary["Resources"]).dictionaryValue
    let state = (matrix, text, saved)
    if let change = Matrix(dictionary["Matrix"]?.arrayValue ?? []) { matrix = change * matrix }
    try run(reader.content(of: number), own ?? resources, depth: depth + 1)
    (matrix, text, saved) = state
  }
}

/// An affine map as PDF writes it (PDF 1.7, 8.3.3): row vectors, left factor first.
struct Matrix {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  init() {}

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  init?(_ operands: [PDFObject]) {
    let numbers = operands.compactMap(\.number)
    guard numbers.count == 6 else { return nil }
    self.init(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
  }

  static func * (m: Matrix, n: Matrix) -> Matrix {
    Matrix(
      m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d, m.c * n.a + m.d * n.c,
      m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f)
  }

  /// Length of a vertical unit.
  var scale: Double { (c * c + d * d).squareRoot() }
}

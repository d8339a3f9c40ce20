import Archive
import CSS

/// The styles of a document: Word's own names with what the template computes, and one for each
/// class of text that the template names.
///
/// The first paragraph of a kind gives its style; what differs later stands at the paragraph.
struct DOCXStyles {
  struct Style {
    var id: String
    var name: String
    var paragraph: ParagraphFormat
    var run: RunFormat
    var outlineLevel: Int?
    var numbering: String?
    var isCustom: Bool
  }

  private(set) var styles: [Style] = []
  private var indices: [String: Int] = [:]
  let normal: RunFormat

  init(normal: RunFormat) { self.normal = normal }

  /// The style of a paragraph, made when it is the first of its kind.
  mutating func style(
    of paragraph: Flow.Paragraph, format: ParagraphFormat, run: RunFormat, numbering: String?
  ) -> Style {
    let (id, name) = Self.name(of: paragraph)
    if let index = indices[id] { return styles[index] }
    var general = format
    general.startsPage = false
    var style = Style(
      id: id, name: name, paragraph: general, run: run, numbering: numbering,
      isCustom: id.hasPrefix("Resume"))
    if case .heading(let level) = paragraph.kind { style.outlineLevel = level - 1 }
    indices[id] = styles.count
    styles.append(style)
    return style
  }

  private static func name(of paragraph: Flow.Paragraph) -> (id: String, name: String) {
    switch paragraph.kind {
    case .heading(let level): return ("Heading\(level)", "heading \(level)")
    case .item(let list, let depth):
      let kind = list.isOrdered ? "List Number" : "List Bullet"
      let level = min(depth, 4)
      let name = level == 0 ? kind : "\(kind) \(level + 1)"
      return (name.filter { $0 != " " }, name)
    case .continuation(let depth):
      let level = min(depth, 4)
      return level == 0
        ? ("ListContinue", "List Continue")
        : ("ListContinue\(level + 1)", "List Continue \(level + 1)")
    case .quote: return ("Quote", "Quote")
    case .preformatted: return ("HTMLPreformatted", "HTML Preformatted")
    case .text:
      let letters = paragraph.name.unicodeScalars.filter {
        $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
      }
      let name = String(String.UnicodeScalarView(letters).prefix(40))
      return name.isEmpty ? ("BodyText", "Body Text") : ("Resume\(name)", "Resume \(name)")
    }
  }

  /// `word/theme/theme1.xml`.
  var theme: String {
    let heading = styles.first { $0.outlineLevel == 1 } ?? styles.first { $0.outlineLevel == 0 }
    return DOCXTheme.xml(
      heading: heading?.run.font ?? normal.font, body: normal.font,
      accent: heading?.run.color ?? normal.color)
  }

  /// `word/styles.xml`.
  func xml(language: String) -> String {
    var xml = DOCXPackage.declaration
    xml += "<w:styles xmlns:w=\"\(DOCXPackage.namespace)\"><w:docDefaults><w:rPrDefault><w:rPr>"
    xml += normal.difference(from: nil) + Self.languageElement(language)
    xml += "</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"
    xml += "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    xml += "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    xml += "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
    xml += "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/>"
    xml += "<w:semiHidden/><w:unhideWhenUsed/></w:style>"
    xml += "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>"
    xml += "<w:basedOn w:val=\"DefaultParagraphFont\"/><w:uiPriority w:val=\"99\"/>"
    xml += "<w:unhideWhenUsed/></w:style>"
    for style in styles { xml += element(style) }
    return xml + "</w:styles>"
  }

  private func element(_ style: Style) -> String {
    let custom = style.isCustom ? " w:customStyle=\"1\"" : ""
    var xml = "<w:style w:type=\"paragraph\"\(custom) w:styleId=\"\(style.id)\">"
    xml += "<w:name w:val=\"\(style.name)\"/><w:basedOn w:val=\"Normal\"/>"
    if style.outlineLevel != nil { xml += "<w:next w:val=\"Normal\"/>" }
    xml += "<w:qFormat/><w:pPr>"
    xml += style.paragraph.difference(from: nil, numbering: style.numbering ?? "")
    if let level = style.outlineLevel { xml += "<w:outlineLvl w:val=\"\(level)\"/>" }
    xml += "</w:pPr><w:rPr>\(style.run.difference(from: normal))</w:rPr></w:style>"
    return xml
  }

  /// A document in an East Asian or a right-to-left script names it where Word looks for that.
  private static func languageElement(_ language: String) -> String {
    let tag = XMLText.escaped(language.isEmpty ? "en" : language)
    switch language.prefix(2) {
    case "ja", "zh", "ko": return "<w:lang w:val=\"en-US\" w:eastAsia=\"\(tag)\"/>"
    case "ar", "he", "fa", "ur": return "<w:lang w:val=\"en-US\" w:bidi=\"\(tag)\"/>"
    default: return "<w:lang w:val=\"\(tag)\"/>"
    }
  }
}

/// `word/numbering.xml`: one definition for each bullet, one for each way of counting, and a
/// counter of its own for each ordered list.
struct DOCXNumbering {
  private var definitions: [(format: String, text: String)] = []
  private var numbers: [(definition: Int, start: Int?)] = []
  private var byMarker: [String: Int] = [:]
  private var byList: [Int: Int] = [:]
  /// Twips that each level of a list is moved in.
  let indent: Int

  /// `indent` is in CSS px.
  init(indent: Double) { self.indent = min(720, max(170, DOCXUnit.twips(indent))) }

  var isEmpty: Bool { numbers.isEmpty }

  /// The `w:numPr` of an item.
  mutating func properties(of list: Flow.List, depth: Int) -> String {
    let number = list.isOrdered ? ordered(list) : bullet(list.marker)
    return "<w:numPr><w:ilvl w:val=\"\(min(depth, 8))\"/><w:numId w:val=\"\(number)\"/></w:numPr>"
  }

  private mutating func bullet(_ marker: ListStyleType) -> Int {
    let glyph =
      switch marker {
      case .keyword("circle"): "◦"
      case .keyword("square"): "▪"
      case .string(let text) where !text.filter({ !$0.isWhitespace }).isEmpty:
        String(text.filter { !$0.isWhitespace }.prefix(4))
      default: "•"
      }
    if let known = byMarker[glyph] { return known }
    return add((format: "bullet", text: glyph), start: nil, marker: glyph)
  }

  private mutating func ordered(_ list: Flow.List) -> Int {
    if let known = byList[list.index] { return known }
    var format = "decimal"
    if case .keyword(let name) = list.marker {
      format =
        switch name {
        case "lower-alpha", "lower-latin": "lowerLetter"
        case "upper-alpha", "upper-latin": "upperLetter"
        case "lower-roman": "lowerRoman"
        case "upper-roman": "upperRoman"
        default: "decimal"
        }
    }
    let number = add((format: format, text: ""), start: list.number, marker: nil)
    byList[list.index] = number
    return number
  }

  private mutating func add(
    _ definition: (format: String, text: String), start: Int?, marker: String?
  ) -> Int {
    let known = definitions.firstIndex { $0 == definition }
    if known == nil { definitions.append(definition) }
    numbers.append((known ?? definitions.count - 1, start))
    if let marker { byMarker[marker] = numbers.count }
    return numbers.count
  }

  func xml() -> String {
    var xml = DOCXPackage.declaration
    xml += "<w:numbering xmlns:w=\"\(DOCXPackage.namespace)\">"
    for (id, definition) in definitions.enumerated() {
      xml += "<w:abstractNum w:abstractNumId=\"\(id)\">"
      xml += "<w:multiLevelType w:val=\"hybridMultilevel\"/>"
      for level in 0...8 { xml += self.level(level, definition) }
      xml += "</w:abstractNum>"
    }
    for (index, number) in numbers.enumerated() {
      xml += "<w:num w:numId=\"\(index + 1)\"><w:abstractNumId w:val=\"\(number.definition)\"/>"
      if let start = number.start {
        xml += "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"\(start)\"/></w:lvlOverride>"
      }
      xml += "</w:num>"
    }
    return xml + "</w:numbering>"
  }

  private func level(_ level: Int, _ definition: (format: String, text: String)) -> String {
    let text = definition.format == "bullet" ? definition.text : "%\(level + 1)."
    return "<w:lvl w:ilvl=\"\(level)\"><w:start w:val=\"1\"/>"
      + "<w:numFmt w:val=\"\(definition.format)\"/>"
      + "<w:lvlText w:val=\"\(XMLText.escaped(text))\"/><w:lvlJc w:val=\"left\"/>"
      + "<w:pPr><w:ind w:left=\"\(indent * (level + 1))\" w:hanging=\"\(indent)\"/></w:pPr></w:lvl>"
  }
}

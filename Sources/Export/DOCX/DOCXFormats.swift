import Archive
import CSS
import Geometry

/// Lengths of WordprocessingML.
enum DOCXUnit {
  /// Twentieths of a point.
  static func twips(_ px: Double) -> Int { Int((px * 15).rounded()) }
  /// The same, and no more than that: what is rounded up on each line adds up on a page.
  static func twipsWithin(_ px: Double) -> Int { Int((px * 15 + 0.01).rounded(.down)) }
  /// Font sizes, never above the page's: lines that are full there would be two in Word.
  static func halfPoints(_ px: Double) -> Int { max(2, Int((px * 1.5 + 0.05).rounded(.down))) }
  /// Borders, within the 2 to 96 that Word draws.
  static func eighthsOfPoint(_ px: Double) -> Int { min(96, max(2, Int((px * 6).rounded()))) }
  /// English metric units, of drawings.
  static func emu(_ px: Double) -> Int { max(1, Int((px * 9525).rounded())) }

  static func hex(_ color: Color) -> String {
    [color.red, color.green, color.blue].map { channel in
      let value = Int((min(1, max(0, channel)) * 255).rounded())
      let digits = String(value, radix: 16, uppercase: true)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

/// How characters look: what `w:rPr` says.
struct RunFormat: Hashable {
  var font: String
  var halfPoints: Int
  var isBold: Bool
  var isItalic: Bool
  var color: String
  var isCaps: Bool
  var isSmallCaps: Bool
  var isUnderlined: Bool
  var isStruck: Bool
  /// Twips between characters.
  var spacing: Int
  var position: Position

  enum Position: String { case baseline, superscript, `subscript` }

  init(_ style: ComputedStyle, color: Color) {
    let text = style.text
    font = DOCXFont.name(text.fontFamily)
    halfPoints = DOCXUnit.halfPoints(text.fontSize)
    isBold = text.fontWeight >= 600
    isItalic = text.fontStyle != .normal
    self.color = DOCXUnit.hex(color)
    isCaps = text.textTransform == .uppercase
    isSmallCaps = text.fontFeatures.contains { $0.tag == "smcp" && $0.value != 0 }
    isUnderlined = text.decorations.contains { $0.line == .underline }
    isStruck = text.decorations.contains { $0.line == .lineThrough }
    spacing = DOCXUnit.twips(text.letterSpacing)
    position =
      switch style.box.verticalAlign {
      case .super: .superscript
      case .sub: .subscript
      default: .baseline
      }
  }

  /// The elements that turn `base` into this, in the schema's order (CT_RPr).
  func difference(from base: RunFormat?) -> String {
    var xml = ""
    if font != base?.font {
      let name = XMLText.escaped(font)
      xml +=
        "<w:rFonts w:ascii=\"\(name)\" w:hAnsi=\"\(name)\" w:eastAsia=\"\(name)\""
        + " w:cs=\"\(name)\"/>"
    }
    xml += toggle("b", isBold, base?.isBold) + toggle("bCs", isBold, base?.isBold)
    xml += toggle("i", isItalic, base?.isItalic) + toggle("iCs", isItalic, base?.isItalic)
    xml += toggle("caps", isCaps, base?.isCaps)
    xml += toggle("smallCaps", isSmallCaps, base?.isSmallCaps)
    xml += toggle("strike", isStruck, base?.isStruck)
    if color != base?.color { xml += "<w:color w:val=\"\(color)\"/>" }
    if spacing != base?.spacing ?? 0 { xml += "<w:spacing w:val=\"\(spacing)\"/>" }
    if halfPoints != base?.halfPoints {
      xml += "<w:sz w:val=\"\(halfPoints)\"/><w:szCs w:val=\"\(halfPoints)\"/>"
    }
    if isUnderlined != base?.isUnderlined ?? false {
      xml += "<w:u w:val=\"\(isUnderlined ? "single" : "none")\"/>"
    }
    if position != base?.position ?? .baseline {
      xml += "<w:vertAlign w:val=\"\(position.rawValue)\"/>"
    }
    return xml
  }

  private func toggle(_ name: String, _ value: Bool, _ base: Bool?) -> String {
    guard value != (base ?? false) else { return "" }
    return value ? "<w:\(name)/>" : "<w:\(name) w:val=\"0\"/>"
  }
}

/// How a paragraph stands: what `w:pPr` says beside its style and its numbering.
struct ParagraphFormat: Hashable {
  var keepsWithNext: Bool
  var startsPage: Bool
  var borderTop: Flow.Border?
  var borderBottom: Flow.Border?
  /// Hexadecimal colour behind the text.
  var shading: String?
  /// Position of a right tab, twips.
  var rightTab: Int?
  var isRightToLeft: Bool
  /// Twips.
  var spaceBefore: Int
  /// Height of a line in twips; nil for the font's own.
  var lineHeight: Int?
  /// Whether lines are that high and no higher, as CSS has them: fonts that ask for more would make
  /// pages longer than those of the PDF.
  var isExact: Bool
  /// A value of `w:jc`; nil for the leading edge.
  var alignment: String?

  /// `spaceBefore` is in CSS px.
  init(
    _ paragraph: Flow.Paragraph, lines: DOCXLines, spaceBefore: Double, textWidth: Int,
    shading: Color?
  ) {
    keepsWithNext = paragraph.keepsWithNext
    startsPage = paragraph.startsPage
    borderTop = paragraph.borderTop
    borderBottom = paragraph.borderBottom
    self.shading = shading.map(DOCXUnit.hex)
    let hasFarItem = paragraph.content.contains { inline in
      if case .gap(.apart) = inline { true } else { false }
    }
    rightTab = hasFarItem ? textWidth : nil
    isRightToLeft = paragraph.style.text.direction == .rtl
    self.spaceBefore = DOCXUnit.twipsWithin(spaceBefore)
    lineHeight = lines.height.map(DOCXUnit.twipsWithin)
    isExact = lines.isExact
    alignment = Self.alignment(paragraph.alignment, isRightToLeft: isRightToLeft)
  }

  /// In a right-to-left paragraph `left` and `right` change sides (ECMA-376, 17.18.44).
  private static func alignment(_ align: TextAlign, isRightToLeft: Bool) -> String? {
    switch align {
    case .start, .matchParent: nil
    case .end: "right"
    case .left: isRightToLeft ? "right" : nil
    case .right: isRightToLeft ? nil : "right"
    case .center: "center"
    case .justify: "both"
    }
  }

  /// The elements before and after numbering that turn `base` into this, in the schema's order
  /// (CT_PPr).
  func difference(from base: ParagraphFormat?, numbering: String = "") -> String {
    var xml = ""
    xml += toggle("keepNext", keepsWithNext, base?.keepsWithNext)
    xml += toggle("pageBreakBefore", startsPage, base?.startsPage)
    xml += numbering
    xml += borders(differentFrom: base)
    if shading != base?.shading {
      xml += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"\(shading ?? "auto")\"/>"
    }
    if let rightTab, rightTab != base?.rightTab {
      xml += "<w:tabs><w:tab w:val=\"right\" w:pos=\"\(rightTab)\"/></w:tabs>"
    }
    xml += toggle("bidi", isRightToLeft, base?.isRightToLeft)
    xml += spacing(differentFrom: base)
    if alignment != base?.alignment { xml += "<w:jc w:val=\"\(alignment ?? "left")\"/>" }
    return xml
  }

  private func spacing(differentFrom base: ParagraphFormat?) -> String {
    var attributes = ""
    if spaceBefore != base?.spaceBefore ?? 0 { attributes += " w:before=\"\(spaceBefore)\"" }
    if lineHeight != base?.lineHeight || isExact != base?.isExact ?? false {
      attributes += " w:line=\"\(lineHeight ?? 240)\""
      let rule = lineHeight == nil ? "auto" : isExact ? "exact" : "atLeast"
      attributes += " w:lineRule=\"\(rule)\""
    }
    return attributes.isEmpty ? "" : "<w:spacing\(attributes)/>"
  }

  private func borders(differentFrom base: ParagraphFormat?) -> String {
    guard borderTop != base?.borderTop || borderBottom != base?.borderBottom else { return "" }
    return "<w:pBdr>" + side("top", borderTop) + side("bottom", borderBottom) + "</w:pBdr>"
  }

  private func side(_ name: String, _ border: Flow.Border?) -> String {
    guard let border else { return "<w:\(name) w:val=\"nil\"/>" }
    let line =
      switch border.style {
      case .dashed: "dashed"
      case .dotted: "dotted"
      case .double: "double"
      default: "single"
      }
    return "<w:\(name) w:val=\"\(line)\" w:sz=\"\(border.eighths)\" w:space=\"\(border.points)\""
      + " w:color=\"\(DOCXUnit.hex(border.color))\"/>"
  }

  private func toggle(_ name: String, _ value: Bool, _ base: Bool?) -> String {
    guard value != (base ?? false) else { return "" }
    return value ? "<w:\(name)/>" : "<w:\(name) w:val=\"0\"/>"
  }
}

extension Flow.Border {
  fileprivate var eighths: Int { DOCXUnit.eighthsOfPoint(width) }
  /// Between text and line.
  fileprivate var points: Int { min(31, max(0, Int(padding * 0.75))) }
  /// What a paragraph with it is higher by in Word, CSS px.
  var extent: Double { (Double(eighths) / 8 + Double(points)) / 0.75 }
}

/// Fonts as Word's users have them.
enum DOCXFont {
  /// Free fonts made to the measure of those that come with Word.
  private static let metricTwins = [
    "carlito": "Calibri", "caladea": "Cambria", "liberation sans": "Arial",
    "liberation serif": "Times New Roman", "liberation mono": "Courier New",
    "liberation sans narrow": "Arial Narrow", "gelasio": "Georgia",
  ]
  private static let generic = [
    "serif": "Times New Roman", "sans-serif": "Arial", "monospace": "Courier New",
    "system-ui": "Calibri", "ui-sans-serif": "Calibri", "ui-serif": "Cambria",
  ]

  /// The first family, under the name that Word knows it by.
  static func name(_ families: [String]) -> String {
    guard let first = families.first else { return "Times New Roman" }
    let key = first.lowercased()
    return metricTwins[key] ?? generic[key] ?? first
  }

  /// How broad a face runs beside Arial.
  private static let breadths = [
    "calibri": 0.9, "cambria": 0.9, "times new roman": 0.9, "linux libertine o": 0.9,
    "eb garamond": 0.83, "open sans": 1.03, "roboto slab": 1.03, "noto sans": 1.03, "inter": 1.05,
    "dejavu sans": 1.12, "verdana": 1.15,
  ]

  static func breadth(_ families: [String]) -> Double {
    breadths[name(families).lowercased()] ?? 1
  }

  /// What takes a font's place where it is missing: the next family of the list.
  static func alternative(_ families: [String]) -> String? {
    let name = name(families)
    return families.dropFirst().lazy.map { Self.name([$0]) }.first { $0 != name }
  }
}

import Geometry
import Graphics
import Layout
import PDFFile

extension DirectSurface {
  /// Shows a run with the text that stands for each glyph; false where that takes more than codes.
  func show(_ placed: PlacedText) -> Bool {
    let run = placed.run
    guard run.size > 0 else { return true }
    guard !run.isRightToLeft, !placed.text.isEmpty, let font = font(of: run) else { return false }
    let use = file.fonts[font]
    guard let glyphs = glyphs(of: placed, use) else { return false }
    setFill(placed.color)
    var line = TextLine(
      size: run.size * Self.points, skew: shelf.skew(of: run.face), font: font,
      y: placed.origin.y * Self.points)
    for glyph in glyphs {
      line.append(
        glyph.code, at: glyph.x * Self.points, advance: use.advance(of: glyph.code), to: &content)
    }
    line.end(&content)
    return true
  }

  private struct CodedGlyph {
    var code: FontUse.Code
    var glyph: Int
    /// CSS px.
    var x: Double
    var text: String

    var isWide: Bool { if case .wide = code { true } else { false } }
  }

  /// The glyphs that show, coded; nil where it takes more than codes to say their text.
  private func glyphs(of placed: PlacedText, _ use: FontUse) -> [CodedGlyph]? {
    let run = placed.run
    var coded: [CodedGlyph] = []
    coded.reserveCapacity(run.glyphs.count)
    var x = placed.origin.x
    let bytes = Array(placed.text.utf8)
    var shown = Int32(-1)
    for (index, glyph) in run.glyphs.enumerated() {
      defer { x += glyph.advance }
      guard glyph.id != Glyph.invisible else { continue }
      // Several glyphs that stand for one text.
      guard glyph.cluster != shown, glyph.offsetY == 0 else { return nil }
      shown = glyph.cluster
      let end = run.glyphs[(index + 1)...].first { $0.cluster != glyph.cluster }?.cluster
      let start = Int(glyph.cluster)
      let range = start..<max(start, end.map(Int.init) ?? run.range.upperBound)
      let text = FontUse.text(bytes, range)
      guard let code = use.code(of: Int(glyph.id), for: text) else { return nil }
      coded.append(
        CodedGlyph(code: code, glyph: Int(glyph.id), x: x + glyph.offsetX, text: text))
    }
    return Self.widenWords(&coded, use) ? coded : nil
  }

  /// Gives all glyphs of a word codes of one kind: pypdf reads a blank where the font changes.
  private static func widenWords(_ coded: inout [CodedGlyph], _ use: FontUse) -> Bool {
    guard coded.contains(where: \.isWide), !coded.allSatisfy(\.isWide) else { return true }
    var start = 0
    while start < coded.count {
      let end = coded[start...].firstIndex { $0.text == " " } ?? coded.count
      if coded[start..<end].contains(where: \.isWide) {
        for index in start..<end where !coded[index].isWide {
          guard let code = use.wideCode(of: coded[index].glyph, for: coded[index].text) else {
            return false
          }
          coded[index].code = code
        }
      }
      start = end + 1
    }
    return true
  }
}

/// Codes of one line on their way into a content stream (PDF 1.7, 9.4.3).
private struct TextLine {
  let size: Double
  let skew: Double
  let font: Int
  let y: Double
  /// Where the open string began, and how far it has come, in thousandths of the size.
  private var start = 0.0
  private var pen = 0.0
  private var isWide: Bool?

  init(size: Double, skew: Double, font: Int, y: Double) {
    self.size = size
    self.skew = skew
    self.font = font
    self.y = y
  }

  mutating func append(
    _ code: FontUse.Code, at x: Double, advance: Double, to content: inout ContentStream
  ) {
    let wide = if case .wide = code { true } else { false }
    if isWide != wide { begin(wide, at: x, &content) }
    let missing = ((x - start) / size * 1000 - pen).rounded()
    if missing != 0 {
      content.append(wide ? ">" : ")")
      content.append(adjustment: Int(-max(-1e6, min(1e6, missing))))
      content.append(wide ? "<" : "(")
      pen += missing
    }
    switch code {
    case .simple(let code): content.append(code)
    case .wide(let code): content.append(wide: code)
    }
    pen += advance
  }

  private mutating func begin(_ wide: Bool, at x: Double, _ content: inout ContentStream) {
    if isWide == nil { content.append("BT ") } else { close(&content) }
    content.append("\(wide ? "/W" : "/F")\(font) 1 Tf ")
    content.numbers(size, 0, size * skew, -size, x, y)
    content.append(wide ? "Tm[<" : "Tm[(")
    (start, pen, isWide) = (x, 0, wide)
  }

  private func close(_ content: inout ContentStream) {
    content.append(isWide == true ? ">]TJ " : ")]TJ ")
  }

  mutating func end(_ content: inout ContentStream) {
    guard isWide != nil else { return }
    close(&content)
    content.append("ET\n")
  }
}

extension FontUse {
  /// The text of some bytes as a PDF gives it: kinds of space as a space, without what is invisible.
  fileprivate static func text(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<bytes.count)
    if range.count == 1, bytes[range.lowerBound] >= 0x20, bytes[range.lowerBound] < 0x7F {
      return String(Unicode.Scalar(bytes[range.lowerBound]))
    }
    var text = ""
    for scalar in String(decoding: bytes[range], as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F: text.unicodeScalars.append(" ")
      default: if !scalar.isInvisible { text.unicodeScalars.append(scalar) }
      }
    }
    return text
  }
}

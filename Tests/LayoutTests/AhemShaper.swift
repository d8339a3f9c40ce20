import CSS

@testable import Layout

/// A shaper whose glyphs are squares of 1em: ascent 0.8, descent 0.2, no font anywhere.
///
/// Lines may break after spaces, hyphens and U+200B and round U+FFFC. Hebrew letters are right to
/// left.
final class AhemShaper: TextShaping {
  private(set) var shapedParagraphs = 0

  func metrics(of style: TextStyle) -> FontMetrics {
    let size = style.fontSize
    return FontMetrics(
      ascent: 0.8 * size, descent: 0.2 * size, lineGap: 0, xHeight: 0.8 * size,
      capHeight: 0.8 * size, zeroAdvance: size, spaceAdvance: size,
      underlinePosition: 0.1 * size, underlineThickness: 0.05 * size)
  }

  func shape(_ paragraph: Paragraph) -> ShapedParagraph {
    shapedParagraphs += 1
    let bytes = Array(paragraph.text.utf8)
    var breaks = [BreakOpportunity](repeating: .none, count: bytes.count + 1)
    var runs: [GlyphRun] = []
    var offset = 0
    var previous: Unicode.Scalar = "x"
    for scalar in paragraph.text.unicodeScalars {
      let isHebrew = (0x5D0...0x5EA).contains(scalar.value)
      let base: UInt8 = paragraph.direction == .rtl ? 1 : 0
      let level: UInt8 = isHebrew ? 1 : paragraph.direction == .rtl ? 2 : base
      let style = paragraph.runs.last { $0.range.lowerBound <= offset }?.style ?? TextStyle()
      breaks[offset] = opportunity(previous, scalar, offset)
      append(scalar, offset, level, style, to: &runs)
      offset += UTF8.width(scalar)
      previous = scalar
    }
    return ShapedParagraph(runs: runs, breaks: breaks)
  }

  private func opportunity(
    _ before: Unicode.Scalar, _ after: Unicode.Scalar, _ offset: Int
  ) -> BreakOpportunity {
    if offset == 0 || after == " " { return .none }
    if before == " " || before == "-" || before == "\u{200B}" { return .allowed }
    if before == "\u{FFFC}" || after == "\u{FFFC}" { return .allowed }
    return .cluster
  }

  private func append(
    _ scalar: Unicode.Scalar, _ offset: Int, _ level: UInt8, _ style: TextStyle,
    to runs: inout [GlyphRun]
  ) {
    let advance = scalar == "\u{200B}" ? 0 : style.fontSize
    let glyph = Glyph(id: scalar.value, cluster: Int32(offset), advance: advance)
    let end = offset + UTF8.width(scalar)
    if var last = runs.last, last.level == level, last.size == style.fontSize {
      last.range = last.range.lowerBound..<end
      if level & 1 == 1 { last.glyphs.insert(glyph, at: 0) } else { last.glyphs.append(glyph) }
      runs[runs.count - 1] = last
    } else {
      runs.append(
        GlyphRun(
          face: FontFace(index: 0), size: style.fontSize, range: offset..<end, level: level,
          glyphs: [glyph]))
    }
  }
}

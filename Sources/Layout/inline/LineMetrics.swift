import CSS

/// A font's metrics in a style, rounded as Chromium rounds them, CSS px.
struct LineMetrics {
  /// Rounded to whole px.
  var ascent: Double
  var descent: Double
  /// Ascent and descent with half the leading on each side.
  var leadedAscent: Double
  var leadedDescent: Double
  var lineHeight: Double
  var xHeight: Double
  var fontSize: Double
  var spaceAdvance: Double
  var underlinePosition: Double
  var underlineThickness: Double

  init(_ font: FontMetrics, style: TextStyle) {
    ascent = font.ascent.rounded()
    descent = font.descent.rounded()
    xHeight = font.xHeight
    fontSize = style.fontSize
    spaceAdvance = font.spaceAdvance
    underlinePosition = font.underlinePosition
    underlineThickness = font.underlineThickness
    switch style.lineHeight {
    case .normal: lineHeight = ascent + descent + font.lineGap.rounded()
    case .number(let factor):
      // The font size counts in layout units here, rounded.
      lineHeight = ((style.fontSize * 64).rounded() / 64 * factor).snapped
    case .length(let length): lineHeight = length.snapped
    }
    // The smaller half goes above: whole px, so that baselines stay on them.
    let above = ((lineHeight - ascent - descent) / 2).snapped.rounded(.down)
    leadedAscent = ascent + above
    leadedDescent = lineHeight - leadedAscent
  }
}

/// Chromium's geometry of disc, circle and square markers.
struct MarkerSymbolMetrics {
  var width: Double
  /// Distance of the symbol's top from the top of the font's ascent.
  var top: Double
  /// Between the marker's box and the list item's content.
  var outsideGap: Double

  init(ascent: Double) {
    let part = (ascent * 2 / 3).rounded(.towardZero)
    width = ((part + 1) / 2).rounded(.towardZero)
    top = (3 * (ascent - part) / 2).rounded(.towardZero)
    outsideGap = part + 7 + 1
  }
}

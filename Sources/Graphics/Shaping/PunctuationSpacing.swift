import CPango
import Layout

/// Full-width punctuation that meets other punctuation gives half of its room away, as browsers do
/// (CSS Text 4, `text-spacing-trim: normal`).
enum PunctuationSpacing {
  private enum Kind { case opening, closing, middleDot, space }

  /// Narrows glyphs, in visual order from left to right, whose neighbours ask for it.
  static func trim(
    _ glyphs: inout [Glyph], of text: UnsafeBufferPointer<UInt8>, size: Double, language: String
  ) {
    guard glyphs.count > 1 else { return }
    // Commas and full stops stand in the middle where Chinese is written traditionally.
    let isCentred = ["zh-tw", "zh-hk", "zh-mo", "zh-hant"].contains {
      language.lowercased().hasPrefix($0)
    }
    var previous: Kind?
    for index in glyphs.indices {
      let kind = kind(at: Int(glyphs[index].cluster), of: text, isCentred: isCentred)
      if let previous, let kind {
        if kind == .opening, isFullWidth(glyphs[index], size) {
          glyphs[index].advance -= size / 2
          glyphs[index].offsetX -= size / 2
        } else if previous == .closing, kind != .opening, isFullWidth(glyphs[index - 1], size) {
          glyphs[index - 1].advance -= size / 2
        }
      }
      previous = kind
    }
  }

  private static func isFullWidth(_ glyph: Glyph, _ size: Double) -> Bool {
    abs(glyph.advance - size) < size * 0.01
  }

  private static func kind(
    at offset: Int, of text: UnsafeBufferPointer<UInt8>, isCentred: Bool
  ) -> Kind? {
    guard offset < text.count, text[offset] == 0xE3 || text[offset] == 0xEF else { return nil }
    var cursor = ScalarCursor(text, at: offset)
    guard let scalar = cursor.next() else { return nil }
    switch scalar {
    case "\u{3008}", "\u{300A}", "\u{300C}", "\u{300E}", "\u{3010}", "\u{3014}", "\u{3016}",
      "\u{3018}", "\u{301A}", "\u{301D}", "\u{FF08}", "\u{FF3B}", "\u{FF5B}", "\u{FF5F}":
      return .opening
    case "\u{3009}", "\u{300B}", "\u{300D}", "\u{300F}", "\u{3011}", "\u{3015}", "\u{3017}",
      "\u{3019}", "\u{301B}", "\u{301E}", "\u{301F}", "\u{FF09}", "\u{FF3D}", "\u{FF5D}",
      "\u{FF60}":
      return .closing
    case "\u{3001}", "\u{3002}", "\u{FF0C}", "\u{FF0E}": return isCentred ? nil : .closing
    case "\u{30FB}": return .middleDot
    case "\u{3000}": return .space
    default: return nil
    }
  }
}

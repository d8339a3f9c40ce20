import CSS

extension InlineContent {
  /// Places of a range at which a line that ends at `lineEnd` may be widened.
  func expansions(in range: Range<Int>, lineEnd: Int) -> Int {
    var count = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let next = offset + width(at: offset)
      if next < lineEnd, widens(after: offset) { count += 1 }
      offset = next
    }
    return count
  }

  /// Justification widens spaces, and the sides of each ideograph or kana, as `text-justify: auto`
  /// does in Chromium.
  func widens(after offset: Int) -> Bool {
    if text[offset] == 0x20 { return true }
    let next = offset + width(at: offset)
    if text[offset] == 0xC2, next <= text.count, text[next - 1] == 0xA0 { return true }
    return isIdeographic(at: offset) || (next < text.count && isIdeographic(at: next))
  }

  private func width(at offset: Int) -> Int {
    switch text[offset] {
    case ..<0xC0: 1
    case ..<0xE0: 2
    case ..<0xF0: 3
    default: 4
    }
  }

  /// An ideograph, kana, or a sign that is set with them; not Hangul, which has spaces.
  private func isIdeographic(at offset: Int) -> Bool {
    let lead = text[offset]
    guard lead >= 0xE2, offset + width(at: offset) <= text.count else { return false }
    if lead >= 0xF0 { return lead == 0xF0 && (0xA0...0xBF).contains(text[offset + 1]) }
    let value =
      Int(lead & 0xF) << 12 | Int(text[offset + 1] & 0x3F) << 6 | Int(text[offset + 2] & 0x3F)
    switch value {
    case 0x2460...0x24FF, 0x2E80...0x312F, 0x3190...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF,
      0xFE30...0xFE4F, 0xFF00...0xFFEF:
      return true
    default: return false
    }
  }
}

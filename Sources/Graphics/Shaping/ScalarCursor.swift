/// Walks UTF-8 that came from a `String`, scalar by scalar, with byte offsets.
struct ScalarCursor {
  private let text: UnsafeBufferPointer<UInt8>
  /// Where the scalar that `next` gave last starts.
  private(set) var start = 0
  /// Where the next one starts.
  private(set) var offset = 0

  init(_ text: UnsafeBufferPointer<UInt8>, at offset: Int = 0) {
    self.text = text
    self.start = offset
    self.offset = offset
  }

  mutating func next() -> Unicode.Scalar? {
    guard offset < text.count else { return nil }
    start = offset
    let lead = UInt32(text[offset])
    let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    var value = length == 1 ? lead : lead & (0x7F >> UInt32(length))
    for index in 1..<max(length, 1) where offset + index < text.count {
      value = value << 6 | UInt32(text[offset + index]) & 0x3F
    }
    offset = min(offset + length, text.count)
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }
}

extension Unicode.Scalar {
  /// A character of general punctuation, currency, arrows or the Latin blocks, for which neither
  /// script nor direction needs a closer look.
  var isSimpleLatin: Bool {
    value < 0x250 || (0x1E00...0x1EFF).contains(value)
      || (0x2000...0x2BFF).contains(value) && !mayBeRightToLeft || value == 0xFFFC
  }

  /// In a block that holds right-to-left letters, or a bidi control.
  var mayBeRightToLeft: Bool {
    switch value {
    case 0x590...0x8FF, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF,
      0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Takes a place in the text and paints nothing: controls, soft hyphens, joiners, bidi marks,
  /// variation selectors, objects (U+FFFC).
  public var isInvisible: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5,
      0x180B...0x180F, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0x3164,
      0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF0...0xFFFC, 0x1BCA0...0x1BCA3, 0x1D173...0x1D17A,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }

  /// Marks and invisible characters stay in the face of what they belong to.
  var takesFaceOfNeighbour: Bool {
    if value < 0x300 { return isInvisible }
    if isInvisible { return true }
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .spacingMark: return true
    default: return false
    }
  }
}

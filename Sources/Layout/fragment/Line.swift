/// One line box; positions are relative to the border box of the fragment that holds it.
struct Line {
  var y = 0.0
  var height = 0.0
  /// Distance of the baseline from `y`.
  var baseline = 0.0
  /// Left edge and width of what stands on it, without hanging white space.
  var x = 0.0
  var width = 0.0
  /// In visual order.
  var pieces: [Piece] = []
  /// Inline boxes on this line, outer before inner.
  var boxes: [InlineBoxPiece] = []
  /// The paragraph that text pieces index into.
  unowned var content: InlineContent

  /// Text of one run and one box, an atomic inline, or a hyphen.
  struct Piece {
    enum Kind {
      /// Index of a glyph run and UTF-8 offsets in the paragraph.
      case text(run: Int32, start: Int32, end: Int32)
      case atomic(Fragment)
      /// A hyphen that stands where a word was broken; index in `InlineContent.hyphens`.
      case hyphen(Int32)
    }

    var kind: Kind
    /// Relative to the fragment that holds the line.
    var x = 0.0
    var width = 0.0
    /// Offset of the piece's baseline from the line's, downwards.
    var shift = 0.0
    /// Added to each word space by justification.
    var wordExtra = 0.0
    /// The text box, or the atomic inline's.
    unowned var box: Box
    var level: UInt8 = 0
  }

  /// The part of an inline box on one line: its border box.
  struct InlineBoxPiece {
    unowned var box: Box
    var x = 0.0
    /// Relative to the line's top.
    var y = 0.0
    var width = 0.0
    var height = 0.0
    var hasLeftEdge = false
    var hasRightEdge = false
  }
}

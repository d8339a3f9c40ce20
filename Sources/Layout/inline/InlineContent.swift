import CSS

/// The text of one inline formatting context, shaped once, and what stands in it.
///
/// All offsets are UTF-8 offsets in `text`, after white space processing and text-transform.
final class InlineContent {
  /// Text that one text box gave.
  struct Span {
    var start: Int32
    var end: Int32
    let box: Box
    /// Lines may break at soft opportunities in it.
    var wraps: Bool
    /// Spaces at line ends hang or vanish.
    var trims: Bool
  }

  /// Something of the tree that stands between two bytes (or on three, as U+FFFC).
  struct Mark {
    enum Kind: UInt8 { case open, close, atomic, float, positioned, tab }

    var kind: Kind
    var offset: Int32
    let box: Box
  }

  struct Break {
    enum Kind: UInt8 { case soft, hyphen, forced, end }

    var offset: Int32
    var kind: Kind
  }

  var text: [UInt8] = []
  var spans: [Span] = []
  var marks: [Mark] = []
  var softHyphens: [Int32] = []
  /// In logical order; ranges count in `text`.
  var runs: [GlyphRun] = []
  /// `position[i]` is the sum of the advances before byte i, in logical order.
  var position: [Double] = [0]
  /// Where lines may or must end, ascending; the last one is the end of the text.
  var breaks: [Break] = []
  /// By offset: a cluster boundary for emergency breaks; empty where no style allows them.
  var clusterStarts: [Bool] = []
  var isRightToLeft = false
  /// Some run or the paragraph is right to left, so that lines need reordering.
  var needsReordering = false
  var hyphens: [GlyphRun] = []

  /// The source text of a range, for what is drawn of it.
  func string(_ range: Range<Int>) -> String {
    String(decoding: text[range], as: UTF8.self)
  }

  /// Index of the span that holds the byte before `end`, or -1.
  func spanIndex(before end: Int) -> Int {
    var low = 0
    var high = spans.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(spans[middle].start) < end { low = middle } else { high = middle }
    }
    return low < spans.count ? low : -1
  }

  /// The end of a line without spaces that hang, and without a forced break's line feed.
  func trimmed(_ end: Int, from start: Int) -> Int {
    var end = end
    if end > start, text[end - 1] == 0x0A { end -= 1 }
    var index = spanIndex(before: end)
    while end > start, index >= 0, text[end - 1] == 0x20, spans[index].trims {
      end -= 1
      while index >= 0, Int(spans[index].start) >= end { index -= 1 }
    }
    return end
  }

  /// Nothing that makes a line: no text, no objects, no visible inline box.
  var isEmpty: Bool {
    guard text.isEmpty else { return false }
    for mark in marks where mark.kind == .open && !mark.box.isEmptyInline { return false }
    return true
  }
}

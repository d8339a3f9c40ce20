import CSS
import Geometry

/// Fills lines from a shaped paragraph (CSS Text 3, 5), one at a time.
///
/// Widths come from prefix sums, so a candidate costs a subtraction and the marks that it passes.
struct LineBreaker {
  /// What one line holds: byte and mark ranges of the paragraph.
  struct Range {
    var start: Int
    var end: Int
    /// Without spaces that hang.
    var trimmedEnd: Int
    var firstMark: Int
    var endMark: Int
    var width: Double
    var isHyphenated = false
    var isForced = false
    var isLast = false
  }

  /// What a mark adds to the line, found by the layout before.
  struct MarkWidth {
    var width = 0.0
    /// The atomic inline's or float's fragment.
    var fragment: Fragment?
  }

  let content: InlineContent
  let widths: [MarkWidth]
  /// Widths of hyphens by text box are asked only where one is needed.
  let hyphenWidth: (Box) -> Double
  private(set) var offset = 0
  private(set) var mark = 0
  private var nextBreak = 0

  init(
    _ content: InlineContent, widths: [MarkWidth], hyphenWidth: @escaping (Box) -> Double
  ) {
    self.content = content
    self.widths = widths
    self.hyphenWidth = hyphenWidth
  }

  var isAtEnd: Bool { offset >= content.text.count && mark >= content.marks.count }

  /// A candidate for the end of the line.
  private struct Candidate {
    var end: Int
    var trimmed: Int
    var mark: Int
    var breakIndex: Int
    var width: Double
    var kind: InlineContent.Break.Kind
  }

  /// The longest line that fits into `width`.
  ///
  /// `narrow` is called for each float that the line meets, with the width used so far; it places
  /// the float or keeps it for later, and returns the width that is left for the line.
  /// - Returns: nil when not even the first piece fits and `mayDefer` says that there is more room
  ///   further down.
  mutating func next(
    width: Double, indent: Double, mayDefer: Bool,
    narrow: (_ mark: Int, _ used: Double) -> Double?
  ) -> Range? {
    var width = width
    var best: Candidate?
    var scan = Scan(mark: mark, extra: indent)
    var index = nextBreak
    while index < content.breaks.count {
      let point = content.breaks[index]
      let end = Int(point.offset)
      advance(&scan, to: end, kind: point.kind, width: &width, indent: indent, narrow)
      var candidate = candidate(at: index, scan)
      if point.kind == .hyphen { candidate.width += hyphenWidth(spanBox(before: end)) }
      if candidate.width <= width + 0.01 {
        best = candidate
        if point.kind == .forced || point.kind == .end { break }
        index += 1
        continue
      }
      if best != nil { break }
      if mayDefer && candidate.width > 0 { return nil }
      return accept(emergency(before: candidate, width: width, indent: indent) ?? candidate)
    }
    return best.map { accept($0) }
  }

  private struct Scan {
    var mark: Int
    /// Widths of marks passed so far, and the indent.
    var extra: Double
  }

  /// Walks over the marks that stay before a break at `end`.
  private func advance(
    _ scan: inout Scan, to end: Int, kind: InlineContent.Break.Kind, width: inout Double,
    indent: Double, _ narrow: (_ mark: Int, _ used: Double) -> Double?
  ) {
    while scan.mark < content.marks.count {
      let mark = content.marks[scan.mark]
      let at = Int(mark.offset)
      if at > end { return }
      if at == end && kind != .end && mark.kind != .close { return }
      let used = content.position[at] - content.position[offset] + scan.extra
      switch mark.kind {
      case .float:
        if let left = narrow(scan.mark, used) { width = left }
      case .tab: scan.extra += tabAdvance(mark.box, at: used)
      default: scan.extra += widths[scan.mark].width
      }
      scan.mark += 1
    }
  }

  private func candidate(at index: Int, _ scan: Scan) -> Candidate {
    let end = Int(content.breaks[index].offset)
    let trimmed = content.trimmed(end, from: offset)
    return Candidate(
      end: end, trimmed: trimmed, mark: scan.mark, breakIndex: index + 1,
      width: content.position[trimmed] - content.position[offset] + scan.extra,
      kind: content.breaks[index].kind)
  }

  private func spanBox(before end: Int) -> Box {
    content.spans[max(0, content.spanIndex(before: end))].box
  }

  /// Breaks a word that is wider than the line where `overflow-wrap` lets it be.
  private func emergency(
    before candidate: Candidate, width: Double, indent: Double
  ) -> Candidate? {
    guard !content.clusterStarts.isEmpty else { return nil }
    var scan = Scan(mark: mark, extra: indent)
    var ignored = width
    var best: Candidate?
    var at = offset + 1
    while at < candidate.trimmed {
      guard content.clusterStarts[at] else {
        at += 1
        continue
      }
      advance(&scan, to: at, kind: .soft, width: &ignored, indent: indent) { _, _ in nil }
      let used = content.position[at] - content.position[offset] + scan.extra
      if used > width + 0.01 && best != nil { break }
      best = Candidate(
        end: at, trimmed: at, mark: scan.mark, breakIndex: nextBreak, width: used, kind: .soft)
      if used > width + 0.01 { break }
      at += 1
    }
    return best
  }

  /// Distance to the next tab stop.
  private func tabAdvance(_ box: Box, at used: Double) -> Double {
    let metrics = widths.isEmpty ? 0 : box.lineMetricsMemo?.spaceAdvance ?? 0
    let stop = box.style.text.tabSize * metrics
    guard stop > 0 else { return 0 }
    let next = ((used / stop).rounded(.down) + 1) * stop
    return next - used
  }

  private mutating func accept(_ candidate: Candidate) -> Range {
    let range = Range(
      start: offset, end: candidate.end, trimmedEnd: candidate.trimmed, firstMark: mark,
      endMark: candidate.mark, width: candidate.width, isHyphenated: candidate.kind == .hyphen,
      isForced: candidate.kind == .forced,
      isLast: candidate.kind == .end)
    offset = candidate.end
    mark = candidate.mark
    nextBreak = candidate.breakIndex
    return range
  }
}

// MARK: - text-wrap

extension LineBreaker {
  /// `text-wrap: pretty` (CSS Text 4, 6.4.2): where one word would be left for the last line, the
  /// line above gives it another; there are as many lines as before.
  ///
  /// `range` is the line that this breaker has just made, `before` the breaker that it was made from.
  mutating func sparingLastWord(
    _ range: Range, after before: LineBreaker, width: Double, indent: Double
  ) -> Range {
    // A word that is broken because it is too long ends at none of the breaks.
    guard nextBreak > before.nextBreak, leavesOneWord else { return range }
    var shorter = before
    let other = shorter.next(width: range.width - 1, indent: indent, mayDefer: false) { _, _ in
      nil
    }
    guard let other, other.end < range.end, !other.isHyphenated,
      other.width >= width * Self.leastFill
    else { return range }
    var below = shorter
    let last = below.next(width: width, indent: 0, mayDefer: false) { _, _ in nil }
    guard last?.isLast == true else { return range }
    self = shorter
    return other
  }

  /// The share of its width that a line keeps: what is shorter looks worse than a lone word.
  private static let leastFill = 0.6

  /// Whether no line can end in what is left but at its end.
  private var leavesOneWord: Bool {
    content.breaks.dropFirst(nextBreak).first { $0.kind != .hyphen }?.kind == .end
  }
}

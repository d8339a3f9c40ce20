import CSS
import Geometry

extension LayoutPass {
  /// Inline formatting (CSS 2.1, 9.4.2): fills `fragment.lines`, returns the content's height.
  ///
  /// `place` is the content box's in the block formatting context, for floats.
  func layoutInline(_ fragment: Fragment, _ area: ContentArea, _ place: FloatPlace) -> Double {
    let content = inlineContent(of: fragment.box)
    var layout = InlineLayout(
      pass: self, fragment: fragment, area: area, place: place, content: content)
    return layout.run()
  }

  /// Widths of marks and the fragments of atomic inlines and floats.
  fileprivate func markWidths(
    _ content: InlineContent, _ constraints: Constraints
  ) -> [LineBreaker.MarkWidth] {
    content.marks.map { mark in
      let box = mark.box
      switch mark.kind {
      case .open, .close:
        let edges = BoxEdges(box, width: constraints.width)
        return LineBreaker.MarkWidth(
          width: mark.kind == .open ? edges.startWidth(box) : edges.endWidth(box))
      case .atomic, .float:
        let fragment = layoutFloat(box, constraints)
        let width = fragment.width + fragment.margin.left + fragment.margin.right
        return LineBreaker.MarkWidth(width: mark.kind == .atomic ? width : 0, fragment: fragment)
      case .tab:
        _ = metrics(of: box)
        return LineBreaker.MarkWidth()
      case .positioned: return LineBreaker.MarkWidth()
      }
    }
  }

  /// Min-content and max-content widths of inline content (CSS Sizing 3, 5.1).
  func inlineContentSizes(of box: Box) -> IntrinsicSizes {
    let content = inlineContent(of: box)
    if content.isEmpty && content.marks.isEmpty { return IntrinsicSizes() }
    var floats = (narrow: 0.0, wide: 0.0)
    let widths = content.marks.map { mark -> (narrow: Double, wide: Double) in
      switch mark.kind {
      case .open, .close:
        let edges = BoxEdges(mark.box, width: 0)
        let width = mark.kind == .open ? edges.startWidth(mark.box) : edges.endWidth(mark.box)
        return (width, width)
      case .atomic, .float:
        let edges = BoxEdges(mark.box, width: 0)
        let sizes = contribution(of: mark.box) + (edges.margin.left + edges.margin.right)
        if mark.kind == .atomic { return (sizes.min, sizes.max) }
        floats = (max(floats.narrow, sizes.min), floats.wide + sizes.max)
        return (0, 0)
      case .tab, .positioned: return (0, 0)
      }
    }
    let indent = box.style.text.textIndent.px
    var measure = InlineMeasure(content: content, widths: widths, indent: indent)
    let sizes = measure.run { hyphen(for: $0)?.glyphs.reduce(0) { $0 + $1.advance } ?? 0 }
    return IntrinsicSizes(
      min: max(floats.narrow, sizes.min.snappedUp), max: sizes.max.snappedUp + floats.wide)
  }
}

extension BoxEdges {
  /// Margin, border and padding at an inline box's start, where this part has one.
  func startWidth(_ box: Box) -> Double {
    guard box.ownsStartEdge else { return 0 }
    return box.style.text.direction == .rtl
      ? margin.right + border.right + padding.right : margin.left + border.left + padding.left
  }

  func endWidth(_ box: Box) -> Double {
    guard box.ownsEndEdge else { return 0 }
    return box.style.text.direction == .rtl
      ? margin.left + border.left + padding.left : margin.right + border.right + padding.right
  }
}

/// One run through a paragraph for its intrinsic widths.
private struct InlineMeasure {
  let content: InlineContent
  let widths: [(narrow: Double, wide: Double)]
  let indent: Double

  mutating func run(hyphenWidth: (Box) -> Double) -> IntrinsicSizes {
    var sizes = IntrinsicSizes()
    var start = 0
    var lineStart = 0
    var mark = 0
    var line = indent
    var first = indent
    for point in content.breaks {
      let end = Int(point.offset)
      var word = first
      while mark < content.marks.count, passes(content.marks[mark], end, point.kind) {
        word += widths[mark].narrow
        line += widths[mark].wide
        if content.marks[mark].kind == .tab { line += tab(content.marks[mark].box) }
        mark += 1
      }
      let trimmed = content.trimmed(end, from: start)
      word += content.position[trimmed] - content.position[start]
      if point.kind == .hyphen, !content.spans.isEmpty {
        word += hyphenWidth(content.spans[max(0, content.spanIndex(before: end))].box)
      }
      sizes.min = max(sizes.min, widestCluster(start, trimmed) ?? word)
      if point.kind == .forced || point.kind == .end {
        line +=
          content.position[content.trimmed(end, from: lineStart)] - content.position[lineStart]
        sizes.max = max(sizes.max, line)
        line = 0
        lineStart = end
      }
      first = 0
      start = end
    }
    return sizes
  }

  private func passes(
    _ mark: InlineContent.Mark, _ end: Int, _ kind: InlineContent.Break.Kind
  ) -> Bool {
    let at = Int(mark.offset)
    return at < end || (at == end && (kind == .end || mark.kind == .close))
  }

  private func tab(_ box: Box) -> Double {
    box.style.text.tabSize * (box.lineMetricsMemo?.spaceAdvance ?? 0)
  }

  /// `overflow-wrap: anywhere` counts for min-content, `break-word` doesn't.
  private func widestCluster(_ start: Int, _ end: Int) -> Double? {
    guard !content.clusterStarts.isEmpty, start < end, content.clusterStarts[start] else {
      return nil
    }
    let span = content.spans[max(0, content.spanIndex(before: start + 1))]
    guard span.box.style.text.overflowWrap == .anywhere else { return nil }
    var widest = 0.0
    var last = start
    for offset in (start + 1)..<(end + 1) where offset == end || content.clusterStarts[offset] {
      widest = max(widest, content.position[offset] - content.position[last])
      last = offset
    }
    return widest
  }
}

/// The lines of one inline formatting context, placed from top to bottom between floats.
struct InlineLayout {
  let pass: LayoutPass
  let fragment: Fragment
  let area: ContentArea
  let place: FloatPlace
  let content: InlineContent
  /// Top of the next line, relative to the content box.
  private var y = 0.0
  /// Floats that found no room on their line.
  private var waiting: [Int] = []
  private var widths: [LineBreaker.MarkWidth] = []
  /// Where no float is met, which could not be taken back.
  private var sparesLastWord = false

  init(
    pass: LayoutPass, fragment: Fragment, area: ContentArea, place: FloatPlace,
    content: InlineContent
  ) {
    self.pass = pass
    self.fragment = fragment
    self.area = area
    self.place = place
    self.content = content
  }

  mutating func run() -> Double {
    if content.isEmpty && content.marks.isEmpty { return 0 }
    sparesLastWord =
      fragment.box.style.text.textWrap == .pretty
      && !content.marks.contains { $0.kind == .float }
    widths = pass.markWidths(content, Constraints(width: area.width, height: area.height))
    let pass = pass
    var breaker = LineBreaker(content, widths: widths) { box in
      pass.hyphen(for: box)?.glyphs.reduce(0) { $0 + $1.advance } ?? 0
    }
    var builder = LineBuilder(
      pass: pass, fragment: fragment, content: content, widths: widths, areaWidth: area.width)
    var isFirst = true
    // Each round ends a line or moves below a float, of which there are finitely many.
    while !breaker.isAtEnd || isFirst {
      guard let range = nextRange(&breaker, isFirst: isFirst) else { break }
      finishLine(range, &builder, isFirst: isFirst)
      isFirst = false
    }
    setBaselines()
    return y
  }

  private var room = FloatRoom(left: 0, right: 0, nextY: nil)

  private var strutHeight: Double { pass.metrics(of: fragment.box).lineHeight }

  private func currentRoom() -> FloatRoom {
    guard !place.context.isEmpty else {
      return FloatRoom(left: place.x, right: place.x + area.width, nextY: nil)
    }
    return place.context.room(
      y: place.y + y, height: strutHeight, left: place.x, right: place.x + area.width)
  }

  private mutating func nextRange(
    _ breaker: inout LineBreaker, isFirst: Bool
  ) -> LineBreaker.Range? {
    let indent = isFirst ? fragment.box.style.text.textIndent.resolved(against: area.width) : 0
    while true {
      room = currentRoom()
      // A copy holds on to what the breaker would change in place.
      let before = sparesLastWord ? breaker : nil
      let range = breaker.next(
        width: room.width, indent: indent, mayDefer: room.nextY != nil
      ) { mark, used in
        meetFloat(mark, used: used)
        return room.width
      }
      if let range {
        guard let before, room.nextY == nil else { return range }
        return breaker.sparingLastWord(range, after: before, width: room.width, indent: indent)
      }
      guard let next = room.nextY, next - place.y > y else { return nil }
      y = next - place.y
    }
  }

  /// Places a float that a line runs into, or keeps it for below the line (CSS 2.1, 9.5.1).
  private mutating func meetFloat(_ mark: Int, used: Double) {
    guard let float = widths[mark].fragment, !waiting.contains(mark), !isPlaced(float) else {
      return
    }
    let width = float.width + float.margin.left + float.margin.right
    let fits =
      used <= 0
      || (waiting.isEmpty && used + width <= room.width
        && float.box.style.box.clear == .none)
    guard fits else {
      waiting.append(mark)
      return
    }
    placeFloat(float)
    room = currentRoom()
  }

  private func isPlaced(_ float: Fragment) -> Bool {
    fragment.children.contains { $0 === float }
  }

  private func placeFloat(_ float: Fragment) {
    let size = Size(
      width: max(0, float.width + float.margin.left + float.margin.right),
      height: max(0, float.marginBoxHeight))
    let clear = place.context.clearance(float.box.style.box.clear)
    let origin = place.context.place(
      size, float.box.float, y: max(place.y + y, clear ?? -.infinity), left: place.x,
      right: place.x + area.width)
    float.x = fragment.contentX + origin.x - place.x + float.margin.left
    float.y = fragment.contentY + origin.y - place.y + float.margin.top
    fragment.children.append(float)
  }

  private mutating func finishLine(
    _ range: LineBreaker.Range, _ builder: inout LineBuilder, isFirst: Bool
  ) {
    let indent = isFirst ? fragment.box.style.text.textIndent.resolved(against: area.width) : 0
    let frame = LineBuilder.Frame(
      left: fragment.contentX + room.left - place.x, width: room.width,
      y: fragment.contentY + y, indent: indent)
    if let line = builder.build(range, frame) {
      fragment.lines.append(line)
      y += line.height
    }
    let floats = waiting
    waiting = []
    for mark in floats { if let float = widths[mark].fragment { placeFloat(float) } }
  }

  private func setBaselines() {
    guard let first = fragment.lines.first, let last = fragment.lines.last else { return }
    fragment.firstBaseline = first.y + first.baseline
    fragment.lastBaseline = last.y + last.baseline
  }
}

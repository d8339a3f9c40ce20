import CSS
import Geometry

/// Makes line boxes: visual order, horizontal places, alignment, and heights by `LineHeights`.
struct LineBuilder {
  /// Where the line stands, relative to the fragment's border box.
  struct Frame {
    var left: Double
    var width: Double
    var y: Double
    var indent: Double
  }

  /// Something that takes its place on the line, in logical order.
  struct Item {
    enum Kind {
      case text(run: Int32, start: Int32, end: Int32)
      case atomic(Fragment)
      case hyphen(Int32)
      case open(LineBreaker.MarkWidth), close(LineBreaker.MarkWidth)
      case placeholder(Box)
    }

    var kind: Kind
    var width: Double
    var level: UInt8
    /// Index of the inline box around it in `boxes`.
    var parent: Int
    unowned var box: Box
    var x = 0.0
    var shift = 0.0
    var wordExtra = 0.0
  }

  let pass: LayoutPass
  let fragment: Fragment
  let content: InlineContent
  let widths: [LineBreaker.MarkWidth]
  let areaWidth: Double
  /// Inline boxes that go on from the line before.
  private var open: [Box] = []
  private var run = 0
  private var span = 0
  private var items: [Item] = []
  private var heights: LineHeights
  /// Width of the first `counted` items of the line, for tab stops.
  private var used = 0.0
  private var counted = 0

  init(
    pass: LayoutPass, fragment: Fragment, content: InlineContent,
    widths: [LineBreaker.MarkWidth], areaWidth: Double
  ) {
    self.pass = pass
    self.fragment = fragment
    self.content = content
    self.widths = widths
    self.areaWidth = areaWidth
    heights = LineHeights(pass: pass, root: fragment.box)
  }

  /// Builds a line; nil where nothing on it takes height (CSS 2.1, 9.4.2).
  mutating func build(_ range: LineBreaker.Range, _ frame: Frame) -> Line? {
    items.removeAll(keepingCapacity: true)
    (used, counted) = (0, 0)
    heights.start(open)
    let isVisible = collect(range) || range.isForced
    let order = visualOrder()
    let start = align(range, frame, order)
    place(order, from: start)
    addPlaceholders(frame)
    guard isVisible else { return nil }
    heights.settle(&items, content)
    return makeLine(range, frame, order)
  }

  private var baseLevel: UInt8 { content.isRightToLeft ? 1 : 0 }

  // MARK: Items

  /// Cuts a range of the paragraph into items; false where all of them are invisible.
  private mutating func collect(_ range: LineBreaker.Range) -> Bool {
    var isVisible = false
    var parents = heights.openIndices
    var at = range.start
    for index in range.firstMark..<range.endMark {
      let mark = content.marks[index]
      isVisible = addText(at..<max(at, Int(mark.offset)), range, parents.last ?? 0) || isVisible
      at = max(at, Int(mark.offset))
      let parent = parents.last ?? 0
      switch mark.kind {
      case .open:
        open.append(mark.box)
        let opened = heights.open(mark.box, in: parent, firstItem: items.count)
        parents.append(opened)
        add(.open(widths[index]), widths[index].width, mark.box, opened)
        isVisible = isVisible || !mark.box.isEmptyInline
      case .close:
        add(.close(widths[index]), widths[index].width, mark.box, parent)
        heights.close(parent, lastItem: items.count)
        _ = open.popLast()
        if parents.count > 1 { _ = parents.popLast() }
      case .atomic:
        isVisible = true
        at += 3
        if let inner = widths[index].fragment {
          add(.atomic(inner), widths[index].width, mark.box, parent, at: Int(mark.offset))
        }
      case .positioned: add(.placeholder(mark.box), 0, mark.box, parent)
      case .tab: at = addTab(mark, parent, at)
      case .float: continue
      }
    }
    let parent = parents.last ?? 0
    isVisible = addText(at..<max(at, range.end), range, parent) || isVisible
    if range.isHyphenated { addHyphen(range, parent) }
    for index in parents.dropFirst() { heights.goesOn(index, lastItem: items.count) }
    return isVisible
  }

  private mutating func add(
    _ kind: Item.Kind, _ width: Double, _ box: Box, _ parent: Int, at offset: Int? = nil
  ) {
    var level = baseLevel
    if let offset { level = self.level(at: offset) }
    items.append(Item(kind: kind, width: width, level: level, parent: parent, box: box))
  }

  private mutating func addTab(_ mark: InlineContent.Mark, _ parent: Int, _ at: Int) -> Int {
    // Each item is counted once, however many tabs the line has.
    while counted < items.count {
      used += items[counted].width
      counted += 1
    }
    let stop = mark.box.style.text.tabSize * pass.metrics(of: mark.box).spaceAdvance
    let width = stop > 0 ? ((used / stop).rounded(.down) + 1) * stop - used : 0
    items.append(
      Item(
        kind: .placeholder(mark.box), width: width, level: baseLevel, parent: parent,
        box: mark.box))
    return at + 1
  }

  private mutating func addHyphen(_ range: LineBreaker.Range, _ parent: Int) {
    let index = content.spanIndex(before: range.end)
    guard index >= 0, let glyphs = pass.hyphen(for: content.spans[index].box) else { return }
    content.hyphens.append(glyphs)
    let width = glyphs.glyphs.reduce(0) { $0 + $1.advance }
    let kind = Item.Kind.hyphen(Int32(truncatingIfNeeded: content.hyphens.count - 1))
    add(kind, width.snappedUp, content.spans[index].box, parent)
  }

  private mutating func level(at offset: Int) -> UInt8 {
    while run < content.runs.count, content.runs[run].range.upperBound <= offset { run += 1 }
    guard run < content.runs.count, content.runs[run].range.contains(offset) else {
      return baseLevel
    }
    return content.runs[run].level
  }

  /// Adds the text of a range, cut at runs and boxes; false where there is none.
  private mutating func addText(
    _ bytes: Range<Int>, _ range: LineBreaker.Range, _ parent: Int
  ) -> Bool {
    var at = bytes.lowerBound
    guard at < bytes.upperBound else { return false }
    while at < bytes.upperBound {
      while run < content.runs.count, content.runs[run].range.upperBound <= at { run += 1 }
      while span < content.spans.count, Int(content.spans[span].end) <= at { span += 1 }
      guard run < content.runs.count, span < content.spans.count else { break }
      let runRange = content.runs[run].range
      if runRange.lowerBound > at {
        at = min(runRange.lowerBound, bytes.upperBound)
        continue
      }
      var end = min(bytes.upperBound, runRange.upperBound, Int(content.spans[span].end))
      let hangs = content.needsReordering && at >= range.trimmedEnd
      if content.needsReordering, at < range.trimmedEnd { end = min(end, range.trimmedEnd) }
      let width = (content.position[visibleEnd(at, end, range)] - content.position[at]).snappedUp
      items.append(
        Item(
          kind: .text(
            run: Int32(truncatingIfNeeded: run), start: Int32(truncatingIfNeeded: at),
            end: Int32(truncatingIfNeeded: end)),
          width: width, level: hangs ? baseLevel : content.runs[run].level, parent: parent,
          box: content.spans[span].box))
      at = end
    }
    return true
  }

  /// Where the part of an item ends that takes room: collapsible spaces at a line's end keep their
  /// glyphs, for the text that is read back, and have no width.
  private func visibleEnd(_ at: Int, _ end: Int, _ range: LineBreaker.Range) -> Int {
    guard end > range.trimmedEnd, !content.needsReordering,
      content.spans[span].box.style.text.whiteSpace != .preWrap
    else { return end }
    return max(at, range.trimmedEnd)
  }

  // MARK: Horizontal places

  /// Indices of `items` from left to right (UAX #9, L2).
  private mutating func visualOrder() -> [Int] {
    guard content.needsReordering else { return Array(items.indices) }
    levelEdges()
    return BidiOrder.visual(items.map(\.level))
  }

  /// Edges of inline boxes take the level of the text that they stand between.
  private mutating func levelEdges() {
    var next = [UInt8](repeating: baseLevel, count: items.count + 1)
    for index in items.indices.reversed() {
      next[index] = items[index].isEdge ? next[index + 1] : items[index].level
    }
    var last = baseLevel
    for index in items.indices {
      if items[index].isEdge {
        items[index].level = min(last, next[index + 1])
      } else {
        last = items[index].level
      }
    }
  }

  /// Left edge of the first visual item, after alignment and justification.
  private mutating func align(
    _ range: LineBreaker.Range, _ frame: Frame, _ order: [Int]
  ) -> Double {
    let style = fragment.box.style.text
    let isLast = range.isLast || range.isForced
    var align = style.textAlign
    if isLast, let last = style.textAlignLast {
      align = last
    } else if isLast, align == .justify {
      align = .start
    }
    let free = frame.width - range.width
    var offset = 0.0
    switch align {
    case .start, .matchParent: offset = content.isRightToLeft ? free : 0
    case .end: offset = content.isRightToLeft ? 0 : free
    case .left: offset = 0
    case .right: offset = free
    case .center: offset = free / 2
    case .justify:
      if free > 0, !justify(range, by: free), content.isRightToLeft { offset = free }
    }
    if offset < 0 { offset = content.isRightToLeft ? offset : 0 }
    var start = frame.left + offset
    if content.isRightToLeft {
      let total = items.reduce(0) { $0 + $1.width }
      let shown = range.width - frame.indent
      start -= max(0, total - (justified ? frame.width - frame.indent : shown))
    } else {
      start += frame.indent
    }
    return start
  }

  private var justified = false

  /// Spreads `free` over the places at which the line may be widened; false when there are none.
  private mutating func justify(_ range: LineBreaker.Range, by free: Double) -> Bool {
    var total = 0
    var counts = [Int](repeating: 0, count: items.count)
    for index in items.indices {
      guard case .text(_, let start, let end) = items[index].kind else { continue }
      let last = min(Int(end), range.trimmedEnd)
      guard Int(start) < last else { continue }
      counts[index] = content.expansions(in: Int(start)..<last, lineEnd: range.trimmedEnd)
      total += counts[index]
    }
    guard total > 0 else { return false }
    let extra = free / Double(total)
    for index in items.indices where counts[index] > 0 {
      items[index].wordExtra = extra
      items[index].width += extra * Double(counts[index])
    }
    justified = true
    return true
  }

  private mutating func place(_ order: [Int], from start: Double) {
    justified = false
    var x = start
    for index in order {
      items[index].x = x
      x += items[index].width
    }
  }

  private mutating func addPlaceholders(_ frame: Frame) {
    for item in items {
      guard case .placeholder(let box) = item.kind, box.isOutOfFlow else { continue }
      let placeholder = Fragment(box)
      placeholder.x = item.x
      placeholder.y = frame.y
      if box.style.box.display.outer == .block { placeholder.x = fragment.contentX }
      placeholder.placeholder = .point(.zero)
      fragment.children.append(placeholder)
    }
  }

  // MARK: The line

  private func makeLine(
    _ range: LineBreaker.Range, _ frame: Frame, _ order: [Int]
  ) -> Line {
    var line = Line(content: content)
    line.y = frame.y
    line.height = heights.height
    line.baseline = heights.ascent
    line.width = range.width
    line.x = items.isEmpty ? frame.left : order.first.map { items[$0].x } ?? frame.left
    line.pieces.reserveCapacity(items.count)
    for index in order {
      let item = items[index]
      var piece = Line.Piece(
        kind: .hyphen(0), x: item.x, width: item.width, shift: item.shift,
        wordExtra: item.wordExtra, box: item.box, level: item.level)
      switch item.kind {
      case .text(let run, let start, let end):
        piece.kind = .text(run: run, start: start, end: end)
      case .hyphen(let index): piece.kind = .hyphen(index)
      case .atomic(let inner):
        inner.x = item.x + inner.margin.left
        inner.y = line.baseline + item.shift - inner.inlineAscent + inner.margin.top
        piece.kind = .atomic(inner)
      default: continue
      }
      line.pieces.append(piece)
    }
    line.boxes = heights.pieces(items, areaWidth: areaWidth)
    return line
  }
}

extension LineBuilder.Item {
  /// An inline box's edge or nothing visible, which takes its bidi level from its neighbours.
  var isEdge: Bool {
    switch kind {
    case .open, .close, .placeholder: true
    default: false
    }
  }
}

extension Fragment {
  /// From the top margin edge of an atomic inline to its baseline (CSS 2.1, 10.8.1).
  var inlineAscent: Double {
    let bottom = marginBoxHeight
    if box.replaced != nil { return bottom }
    switch box.kind {
    case .flexContainer, .gridContainer, .table:
      return firstBaseline.map { $0 + margin.top } ?? bottom
    default:
      if box.clipsOverflow { return bottom }
      return lastBaseline.map { $0 + margin.top } ?? bottom
    }
  }
}

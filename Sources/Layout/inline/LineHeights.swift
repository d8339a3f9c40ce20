import CSS
import Geometry

/// Heights and baselines of one line (CSS 2.1, 10.8): the inline boxes on it and how they align.
struct LineHeights {
  /// One inline box on the line; index 0 is the root inline box, the container's strut.
  private struct InlineBox {
    unowned var box: Box
    var parent: Int
    var metrics: LineMetrics
    /// Its baseline, relative to its group's, downwards.
    var shift: Double
    /// Index in `groups`.
    var group: Int
    var firstItem: Int
    var lastItem: Int
    var opens: Bool
    var closes: Bool
  }

  /// Boxes that align together: all with the line's baseline, or a `top` or `bottom` subtree.
  private struct Group {
    var ascent = -Double.infinity
    var descent = -Double.infinity
    var isTop = false
    var shift = 0.0

    mutating func add(ascent: Double, descent: Double) {
      self.ascent = max(self.ascent, ascent)
      self.descent = max(self.descent, descent)
    }
  }

  let pass: LayoutPass
  private let root: Box
  private let rootMetrics: LineMetrics
  private var boxes: [InlineBox] = []
  private var groups: [Group] = []
  private(set) var openIndices: [Int] = []
  /// Above and below the line's baseline.
  private(set) var ascent = 0.0
  private var descent = 0.0

  init(pass: LayoutPass, root: Box) {
    self.pass = pass
    self.root = root
    rootMetrics = pass.metrics(of: root)
  }

  var height: Double { ascent + descent }

  /// Begins a line with the boxes that go on from the line before.
  mutating func start(_ open: [Box]) {
    boxes.removeAll(keepingCapacity: true)
    groups.removeAll(keepingCapacity: true)
    openIndices.removeAll(keepingCapacity: true)
    groups.append(Group())
    boxes.append(
      InlineBox(
        box: root, parent: 0, metrics: rootMetrics, shift: 0, group: 0, firstItem: 0,
        lastItem: 0, opens: false, closes: false))
    groups[0].add(ascent: rootMetrics.leadedAscent, descent: rootMetrics.leadedDescent)
    openIndices.append(0)
    for box in open {
      let index = self.open(box, in: openIndices[openIndices.count - 1], firstItem: 0)
      boxes[index].opens = false
      openIndices.append(index)
    }
  }

  /// Adds an inline box and returns its index.
  mutating func open(_ box: Box, in parent: Int, firstItem: Int) -> Int {
    let metrics = pass.metrics(of: box)
    let align = box.style.box.verticalAlign
    let outer = boxes[parent]
    var group = outer.group
    var shift = outer.shift
    if align == .top || align == .bottom {
      group = groups.count
      groups.append(Group(isTop: align == .top))
      shift = 0
    } else {
      shift += Self.shift(
        align, parent: outer.metrics, ascent: metrics.leadedAscent,
        descent: metrics.leadedDescent, lineHeight: metrics.lineHeight)
    }
    groups[group].add(
      ascent: metrics.leadedAscent - shift, descent: metrics.leadedDescent + shift)
    boxes.append(
      InlineBox(
        box: box, parent: parent, metrics: metrics, shift: shift, group: group,
        firstItem: firstItem, lastItem: firstItem, opens: box.ownsStartEdge, closes: false))
    return boxes.count - 1
  }

  mutating func close(_ index: Int, lastItem: Int) {
    guard index > 0 else { return }
    boxes[index].lastItem = lastItem
    boxes[index].closes = boxes[index].box.ownsEndEdge
  }

  mutating func goesOn(_ index: Int, lastItem: Int) { boxes[index].lastItem = lastItem }

  /// How far below its parent's baseline an aligned box's baseline lies.
  private static func shift(
    _ align: VerticalAlign, parent: LineMetrics, ascent: Double, descent: Double,
    lineHeight: Double
  ) -> Double {
    switch align {
    case .baseline, .top, .bottom: 0
    case .sub: (parent.fontSize / 5 + 1).snapped
    case .super: -(parent.fontSize / 3 + 1).snapped
    case .middle: ((ascent - descent) / 2 - (parent.xHeight / 2)).snapped
    case .textTop: ascent - parent.ascent
    case .textBottom: parent.descent - descent
    case .length(let length): -length.resolved(against: lineHeight).snapped
    }
  }

  /// Adds atomic inlines, finds the line's extent and gives each item its shift.
  mutating func settle(_ items: inout [LineBuilder.Item], _ content: InlineContent) {
    var itemGroup = [Int](repeating: 0, count: items.count)
    for index in items.indices {
      let parent = boxes[items[index].parent]
      itemGroup[index] = parent.group
      items[index].shift = parent.shift
      if case .text(let run, _, _) = items[index].kind { unite(content.runs[Int(run)], parent) }
      guard case .atomic(let fragment) = items[index].kind else { continue }
      let ascent = fragment.inlineAscent
      let descent = fragment.marginBoxHeight - ascent
      let align = fragment.box.style.box.verticalAlign
      var shift = parent.shift
      if align == .top || align == .bottom {
        itemGroup[index] = groups.count
        groups.append(Group(isTop: align == .top))
        shift = 0
      } else {
        shift += Self.shift(
          align, parent: parent.metrics, ascent: ascent, descent: descent,
          lineHeight: pass.metrics(of: fragment.box).lineHeight)
      }
      groups[itemGroup[index]].add(ascent: ascent - shift, descent: descent + shift)
      items[index].shift = shift
    }
    alignGroups()
    for index in items.indices { items[index].shift += groups[itemGroup[index]].shift }
  }

  /// Fallback fonts make a line of `line-height: normal` as tall as they need, as in Chromium.
  private mutating func unite(_ run: GlyphRun, _ box: InlineBox) {
    guard box.box.style.text.lineHeight == .normal, let used = pass.metrics(of: run) else { return }
    groups[box.group].add(
      ascent: used.leadedAscent - box.shift, descent: used.leadedDescent + box.shift)
  }

  /// Makes room for `top` and `bottom` subtrees and places them.
  private mutating func alignGroups() {
    ascent = groups[0].ascent
    descent = groups[0].descent
    for group in groups.dropFirst() {
      let height = group.ascent + group.descent
      if group.isTop {
        descent = max(descent, height - ascent)
      } else {
        ascent = max(ascent, height - descent)
      }
    }
    for index in groups.indices.dropFirst() {
      groups[index].shift =
        groups[index].isTop ? groups[index].ascent - ascent : descent - groups[index].descent
    }
  }

  /// Border boxes of the inline boxes, from the places of what is in them.
  func pieces(_ items: [LineBuilder.Item], areaWidth: Double) -> [Line.InlineBoxPiece] {
    var pieces: [Line.InlineBoxPiece] = []
    for box in boxes.dropFirst() {
      let edges = BoxEdges(box.box, width: areaWidth)
      var left = Double.infinity
      var right = -Double.infinity
      for index in box.firstItem..<max(box.firstItem, min(box.lastItem, items.count)) {
        left = min(left, items[index].x)
        right = max(right, items[index].x + items[index].width)
      }
      guard left <= right else { continue }
      let isReversed = box.box.style.text.direction == .rtl
      let hasLeft = isReversed ? box.closes : box.opens
      let hasRight = isReversed ? box.opens : box.closes
      if hasLeft { left += edges.margin.left }
      if hasRight { right -= edges.margin.right }
      let baseline = ascent + box.shift + groups[box.group].shift
      let top = baseline - box.metrics.ascent - edges.border.top - edges.padding.top
      let height = box.metrics.ascent + box.metrics.descent + edges.frameHeight
      pieces.append(
        Line.InlineBoxPiece(
          box: box.box, x: left, y: top, width: max(0, right - left), height: height,
          hasLeftEdge: hasLeft, hasRightEdge: hasRight))
    }
    return pieces
  }
}

import CSS
import Geometry

extension LayoutPass {
  /// Flex formatting (CSS Flexbox 1, 9): returns the height of the content.
  func layoutFlex(_ fragment: Fragment, _ area: ContentArea) -> Double {
    var layout = FlexLayout(pass: self, fragment: fragment, area: area)
    return layout.run()
  }

  /// Sums (rows) or maxima (columns) of the items' contributions; as in Chromium, `flex-basis`
  /// has no part in them.
  func flexContentSizes(of box: Box) -> IntrinsicSizes {
    let style = box.style.flex
    let isRow = style.direction == .row || style.direction == .rowReverse
    var sizes = IntrinsicSizes()
    var outer: [Double] = []
    for child in box.children where !child.isOutOfFlow {
      let edges = BoxEdges(child, width: 0)
      let own = contribution(of: child) + (edges.margin.left + edges.margin.right)
      outer.append(own.max)
      sizes.max = isRow ? sizes.max + own.max : max(sizes.max, own.max)
      let sums = isRow && style.wrap == .nowrap
      sizes.min = sums ? sizes.min + own.min : max(sizes.min, own.min)
    }
    guard isRow else {
      if let width = wrappedColumnsWidth(of: box) { sizes.max = max(sizes.max, width) }
      return sizes
    }
    let gap = style.columnGap?.px ?? 0
    let gaps = gap * Double(max(0, outer.count - 1))
    sizes.max += gaps
    if style.wrap == .nowrap { sizes.min += gaps }
    if style.balances, let count = style.lineCount {
      let lines = FlexBalancing(sizes: outer, gap: gap, available: .infinity)
      sizes.max = lines.longest(lineCount: count)
    }
    return sizes
  }
}

/// One flex container's layout.
struct FlexLayout {
  let pass: LayoutPass
  let fragment: Fragment
  let area: ContentArea
  let style: FlexStyle
  let isRow: Bool
  /// The main axis runs against the physical one.
  let isMainReversed: Bool
  let isCrossReversed: Bool
  let isSingleLine: Bool
  let mainGap: Double
  let crossGap: Double

  init(pass: LayoutPass, fragment: Fragment, area: ContentArea) {
    self.pass = pass
    self.fragment = fragment
    self.area = area
    style = fragment.box.style.flex
    isRow = style.direction == .row || style.direction == .rowReverse
    let isRTL = fragment.box.style.text.direction == .rtl
    let isBackward = style.direction == .rowReverse || style.direction == .columnReverse
    isMainReversed = isRow ? isBackward != isRTL : isBackward
    isCrossReversed = isRow ? style.wrap == .wrapReverse : (style.wrap == .wrapReverse) != isRTL
    isSingleLine = style.wrap == .nowrap
    let columnGap = style.columnGap?.resolved(against: area.width) ?? 0
    let rowGap = style.rowGap?.resolved(against: area.height ?? 0) ?? 0
    mainGap = isRow ? columnGap : rowGap
    crossGap = isRow ? rowGap : columnGap
  }

  mutating func run() -> Double {
    var items = collect()
    for index in items.indices { measure(&items[index]) }
    let wrapLimit = isRow ? area.width : area.height ?? maxContentHeight
    var lines = makeLines(items, available: wrapLimit)
    let main = mainSize(items, lines)
    for line in lines { flex(&items, line.range, available: main) }
    for index in items.indices { layoutItem(&items[index]) }
    sizeLines(&lines, items)
    let cross = alignLines(&lines)
    stretch(&items, lines)
    for line in lines { placeMain(&items, line, available: main) }
    for line in lines { placeCross(&items, line) }
    attach(items, lines, main: main, cross: cross)
    return isRow ? cross : main
  }

  /// The items in `order`; out-of-flow children leave placeholders.
  func collect() -> [FlexItem] {
    var items: [FlexItem] = []
    for box in fragment.box.children {
      if box.isOutOfFlow {
        addPlaceholder(box)
      } else {
        items.append(
          FlexItem(box, edges: BoxEdges(box, width: area.width), isRow: isRow))
      }
    }
    if items.contains(where: { $0.box.style.flex.order != 0 }) {
      let sorted = items.enumerated().sorted {
        ($0.element.box.style.flex.order, $0.offset) < ($1.element.box.style.flex.order, $1.offset)
      }
      items = sorted.map(\.element)
    }
    return items
  }

  private var minContentHeight: Double { max(0, fragment.minHeight - fragment.frameHeight) }
  var maxContentHeight: Double? {
    fragment.maxHeight.isFinite ? max(0, fragment.maxHeight - fragment.frameHeight) : nil
  }

  /// The container's inner main size.
  private func mainSize(_ items: [FlexItem], _ lines: [FlexLine]) -> Double {
    if isRow { return area.width }
    if let height = area.height { return height }
    var longest = 0.0
    for line in lines {
      let gaps = mainGap * Double(max(0, line.range.count - 1))
      longest = max(longest, line.range.reduce(gaps) { $0 + items[$1].outerHypothetical })
    }
    return max(min(longest, maxContentHeight ?? .infinity), minContentHeight)
  }

  /// Lays an item out at its main size, which gives its hypothetical cross size (9.4).
  private func layoutItem(_ item: inout FlexItem) {
    var constraints = Constraints(width: area.width, height: area.height)
    if isRow {
      constraints.fixedWidth = item.target
      if isSingleLine, area.height != nil, stretches(item), let cross = definiteCross(of: item) {
        constraints.fixedHeight = clampCross(cross, of: item)
      }
    } else {
      constraints.fixedWidth = columnItemWidth(item, lineCross: isSingleLine ? area.width : nil)
      constraints.fixedHeight = item.target
    }
    let result = pass.layout(item.box, constraints)
    item.fragment = result
    item.cross = isRow ? result.height : result.width
  }

  private func sizeLines(_ lines: inout [FlexLine], _ items: [FlexItem]) {
    for index in lines.indices {
      var above = -Double.infinity
      var below = -Double.infinity
      var cross = 0.0
      for item in items[lines[index].range] {
        if isRow, item.alignment(in: style) == .baseline, !item.autoCrossStart,
          !item.autoCrossEnd
        {
          let ascent = item.baseline + item.crossStartMargin
          above = max(above, ascent)
          below = max(below, item.outerCross - ascent)
        } else {
          cross = max(cross, item.outerCross)
        }
      }
      lines[index].baseline = above.isFinite ? above : 0
      lines[index].cross = max(cross, above.isFinite ? above + below : 0)
    }
    guard isSingleLine, lines.count == 1 else { return }
    if isRow {
      lines[0].cross =
        area.height
        ?? max(min(lines[0].cross, maxContentHeight ?? .infinity), minContentHeight)
    } else {
      lines[0].cross = area.width
    }
  }

  /// Places the lines on the cross axis and returns the container's inner cross size (9.6).
  private func alignLines(_ lines: inout [FlexLine]) -> Double {
    let gaps = crossGap * Double(max(0, lines.count - 1))
    let content = lines.reduce(gaps) { $0 + $1.cross }
    var size = isRow ? area.height : area.width
    if size == nil { size = max(min(content, maxContentHeight ?? .infinity), minContentHeight) }
    let total = size ?? content
    if isSingleLine { return lines.isEmpty ? (isRow ? area.height ?? 0 : total) : total }
    let free = total - content
    let alignment = style.alignContent == .normal ? .stretch : style.alignContent
    if alignment == .stretch, free > 0 {
      for index in lines.indices { lines[index].cross += free / Double(lines.count) }
    }
    let distribution = ContentDistribution(
      alignment, free: free, count: lines.count, isReversed: isCrossReversed)
    var position = distribution.start
    for index in lines.indices {
      lines[index].crossPosition = position
      position += lines[index].cross + crossGap + distribution.between
    }
    if isCrossReversed {
      for index in lines.indices {
        lines[index].crossPosition = total - lines[index].crossPosition - lines[index].cross
      }
    }
    return total
  }

  /// Gives stretched items their line's cross size (9.4, 11).
  private func stretch(_ items: inout [FlexItem], _ lines: [FlexLine]) {
    for line in lines {
      for index in line.range where stretches(items[index]) {
        let item = items[index]
        let size = clampCross(max(item.frameCross, line.cross - item.crossMargins), of: item)
        items[index].cross = size
        if isRow {
          stretchRow(&items[index], to: size)
        } else if !isSingleLine {
          var constraints = Constraints(width: area.width, height: area.height)
          constraints.fixedWidth = size
          constraints.fixedHeight = item.target
          items[index].fragment = pass.layout(item.box, constraints)
        }
      }
    }
  }

  private func stretchRow(_ item: inout FlexItem, to size: Double) {
    guard let fragment = item.fragment else { return }
    if fragment.height != size {
      if item.box.heightMatters {
        var constraints = Constraints(width: area.width, height: area.height)
        constraints.fixedWidth = item.target
        constraints.fixedHeight = size
        item.fragment = pass.layout(item.box, constraints)
      } else {
        fragment.height = size
      }
    }
    item.fragment?.isStretched = true
  }
}

extension FlexItem {
  /// From the top border edge to the first baseline, or to the bottom edge without any.
  var baseline: Double { fragment?.firstBaseline ?? fragment?.height ?? 0 }
}

extension Box {
  /// Its content's layout depends on its height, so that stretching means laying out again.
  var heightMatters: Bool {
    switch kind {
    case .blockContainer, .tableCell, .tableCaption:
      if holdsInlines { return children.contains { $0.heightMattersInside } }
      return children.contains { $0.heightMattersInside }
    default: return true
    }
  }

  private var heightMattersInside: Bool {
    func isPercentage(_ sizing: Sizing) -> Bool {
      if case .length(let length) = sizing { return length.isPercentage }
      return false
    }
    let box = style.box
    if case .text = kind { return false }
    return isPercentage(box.height) || isPercentage(box.minHeight) || isPercentage(box.maxHeight)
  }
}

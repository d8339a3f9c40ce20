import CSS
import Geometry

extension FlexLayout {
  /// Places a line's items on the main axis: auto margins, then `justify-content` (9.5).
  func placeMain(_ items: inout [FlexItem], _ line: FlexLine, available: Double) {
    let gaps = mainGap * Double(max(0, line.range.count - 1))
    let used = line.range.reduce(gaps) { $0 + items[$1].outerTarget }
    var free = available - used
    let autos = line.range.reduce(0) {
      $0 + (items[$1].autoMainStart ? 1 : 0) + (items[$1].autoMainEnd ? 1 : 0)
    }
    var share = 0.0
    if autos > 0, free > 0 {
      share = free / Double(autos)
      free = 0
    }
    let isRTL = fragment.box.style.text.direction == .rtl
    let distribution = ContentDistribution(
      style.justifyContent, free: autos > 0 ? min(free, 0) : free, count: line.range.count,
      isReversed: isRow ? isMainReversed != isRTL : isMainReversed,
      isRightToLeft: isRow && isRTL)
    var position = distribution.start
    for index in line.range {
      let item = items[index]
      var start = isRow ? item.edges.margin.left : item.edges.margin.top
      var end = isRow ? item.edges.margin.right : item.edges.margin.bottom
      if item.autoMainStart { start = share }
      if item.autoMainEnd { end = share }
      let before = isMainReversed ? end : start
      let after = isMainReversed ? start : end
      items[index].mainStartMargin = start
      items[index].mainEndMargin = end
      position += before
      items[index].mainPosition =
        isMainReversed ? available - position - item.target : position
      position += item.target + after + mainGap + distribution.between
    }
  }

  /// Places a line's items on the cross axis (9.6).
  func placeCross(_ items: inout [FlexItem], _ line: FlexLine) {
    for index in line.range {
      let item = items[index]
      let free = line.cross - item.outerCross
      var offset = item.crossStartMargin
      if item.autoCrossStart || item.autoCrossEnd {
        let share = max(0, free) / (item.autoCrossStart && item.autoCrossEnd ? 2 : 1)
        if item.autoCrossStart { offset += share }
        if free < 0, isCrossReversed { offset += free }
      } else {
        offset += crossOffset(item, line, free: free)
      }
      items[index].crossPosition = line.crossPosition + offset
    }
  }

  private func crossOffset(_ item: FlexItem, _ line: FlexLine, free: Double) -> Double {
    let isRTL = !isRow && fragment.box.style.text.direction == .rtl
    let itemIsRTL = !isRow && item.box.style.text.direction == .rtl
    switch item.alignment(in: style).settled(free: free) {
    case .center: return free / 2
    case .end: return isRTL ? 0 : free
    case .start: return isRTL ? free : 0
    case .selfEnd: return itemIsRTL ? 0 : free
    case .selfStart: return itemIsRTL ? free : 0
    case .flexEnd, .lastBaseline: return isCrossReversed ? 0 : free
    case .baseline where isRow:
      let ascent = item.baseline + item.crossStartMargin
      return isCrossReversed ? free - (line.baseline - ascent) : line.baseline - ascent
    case .left: return 0
    case .right: return free
    default: return isCrossReversed ? free : 0
    }
  }

  /// Sets the fragments' places and what pagination needs to know.
  func attach(_ items: [FlexItem], _ lines: [FlexLine], main: Double, cross: Double) {
    var ranges: [Range<Int>] = []
    let placeholders = fragment.children
    fragment.children = []
    for line in lines {
      let first = fragment.children.count
      for item in items[line.range] {
        guard let child = item.fragment else { continue }
        let x = isRow ? item.mainPosition : item.crossPosition
        let y = isRow ? item.crossPosition : item.mainPosition
        child.x = fragment.contentX + x
        child.y = fragment.contentY + y
        child.topMargin = item.edges.margin.top
        child.margin.left = isRow ? item.mainStartMargin : item.edges.margin.left
        child.margin.top = isRow ? item.edges.margin.top : item.mainStartMargin
        fragment.children.append(child)
      }
      ranges.append(first..<fragment.children.count)
    }
    fragment.children += placeholders
    fragment.flow = isRow ? .rows(ranges) : .columns(ranges)
    setBaselines(items, lines)
  }

  private func setBaselines(_ items: [FlexItem], _ lines: [FlexLine]) {
    // The line and the item nearest to the physical start count, as in Chromium.
    let isReversed = style.wrap == .wrapReverse
    guard let first = isReversed ? lines.last : lines.first,
      let last = isReversed ? lines.first : lines.last
    else { return }
    func representative(_ line: FlexLine) -> FlexItem? {
      if !isRow, isMainReversed { return items[line.range].last }
      let aligned = items[line.range].first {
        isRow && $0.alignment(in: style) == .baseline && !$0.autoCrossStart && !$0.autoCrossEnd
      }
      return aligned ?? items[line.range].first
    }
    if let item = representative(first), let child = item.fragment {
      fragment.firstBaseline = child.y + item.baseline
    }
    if let item = representative(last), let child = item.fragment {
      fragment.lastBaseline = child.y + (child.lastBaseline ?? child.height)
    }
  }

  func addPlaceholder(_ box: Box) {
    let placeholder = Fragment(box)
    let own = box.style.flex.alignSelf
    let align = own == .auto ? style.alignItems : own
    let main = mainAlignment
    let cross = crossAlignment(align, of: box)
    placeholder.placeholder = .aligned(
      rect: nil, horizontal: isRow ? main : cross, vertical: isRow ? cross : main)
    fragment.children.append(placeholder)
  }

  /// `justify-content` of a lone item, as physical start, center or end.
  private var mainAlignment: Alignment {
    switch style.justifyContent {
    case .safe(let position): return .safe(mainAlignment(position))
    default: return mainAlignment(style.justifyContent)
    }
  }

  private func mainAlignment(_ alignment: Alignment) -> Alignment {
    let isRTL = isRow && fragment.box.style.text.direction == .rtl
    switch alignment {
    case .center, .spaceAround, .spaceEvenly: return .center
    case .flexEnd: return isMainReversed ? .start : .end
    case .end: return isRTL ? .start : .end
    case .start: return isRTL ? .end : .start
    case .right: return .end
    case .left: return .start
    default: return isMainReversed ? .end : .start
    }
  }

  private func crossAlignment(_ align: Alignment, of box: Box) -> Alignment {
    let isRTL = !isRow && fragment.box.style.text.direction == .rtl
    let itemIsRTL = !isRow && box.style.text.direction == .rtl
    switch align {
    case .safe(let position): return .safe(crossAlignment(position, of: box))
    case .center: return .center
    case .end: return isRTL ? .start : .end
    case .start: return isRTL ? .end : .start
    case .selfEnd: return itemIsRTL ? .start : .end
    case .selfStart: return itemIsRTL ? .end : .start
    case .flexEnd: return isCrossReversed ? .start : .end
    default: return isCrossReversed ? .end : .start
    }
  }
}

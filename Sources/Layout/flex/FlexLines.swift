import CSS

extension FlexLayout {
  /// Cuts the items into lines (CSS Flexbox 1, 9.3).
  func makeLines(_ items: [FlexItem], available: Double?) -> [FlexLine] {
    if style.balances, !items.isEmpty {
      let balancing = FlexBalancing(
        sizes: items.map(\.outerHypothetical), gap: mainGap, available: available ?? .infinity)
      let starts = balancing.starts(lineCount: style.lineCount)
      return starts.indices.map { at in
        FlexLine(range: starts[at]..<(at + 1 < starts.count ? starts[at + 1] : items.count))
      }
    }
    guard !isSingleLine, let available else {
      return items.isEmpty ? [] : [FlexLine(range: 0..<items.count)]
    }
    var lines: [FlexLine] = []
    var start = 0
    var used = 0.0
    for index in items.indices {
      let size = items[index].outerHypothetical
      let gap = index == start ? 0 : mainGap
      if index > start && used + gap + size > available + 0.01 {
        lines.append(FlexLine(range: start..<index))
        start = index
        used = size
      } else {
        used += gap + size
      }
    }
    if start < items.count { lines.append(FlexLine(range: start..<items.count)) }
    return lines
  }

  /// Resolves flexible lengths (CSS Flexbox 1, 9.7).
  func flex(_ items: inout [FlexItem], _ range: Range<Int>, available: Double) {
    let gaps = mainGap * Double(max(0, range.count - 1))
    let hypothetical = range.reduce(0) { $0 + items[$1].outerHypothetical }
    let grows = hypothetical + gaps < available
    for index in range {
      let factor = grows ? items[index].box.style.flex.grow : items[index].box.style.flex.shrink
      items[index].target = items[index].hypothetical
      items[index].isFrozen =
        factor == 0
        || (grows
          ? items[index].base > items[index].hypothetical
          : items[index].base < items[index].hypothetical)
    }
    let initial = free(items, range, available: available - gaps)
    // Each round freezes an item.
    for _ in 0...range.count where range.contains(where: { !items[$0].isFrozen }) {
      distribute(&items, range, available: available - gaps, initial: initial, grows: grows)
    }
  }

  private func free(_ items: [FlexItem], _ range: Range<Int>, available: Double) -> Double {
    range.reduce(available) { rest, index in
      let item = items[index]
      return rest - item.mainMargins - (item.isFrozen ? item.target : item.base)
    }
  }

  private func distribute(
    _ items: inout [FlexItem], _ range: Range<Int>, available: Double, initial: Double,
    grows: Bool
  ) {
    var rest = free(items, range, available: available)
    var factors = 0.0
    var scaled = 0.0
    for index in range where !items[index].isFrozen {
      let style = items[index].box.style.flex
      factors += grows ? style.grow : style.shrink
      scaled += style.shrink * max(0, items[index].base - items[index].frameMain)
    }
    if factors < 1, abs(initial * factors) < abs(rest) { rest = initial * factors }
    var total = 0.0
    for index in range where !items[index].isFrozen {
      let style = items[index].box.style.flex
      var size = items[index].base
      if grows, factors > 0 {
        size += rest * style.grow / factors
      } else if !grows, scaled > 0 {
        size += rest * style.shrink * max(0, size - items[index].frameMain) / scaled
      }
      items[index].target = items[index].clampMain(size)
      items[index].violation = items[index].target - size
      total += items[index].violation
    }
    for index in range where !items[index].isFrozen {
      let violation = items[index].violation
      if abs(total) < 1e-9 || (total > 0 && violation > 0) || (total < 0 && violation < 0) {
        items[index].isFrozen = true
      }
    }
  }
}

import CSS

/// `flex-wrap: balance` (CSS Flexbox 2, 5.2): as many lines as greedy breaking makes, or as
/// `flex-line-count` asks for, with the least sum of squared lengths; of equals, the one whose
/// first lines hold more.
struct FlexBalancing {
  /// More items are broken greedily: the work grows with their square.
  static let limit = 200

  /// Outer sizes in order.
  let sizes: [Double]
  let gap: Double
  let available: Double

  /// Where lines begin, from 0 on.
  func starts(lineCount: Int?) -> [Int] {
    let greedy = greedyStarts()
    let count = min(max(greedy.count, lineCount ?? 1), sizes.count)
    guard count > 1, sizes.count <= Self.limit else { return greedy }
    return balancedStarts(count)
  }

  /// Length of the longest of the balanced lines.
  func longest(lineCount: Int?) -> Double {
    let starts = starts(lineCount: lineCount)
    var longest = 0.0
    for (at, start) in starts.enumerated() {
      let end = at + 1 < starts.count ? starts[at + 1] : sizes.count
      let sum = sizes[start..<end].reduce(gap * Double(end - start - 1), +)
      longest = max(longest, sum)
    }
    return longest
  }

  private func greedyStarts() -> [Int] {
    var starts: [Int] = []
    var used = 0.0
    for index in sizes.indices {
      if let start = starts.last, start < index, used <= available + 0.01,
        used + gap + sizes[index] <= available + 0.01
      {
        used += gap + sizes[index]
      } else if starts.isEmpty || used > available + 0.01 || starts.last != index {
        starts.append(index)
        used = sizes[index]
      }
    }
    return starts
  }

  /// `best[k][i]`: the least cost of the items from `i` on in `k` lines, and the first line's end.
  private func balancedStarts(_ count: Int) -> [Int] {
    let total = sizes.count
    let none = (cost: Double.infinity, end: total)
    var best = [(cost: Double, end: Int)](repeating: none, count: total + 1)
    best[total].cost = 0
    var ends: [[Int]] = []
    for _ in 0..<count {
      var next = [(cost: Double, end: Int)](repeating: none, count: total + 1)
      for start in 0..<total {
        var used = -gap
        for end in (start + 1)...total {
          if end > start + 1, used > available + 0.01 { break }
          used += gap + sizes[end - 1]
          if end > start + 1, used > available + 0.01 { break }
          let cost = used * used + best[end].cost
          if cost <= next[start].cost + 1e-6, cost.isFinite { next[start] = (cost, end) }
        }
      }
      best = next
      ends.append(next.map(\.end))
    }
    var starts: [Int] = []
    var at = 0
    for end in ends.reversed() where at < total {
      starts.append(at)
      at = end[at]
    }
    return starts
  }
}

extension LayoutPass {
  /// Max-content width of a column container whose lines end at its height; nil where they don't.
  func wrappedColumnsWidth(of box: Box) -> Double? {
    let style = box.style.flex
    guard style.wrap != .nowrap else { return nil }
    let edges = BoxEdges(box, width: 0)
    let height = definiteHeight(of: box, Constraints(width: 0), edges: edges)
    let most = heightLimits(of: box, edges: edges, containing: nil).most
    let asksForLines = style.balances && style.lineCount != nil
    guard height != nil || most.isFinite || asksForLines else { return nil }
    let probe = Fragment(box)
    _ = probe.setEdges(width: 0)
    probe.maxHeight = most
    let inFlow = box.children.filter { !$0.isOutOfFlow }
    let widest = inFlow.reduce(0) { max($0, contribution(of: $1).max) }
    let area = ContentArea(width: widest, height: height.map { max(0, $0 - edges.frameHeight) })
    let layout = FlexLayout(pass: self, fragment: probe, area: area)
    return layout.linesWidth()
  }
}

extension FlexLayout {
  /// Sum of what the lines of a column container are wide, with the gaps between.
  fileprivate func linesWidth() -> Double {
    var items = collect()
    for index in items.indices { measure(&items[index]) }
    let lines = makeLines(items, available: area.height ?? maxContentHeight)
    let gaps = crossGap * Double(max(0, lines.count - 1))
    return lines.reduce(gaps) { sum, line in
      sum
        + items[line.range].reduce(0) { widest, item in
          max(widest, pass.contribution(of: item.box).max + item.crossMargins)
        }
    }
  }
}

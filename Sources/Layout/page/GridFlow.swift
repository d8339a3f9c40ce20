import CSS
import Geometry

extension Paginator {
  /// Rows of a grid follow each other; an item holds back what comes after the row it ends in.
  mutating func placeGrid(
    of fragment: Fragment, _ grid: GridRows, top: Double
  ) -> ContentChange {
    var change = ContentChange(old: 0, new: 0)
    var shift = 0.0
    var newBottoms = grid.bottoms
    // Growth that an item causes below the row that it ends in.
    var growth = [Double](repeating: -.infinity, count: grid.tops.count)
    let items = fragment.children.prefix(grid.ranges.count)
    let byRow = grid.itemsByRow
    for row in grid.tops.indices {
      let members = byRow[row].map { items[$0] }
      let rowTop = grid.tops[row]
      var y = top + rowTop + shift
      if row > 0, !members.isEmpty {
        let lead = members.reduce(0) { max($0, $1.y - rowTop + $1.lead) }
        y = gridRowStart(
          members, byRow[row - 1].map { items[$0] }, y: y, lead: lead, behind: top + change.new)
      }
      let moved = y - top - rowTop
      for index in byRow[row] {
        let item = items[index]
        let oldBottom = item.y + item.height
        let own = item.y + moved + top
        item.y = place(own, lead: item.lead, behind: own) - top
        item.height = paginate(item, top: top + item.y)
        let last = min(grid.ranges[index].upperBound, growth.count) - 1
        growth[last] = max(growth[last], item.y + item.height - oldBottom)
      }
      shift = max(moved, growth[row])
      newBottoms[row] = grid.bottoms[row] + shift
      change.old = max(change.old, grid.bottoms[row])
      change.new = max(change.new, newBottoms[row])
    }
    stretch(items, grid, to: newBottoms)
    for child in fragment.children.dropFirst(grid.ranges.count) {
      child.height = paginate(child, top: top + child.y)
    }
    return change
  }

  private func stretch(_ items: some Sequence<Fragment>, _ grid: GridRows, to bottoms: [Double]) {
    for (item, range) in zip(items, grid.ranges) where item.isStretched {
      guard range.upperBound - 1 < bottoms.count else { continue }
      item.height = max(item.height, bottoms[range.upperBound - 1] - item.y - item.margin.bottom)
    }
  }

  private func gridRowStart(
    _ members: [Fragment], _ after: [Fragment], y: Double, lead: Double, behind end: Double
  ) -> Double {
    for member in members {
      if member.breakBefore.isForced {
        return forcedStart(behind: end, right: member.breakBefore.side)
      }
    }
    for previous in after where previous.breakAfter.isForced {
      return forcedStart(behind: end, right: previous.breakAfter.side)
    }
    let isTied =
      after.contains { $0.breakAfter.isAvoided } || members.contains { $0.breakBefore.isAvoided }
    return place(y, lead: lead, behind: end, isTied: isTied)
  }
}

extension GridRows {
  /// Indices of the items that begin in each row.
  fileprivate var itemsByRow: [[Int]] {
    var rows = [[Int]](repeating: [], count: tops.count)
    for (index, range) in ranges.enumerated() where range.lowerBound < rows.count {
      rows[range.lowerBound].append(index)
    }
    return rows
  }
}

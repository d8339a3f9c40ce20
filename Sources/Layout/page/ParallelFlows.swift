import CSS
import Geometry

extension Paginator {
  // MARK: Lines

  /// Breaks between lines, with orphans and widows (CSS Break 3, 4.4).
  mutating func placeLines(of fragment: Fragment, top: Double) -> ContentChange {
    let old = fragment.lines.last.map { $0.y + $0.height } ?? 0
    let before = fragment.lines.map(\.y)
    let count = fragment.lines.count
    let style = fragment.box.style.text
    var first = 0
    var shift = 0.0
    while first < count {
      let start = top + fragment.lines[first].y + shift
      let page = pages.page(at: max(0, start) + 0.02)
      var end = first
      while end < count, fits(fragment.lines[end], shift: shift + top, page) { end += 1 }
      if end < count {
        end = breakLine(
          first: first, overflow: end, count: count, orphans: style.orphans,
          widows: style.widows)
        // Beyond the last page that is counted no line fits anywhere.
        if end == first, isAtPageStart(start) || pages.end(of: page) <= start { end = first + 1 }
      }
      for index in first..<end { fragment.lines[index].y += shift }
      if end < count {
        shift = pages.end(of: page) + reserved - top - fragment.lines[end].y
      }
      first = end
    }
    shiftFloats(of: fragment, before: before, top: top)
    return ContentChange(old: old, new: fragment.lines.last.map { $0.y + $0.height } ?? 0)
  }

  private func fits(_ line: Line, shift: Double, _ page: Int) -> Bool {
    line.y + line.height + shift <= contentEnd(of: page) + 0.02
  }

  /// The line before which to break, given the first that doesn't fit.
  private func breakLine(
    first: Int, overflow: Int, count: Int, orphans: Int, widows: Int
  ) -> Int {
    // Lines enough for orphans but not for widows break as orphans have it.
    let least = first == 0 ? max(1, orphans) : first + 1
    return min(overflow, max(least, count - max(1, widows)))
  }

  /// Floats and static positioned boxes of a paragraph move with the line that they stand at.
  private mutating func shiftFloats(of fragment: Fragment, before: [Double], top: Double) {
    for child in fragment.children {
      var index = before.count - 1
      while index > 0, before[index] > child.y + 0.02 { index -= 1 }
      if index >= 0 { child.y += fragment.lines[index].y - before[index] }
      child.height = paginate(child, top: top + child.y)
    }
  }

  // MARK: Side by side

  /// Rows follow each other; the members of one stand side by side.
  mutating func placeRows(
    of fragment: Fragment, _ ranges: [Range<Int>], top: Double
  ) -> ContentChange {
    var change = ContentChange(old: 0, new: 0)
    var shift = 0.0
    for (number, range) in ranges.enumerated() {
      let members = Array(fragment.children[range])
      let rowTop = members.map(\.y).min() ?? 0
      let rowEnd = members.map(\.bottom).max() ?? 0
      var y = top + rowTop + shift
      if number > 0 {
        y = rowStart(
          members, y: y, rowTop: rowTop, behind: top + change.new,
          after: Array(fragment.children[ranges[number - 1]]))
      }
      let newEnd = placeMembers(members, of: fragment, rowTop: rowTop, y: y, top: top)
      let end = max(newEnd, y - top + rowEnd - rowTop)
      for member in members where member.isStretched {
        member.height = max(member.height, end - member.y)
      }
      shift = end - rowEnd
      change.old = max(change.old, rowEnd)
      change.new = max(change.new, end)
    }
    let first = ranges.last?.upperBound ?? 0
    for child in fragment.children[first...] {
      child.height = paginate(child, top: top + child.y)
    }
    return change
  }

  private func rowStart(
    _ members: [Fragment], y: Double, rowTop: Double, behind end: Double, after: [Fragment]
  ) -> Double {
    let lead = members.reduce(0) { max($0, $1.y - rowTop + $1.lead) }
    for previous in after {
      for next in members {
        if case .forced(let right) = previous.breakBetween(next) {
          return forcedStart(behind: end, right: right)
        }
      }
    }
    let isTied = after.contains { $0.breakAfter.isAvoided }
    return place(y, lead: lead, behind: end, isTied: isTied)
  }

  private mutating func placeMembers(
    _ members: [Fragment], of fragment: Fragment, rowTop: Double, y: Double, top: Double
  ) -> Double {
    var end = 0.0
    for member in members {
      let own = y + member.y - rowTop
      let placed = place(own, lead: member.lead, behind: own)
      let height = member.height
      member.y = placed - top
      member.height = paginate(member, top: placed)
      // A stretched member is as tall as its row; only its content's growth moves the row's end.
      if placed > own || member.height > height || !member.isStretched {
        end = max(end, member.y + member.height)
      }
    }
    return end
  }

  /// Columns stand side by side; the members of one follow each other.
  mutating func placeColumns(
    of fragment: Fragment, _ ranges: [Range<Int>], top: Double
  ) -> ContentChange {
    var change = ContentChange(old: 0, new: 0)
    for range in ranges {
      let own = placeStack(of: fragment, Array(range), top: top)
      change.old = max(change.old, own.old)
      change.new = max(change.new, own.new)
    }
    let first = ranges.last?.upperBound ?? 0
    for child in fragment.children[first...] {
      child.height = paginate(child, top: top + child.y)
    }
    return change
  }
}

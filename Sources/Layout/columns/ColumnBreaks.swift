import CSS

/// Where a strip may be cut.
struct ColumnBreak {
  /// Bottom of what stands before, from the strip's top.
  var end: Double
  /// Top of what follows: margins between are cut.
  var next: Double
  var isForced = false
}

/// A part of a strip that stands in one column.
struct ColumnRange: Equatable {
  var start: Double
  var end: Double
}

/// Cuts one strip into columns (CSS Multicol 1, 7).
struct ColumnBreaker {
  private let breaks: [ColumnBreak]
  private let total: Double
  /// Without the last margin, which no column need hold.
  private let contentEnd: Double
  private static let tolerance = 0.02

  init(_ strip: Fragment) {
    var found: [ColumnBreak] = []
    ColumnBreaks.collect(strip, top: 0, into: &found)
    breaks = found.sorted { ($0.end, $0.next) < ($1.end, $1.next) }
    total = strip.height
    let lines = strip.lines.last.map { $0.y + $0.height } ?? 0
    let end = strip.children.reduce(lines) { max($0, $1.y + $1.height) }
    contentEnd = min(total, end)
  }

  /// Fills columns of a height one after the other, from `start` to the end of the strip.
  func fill(from start: Double, height: Double) -> [ColumnRange] {
    var ranges: [ColumnRange] = []
    var start = start
    // Each column takes a break at least.
    for _ in 0...breaks.count {
      guard let cut = cut(from: start, height: height) else { break }
      ranges.append(ColumnRange(start: start, end: cut.end))
      start = cut.next
    }
    ranges.append(ColumnRange(start: start, end: max(start, total)))
    return ranges
  }

  /// Where a column ends; nil where all the rest fits or can't be cut.
  private func cut(from start: Double, height: Double) -> ColumnBreak? {
    let fitting = contentEnd - start <= height + Self.tolerance
    var last: ColumnBreak?
    for candidate in breaks where candidate.next > start + Self.tolerance {
      if candidate.end - start > height + Self.tolerance {
        return last ?? (fitting ? nil : candidate)
      }
      if candidate.isForced { return candidate }
      last = candidate
    }
    return fitting ? nil : last
  }

  /// The least height whose columns are no more than `count`.
  func balancedHeight(from start: Double, count: Int) -> Double {
    var height = max(0, (total - start) / Double(count))
    // Each round makes room for one more break.
    for _ in 0...breaks.count {
      let ranges = fill(from: start, height: height)
      if ranges.count <= count { break }
      guard let shortage = shortage(ranges, height: height) else { break }
      height += shortage
    }
    return fill(from: start, height: height).prefix(count)
      .reduce(height) { max($0, min($1.end, contentEnd) - $1.start) }
  }

  /// What is lacking at least for one of the columns to hold more.
  private func shortage(_ ranges: [ColumnRange], height: Double) -> Double? {
    var least: Double?
    for range in ranges.dropLast() {
      let limit = range.start + height + Self.tolerance
      let next = breaks.first { $0.end > limit && $0.end > range.end }?.end ?? contentEnd
      let need = next - range.start - height
      if need > 0 { least = min(least ?? .infinity, need) }
    }
    return least
  }
}

/// Finds the breaks of a strip: between blocks, lines, rows; never inside what stands side by side.
enum ColumnBreaks {
  static func collect(_ fragment: Fragment, top: Double, into breaks: inout [ColumnBreak]) {
    if fragment.avoidsColumnBreakInside { return }
    switch fragment.flow {
    case .monolithic, .multicolumn: return
    case .lines: lines(of: fragment, top: top, into: &breaks)
    case .stack: stack(fragment.children, top: top, into: &breaks)
    case .rows(let ranges):
      rows(ranges.map { Array(fragment.children[$0]) }, top: top, into: &breaks)
    case .columns(let ranges):
      guard ranges.count == 1, let range = ranges.first else { return }
      stack(Array(fragment.children[range]), top: top, into: &breaks)
    case .grid(let grid):
      let items = Array(fragment.children.prefix(grid.ranges.count))
      // Items that span rows tie them together.
      guard grid.ranges.allSatisfy({ $0.count == 1 }) else { return }
      let members = grid.tops.indices.map { row in
        items.indices.filter { grid.ranges[$0].lowerBound == row }.map { items[$0] }
      }
      rows(members.filter { !$0.isEmpty }, top: top, into: &breaks)
    }
  }

  private static func lines(
    of fragment: Fragment, top: Double, into breaks: inout [ColumnBreak]
  ) {
    let lines = fragment.lines
    let style = fragment.box.style.text
    let first = max(1, style.orphans)
    let last = max(first, lines.count - max(1, style.widows))
    guard last < lines.count else { return }
    for index in first...last {
      let before = lines[index - 1]
      breaks.append(
        ColumnBreak(end: top + before.y + before.height, next: top + lines[index].y))
    }
  }

  private static func stack(
    _ children: [Fragment], top: Double, into breaks: inout [ColumnBreak]
  ) {
    var previous: Fragment?
    var inner: [ColumnBreak] = []
    for child in children where child.isInFlowFragment && !child.isFloating {
      if let previous, let cut = between([previous], [child], top: top) { inner.append(cut) }
      collect(child, top: top + child.y, into: &inner)
      previous = child
    }
    let floats = children.filter(\.isFloating)
    breaks += inner.filter { cut in
      floats.allSatisfy { cut.next <= top + $0.y || cut.end >= top + $0.y + $0.height }
    }
  }

  private static func rows(
    _ rows: [[Fragment]], top: Double, into breaks: inout [ColumnBreak]
  ) {
    var previous: [Fragment] = []
    for members in rows where !members.isEmpty {
      if !previous.isEmpty, let cut = between(previous, members, top: top) { breaks.append(cut) }
      if members.count == 1 { collect(members[0], top: top + members[0].y, into: &breaks) }
      previous = members
    }
  }

  private static func between(
    _ before: [Fragment], _ after: [Fragment], top: Double
  ) -> ColumnBreak? {
    let asked = before.map(\.breakAfter) + after.map(\.breakBefore)
    let isForced = asked.contains { $0.isForced || $0 == .column }
    if !isForced, asked.contains(where: { $0.isAvoided || $0 == .avoidColumn }) { return nil }
    let end = before.reduce(-Double.infinity) { max($0, $1.y + $1.height) }
    let next = after.reduce(Double.infinity) { min($0, $1.y) }
    return ColumnBreak(end: top + end, next: top + max(end, next), isForced: isForced)
  }
}

extension Fragment {
  fileprivate var avoidsColumnBreakInside: Bool {
    guard !box.isAnonymous else { return false }
    let inside = box.style.fragmentation.breakInside
    return inside == .avoid || inside == .avoidColumn
  }
}

import CSS

/// A grid item with its area: half-open ranges of tracks on both axes.
struct GridItem {
  let box: Box
  /// Percentages of margins and paddings refer to the area, once columns have sizes.
  var edges: BoxEdges
  var columns = 0..<1
  var rows = 0..<1
  var fragment: Fragment?
}

/// Puts items into cells (CSS Grid 1, 8).
struct GridPlacement {
  /// Lines beyond this are clamped, so that a hostile page can't ask for a huge grid.
  static let limit = 1_000

  /// A wish on one axis: a definite range or a span to be placed.
  private enum Wish {
    case range(Range<Int>)
    case span(Int)
  }

  private struct Entry {
    var index: Int
    var columns: Wish
    var rows: Wish
  }

  private let style: GridStyle
  private var occupied: [Int: [Range<Int>]] = [:]
  private let flowsByColumn: Bool
  /// Along the flow's inner axis (columns for `row` flow).
  private var innerCount: Int

  private let columnTemplate: GridTemplate
  private let rowTemplate: GridTemplate
  private let explicitColumns: Int
  private let explicitRows: Int

  init(style: GridStyle, columns: GridTemplate, rows: GridTemplate) {
    self.style = style
    flowsByColumn = style.flowsByColumn
    columnTemplate = columns
    rowTemplate = rows
    let areaColumns = style.templateAreas.map(\.count).max() ?? 0
    explicitColumns = max(columns.sizes.count, areaColumns)
    explicitRows = max(rows.sizes.count, style.templateAreas.count)
    innerCount = style.flowsByColumn ? explicitRows : explicitColumns
  }

  /// Places all items.
  ///
  /// Returns how many implicit tracks stand before the explicit ones (the areas
  /// are counted from the first of these).
  mutating func place(_ items: inout [GridItem]) -> (columns: Int, rows: Int) {
    var entries: [Entry] = []
    for (index, item) in items.enumerated() {
      let grid = item.box.style.grid
      entries.append(
        Entry(
          index: index,
          columns: wish(
            grid.columnStart, grid.columnEnd, columnTemplate, count: explicitColumns),
          rows: wish(grid.rowStart, grid.rowEnd, rowTemplate, count: explicitRows)))
    }
    let before = shift(&entries)
    innerCount = max(1, innerCount + (flowsByColumn ? before.rows : before.columns))
    for entry in entries {
      if case .range(let range) = inner(entry) { innerCount = max(innerCount, range.upperBound) }
      if case .span(let span) = inner(entry) { innerCount = max(innerCount, span) }
    }
    placeDefinite(entries, &items)
    placeLockedToOuter(entries, &items)
    placeAutomatic(entries, &items)
    return before
  }

  private func inner(_ entry: Entry) -> Wish { flowsByColumn ? entry.rows : entry.columns }
  private func outer(_ entry: Entry) -> Wish { flowsByColumn ? entry.columns : entry.rows }

  /// Moves everything so that no line is negative.
  private func shift(_ entries: inout [Entry]) -> (columns: Int, rows: Int) {
    var columns = 0
    var rows = 0
    for entry in entries {
      if case .range(let range) = entry.columns { columns = max(columns, -range.lowerBound) }
      if case .range(let range) = entry.rows { rows = max(rows, -range.lowerBound) }
    }
    for index in entries.indices {
      if case .range(let range) = entries[index].columns {
        entries[index].columns = .range(
          (range.lowerBound + columns)..<(range.upperBound + columns))
      }
      if case .range(let range) = entries[index].rows {
        entries[index].rows = .range((range.lowerBound + rows)..<(range.upperBound + rows))
      }
    }
    return (columns, rows)
  }

  // MARK: Steps of 8.5

  private mutating func placeDefinite(_ entries: [Entry], _ items: inout [GridItem]) {
    for entry in entries {
      guard case .range(let inner) = inner(entry), case .range(let outer) = outer(entry) else {
        continue
      }
      set(&items[entry.index], inner: inner, outer: outer)
    }
  }

  /// Items with a definite row (for `row` flow): the next free place in it.
  private mutating func placeLockedToOuter(_ entries: [Entry], _ items: inout [GridItem]) {
    var cursors: [Int: Int] = [:]
    for entry in entries {
      guard case .span(let span) = inner(entry), case .range(let outer) = outer(entry) else {
        continue
      }
      var start = style.isDense ? 0 : cursors[outer.lowerBound] ?? 0
      while !isFree(inner: start..<(start + span), outer: outer) { start += 1 }
      cursors[outer.lowerBound] = start + span
      innerCount = max(innerCount, start + span)
      set(&items[entry.index], inner: start..<(start + span), outer: outer)
    }
  }

  private mutating func placeAutomatic(_ entries: [Entry], _ items: inout [GridItem]) {
    var cursor = (inner: 0, outer: 0)
    for entry in entries {
      guard case .span(let outerSpan) = outer(entry) else { continue }
      if style.isDense { cursor = (0, 0) }
      switch inner(entry) {
      case .range(let inner):
        if inner.lowerBound < cursor.inner { cursor.outer += 1 }
        cursor.inner = inner.lowerBound
        while !isFree(inner: inner, outer: cursor.outer..<(cursor.outer + outerSpan)) {
          cursor.outer += 1
        }
        set(
          &items[entry.index], inner: inner, outer: cursor.outer..<(cursor.outer + outerSpan))
      case .span(let span):
        cursor = nextFree(from: cursor, inner: span, outer: outerSpan)
        set(
          &items[entry.index], inner: cursor.inner..<(cursor.inner + span),
          outer: cursor.outer..<(cursor.outer + outerSpan))
        cursor.inner += span
      }
    }
  }

  private func nextFree(
    from start: (inner: Int, outer: Int), inner: Int, outer: Int
  ) -> (inner: Int, outer: Int) {
    var cursor = start
    while true {
      if cursor.inner + inner > innerCount {
        cursor = (0, cursor.outer + 1)
        continue
      }
      let range = cursor.inner..<(cursor.inner + inner)
      if isFree(inner: range, outer: cursor.outer..<(cursor.outer + outer)) { return cursor }
      cursor.inner += 1
    }
  }

  private func isFree(inner: Range<Int>, outer: Range<Int>) -> Bool {
    for line in outer {
      if let taken = occupied[line], taken.contains(where: { $0.overlaps(inner) }) { return false }
    }
    return true
  }

  private mutating func set(_ item: inout GridItem, inner: Range<Int>, outer: Range<Int>) {
    for line in outer { occupied[line, default: []].append(inner) }
    item.columns = flowsByColumn ? outer : inner
    item.rows = flowsByColumn ? inner : outer
  }

  // MARK: Lines

  private func wish(
    _ start: GridStyle.Line, _ end: GridStyle.Line, _ template: GridTemplate, count: Int
  ) -> Wish {
    let from = line(start, isStart: true, template, count: count)
    let to = line(end, isStart: false, template, count: count)
    switch (from, to) {
    case (let from?, let to?):
      if from == to { return .range(from..<(from + 1)) }
      return .range(min(from, to)..<max(from, to))
    case (let from?, nil): return .range(from..<(from + end.span(from, template, forward: true)))
    case (nil, let to?): return .range((to - start.span(to, template, forward: false))..<to)
    case (nil, nil):
      if case .span = start { return .span(start.plainSpan) }
      return .span(end.plainSpan)
    }
  }

  /// The line that a value names on an axis, from 0 at the explicit grid's start.
  func line(_ value: GridStyle.Line, isStart: Bool, isColumn: Bool) -> Int? {
    line(
      value, isStart: isStart, isColumn ? columnTemplate : rowTemplate,
      count: isColumn ? explicitColumns : explicitRows)
  }

  /// The line's number from 0 at the explicit grid's start; nil for auto and spans.
  private func line(
    _ line: GridStyle.Line, isStart: Bool, _ template: GridTemplate, count: Int
  ) -> Int? {
    switch line {
    case .auto, .span: return nil
    case .line(let number, let name):
      if let name { return named(name, number, template, count: count) }
      let clamped = min(max(number, -Self.limit), Self.limit)
      return clamped > 0 ? clamped - 1 : count + 1 + clamped
    case .name(let name):
      if let found = template.names["\(name)-\(isStart ? "start" : "end")"]?.first { return found }
      return named(name, 1, template, count: count)
    }
  }

  /// The n-th line of a name; lines of the implicit grid are taken to have every name.
  private func named(_ name: String, _ number: Int, _ template: GridTemplate, count: Int) -> Int {
    let lines = template.names[name] ?? []
    if number > 0 {
      return number <= lines.count ? lines[number - 1] : count + min(number - lines.count, 1000)
    }
    let back = -number
    return back <= lines.count ? lines[lines.count - back] : -min(back - lines.count, 1000)
  }
}

extension GridStyle.Line {
  var plainSpan: Int {
    if case .span(let count, _) = self { return min(max(1, count), GridPlacement.limit) }
    return 1
  }

  /// The number of tracks from a line on, to the n-th line of a name where one is given.
  func span(_ from: Int, _ template: GridTemplate, forward: Bool) -> Int {
    guard case .span(let count, let name?) = self, let lines = template.names[name] else {
      return plainSpan
    }
    let beyond = forward ? lines.filter { $0 > from } : lines.filter { $0 < from }.reversed()
    if count <= beyond.count, count > 0 { return abs(beyond[count - 1] - from) }
    return max(1, plainSpan)
  }
}

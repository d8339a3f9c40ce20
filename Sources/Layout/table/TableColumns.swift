import CSS

/// Widths of a table's columns (CSS 2.1, 17.5.2; CSS Tables 3, 4).
struct TableColumns {
  struct Column {
    var min = 0.0
    var max = 0.0
    /// 0 to 100.
    var percent: Double?
    /// Some cell or `<col>` gives a length.
    var isConstrained = false
  }

  var columns: [Column]
  /// Between neighbouring columns.
  let spacing: Double

  /// Measures the columns from `<col>`, then single cells, then spanning ones by their span.
  init(_ grid: TableGrid, pass: LayoutPass, spacing: Double) {
    self.spacing = spacing
    columns = [Column](repeating: Column(), count: grid.columnCount)
    for (index, box) in grid.columns.enumerated() {
      guard let box else { continue }
      apply(box.style.box.width, to: index, frame: 0, pass: pass, box: box)
      if case .length(let least) = box.style.box.minWidth, !least.isPercentage {
        columns[index].min = Swift.max(columns[index].min, least.px)
      }
    }
    for cell in grid.cells where cell.columnSpan == 1 { measure(cell, pass) }
    let spanning = grid.cells.filter { $0.columnSpan > 1 }
      .sorted { ($0.columnSpan, $0.row, $0.column) < ($1.columnSpan, $1.row, $1.column) }
    for cell in spanning { spread(cell, pass) }
    var percents = 0.0
    for index in columns.indices {
      columns[index].max = Swift.max(columns[index].max, columns[index].min)
      if let percent = columns[index].percent {
        columns[index].percent = Swift.min(percent, Swift.max(0, 100 - percents))
        percents += columns[index].percent ?? 0
      }
    }
  }

  private mutating func apply(
    _ width: Sizing, to index: Int, frame: Double, pass: LayoutPass, box: Box
  ) {
    guard case .length(let length) = width else { return }
    if length.isPercentage {
      columns[index].percent = Swift.max(columns[index].percent ?? 0, length.percent)
    } else if length.px > 0 {
      columns[index].max = Swift.max(columns[index].max, length.px + frame)
      columns[index].isConstrained = true
    }
  }

  private mutating func measure(_ cell: TableGrid.Cell, _ pass: LayoutPass) {
    let index = cell.column
    let content = pass.contentSizes(of: cell.box)
    let edges = BoxEdges(cell.box, width: 0)
    let least = content.min + edges.frameWidth
    columns[index].min = Swift.max(columns[index].min, pass.contribution(of: cell.box).min, least)
    if case .length(let length) = cell.box.style.box.width {
      if length.isPercentage {
        columns[index].percent = Swift.max(columns[index].percent ?? 0, length.percent)
        columns[index].max = Swift.max(columns[index].max, content.max + edges.frameWidth)
      } else {
        let width = pass.contribution(of: cell.box).max
        if !columns[index].isConstrained { columns[index].max = 0 }
        columns[index].max = Swift.max(columns[index].max, width, columns[index].min)
        columns[index].isConstrained = true
      }
    } else if !columns[index].isConstrained {
      columns[index].max = Swift.max(columns[index].max, pass.contribution(of: cell.box).max)
    }
  }

  /// Gives spanned columns what a spanning cell needs beyond theirs.
  private mutating func spread(_ cell: TableGrid.Cell, _ pass: LayoutPass) {
    let range = cell.column..<(cell.column + cell.columnSpan)
    let sizes = pass.contribution(of: cell.box)
    let gaps = spacing * Double(cell.columnSpan - 1)
    if case .length(let length) = cell.box.style.box.width, length.isPercentage {
      spreadPercent(length.percent, over: range)
    }
    let missingMin = sizes.min - gaps - range.reduce(0) { $0 + columns[$1].min }
    if missingMin > 0 { add(missingMin, to: \.min, over: range) }
    let missingMax = sizes.max - gaps - range.reduce(0) { $0 + columns[$1].max }
    if missingMax > 0 { add(missingMax, to: \.max, over: range) }
  }

  private mutating func spreadPercent(_ percent: Double, over range: Range<Int>) {
    let free = range.filter { columns[$0].percent == nil }
    let rest = percent - range.reduce(0) { $0 + (columns[$1].percent ?? 0) }
    guard !free.isEmpty, rest > 0 else { return }
    let total = free.reduce(0) { $0 + columns[$1].max }
    for index in free {
      columns[index].percent =
        total > 0 ? rest * columns[index].max / total : rest / Double(free.count)
    }
  }

  private mutating func add(
    _ extra: Double, to size: WritableKeyPath<Column, Double>, over range: Range<Int>
  ) {
    var targets = range.filter { !columns[$0].isConstrained && columns[$0].percent == nil }
    if targets.isEmpty { targets = range.filter { columns[$0].percent == nil } }
    if targets.isEmpty { targets = Array(range) }
    let total = targets.reduce(0) { $0 + columns[$1].max }
    for index in targets {
      let share = total > 0 ? columns[index].max / total : 1 / Double(targets.count)
      columns[index][keyPath: size] += extra * share
    }
  }

  var minSum: Double { columns.reduce(0) { $0 + $1.min } }

  /// The table's preferred width: large enough for percentages to hold.
  var maxSum: Double {
    let sum = columns.reduce(0) { $0 + $1.max }
    var most = sum
    var percents = 0.0
    var others = 0.0
    for column in columns {
      if let percent = column.percent {
        percents += percent
        if percent > 0 { most = Swift.max(most, column.max * 100 / percent) }
      } else {
        others += column.max
      }
    }
    if percents < 100, percents > 0 { most = Swift.max(most, others * 100 / (100 - percents)) }
    return Swift.min(most, 1e6)
  }

  /// Shares `width` (without spacing) out (CSS Tables 3, 4.5).
  func distribute(_ width: Double) -> [Double] {
    let least = columns.map(\.min)
    let percents = columns.map { column in
      column.percent.map { Swift.max($0 * width / 100, column.min) } ?? column.min
    }
    let fixed = columns.indices.map { index in
      columns[index].percent == nil && columns[index].isConstrained
        ? columns[index].max : percents[index]
    }
    let most = columns.indices.map { index in
      columns[index].percent == nil ? columns[index].max : percents[index]
    }
    let guesses = [least, percents, fixed, most]
    for index in 1..<guesses.count {
      let upper = guesses[index].reduce(0, +)
      guard width < upper else { continue }
      let lower = guesses[index - 1].reduce(0, +)
      if width <= lower { return guesses[index - 1] }
      let share = (width - lower) / (upper - lower)
      return zip(guesses[index - 1], guesses[index]).map { $0 + ($1 - $0) * share }
    }
    return grow(most, by: width - most.reduce(0, +))
  }

  /// What is left beyond all maximums goes to auto columns first.
  private func grow(_ widths: [Double], by extra: Double) -> [Double] {
    guard extra > 0, !widths.isEmpty else { return widths }
    let all = columns.indices
    let autos = all.filter { !columns[$0].isConstrained && columns[$0].percent == nil }
    let constrained = all.filter { columns[$0].isConstrained && columns[$0].percent == nil }
    var targets = autos.filter { columns[$0].max > 0 }
    var weights = targets.map { columns[$0].max }
    if targets.isEmpty, !autos.isEmpty {
      targets = autos
      weights = autos.map { _ in 1 }
    }
    if targets.isEmpty {
      targets = constrained.filter { columns[$0].max > 0 }
      weights = targets.map { columns[$0].max }
    }
    if targets.isEmpty {
      targets = all.filter { columns[$0].percent != nil }
      weights = targets.map { columns[$0].percent ?? 0 }
    }
    let total = weights.reduce(0, +)
    guard total > 0 else { return widths.map { $0 + extra / Double(widths.count) } }
    var result = widths
    for (index, weight) in zip(targets, weights) { result[index] += extra * weight / total }
    return result
  }

  /// `table-layout: fixed`: `<col>` and the first row decide (CSS 2.1, 17.5.2.1).
  static func fixed(
    _ grid: TableGrid, pass: LayoutPass, width: Double, spacing: Double
  ) -> [Double] {
    var widths = [Double?](repeating: nil, count: grid.columnCount)
    for (index, box) in grid.columns.enumerated() {
      if let box, case .length(let length) = box.style.box.width {
        widths[index] = length.resolved(against: width)
      }
    }
    for index in grid.rows.first?.cells ?? [] {
      let cell = grid.cells[index]
      let edges = BoxEdges(cell.box, width: 0)
      guard
        let own = pass.borderBoxWidth(
          cell.box.style.box.width, of: cell.box, edges: edges, containing: width)
      else { continue }
      let free = (cell.column..<(cell.column + cell.columnSpan)).filter { widths[$0] == nil }
      let share = (own - spacing * Double(cell.columnSpan - 1)) / Double(cell.columnSpan)
      for column in free { widths[column] = Swift.max(0, share) }
    }
    let used = widths.reduce(0) { $0 + ($1 ?? 0) }
    let open = widths.count { $0 == nil }
    let rest = Swift.max(0, width - used)
    if open > 0 { return widths.map { $0 ?? rest / Double(open) } }
    guard used > 0, rest > 0 else { return widths.map { $0 ?? 0 } }
    return widths.map { ($0 ?? 0) * width / used }
  }
}

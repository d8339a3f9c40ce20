import CSS
import Geometry

/// One border of the collapsing model.
struct CollapsedEdge: Equatable {
  var width = 0.0
  var style = BorderStyle.none
  var color = Color.transparent

  static let none = CollapsedEdge()

  /// Whether `other` beats this one (CSS 2.1, 17.6.2.1); equal ones don't.
  func yields(to other: CollapsedEdge) -> Bool {
    if style == .hidden { return false }
    if other.style == .hidden { return true }
    if other.style == .none { return false }
    if style == .none { return true }
    if other.width != width { return other.width > width }
    return other.rank > rank
  }

  private var rank: Int {
    switch style {
    case .double: 8
    case .solid: 7
    case .dashed: 6
    case .dotted: 5
    case .ridge: 4
    case .outset: 3
    case .groove: 2
    case .inset: 1
    case .none, .hidden: 0
    }
  }
}

/// Which borders win in a table with `border-collapse: collapse` (CSS 2.1, 17.6.2).
///
/// Gives each cell half of the winning widths as its border, and the table half of the outer ones.
struct CollapsedBorders {
  private let grid: TableGrid
  private let table: Box
  /// By row and column: index of the cell that covers the slot.
  private var slots: [[Int?]]

  static func resolve(_ table: Box, _ grid: TableGrid) {
    var borders = CollapsedBorders(table, grid)
    borders.run()
  }

  private init(_ table: Box, _ grid: TableGrid) {
    self.table = table
    self.grid = grid
    slots = [[Int?]](
      repeating: [Int?](repeating: nil, count: grid.columnCount), count: grid.rows.count)
    for (index, cell) in grid.cells.enumerated() {
      for row in cell.row..<(cell.row + cell.rowSpan) {
        for column in cell.column..<(cell.column + cell.columnSpan) { slots[row][column] = index }
      }
    }
  }

  private mutating func run() {
    var outer = Edges<Double>.zero
    for cell in grid.cells {
      let edges = Edges(
        top: top(of: cell), right: right(of: cell), bottom: bottom(of: cell),
        left: left(of: cell))
      cell.box.collapsedEdges = edges
      let shown = edges.map { $0.style == .none || $0.style == .hidden ? 0 : $0.width }
      cell.box.borderOverride = shown.map { $0 / 2 }
      if cell.row == 0 { outer.top = max(outer.top, shown.top / 2) }
      if cell.column == 0 { outer.left = max(outer.left, shown.left / 2) }
      if cell.row + cell.rowSpan == grid.rows.count {
        outer.bottom = max(outer.bottom, shown.bottom / 2)
      }
      if cell.column + cell.columnSpan == grid.columnCount {
        outer.right = max(outer.right, shown.right / 2)
      }
    }
    table.borderOverride = outer
  }

  private func edge(
    _ box: Box, _ side: KeyPath<Edges<BorderStyle>, BorderStyle>,
    _ width: KeyPath<Edges<Double>, Double>, _ color: KeyPath<Edges<Color>, Color>
  ) -> CollapsedEdge {
    guard !box.isAnonymous else { return .none }
    let paint = box.style.paint
    return CollapsedEdge(
      width: box.style.box.borderWidth[keyPath: width],
      style: paint.borderStyle[keyPath: side], color: paint.borderColor[keyPath: color])
  }

  private func topEdge(_ box: Box) -> CollapsedEdge { edge(box, \.top, \.top, \.top) }
  private func rightEdge(_ box: Box) -> CollapsedEdge { edge(box, \.right, \.right, \.right) }
  private func bottomEdge(_ box: Box) -> CollapsedEdge { edge(box, \.bottom, \.bottom, \.bottom) }
  private func leftEdge(_ box: Box) -> CollapsedEdge { edge(box, \.left, \.left, \.left) }

  /// The first of the strongest.
  private func winner(_ candidates: [CollapsedEdge]) -> CollapsedEdge {
    var best = CollapsedEdge.none
    for candidate in candidates where best.yields(to: candidate) { best = candidate }
    return best
  }

  private func neighbour(_ row: Int, _ column: Int) -> Box? {
    guard row >= 0, row < slots.count, column >= 0, column < grid.columnCount else { return nil }
    return slots[row][column].map { grid.cells[$0].box }
  }

  private func top(of cell: TableGrid.Cell) -> CollapsedEdge {
    var candidates = [topEdge(cell.box)]
    if let above = neighbour(cell.row - 1, cell.column) { candidates.append(bottomEdge(above)) }
    let row = grid.rows[cell.row]
    candidates.append(topEdge(row.box))
    let isFirst = cell.row == 0
    if !isFirst { candidates.append(bottomEdge(grid.rows[cell.row - 1].box)) }
    if isFirst || grid.rows[cell.row - 1].group != row.group {
      candidates.append(topEdge(grid.groups[row.group]))
      if !isFirst { candidates.append(bottomEdge(grid.groups[grid.rows[cell.row - 1].group])) }
    }
    if isFirst { candidates.append(topEdge(table)) }
    return winner(candidates)
  }

  private func bottom(of cell: TableGrid.Cell) -> CollapsedEdge {
    let next = cell.row + cell.rowSpan
    let last = grid.rows[next - 1]
    var candidates: [CollapsedEdge] = [bottomEdge(cell.box)]
    if let below = neighbour(next, cell.column) { candidates.append(topEdge(below)) }
    candidates.append(bottomEdge(last.box))
    let isLast = next == grid.rows.count
    if !isLast { candidates.append(topEdge(grid.rows[next].box)) }
    if isLast || grid.rows[next].group != last.group {
      candidates.append(bottomEdge(grid.groups[last.group]))
      if !isLast { candidates.append(topEdge(grid.groups[grid.rows[next].group])) }
    }
    if isLast { candidates.append(bottomEdge(table)) }
    return winner(candidates)
  }

  private func left(of cell: TableGrid.Cell) -> CollapsedEdge {
    var candidates = [leftEdge(cell.box)]
    if let before = neighbour(cell.row, cell.column - 1) { candidates.append(rightEdge(before)) }
    if cell.column == 0 {
      candidates += [
        leftEdge(grid.rows[cell.row].box), leftEdge(grid.groups[grid.rows[cell.row].group]),
      ]
    }
    if let column = grid.columns[safe: cell.column] { candidates.append(leftEdge(column)) }
    if cell.column == 0 { candidates.append(leftEdge(table)) }
    return winner(candidates)
  }

  private func right(of cell: TableGrid.Cell) -> CollapsedEdge {
    let next = cell.column + cell.columnSpan
    var candidates = [rightEdge(cell.box)]
    if let after = neighbour(cell.row, next) { candidates.append(leftEdge(after)) }
    if next == grid.columnCount {
      candidates += [
        rightEdge(grid.rows[cell.row].box), rightEdge(grid.groups[grid.rows[cell.row].group]),
      ]
    }
    if let column = grid.columns[safe: next - 1] { candidates.append(rightEdge(column)) }
    if next == grid.columnCount { candidates.append(rightEdge(table)) }
    return winner(candidates)
  }
}

extension Array where Element == Box? {
  fileprivate subscript(safe index: Int) -> Box? {
    index >= 0 && index < count ? self[index] : nil
  }
}

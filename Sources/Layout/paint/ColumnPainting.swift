import CSS
import Geometry

extension Painter {
  /// Backgrounds of column groups and columns, behind the cells that stand in them
  /// (CSS 2.1, 17.5.1).
  mutating func paintColumns(of table: Fragment, at origin: Point) {
    guard let grid = table.box.tableGrid, let painted = PaintedColumns(grid, table.box) else {
      return
    }
    for group in table.children where group.box.isRowGroup {
      for row in group.children {
        for cell in row.children {
          let place = origin + group.place + row.place + cell.place
          let rect = Rect(
            x: place.x, y: place.y, width: cell.width, height: cell.height
          ).snappedToPixels
          for style in painted.styles(of: cell.box) where style.text.visibility == .visible {
            paintBackground(style.paint, Shape(rect), border: .zero, padding: .zero)
          }
        }
      }
    }
  }
}

extension Painter {
  /// The lines between the columns of a multi-column container (CSS Multicol 1, 4).
  mutating func paintColumnRules(of fragment: Fragment, at origin: Point) {
    guard let rule = fragment.box.style.paint.columnRule, rule.color.alpha > 0,
      fragment.box.style.text.visibility == .visible
    else { return }
    for line in fragment.columnRules where line.height > 0 {
      let x = (origin.x + line.x - rule.width / 2).rounded()
      let outer = Rect(x: x, y: origin.y + line.y, width: rule.width, height: line.height)
      let inner = Rect(x: x + rule.width, y: outer.y, width: 0, height: line.height)
      paintSide(
        .left, width: rule.width, rule.color, rule.style, Shape(outer), Shape(inner))
    }
  }
}

/// The columns of a table that have a background, by the cells that begin in them.
private struct PaintedColumns {
  private var columnOfCell: [ObjectIdentifier: Int] = [:]
  private let columns: [Box?]
  private var groups: [ObjectIdentifier: Box] = [:]

  /// Nil where no column has a background.
  init?(_ grid: TableGrid, _ table: Box) {
    columns = grid.columns
    for child in table.children {
      guard case .tableColumnGroup = child.kind else { continue }
      for column in child.children { groups[ObjectIdentifier(column)] = child }
    }
    let parts = columns.compactMap { $0 } + Array(groups.values)
    guard parts.contains(where: { $0.style.paint.hasBackground }) else { return nil }
    for cell in grid.cells { columnOfCell[ObjectIdentifier(cell.box)] = cell.column }
  }

  /// Styles of the group and of the column, in painting order.
  func styles(of cell: Box) -> [ComputedStyle] {
    guard let index = columnOfCell[ObjectIdentifier(cell)], index < columns.count,
      let column = columns[index]
    else { return [] }
    return [groups[ObjectIdentifier(column)], column].compactMap { $0?.style }
      .filter { $0.paint.hasBackground }
  }
}

extension Box {
  fileprivate var isRowGroup: Bool {
    if case .tableRowGroup = kind { return true }
    return false
  }
}

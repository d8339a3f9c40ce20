import CSS
import Geometry

/// The slots of a table (HTML, 4.9.12): rows in visual order and the cells that stand in them.
///
/// Made once with the box tree; it knows no widths.
final class TableGrid {
  struct Cell {
    let box: Box
    var column: Int
    var columnSpan: Int
    var row: Int
    var rowSpan: Int
  }

  struct Row {
    let box: Box
    /// Index in `groups`.
    var group: Int
    /// Cells that begin in this row, as indices in `cells`.
    var cells: [Int] = []
  }

  /// More columns or rows than this are not made.
  static let columnLimit = 1_000

  private(set) var captions: [Box] = []
  /// Row groups: the header, the bodies, the footer.
  private(set) var groups: [Box] = []
  private(set) var rows: [Row] = []
  private(set) var cells: [Cell] = []
  private(set) var columnCount = 0
  /// Boxes of `<col>` by column.
  private(set) var columns: [Box?] = []
  private(set) var hasHeader = false
  private(set) var hasFooter = false

  init(_ table: Box) {
    var header: Box?
    var footer: Box?
    var bodies: [Box] = []
    for child in table.children {
      switch child.kind {
      case .tableCaption: captions.append(child)
      case .tableColumn: addColumn(child, within: nil)
      case .tableColumnGroup:
        if child.children.isEmpty {
          addColumn(child, within: nil)
        } else {
          for column in child.children { addColumn(column, within: child) }
        }
      case .tableRowGroup:
        let inner = child.style.box.display.inner
        if inner == .tableHeaderGroup, header == nil {
          header = child
        } else if inner == .tableFooterGroup, footer == nil {
          footer = child
        } else {
          bodies.append(child)
        }
      default: continue
      }
    }
    hasHeader = header != nil
    hasFooter = footer != nil
    groups = [header].compactMap { $0 } + bodies + [footer].compactMap { $0 }
    for index in groups.indices { addRows(of: index) }
    while columns.count < columnCount { columns.append(nil) }
    columnCount = max(columnCount, columns.count)
  }

  private func addColumn(_ box: Box, within group: Box?) {
    for _ in 0..<box.columnSpan where columns.count < Self.columnLimit { columns.append(box) }
  }

  private func addRows(of group: Int) {
    let boxes = groups[group].children.filter {
      if case .tableRow = $0.kind { true } else { false }
    }
    let first = rows.count
    // For each column the row (exclusive) down to which a cell above reaches.
    var taken: [Int] = []
    for (number, box) in boxes.enumerated() {
      var row = Row(box: box, group: group)
      var column = 0
      for child in box.children {
        guard case .tableCell = child.kind else { continue }
        while column < taken.count, taken[column] > number { column += 1 }
        let width = min(child.columnSpan, Self.columnLimit - column)
        guard width > 0 else { break }
        let left = boxes.count - number
        let height = child.rowSpan == 0 ? left : min(child.rowSpan, left)
        while taken.count < column + width { taken.append(0) }
        for slot in column..<(column + width) { taken[slot] = number + height }
        row.cells.append(cells.count)
        cells.append(
          Cell(
            box: child, column: column, columnSpan: width, row: first + number,
            rowSpan: height))
        column += width
      }
      rows.append(row)
    }
    columnCount = max(columnCount, taken.count)
  }
}

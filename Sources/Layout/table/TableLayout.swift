import CSS
import Geometry

extension LayoutPass {
  /// Table formatting (CSS 2.1, 17): returns the height of the content, captions included.
  func layoutTable(_ fragment: Fragment, _ area: ContentArea) -> Double {
    guard let grid = fragment.box.tableGrid else {
      return layoutBlock(fragment, area, floats: nil)
    }
    var layout = TableLayout(pass: self, fragment: fragment, area: area, grid: grid)
    return layout.run()
  }

  func tableContentSizes(of box: Box) -> IntrinsicSizes {
    guard let grid = box.tableGrid else { return blockContentSizes(of: box) }
    let spacing = box.columnSpacing
    let columns = TableColumns(grid, pass: self, spacing: spacing)
    let gaps = grid.columnCount == 0 ? 0 : spacing * Double(grid.columnCount + 1)
    var sizes = IntrinsicSizes(min: columns.minSum + gaps, max: columns.maxSum + gaps)
    if box.style.box.tableLayoutFixed, box.style.box.width != .auto {
      // Only what columns and cells ask for: contents may overflow (CSS 2.1, 17.5.2.1).
      let fixed = TableColumns.fixed(grid, pass: self, width: 0, spacing: spacing)
      sizes.min = fixed.reduce(gaps, +)
    }
    for caption in grid.captions {
      let own = contribution(of: caption)
      sizes.min = max(sizes.min, own.min)
      sizes.max = max(sizes.max, sizes.min)
    }
    return sizes
  }
}

extension Box {
  /// Horizontal room between columns and at the edges; none where borders collapse.
  var columnSpacing: Double { style.text.borderCollapse ? 0 : style.text.borderSpacing.width }
  var rowSpacing: Double { style.text.borderCollapse ? 0 : style.text.borderSpacing.height }
}

/// One table's layout.
struct TableLayout {
  let pass: LayoutPass
  let fragment: Fragment
  let area: ContentArea
  let grid: TableGrid
  private let columnSpacing: Double
  private let rowSpacing: Double
  private var widths: [Double] = []
  /// Left edges of the columns in the grid.
  private var lefts: [Double] = []
  private var heights: [Double] = []
  private var baselines: [Double] = []
  private var cells: [Fragment] = []

  init(pass: LayoutPass, fragment: Fragment, area: ContentArea, grid: TableGrid) {
    self.pass = pass
    self.fragment = fragment
    self.area = area
    self.grid = grid
    columnSpacing = fragment.box.columnSpacing
    rowSpacing = fragment.box.rowSpacing
  }

  mutating func run() -> Double {
    sizeColumns()
    let top = layoutCaptions(atBottom: false, y: 0)
    cells = grid.cells.map { layoutCell($0) }
    sizeRows()
    growRows(to: area.height.map { $0 - top })
    for index in grid.cells.indices { finishCell(index) }
    let height = placeGroups(captionHeight: top)
    let bottom = layoutCaptions(
      atBottom: true, y: top + fragment.frameHeight + height)
    let firstGroup = grid.captions.count { !$0.isBottomCaption }
    fragment.table = TableFragmentInfo(
      header: grid.hasHeader ? firstGroup : nil,
      footer: grid.hasFooter ? firstGroup + grid.groups.count - 1 : nil,
      captionTop: top, captionBottom: bottom)
    return top + height + bottom
  }

  // MARK: Columns

  private mutating func sizeColumns() {
    let gaps = grid.columnCount == 0 ? 0 : columnSpacing * Double(grid.columnCount + 1)
    let width = max(0, area.width - gaps)
    let box = fragment.box.style.box
    if box.tableLayoutFixed, box.width != .auto {
      widths = TableColumns.fixed(grid, pass: pass, width: width, spacing: columnSpacing)
    } else {
      let columns = TableColumns(grid, pass: pass, spacing: columnSpacing)
      widths = columns.distribute(width)
    }
    var x = columnSpacing
    lefts = []
    for width in widths {
      lefts.append(x)
      x += width + columnSpacing
    }
    if fragment.box.style.text.direction == .rtl {
      for index in widths.indices { lefts[index] = area.width - lefts[index] - widths[index] }
    }
  }

  private func width(of cell: TableGrid.Cell) -> Double {
    let range = cell.column..<(cell.column + cell.columnSpan)
    return range.reduce(columnSpacing * Double(cell.columnSpan - 1)) { $0 + widths[$1] }
  }

  // MARK: Cells and rows

  private func layoutCell(_ cell: TableGrid.Cell, height: Double? = nil) -> Fragment {
    let result = Fragment(cell.box)
    let width = width(of: cell)
    var constraints = Constraints(width: width, height: nil)
    constraints.fixedWidth = width
    constraints.measuresContentHeight = height == nil
    constraints.fixedHeight = height
    pass.fill(result, constraints, floats: nil)
    return result
  }

  /// A cell's least height: its content's, or its own `height`.
  private func leastHeight(_ index: Int) -> Double {
    let cell = grid.cells[index].box
    let edges = BoxEdges(cell, width: area.width)
    let own = pass.borderBoxHeight(cell.style.box.height, of: cell, edges: edges, containing: nil)
    return max(cells[index].height, own ?? 0)
  }

  private mutating func sizeRows() {
    heights = grid.rows.map { row in
      let edges = BoxEdges(row.box, width: area.width)
      let height = row.box.style.box.height
      let least = row.box.style.box.minHeight
      let own = pass.borderBoxHeight(height, of: row.box, edges: edges, containing: nil) ?? 0
      return max(
        own, pass.borderBoxHeight(least, of: row.box, edges: edges, containing: nil) ?? 0)
    }
    baselines = [Double](repeating: 0, count: grid.rows.count)
    for (index, cell) in grid.cells.enumerated() where cell.box.alignsBaseline {
      baselines[cell.row] = max(baselines[cell.row], baseline(index))
    }
    for (index, cell) in grid.cells.enumerated() where cell.rowSpan == 1 {
      var height = leastHeight(index)
      if cell.box.alignsBaseline { height += baselines[cell.row] - baseline(index) }
      heights[cell.row] = max(heights[cell.row], height)
    }
    for (index, cell) in grid.cells.enumerated() where cell.rowSpan > 1 {
      let range = cell.row..<(cell.row + cell.rowSpan)
      let have = range.reduce(rowSpacing * Double(cell.rowSpan - 1)) { $0 + heights[$1] }
      let missing = leastHeight(index) - have
      if missing > 0 { share(missing, over: Array(range)) }
    }
  }

  /// Gives rows more height: those without an own height first, by what they have.
  private mutating func share(_ extra: Double, over rows: [Int]) {
    let autos = rows.filter { grid.rows[$0].box.style.box.height == .auto }
    let targets = autos.isEmpty ? rows : autos
    let total = targets.reduce(0) { $0 + heights[$1] }
    for row in targets {
      heights[row] += total > 0 ? extra * heights[row] / total : extra / Double(targets.count)
    }
  }

  private mutating func growRows(to height: Double?) {
    let least = max(height ?? 0, fragment.minHeight - fragment.frameHeight)
    let gaps = rowSpacing * Double(grid.rows.count + 1)
    let extra = least - gaps - heights.reduce(0, +)
    if extra > 0, !heights.isEmpty { share(extra, over: Array(heights.indices)) }
  }

  private func baseline(_ index: Int) -> Double {
    let cell = cells[index]
    if let baseline = cell.firstBaseline { return baseline }
    return cell.height - cell.border.bottom - cell.padding.bottom
  }

  private func height(of cell: TableGrid.Cell) -> Double {
    let range = cell.row..<(cell.row + cell.rowSpan)
    return range.reduce(rowSpacing * Double(cell.rowSpan - 1)) { $0 + heights[$1] }
  }

  /// Gives a cell its height and moves its content as `vertical-align` says.
  private mutating func finishCell(_ index: Int) {
    let cell = grid.cells[index]
    let height = height(of: cell)
    if cell.box.heightMatters, cell.box.children.contains(where: \.heightMattersToItself) {
      cells[index] = layoutCell(cell, height: height)
      return
    }
    let result = cells[index]
    let free = height - result.height
    var shift = 0.0
    switch cell.box.style.box.verticalAlign {
    case .top, .textTop: shift = 0
    case .middle: shift = free / 2
    case .bottom, .textBottom: shift = free
    default: shift = min(free, baselines[cell.row] - baseline(index))
    }
    result.height = height
    result.isStretched = true
    if shift != 0 { result.shiftContent(by: shift) }
  }

  // MARK: Places

  /// Row groups, rows and cells as nested fragments; returns the height of the grid.
  private mutating func placeGroups(captionHeight: Double) -> Double {
    let left = fragment.contentX
    let top = captionHeight + fragment.contentY
    var y = rowSpacing
    var row = 0
    for (number, box) in grid.groups.enumerated() {
      let group = Fragment(box)
      group.x = left + columnSpacing
      group.y = top + y
      group.width = max(0, area.width - 2 * columnSpacing)
      let start = y
      while row < grid.rows.count, grid.rows[row].group == number {
        let child = placeRow(row, width: group.width)
        child.y = y - start
        group.children.append(child)
        y += heights[row] + rowSpacing
        row += 1
      }
      group.height = group.children.isEmpty ? 0 : y - start - rowSpacing
      appendGroup(group)
    }
    return grid.rows.isEmpty ? 0 : y
  }

  private func appendGroup(_ group: Fragment) {
    if fragment.firstBaseline == nil, let row = group.children.first, let line = row.firstBaseline {
      fragment.firstBaseline = group.y + row.y + line
    }
    fragment.lastBaseline = fragment.firstBaseline
    fragment.children.append(group)
  }

  private func placeRow(_ index: Int, width: Double) -> Fragment {
    let row = grid.rows[index]
    let result = Fragment(row.box)
    result.width = width
    result.height = heights[index]
    for at in row.cells {
      let cell = cells[at]
      let first = grid.cells[at].column
      let last = first + grid.cells[at].columnSpan - 1
      cell.x = min(lefts[first], lefts[last]) - columnSpacing
      cell.y = 0
      cell.margin = .zero
      result.children.append(cell)
    }
    result.flow = .rows([0..<result.children.count])
    result.firstBaseline =
      baselines[index] > 0 ? baselines[index] : row.cells.first.map { baseline($0) }
    if row.box.position == .relative {
      result.relativeOffset = pass.relativeOffset(
        of: row.box, Constraints(width: area.width, height: area.height))
    }
    return result
  }

  private func layoutCaptions(atBottom: Bool, y: Double) -> Double {
    var height = 0.0
    for box in grid.captions where box.isBottomCaption == atBottom {
      let edges = BoxEdges(box, width: fragment.width)
      var constraints = Constraints(width: fragment.width)
      if box.style.box.width == .auto {
        constraints.fixedWidth = max(
          0, fragment.width - edges.margin.left - edges.margin.right)
      }
      let caption = pass.layout(box, constraints)
      caption.x = edges.margin.left
      caption.y = y + height + edges.margin.top
      height += caption.height + edges.margin.top + edges.margin.bottom
      fragment.children.append(caption)
    }
    return height
  }
}

extension Box {
  fileprivate var isBottomCaption: Bool { style.text.captionSideBottom }

  fileprivate var alignsBaseline: Bool {
    switch style.box.verticalAlign {
    case .baseline, .sub, .super, .length: true
    case .top, .middle, .bottom, .textTop, .textBottom: false
    }
  }
}

extension Fragment {
  /// Moves everything inside down; the box itself stays.
  func shiftContent(by shift: Double) {
    for child in children { child.y += shift }
    for index in lines.indices { lines[index].y += shift }
    firstBaseline = firstBaseline.map { $0 + shift }
    lastBaseline = lastBaseline.map { $0 + shift }
    marker?.origin.y += shift
  }
}

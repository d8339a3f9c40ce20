import CSS
import Geometry

/// Puts missing table parts in place (CSS 2.1, 17.2.1).
enum TableFixup {
  /// Wraps the children of one box: stray table parts, and strangers inside a table.
  static func arrange(_ box: Box) {
    switch box.kind {
    case .table:
      box.children = wrap(box.children, in: .tableRowGroup, of: box) { child in
        switch child.kind {
        case .tableRowGroup, .tableCaption, .tableColumn, .tableColumnGroup: true
        default: false
        }
      }
      finish(box)
    case .tableRowGroup:
      box.children = wrap(box.children, in: .tableRow, of: box) {
        if case .tableRow = $0.kind { true } else { false }
      }
    case .tableRow:
      box.children = wrap(box.children, in: .tableCell, of: box) {
        if case .tableCell = $0.kind { true } else { false }
      }
    case .tableColumn, .tableColumnGroup:
      box.children = box.children.filter { if case .tableColumn = $0.kind { true } else { false } }
    default:
      wrapStrays(in: box)
    }
  }

  /// Finds the table's slots and what borders its parts have.
  private static func finish(_ table: Box) {
    let grid = TableGrid(table)
    table.tableGrid = grid
    for group in grid.groups { group.borderOverride = .zero }
    for row in grid.rows { row.box.borderOverride = .zero }
    if table.style.text.borderCollapse { CollapsedBorders.resolve(table, grid) }
  }

  private enum Wrapper { case tableRowGroup, tableRow, tableCell }

  /// Joins runs of children that don't belong into anonymous parts, each arranged in turn.
  private static func wrap(
    _ children: [Box], in wrapper: Wrapper, of parent: Box, unless belongs: (Box) -> Bool
  ) -> [Box] {
    if children.allSatisfy(belongs) { return children }
    var result: [Box] = []
    var run: [Box] = []
    func flush() {
      defer { run = [] }
      guard run.contains(where: { !$0.isBlankText }) else { return }
      let box = anonymous(wrapper, parent)
      box.children = run
      if case .tableCell = wrapper { box.children = blockChildren(run, parent) }
      arrange(box)
      result.append(box)
    }
    for child in children.flatMap(unwrapped) {
      if belongs(child) {
        flush()
        result.append(child)
      } else {
        run.append(child)
      }
    }
    flush()
    return result
  }

  /// Anonymous blocks that the collector made are opened again: the fix-up wants their content.
  private static func unwrapped(_ box: Box) -> [Box] {
    box.isAnonymous && !box.isText && box.isBlockContainer ? box.children : [box]
  }

  private static func blockChildren(_ run: [Box], _ parent: Box) -> [Box] {
    var collector = BoxCollector(.block, parentStyle: parent.style, node: parent.node)
    for child in run {
      if !child.isInFlow {
        collector.addOutOfFlow(child)
      } else if child.isInlineLevel {
        collector.addInline(child)
      } else {
        collector.addBlock(child)
      }
    }
    return collector.finish()
  }

  private static func anonymous(_ wrapper: Wrapper, _ parent: Box) -> Box {
    switch wrapper {
    case .tableRowGroup:
      Box(
        .tableRowGroup, style: parent.style.forAnonymous(Display(.block, .tableRowGroup)),
        node: parent.node, isAnonymous: true)
    case .tableRow:
      Box(
        .tableRow, style: parent.style.forAnonymous(Display(.block, .tableRow)),
        node: parent.node, isAnonymous: true)
    case .tableCell:
      Box(
        .tableCell, style: parent.style.forAnonymous(Display(.block, .tableCell)),
        node: parent.node, isAnonymous: true)
    }
  }

  /// Rows, cells and captions outside a table get an anonymous table round them.
  private static func wrapStrays(in box: Box) {
    guard box.children.contains(where: \.isTablePart) else { return }
    var result: [Box] = []
    var run: [Box] = []
    func flush() {
      defer { run = [] }
      guard run.contains(where: \.isTablePart) else {
        result += run
        return
      }
      let table = Box(
        .table, style: box.style.forAnonymous(Display(.block, .table)), node: box.node,
        isAnonymous: true)
      table.isItem = box.holdsItems
      for child in run { child.isItem = false }
      table.children = run
      arrange(table)
      result.append(table)
    }
    for child in box.children {
      if child.isTablePart || (child.isAnonymous && child.isBlank && !run.isEmpty) {
        run.append(child)
      } else {
        flush()
        result.append(child)
      }
    }
    flush()
    box.children = result
  }
}

extension Box {
  var isBlockContainer: Bool {
    if case .blockContainer = kind { return true }
    return false
  }

  var isTablePart: Bool {
    switch kind {
    case .tableRowGroup, .tableRow, .tableCell, .tableCaption, .tableColumn, .tableColumnGroup:
      true
    default: false
    }
  }

  var isBlankText: Bool {
    if case .text(let text) = kind { return text.isCollapsible(in: .normal) }
    return false
  }

  /// An anonymous block of white space only.
  var isBlank: Bool { children.allSatisfy(\.isBlankText) }
}

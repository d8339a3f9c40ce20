import CSS
import Geometry

extension Painter {
  /// The borders of a table whose borders collapse, over the backgrounds of all cells.
  mutating func paintCollapsedBorders(of table: Fragment, at origin: Point) {
    guard table.box.isTable, table.box.style.text.borderCollapse else { return }
    for group in table.children {
      paintCollapsedBorders(inGroup: group, at: origin + group.place)
    }
  }

  mutating func paintCollapsedBorders(inGroup group: Fragment, at origin: Point) {
    for row in group.children {
      let start = origin + row.place
      for cell in row.children {
        guard let edges = cell.box.collapsedEdges else { continue }
        let place = start + cell.place
        paint(
          edges,
          around: Rect(x: place.x, y: place.y, width: cell.width, height: cell.height))
      }
    }
  }

  /// Each edge lies in the middle of the cell's side, half of it outside.
  private mutating func paint(_ edges: Edges<CollapsedEdge>, around rect: Rect) {
    let left = edges.left.shownWidth / 2
    let right = edges.right.shownWidth / 2
    let width = rect.width + left + right
    paint(
      edges.top,
      Rect(
        x: rect.x - left, y: rect.y - edges.top.shownWidth / 2, width: width,
        height: edges.top.shownWidth))
    paint(
      edges.bottom,
      Rect(
        x: rect.x - left, y: rect.maxY - edges.bottom.shownWidth / 2, width: width,
        height: edges.bottom.shownWidth))
    paint(
      edges.left,
      Rect(
        x: rect.x - left, y: rect.y, width: edges.left.shownWidth, height: rect.height))
    paint(
      edges.right,
      Rect(
        x: rect.maxX - right, y: rect.y, width: edges.right.shownWidth, height: rect.height))
  }

  private mutating func paint(_ edge: CollapsedEdge, _ rect: Rect) {
    guard edge.shownWidth > 0, edge.color.alpha > 0 else { return }
    let isHorizontal = rect.width >= rect.height
    switch edge.style {
    case .dashed, .dotted:
      let middle = Point(x: rect.x + rect.width / 2, y: rect.y + rect.height / 2)
      let path =
        isHorizontal
        ? Path([.move(Point(x: rect.x, y: middle.y)), .line(Point(x: rect.maxX, y: middle.y))])
        : Path([.move(Point(x: middle.x, y: rect.y)), .line(Point(x: middle.x, y: rect.maxY))])
      let side: BorderSide = isHorizontal ? .top : .left
      let stroke = side.stroke(
        edge.color, width: edge.width, dotted: edge.style == .dotted, rect)
      sheets.paint(over: rect) { sheets, page, offset in
        sheets.add(.stroke(path.offset(by: offset), stroke), to: page)
      }
    default:
      // Whole px, at least one, so that a shared line is drawn over itself.
      let x = (rect.x + 0.001).rounded(.down)
      let y = (rect.y + 0.001).rounded(.down)
      sheets.fill(
        Shape(
          Rect(
            x: x, y: y,
            width: max(1, isHorizontal ? rect.maxX.rounded(.up) - x : rect.width.rounded()),
            height: max(1, isHorizontal ? rect.height.rounded() : rect.maxY.rounded(.up) - y))),
        edge.color)
    }
  }
}

extension CollapsedEdge {
  var shownWidth: Double { style == .none || style == .hidden ? 0 : width }
}

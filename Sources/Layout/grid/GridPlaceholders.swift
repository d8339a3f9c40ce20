import CSS
import Geometry

/// Absolutely positioned children of a grid container (CSS Grid 1, 9).
extension GridLayout {
  mutating func addPlaceholders(_ fragment: Fragment, isRightToLeft: Bool, content: Size) {
    for child in box.children where child.isOutOfFlow {
      let placeholder = Fragment(child)
      let flex = child.style.flex
      let own = child.style.text.direction == .rtl
      placeholder.placeholder = .aligned(
        rect: nil,
        horizontal: physical(
          flex.justifySelf == .auto ? align.justifyItems : flex.justifySelf,
          isReversed: isRightToLeft, ownIsReversed: own),
        vertical: physical(
          flex.alignSelf == .auto ? align.alignItems : flex.alignSelf, isReversed: false,
          ownIsReversed: false))
      placeholder.gridArea = area(of: child, fragment, isRightToLeft, content: content)
      fragment.children.append(placeholder)
    }
  }

  private func physical(
    _ value: Alignment, isReversed: Bool, ownIsReversed: Bool
  ) -> Alignment {
    switch value {
    case .safe(let position):
      .safe(physical(position, isReversed: isReversed, ownIsReversed: ownIsReversed))
    case .center: .center
    case .end, .flexEnd: isReversed ? .start : .end
    case .selfStart: ownIsReversed ? .end : .start
    case .selfEnd: ownIsReversed ? .start : .end
    case .right: .end
    case .left: .start
    default: isReversed ? .end : .start
    }
  }

  /// The area between the lines that the child names; `auto` stands for the padding edges.
  private func area(
    of child: Box, _ fragment: Fragment, _ isRightToLeft: Bool, content size: Size
  ) -> Rect {
    let grid = child.style.grid
    let padding = fragment.padding
    let inner = Rect(
      x: fragment.border.left, y: fragment.border.top,
      width: size.width + padding.left + padding.right,
      height: size.height + padding.top + padding.bottom)
    let columnLines = lines(grid.columnStart, grid.columnEnd, isColumn: true)
    let rowLines = lines(grid.rowStart, grid.rowEnd, isColumn: false)
    let start = columnLines.start.map { edge(columns, $0, isStart: true) }
    let end = columnLines.end.map { edge(columns, $0, isStart: false) }
    let content = fragment.contentX
    var left = inner.x
    var right = inner.maxX
    if isRightToLeft {
      if let start { right = content + size.width - start }
      if let end { left = content + size.width - end }
    } else {
      if let start { left = content + start }
      if let end { right = content + end }
    }
    var top = inner.y
    var bottom = inner.maxY
    if let start = rowLines.start { top = fragment.contentY + edge(rows, start, isStart: true) }
    if let end = rowLines.end { bottom = fragment.contentY + edge(rows, end, isStart: false) }
    return Rect(
      x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
  }

  /// The lines from 0 that a child names; nil for `auto`, spans and lines that don't exist.
  private func lines(
    _ start: GridStyle.Line, _ end: GridStyle.Line, isColumn: Bool
  ) -> (start: Int?, end: Int?) {
    let placement = GridPlacement(style: style, columns: columnTemplate, rows: rowTemplate)
    let offset = isColumn ? before.columns : before.rows
    let count = isColumn ? columns.count : rows.count
    func resolved(_ line: GridStyle.Line, isStart: Bool) -> Int? {
      guard let found = placement.line(line, isStart: isStart, isColumn: isColumn) else {
        return nil
      }
      let index = found + offset
      return 0...count ~= index ? index : nil
    }
    let from = resolved(start, isStart: true)
    let to = resolved(end, isStart: false)
    if let from, let to {
      return from == to ? (from, nil) : (min(from, to), max(from, to))
    }
    return (from, to)
  }

  /// Where a line lies, on the side of the gutter that faces the area.
  private func edge(_ tracks: [GridTrack], _ line: Int, isStart: Bool) -> Double {
    guard let last = tracks.last else { return 0 }
    if isStart {
      return line < tracks.count ? tracks[line].position : last.position + last.base
    }
    return line > 0 ? tracks[line - 1].position + tracks[line - 1].base : tracks[0].position
  }
}

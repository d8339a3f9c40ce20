import CSS
import Geometry

extension Fragment {
  private static let tolerance = 0.02

  /// The same fragment as an object of its own; what it holds is shared.
  func copy() -> Fragment {
    let copy = Fragment(box)
    (copy.x, copy.y, copy.width, copy.height) = (x, y, width, height)
    (copy.margin, copy.border, copy.padding) = (margin, border, padding)
    (copy.children, copy.lines, copy.flow) = (children, lines, flow)
    (copy.firstBaseline, copy.lastBaseline) = (firstBaseline, lastBaseline)
    (copy.endStrut, copy.topMargin, copy.relativeOffset) = (endStrut, topMargin, relativeOffset)
    (copy.heightIsAuto, copy.isStretched) = (heightIsAuto, isStretched)
    (copy.minHeight, copy.maxHeight) = (minHeight, maxHeight)
    (copy.containsFloats, copy.hasClearance) = (containsFloats, hasClearance)
    (copy.positioned, copy.anchorsBottom) = (positioned, anchorsBottom)
    (copy.marker, copy.table, copy.columnFlow) = (marker, table, columnFlow)
    (copy.isContinuation, copy.columnRules) = (isContinuation, columnRules)
    return copy
  }

  /// The part between two heights of the border box, its cut edges open; its own `y` is not set.
  func slice(from start: Double, to end: Double) -> Fragment {
    let part = copy()
    let startsInside = start > Self.tolerance
    let endsInside = end < height - Self.tolerance
    guard startsInside || endsInside else { return part }
    let top = max(0, start)
    part.height = max(0, min(end, height) - top)
    if startsInside {
      (part.border.top, part.padding.top, part.margin.top) = (0, 0, 0)
      part.marker = nil
      part.isContinuation = true
    }
    if endsInside { (part.border.bottom, part.padding.bottom, part.margin.bottom) = (0, 0, 0) }
    part.lines = lines.filter { Self.isIn($0.y, start, end) }
    for index in part.lines.indices { part.lines[index].y -= top }
    part.children = children.compactMap { $0.part(from: start, to: end, top: top) }
    part.positioned = positioned.compactMap { $0.part(from: start, to: end, top: top) }
    if case .lines = flow {} else { part.flow = .stack }
    return part
  }

  /// What of a child lies between two heights of its parent, moved to the part's top.
  private func part(from start: Double, to end: Double, top: Double) -> Fragment? {
    let isCut = y < start - Self.tolerance || y + height > end + Self.tolerance
    guard isCut, isInFlowFragment, !isFloating else {
      guard Self.isIn(y, start, end) else { return nil }
      let whole = copy()
      whole.y -= top
      return whole
    }
    guard y < end - Self.tolerance, y + height > start + Self.tolerance else { return nil }
    let part = slice(from: start - y, to: end - y)
    part.y = max(y, start) - top
    return part
  }

  private static func isIn(_ y: Double, _ start: Double, _ end: Double) -> Bool {
    y >= start - tolerance && y < end - tolerance
  }
}

import CSS
import Geometry

/// The content of a multi-column container before it is cut.
struct ColumnFlow {
  let shape: ColumnShape
  let isRightToLeft: Bool
  /// Strips, whose boxes are anonymous, and the boxes that span all columns.
  var segments: [Fragment] = []
  /// Content height where it is definite or limited.
  var fillHeight: Double?
  var balances = true

  init(shape: ColumnShape, isRightToLeft: Bool) {
    self.shape = shape
    self.isRightToLeft = isRightToLeft
  }

  /// The height of the columns from a place of a strip on, without pages.
  func height(_ breaker: ColumnBreaker, from start: Double) -> Double {
    if !balances, let fillHeight { return fillHeight }
    let balanced = breaker.balancedHeight(from: start, count: shape.count)
    return min(balanced, fillHeight ?? .infinity)
  }

  /// Sets the heights at which segments begin; returns the height of all.
  func placeSegments(top: Double) -> Double {
    var y = 0.0
    for segment in segments {
      if segment.box.isAnonymous {
        segment.y = top + y
        y += height(ColumnBreaker(segment), from: 0)
      } else {
        y += segment.margin.top
        segment.y = top + y
        y += segment.height + segment.margin.bottom
      }
    }
    return y
  }
}

extension Fragment {
  /// Cuts the strips of all multi-column containers inside, as if there were no pages.
  func cutColumns() {
    for child in children { child.cutColumns() }
    for child in positioned { child.cutColumns() }
    for line in lines {
      for piece in line.pieces {
        if case .atomic(let inner) = piece.kind { inner.cutColumns() }
      }
    }
    guard let flow = columnFlow else { return }
    columnRules = []
    children = flow.segments.flatMap { segment -> [Fragment] in
      guard segment.box.isAnonymous else { return [segment] }
      let breaker = ColumnBreaker(segment)
      let height = flow.height(breaker, from: 0)
      return columns(of: segment, breaker.fill(from: 0, height: height), y: segment.y, height)
    }
  }

  /// The parts of a strip side by side, their tops at `y`, with rules of a height between them.
  func columns(
    of strip: Fragment, _ ranges: [ColumnRange], y: Double, _ height: Double
  ) -> [Fragment] {
    guard let flow = columnFlow else { return [] }
    for column in ranges.indices.dropFirst() {
      // The column on the right of the gap.
      let right = flow.isRightToLeft ? column - 1 : column
      let left = flow.shape.left(of: right, isRightToLeft: flow.isRightToLeft)
      columnRules.append(
        Rect(x: contentX + left - flow.shape.gap / 2, y: y, width: 0, height: height))
    }
    return ranges.enumerated().map { column, range in
      let part = strip.slice(from: range.start, to: range.end)
      part.x = contentX + flow.shape.left(of: column, isRightToLeft: flow.isRightToLeft)
      part.y = y
      return part
    }
  }
}

import CSS
import Geometry

extension LayoutPass {
  /// Multi-column formatting (CSS Multicol 1): returns the height of the content.
  ///
  /// The content is laid out as strips of one column's width, between boxes that span all columns;
  /// `cutColumns` cuts them later, so that what is positioned and pages see both.
  func layoutColumns(_ fragment: Fragment, _ area: ContentArea) -> Double {
    let box = fragment.box
    let shape = ColumnShape(box, width: area.width)
    var flow = ColumnFlow(shape: shape, isRightToLeft: box.style.text.direction == .rtl)
    flow.fillHeight = area.height ?? finite(fragment.maxHeight - fragment.frameHeight)
    flow.balances = box.style.box.columnFillBalance || flow.fillHeight == nil
    for run in columnRuns(of: box) {
      if run.isAnonymous {
        let strip = Fragment(run)
        strip.width = shape.width
        strip.height = layoutBlock(
          strip, ContentArea(width: shape.width, height: area.height), floats: nil)
        strip.x = fragment.contentX
        fragment.children.append(strip)
      } else {
        let spanner = layout(run, Constraints(width: area.width, height: area.height))
        spanner.x = fragment.contentX + spanner.margin.left
        fragment.children.append(spanner)
      }
    }
    fragment.flow = .multicolumn
    fragment.columnFlow = flow
    flow.segments = fragment.children
    fragment.columnFlow = flow
    if let first = fragment.children.first, let baseline = first.firstBaseline {
      fragment.firstBaseline = fragment.contentY + baseline
    }
    return flow.placeSegments(top: fragment.contentY)
  }

  func columnContentSizes(of box: Box) -> IntrinsicSizes {
    var sizes = blockContentSizes(of: box)
    let style = box.style.box
    let gap = box.columnGap(width: 0)
    if let width = style.columnWidth {
      sizes.min = min(sizes.min, width)
      sizes.max = max(sizes.max, width)
    }
    if let count = style.columnCount {
      let gaps = gap * Double(count - 1)
      if style.columnWidth == nil { sizes.min = sizes.min * Double(count) + gaps }
      sizes.max = sizes.max * Double(count) + gaps
    }
    return sizes
  }

  private func finite(_ value: Double) -> Double? { value.isFinite ? max(0, value) : nil }

  /// Anonymous blocks round what flows through columns, and the boxes that span them.
  private func columnRuns(of box: Box) -> [Box] {
    if let known = box.columnRuns { return known }
    var runs: [Box] = []
    var current: [Box] = []
    func close() {
      guard !current.isEmpty else { return }
      let run = Box(
        .blockContainer, style: box.style.forAnonymousBlock, node: box.node, isAnonymous: true)
      run.children = current
      run.isAnonymousItem = true
      runs.append(run)
      current = []
    }
    for child in box.children {
      if child.style.box.columnSpanAll, child.isInFlow, !child.isInlineLevel, !child.isAnonymous {
        close()
        runs.append(child)
      } else {
        current.append(child)
      }
    }
    close()
    box.columnRuns = runs
    return runs
  }
}

/// How many columns of which width (CSS Multicol 1, 3.4).
struct ColumnShape {
  var count: Int
  var width: Double
  var gap: Double

  init(_ box: Box, width available: Double) {
    let style = box.style.box
    let gap = box.columnGap(width: available)
    let fitting: Int? = style.columnWidth.map { width in
      let columns = (available + gap) / max(1, width + gap)
      return Int(max(1, min(columns.rounded(.down), 1000)))
    }
    switch (style.columnCount, fitting) {
    case (let wanted?, let fitting?): count = min(wanted, fitting)
    case (let wanted?, nil): count = wanted
    case (nil, let fitting?): count = fitting
    case (nil, nil): count = 1
    }
    self.gap = gap
    width = max(0, (available + gap) / Double(count) - gap)
  }

  /// Left edge of a column in the content box.
  func left(of column: Int, isRightToLeft: Bool) -> Double {
    let place = isRightToLeft ? count - 1 - column : column
    return Double(place) * (width + gap)
  }
}

extension Box {
  /// `normal` is 1em between columns.
  fileprivate func columnGap(width: Double) -> Double {
    style.flex.columnGap?.resolved(against: width) ?? style.text.fontSize
  }
}

import CSS
import Geometry

/// A flex item; sizes are border-box sizes along the container's axes.
struct FlexItem {
  let box: Box
  let edges: BoxEdges
  let isRow: Bool
  var base = 0.0
  var hypothetical = 0.0
  var minMain = 0.0
  var maxMain = Double.infinity
  var target = 0.0
  var isFrozen = false
  var violation = 0.0
  var cross = 0.0
  var fragment: Fragment?
  var mainPosition = 0.0
  var crossPosition = 0.0
  /// Used main margins, after auto margins took their part.
  var mainStartMargin = 0.0
  var mainEndMargin = 0.0

  init(_ box: Box, edges: BoxEdges, isRow: Bool) {
    self.box = box
    self.edges = edges
    self.isRow = isRow
  }

  var frameMain: Double { isRow ? edges.frameWidth : edges.frameHeight }
  var frameCross: Double { isRow ? edges.frameHeight : edges.frameWidth }
  var mainMargins: Double {
    isRow
      ? edges.margin.left + edges.margin.right : edges.margin.top + edges.margin.bottom
  }
  var crossMargins: Double {
    isRow
      ? edges.margin.top + edges.margin.bottom : edges.margin.left + edges.margin.right
  }
  var crossStartMargin: Double { isRow ? edges.margin.top : edges.margin.left }
  var autoMainStart: Bool { isRow ? edges.autoLeft : edges.autoTop }
  var autoMainEnd: Bool { isRow ? edges.autoRight : edges.autoBottom }
  var autoCrossStart: Bool { isRow ? edges.autoTop : edges.autoLeft }
  var autoCrossEnd: Bool { isRow ? edges.autoBottom : edges.autoRight }
  var outerHypothetical: Double { hypothetical + mainMargins }
  var outerTarget: Double { target + mainMargins }
  var outerCross: Double { cross + crossMargins }
  var hasAutoCrossSize: Bool {
    let style = box.style.box
    return (isRow ? style.height : style.width) == .auto
  }

  func clampMain(_ size: Double) -> Double { max(min(size, maxMain), minMain, frameMain) }

  func alignment(in container: FlexStyle) -> Alignment {
    let own = box.style.flex.alignSelf
    let value = own == .auto ? container.alignItems : own
    return value == .normal || value == .auto ? .stretch : value
  }
}

/// A flex line: a range of items.
struct FlexLine {
  var range: Range<Int>
  var cross = 0.0
  var crossPosition = 0.0
  /// From the line's cross start to the shared baseline of its baseline-aligned items.
  var baseline = 0.0
}

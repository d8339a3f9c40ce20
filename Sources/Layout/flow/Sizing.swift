import CSS
import Geometry

/// Used values of margins, borders and paddings.
struct BoxEdges {
  var margin: Edges<Double>
  var border: Edges<Double>
  var padding: Edges<Double>
  var autoTop = false
  var autoRight = false
  var autoBottom = false
  var autoLeft = false
  /// What scroll bars take of `border` on the right (or left) and below.
  var gutter = Size()

  /// Percentages of all four sides refer to the containing block's width.
  init(_ style: ComputedStyle, width: Double) {
    let box = style.box
    func used(_ value: LengthPercentageOrAuto) -> Double {
      if case .length(let length) = value { return length.resolved(against: width).snapped }
      return 0
    }
    margin = Edges(
      top: used(box.margin.top), right: used(box.margin.right), bottom: used(box.margin.bottom),
      left: used(box.margin.left))
    padding = Edges(
      top: max(0, box.padding.top.resolved(against: width).snapped),
      right: max(0, box.padding.right.resolved(against: width).snapped),
      bottom: max(0, box.padding.bottom.resolved(against: width).snapped),
      left: max(0, box.padding.left.resolved(against: width).snapped))
    border = box.borderWidth
    autoTop = box.margin.top == .auto
    autoRight = box.margin.right == .auto
    autoBottom = box.margin.bottom == .auto
    autoLeft = box.margin.left == .auto
  }

  /// The edges of a box, with what its table gives or takes.
  init(_ box: Box, width: Double) {
    self.init(box.style, width: width)
    if let override = box.borderOverride {
      border = override
      if box.isTable { padding = .zero }
    }
    if box.gutter != Size() {
      gutter = box.gutter
      border.bottom += gutter.height
      if box.style.text.direction == .rtl {
        border.left += gutter.width
      } else {
        border.right += gutter.width
      }
    }
    switch box.kind {
    case .tableRow, .tableRowGroup:
      padding = .zero
      margin = .zero
    case .tableCell: margin = .zero
    default: break
    }
  }

  var frameWidth: Double { border.left + border.right + padding.left + padding.right }
  var frameHeight: Double { border.top + border.bottom + padding.top + padding.bottom }
  /// Below these a border box can't shrink; scroll bars give way.
  var leastWidth: Double { frameWidth - gutter.width }
  var leastHeight: Double { frameHeight - gutter.height }
}

extension LayoutPass {
  /// A `width`-like value as border-box width; nil for `auto`.
  func borderBoxWidth(
    _ sizing: Sizing, of box: Box, edges: BoxEdges, containing: Double
  ) -> Double? {
    let frame = edges.frameWidth
    switch sizing {
    case .auto, .content: return nil
    case .length(let length):
      let value = max(0, length.resolved(against: containing).snapped)
      return box.style.box.boxSizing == .borderBox
        ? max(value, edges.leastWidth) : value + edges.leastWidth
    case .stretch:
      return max(edges.leastWidth, containing - edges.margin.left - edges.margin.right)
    case .minContent: return contentSizes(of: box).min + frame
    case .maxContent: return contentSizes(of: box).max + frame
    case .fitContent(let limit):
      let sizes = contentSizes(of: box)
      let margins = edges.margin.left + edges.margin.right
      let available =
        limit.map { $0.resolved(against: containing) } ?? (containing - frame - margins)
      return min(max(sizes.min, available), sizes.max) + frame
    }
  }

  /// A `height`-like value as border-box height; nil for `auto` and what depends on content.
  func borderBoxHeight(
    _ sizing: Sizing, of box: Box, edges: BoxEdges, containing: Double?
  ) -> Double? {
    if sizing == .stretch, let containing {
      return max(edges.leastHeight, containing - edges.margin.top - edges.margin.bottom)
    }
    guard case .length(let length) = sizing else { return nil }
    if length.isPercentage && containing == nil { return nil }
    let value = max(0, length.resolved(against: containing ?? 0).snapped)
    let frame = edges.leastHeight
    return box.style.box.boxSizing == .borderBox ? max(value, frame) : value + frame
  }

  func clampWidth(_ width: Double, of box: Box, edges: BoxEdges, containing: Double) -> Double {
    let style = box.style.box
    var result = width
    if let most = borderBoxWidth(style.maxWidth, of: box, edges: edges, containing: containing) {
      result = min(result, most)
    }
    if let least = borderBoxWidth(style.minWidth, of: box, edges: edges, containing: containing) {
      result = max(result, least)
    }
    return max(result, edges.leastWidth)
  }

  /// An automatic width between what `min-height` and `max-height` come to by the aspect ratio
  /// (CSS Sizing 4, 5.1).
  func transferredWidth(
    _ width: Double, of box: Box, edges: BoxEdges, containingHeight: Double?
  ) -> Double {
    guard let ratio = box.style.box.aspectRatio, box.replaced == nil else { return width }
    let style = box.style.box
    var result = width
    if let most = borderBoxHeight(
      style.maxHeight, of: box, edges: edges, containing: containingHeight)
    {
      result = min(result, widthFromRatio(ratio, height: most, of: box, edges: edges))
    }
    if let least = borderBoxHeight(
      style.minHeight, of: box, edges: edges, containing: containingHeight)
    {
      result = max(result, widthFromRatio(ratio, height: least, of: box, edges: edges))
    }
    return result
  }

  /// `min-height` and `max-height` as border-box limits.
  func heightLimits(
    of box: Box, edges: BoxEdges, containing: Double?
  ) -> (least: Double, most: Double) {
    let style = box.style.box
    let least =
      borderBoxHeight(style.minHeight, of: box, edges: edges, containing: containing) ?? 0
    let most =
      borderBoxHeight(style.maxHeight, of: box, edges: edges, containing: containing) ?? .infinity
    return (max(least, edges.leastHeight), max(most, least, edges.leastHeight))
  }

  /// The used border-box width (CSS 2.1, 10.3 and 10.4).
  func usedWidth(of box: Box, _ constraints: Constraints, edges: BoxEdges) -> Double {
    if let fixed = constraints.fixedWidth { return fixed }
    let containing = constraints.width
    let style = box.style.box
    if let width = borderBoxWidth(style.width, of: box, edges: edges, containing: containing) {
      if box.isTable {
        let least = contentSizes(of: box).min + edges.frameWidth
        return max(clampWidth(width, of: box, edges: edges, containing: containing), least)
      }
      return clampWidth(width, of: box, edges: edges, containing: containing)
    }
    let shrinks = constraints.shrinksToFit || box.isTable
    if shrinks, let ratio = box.style.box.aspectRatio,
      let height = definiteHeight(of: box, constraints, edges: edges)
    {
      let width = widthFromRatio(ratio, height: height, of: box, edges: edges)
      return clampWidth(width, of: box, edges: edges, containing: containing)
    }
    let available = containing - edges.margin.left - edges.margin.right
    var width = available
    if shrinks {
      let sizes = contentSizes(of: box)
      let room = available - edges.frameWidth
      width = min(max(sizes.min, room), sizes.max) + edges.frameWidth
    }
    width = transferredWidth(width, of: box, edges: edges, containingHeight: constraints.height)
    return clampWidth(width, of: box, edges: edges, containing: containing)
  }

  /// The border-box height where it doesn't depend on content, clamped; nil otherwise.
  func definiteHeight(of box: Box, _ constraints: Constraints, edges: BoxEdges) -> Double? {
    if let fixed = constraints.fixedHeight { return fixed }
    if constraints.measuresContentHeight { return nil }
    guard
      let height = borderBoxHeight(
        box.style.box.height, of: box, edges: edges, containing: constraints.height)
    else { return nil }
    let limits = heightLimits(of: box, edges: edges, containing: constraints.height)
    return min(max(height, limits.least), limits.most)
  }

  /// Border-box width that `aspect-ratio` gives for a border-box height.
  func widthFromRatio(_ ratio: Double, height: Double, of box: Box, edges: BoxEdges) -> Double {
    if box.style.box.boxSizing == .borderBox {
      return max(edges.frameWidth, (height * ratio).snapped)
    }
    return (max(0, height - edges.frameHeight) * ratio).snapped + edges.frameWidth
  }

  /// Border-box height that `aspect-ratio` gives for a border-box width.
  func heightFromRatio(_ ratio: Double, width: Double, of box: Box, edges: BoxEdges) -> Double {
    guard ratio > 0 else { return edges.frameHeight }
    if box.style.box.boxSizing == .borderBox {
      return max(edges.frameHeight, (width / ratio).snapped)
    }
    return (max(0, width - edges.frameWidth) / ratio).snapped + edges.frameHeight
  }
}

extension Box {
  var isTable: Bool {
    if case .table = kind { return true }
    return false
  }
}

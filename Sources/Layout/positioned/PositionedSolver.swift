import CSS
import Geometry

/// Size and place of one absolutely positioned box (CSS 2.1, 10.3.7 and 10.6.4).
struct PositionedSolver {
  let pass: LayoutPass
  let box: Box
  /// In document coordinates.
  let containing: Rect
  private let edges: BoxEdges
  private let left: Double?
  private let right: Double?
  private let top: Double?
  private let bottom: Double?

  init(pass: LayoutPass, box: Box, containing: Rect) {
    self.pass = pass
    self.box = box
    self.containing = containing
    edges = BoxEdges(box, width: containing.width)
    func used(_ value: LengthPercentageOrAuto, _ basis: Double) -> Double? {
      if case .length(let length) = value { return length.resolved(against: basis).snapped }
      return nil
    }
    let inset = box.style.box.inset
    left = used(inset.left, containing.width)
    right = used(inset.right, containing.width)
    top = used(inset.top, containing.height)
    bottom = used(inset.bottom, containing.height)
  }

  var isStaticVertically: Bool { top == nil && bottom == nil }
  var isAnchoredAtBottom: Bool { top == nil && bottom != nil }

  /// Where the box would be: a point, or an area in which it is aligned.
  struct StaticArea {
    var rect: Rect
    var horizontal: Alignment
    var vertical: Alignment
  }

  func staticArea(
    _ position: StaticPosition, placeholder: Fragment, parent: Fragment, at origin: Point
  ) -> StaticArea {
    switch position {
    case .point:
      let isRTL = parent.box.style.text.direction == .rtl
      return StaticArea(
        rect: Rect(x: origin.x + placeholder.x, y: origin.y + placeholder.y),
        horizontal: isRTL ? .end : .start, vertical: .start)
    case .aligned(let rect, let horizontal, let vertical):
      let area =
        rect
        ?? Rect(
          x: parent.contentX, y: parent.contentY, width: parent.contentWidth,
          height: max(0, parent.height - parent.frameHeight))
      return StaticArea(
        rect: area.offset(by: origin), horizontal: horizontal, vertical: vertical)
    }
  }

  /// Lays the box out and sets its fragment's place in document coordinates.
  mutating func layout(_ rest: StaticArea) -> Fragment {
    var constraints = Constraints(width: containing.width, height: containing.height)
    constraints.shrinksToFit = true
    let style = box.style.box
    let marginWidth = edges.margin.left + edges.margin.right
    let marginHeight = edges.margin.top + edges.margin.bottom
    let ratio = box.preferredRatio
    if style.width == .stretch {
      constraints.width = max(0, containing.width - (left ?? 0) - (right ?? 0))
    }
    if style.height == .stretch {
      constraints.height = max(0, containing.height - (top ?? 0) - (bottom ?? 0))
    }
    let fillsHeight = style.height == .auto && top != nil && bottom != nil && box.replaced == nil
    let fillsWidth = style.width == .auto && left != nil && right != nil && box.replaced == nil
    if fillsWidth, let left, let right {
      let width = max(edges.frameWidth, containing.width - left - right - marginWidth)
      constraints.fixedWidth = pass.clampWidth(
        width, of: box, edges: edges, containing: containing.width)
    }
    if fillsHeight, let top, let bottom, ratio == nil || (style.width == .auto && !fillsWidth) {
      let height = max(edges.frameHeight, containing.height - top - bottom - marginHeight)
      let limits = pass.heightLimits(of: box, edges: edges, containing: containing.height)
      constraints.fixedHeight = min(max(height, limits.least), limits.most)
    }
    if constraints.fixedWidth == nil, style.width == .auto, box.replaced == nil,
      ratio == nil || constraints.fixedHeight == nil
    {
      constraints.fixedWidth = shrunkWidth(rest, constraints)
    }
    let result = pass.layout(box, constraints)
    placeHorizontally(result, rest)
    placeVertically(result, rest)
    return result
  }

  /// Fit-content in the room that insets leave.
  private func shrunkWidth(_ rest: StaticArea, _ constraints: Constraints) -> Double? {
    if let ratio = box.style.box.aspectRatio,
      pass.definiteHeight(of: box, constraints, edges: edges) != nil, ratio > 0
    {
      return nil
    }
    var room = containing.width - edges.margin.left - edges.margin.right
    if left == nil && right == nil {
      if rest.rect.width == 0 {
        room -=
          rest.horizontal == .end
          ? containing.maxX - rest.rect.x : rest.rect.x - containing.x
      }
    } else {
      room -= (left ?? 0) + (right ?? 0)
    }
    let sizes = pass.contentSizes(of: box)
    let width = pass.transferredWidth(
      min(max(sizes.min, room - edges.frameWidth), sizes.max) + edges.frameWidth, of: box,
      edges: edges, containingHeight: containing.height)
    return pass.clampWidth(width, of: box, edges: edges, containing: containing.width)
  }

  private func placeHorizontally(_ result: Fragment, _ rest: StaticArea) {
    let margins = edges.margin.left + edges.margin.right
    if let left, let right {
      let free = containing.width - left - right - result.width - margins
      var start = edges.margin.left
      if edges.autoLeft, edges.autoRight {
        start = free >= 0 ? free / 2 : 0
      } else if edges.autoLeft {
        start = free
      }
      let isRTL = box.style.text.direction == .rtl
      if isRTL && !edges.autoLeft && !edges.autoRight {
        result.x = containing.maxX - right - edges.margin.right - result.width
      } else {
        result.x = containing.x + left + start
      }
    } else if let left {
      result.x = containing.x + left + edges.margin.left
    } else if let right {
      result.x = containing.maxX - right - edges.margin.right - result.width
    } else {
      result.x = aligned(
        rest.horizontal, start: rest.rect.x, size: rest.rect.width, own: result.width,
        before: edges.margin.left, after: edges.margin.right)
    }
  }

  private func placeVertically(_ result: Fragment, _ rest: StaticArea) {
    let margins = edges.margin.top + edges.margin.bottom
    if let top, let bottom {
      let free = containing.height - top - bottom - result.height - margins
      var start = edges.margin.top
      if edges.autoTop, edges.autoBottom {
        start = free / 2
      } else if edges.autoTop {
        start = free
      }
      result.y = containing.y + top + start
    } else if let top {
      result.y = containing.y + top + edges.margin.top
    } else if let bottom {
      result.y = containing.maxY - bottom - edges.margin.bottom - result.height
    } else {
      result.y = aligned(
        rest.vertical, start: rest.rect.y, size: rest.rect.height, own: result.height,
        before: edges.margin.top, after: edges.margin.bottom)
    }
  }

  private func aligned(
    _ alignment: Alignment, start: Double, size: Double, own: Double, before: Double,
    after: Double
  ) -> Double {
    switch alignment.settled(free: size - own - before - after) {
    case .end: start + size - after - own
    case .center: start + before + (size - own - before - after) / 2
    default: start + before
    }
  }
}

import CSS
import Geometry

extension LayoutPass {
  /// Block formatting (CSS 2.1, 9.4.1): returns the height of the content.
  func layoutBlock(_ fragment: Fragment, _ area: ContentArea, floats: FloatPlace?) -> Double {
    let box = fragment.box
    var place = floats ?? FloatPlace(context: FloatContext(), x: 0, y: 0)
    if floats != nil {
      place.x += fragment.contentX
      place.y += fragment.contentY
    }
    var height: Double
    if box.holdsInlines {
      fragment.flow = .lines
      height = layoutInline(fragment, area, place)
    } else {
      var stack = BlockStack(pass: self, fragment: fragment, area: area, place: place)
      for child in box.children { stack.add(child) }
      height = stack.finish()
    }
    if floats == nil {
      fragment.containsFloats = true
      height = max(height, place.context.bottom)
    }
    if box.style.flex.alignContent != .normal, !box.isAnonymous {
      alignContent(of: fragment, height: height, in: area)
    }
    if let marker = box.marker { height = placeMarker(marker, in: fragment, height: height) }
    return height
  }

  /// `align-content` moves what a block container holds as one (CSS Align 3, 5.1.1).
  private func alignContent(of fragment: Fragment, height: Double, in area: ContentArea) {
    let own = area.height ?? max(height, fragment.minHeight - fragment.frameHeight)
    let shift = ContentDistribution(
      fragment.box.style.flex.alignContent.asSafe, free: own - height, count: 1
    ).start
    guard shift != 0 else { return }
    for child in fragment.children { child.y += shift }
    for index in fragment.lines.indices { fragment.lines[index].y += shift }
    if let baseline = fragment.firstBaseline { fragment.firstBaseline = baseline + shift }
    if let baseline = fragment.lastBaseline { fragment.lastBaseline = baseline + shift }
  }

  func blockContentSizes(of box: Box) -> IntrinsicSizes {
    if box.holdsInlines { return inlineContentSizes(of: box) }
    var sizes = IntrinsicSizes()
    var floated = 0.0
    for child in box.children where !child.isOutOfFlow {
      let edges = BoxEdges(child, width: 0)
      let own = contribution(of: child) + (edges.margin.left + edges.margin.right)
      sizes.min = max(sizes.min, own.min)
      if child.isFloating {
        if child.style.box.clear != .none { floated = 0 }
        floated += max(0, own.max)
        sizes.max = max(sizes.max, floated)
      } else if child.isIndependent {
        sizes.max = max(sizes.max, floated + own.max)
        floated = 0
      } else {
        sizes.max = max(sizes.max, own.max)
        if child.style.box.clear != .none { floated = 0 }
      }
    }
    return sizes
  }
}

/// The children of one block container, placed from top to bottom.
struct BlockStack {
  let pass: LayoutPass
  let fragment: Fragment
  let area: ContentArea
  /// Of the content box.
  let place: FloatPlace
  /// Bottom of the last border box, relative to the content box.
  private var y = 0.0
  private var strut = MarginStrut()
  /// Nothing stands yet, and the container's top margin holds the first child's.
  private var isAtSharedStart: Bool

  init(pass: LayoutPass, fragment: Fragment, area: ContentArea, place: FloatPlace) {
    self.pass = pass
    self.fragment = fragment
    self.area = area
    self.place = place
    isAtSharedStart = fragment.box.sharesTopMargin
  }

  mutating func add(_ child: Box) {
    if child.isOutOfFlow {
      addPlaceholder(child)
    } else if child.isFloating {
      addFloat(child)
    } else if child.isIndependent {
      addIndependent(child)
    } else {
      addFlow(child)
    }
  }

  /// The content's height; leaves the margins that go on below in the fragment's `endStrut`.
  mutating func finish() -> Double {
    if fragment.box.sharesBottomMargin && fragment.heightIsAuto {
      fragment.endStrut = strut
      return max(0, y)
    }
    return max(0, isAtSharedStart ? y : y + strut.sum)
  }

  private var isRightToLeft: Bool { fragment.box.style.text.direction == .rtl }

  private func constraints() -> Constraints { Constraints(width: area.width, height: area.height) }

  private mutating func append(_ child: Fragment) {
    if fragment.firstBaseline == nil, let baseline = child.firstBaseline {
      fragment.firstBaseline = child.y + baseline
    }
    if let baseline = child.lastBaseline { fragment.lastBaseline = child.y + baseline }
    fragment.children.append(child)
  }

  private mutating func addPlaceholder(_ child: Box) {
    let placeholder = Fragment(child)
    let top = isAtSharedStart ? 0 : y + strut.sum
    let x = isRightToLeft ? area.width : 0
    placeholder.x = fragment.contentX + x
    placeholder.y = fragment.contentY + top
    placeholder.placeholder = .point(.zero)
    fragment.children.append(placeholder)
  }

  private mutating func addFloat(_ child: Box) {
    let top = isAtSharedStart ? 0 : y + strut.sum
    let float = pass.layoutFloat(child, constraints())
    let clear = place.context.clearance(child.style.box.clear)
    let size = Size(
      width: max(0, float.width + float.margin.left + float.margin.right),
      height: max(0, float.marginBoxHeight))
    let origin = place.context.place(
      size, child.float, y: max(place.y + top, clear ?? -.infinity), left: place.x,
      right: place.x + area.width)
    float.x = fragment.contentX + origin.x - place.x + float.margin.left
    float.y = fragment.contentY + origin.y - place.y + float.margin.top
    fragment.children.append(float)
  }

  /// Top of the border box for margins `chain`, and whether `clear` moved it there.
  private func top(_ child: Box, chain: MarginStrut) -> (y: Double, isCleared: Bool) {
    let free = isAtSharedStart ? 0 : y + (strut + chain).sum
    guard let bottom = place.context.clearance(child.style.box.clear) else { return (free, false) }
    let cleared = bottom - place.y
    let unshared = isAtSharedStart ? chain.sum : free
    return cleared > unshared ? (cleared, true) : (unshared, false)
  }

  private mutating func addFlow(_ child: Box) {
    let chain = pass.topMargins(of: child, width: area.width, floats: place.context)
    let (top, isCleared) = top(child, chain: chain)
    let result = Fragment(child)
    result.hasClearance = isCleared
    result.topMargin = chain.sum
    let x = horizontalPlace(of: result)
    result.x = fragment.contentX + x.x
    result.y = fragment.contentY + top
    pass.fill(
      result, x.constraints,
      floats: FloatPlace(context: place.context, x: place.x + x.x, y: place.y + top))
    finishHorizontal(result)
    append(result)
    if child.collapsesThrough && result.height == 0 {
      if isCleared {
        y = top
        strut = chain
        isAtSharedStart = false
      } else if !isAtSharedStart {
        strut.add(chain)
      }
      return
    }
    isAtSharedStart = false
    y = top + result.height
    strut = result.endStrut
    strut.add(result.margin.bottom)
  }

  /// A box whose inside is a context of its own: its margins meet its siblings' only.
  private mutating func addIndependent(_ child: Box) {
    let margin = MarginStrut(pass.verticalMargin(child.style.box.margin.top, width: area.width))
    var (top, isCleared) = top(child, chain: margin)
    let result: Fragment
    if place.context.isEmpty || place.y + top >= place.context.bottom {
      result = placeFreely(child, top: top)
    } else {
      (result, top) = placeBesideFloats(child, top: top)
      isCleared = isCleared || result.hasClearance
    }
    result.hasClearance = isCleared
    result.topMargin = margin.sum
    result.y = fragment.contentY + top
    append(result)
    isAtSharedStart = false
    y = top + result.height
    strut = MarginStrut(result.margin.bottom)
  }

  private func placeFreely(_ child: Box, top: Double) -> Fragment {
    let probe = Fragment(child)
    let place = horizontalPlace(of: probe)
    let result = pass.layout(child, place.constraints)
    result.x = fragment.contentX + place.x
    finishHorizontal(result)
    return result
  }

  /// Finds the first place beside or below floats where the box fits (CSS 2.1, 9.5).
  private func placeBesideFloats(_ child: Box, top: Double) -> (Fragment, Double) {
    let edges = BoxEdges(child, width: area.width)
    let fills = child.replaced == nil && !child.isTable && child.style.box.width == .auto
    var top = top
    var height = 1.0
    for _ in 0..<64 {
      let room = place.context.room(
        y: place.y + top, height: height, left: place.x, right: place.x + area.width)
      let left = max(room.left - place.x, edges.margin.left)
      // What has a width of its own may reach over the room for its end margin.
      let right = min(room.right - place.x, area.width - (fills ? edges.margin.right : 0))
      var constraints = constraints()
      if fills {
        let least = pass.contribution(of: child).min
        constraints.fixedWidth = pass.clampWidth(
          max(right - left, min(least, area.width)), of: child, edges: edges,
          containing: area.width)
      }
      let result = pass.layout(child, constraints)
      if result.height > height {
        height = result.height
        let full = place.context.room(
          y: place.y + top, height: height, left: place.x, right: place.x + area.width)
        if full.left != room.left || full.right != room.right { continue }
      }
      if result.width <= right - left + 0.02 || room.nextY == nil {
        result.x = fragment.contentX + (isRightToLeft ? right - result.width : left)
        if result.box.style.box.margin.left == .auto {
          let both = result.box.style.box.margin.right == .auto
          result.x += max(0, right - left - result.width) / (both ? 2 : 1)
        }
        return (result, top)
      }
      top = (room.nextY ?? 0) - place.y
      height = 1
    }
    return (placeFreely(child, top: top), top)
  }

  /// Left edge for in-flow boxes, with auto margins still to come, and the constraints.
  private func horizontalPlace(of child: Fragment) -> (x: Double, constraints: Constraints) {
    let edges = BoxEdges(child.box, width: area.width)
    return (edges.margin.left, constraints())
  }

  /// Auto margins and over-constrained widths (CSS 2.1, 10.3.3).
  private func finishHorizontal(_ child: Fragment) {
    let edges = BoxEdges(child.box, width: area.width)
    let free = area.width - child.width - edges.margin.left - edges.margin.right
    if free > 0, edges.autoLeft {
      let left = edges.autoRight ? free / 2 : free
      child.margin.left = left
      child.margin.right = edges.autoRight ? free - left : edges.margin.right
      child.x = fragment.contentX + left.snapped
    } else if isRightToLeft, free != 0, !(edges.autoRight && free > 0) {
      child.x = fragment.contentX + area.width - child.width - edges.margin.right
    }
    if free > 0, !edges.autoLeft, !edges.autoRight, fragment.box.style.text.alignsBlockChildren {
      child.x = fragment.contentX + edges.margin.left + alignedShift(free: free)
    }
  }

  /// `-webkit-center` and its kin move narrow blocks too.
  private func alignedShift(free: Double) -> Double {
    switch fragment.box.style.text.textAlign {
    case .center: free / 2
    case .right: free
    case .end: isRightToLeft ? 0 : free
    case .start: isRightToLeft ? free : 0
    default: 0
    }
  }
}

extension LayoutPass {
  func layoutFloat(_ box: Box, _ constraints: Constraints) -> Fragment {
    var constraints = constraints
    constraints.shrinksToFit = true
    return layout(box, constraints)
  }
}

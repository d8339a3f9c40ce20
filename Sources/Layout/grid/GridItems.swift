import CSS
import Geometry

/// What pagination needs to know about a grid: for each child its rows, and where rows begin.
struct GridRows {
  var ranges: [Range<Int>]
  var tops: [Double]
  var bottoms: [Double]
}

extension GridLayout {
  /// Alignment of an item on the inline axis, `stretch` where it fills its area.
  func justify(_ item: GridItem) -> Alignment {
    resolve(item.box.style.flex.justifySelf, align.justifyItems, item)
  }

  func alignment(_ item: GridItem) -> Alignment {
    resolve(item.box.style.flex.alignSelf, align.alignItems, item)
  }

  private func resolve(_ own: Alignment, _ items: Alignment, _ item: GridItem) -> Alignment {
    let value = own == .auto ? items : own
    guard value == .normal || value == .auto else { return value }
    return .normal
  }

  /// Whether the item's automatic width fills its area.
  private func stretchesWidth(_ item: GridItem) -> Bool {
    let value = justify(item)
    return item.box.style.box.width == .auto && item.box.replaced == nil
      && (value == .stretch || value == .normal) && !item.edges.autoLeft && !item.edges.autoRight
  }

  /// `normal` keeps an aspect ratio, `stretch` doesn't (CSS Grid 1, 6.2).
  private func stretchesHeight(_ item: GridItem) -> Bool {
    let value = alignment(item)
    let keepsRatio = value == .normal && item.box.preferredRatio != nil
    return item.box.style.box.height == .auto && item.box.replaced == nil && !keepsRatio
      && (value == .stretch || value == .normal) && !item.edges.autoTop && !item.edges.autoBottom
  }

  /// The constraints of an item in its area; nil height while rows are being sized.
  func itemConstraints(_ item: GridItem, width: Double, height: Double?) -> Constraints {
    var constraints = Constraints(width: width, height: height)
    constraints.shrinksToFit = true
    let edges = item.edges
    if stretchesWidth(item) {
      let inner = pass.transferredWidth(
        max(edges.leastWidth, width - edges.margin.left - edges.margin.right), of: item.box,
        edges: edges, containingHeight: height)
      constraints.fixedWidth = pass.clampWidth(
        inner, of: item.box, edges: edges, containing: width)
    }
    if let height, stretchesHeight(item) {
      let inner = height - edges.margin.top - edges.margin.bottom
      let limits = pass.heightLimits(of: item.box, edges: edges, containing: height)
      constraints.fixedHeight = min(
        max(edges.leastHeight, inner, limits.least), limits.most)
    }
    return constraints
  }

  /// Lays the items out in their areas and places them (10).
  mutating func layoutItems(_ fragment: Fragment, isRightToLeft: Bool, content: Size) {
    for index in items.indices {
      let area = area(of: items[index], isRightToLeft: isRightToLeft, width: content.width)
      let child = layout(items[index], in: area)
      items[index].fragment = child
      let margin = items[index].edges
      child.x = fragment.contentX + area.x + horizontal(items[index], child, area, isRightToLeft)
      child.y = fragment.contentY + area.y + vertical(items[index], child, area)
      child.topMargin = margin.margin.top
    }
    alignBaselines(fragment)
    for item in items { if let child = item.fragment { fragment.children.append(child) } }
    fragment.flow = .grid(
      GridRows(
        ranges: items.map(\.rows), tops: rows.map { $0.position + fragment.contentY },
        bottoms: rows.map { $0.position + $0.base + fragment.contentY }))
    if let first = items.filter({ $0.rows.lowerBound == 0 }).first?.fragment {
      fragment.firstBaseline = first.y + (first.firstBaseline ?? first.height)
    }
    if let last = items.max(by: { $0.rows.upperBound < $1.rows.upperBound })?.fragment {
      fragment.lastBaseline = last.y + (last.lastBaseline ?? last.height)
    }
    addPlaceholders(fragment, isRightToLeft: isRightToLeft, content: content)
  }

  private func area(of item: GridItem, isRightToLeft: Bool, width: Double) -> Rect {
    let size = Size(
      width: Self.span(columns, item.columns), height: Self.span(rows, item.rows))
    var x = columns[item.columns.lowerBound].position
    if isRightToLeft { x = width - x - size.width }
    return Rect(
      x: x, y: rows[item.rows.lowerBound].position, width: size.width, height: size.height)
  }

  private func layout(_ item: GridItem, in area: Rect) -> Fragment {
    let loose = itemConstraints(item, width: area.width, height: nil)
    let tight = itemConstraints(item, width: area.width, height: area.height)
    let measured = pass.layout(item.box, loose)
    let stretches = tight.fixedHeight != nil
    if let fixed = tight.fixedHeight, fixed == measured.height || !item.box.heightMatters {
      measured.height = fixed
      measured.isStretched = true
      return measured
    }
    if !stretches, !item.box.heightMattersToItself, !item.box.heightMatters { return measured }
    let result = pass.layout(item.box, tight)
    result.isStretched = stretches
    return result
  }

  private func horizontal(
    _ item: GridItem, _ child: Fragment, _ area: Rect, _ isRightToLeft: Bool
  ) -> Double {
    let edges = item.edges
    let free = area.width - child.width - edges.margin.left - edges.margin.right
    if edges.autoLeft || edges.autoRight {
      let share = max(0, free) / (edges.autoLeft && edges.autoRight ? 2 : 1)
      return edges.margin.left + (edges.autoLeft ? share : 0)
    }
    let itemIsRTL = item.box.style.text.direction == .rtl
    switch justify(item).settled(free: free) {
    case .center: return edges.margin.left + free / 2
    case .selfStart: return edges.margin.left + (itemIsRTL ? free : 0)
    case .selfEnd: return edges.margin.left + (itemIsRTL ? 0 : free)
    case .end, .flexEnd: return edges.margin.left + (isRightToLeft ? 0 : free)
    case .right: return edges.margin.left + free
    case .left: return edges.margin.left
    default: return edges.margin.left + (isRightToLeft ? free : 0)
    }
  }

  private func vertical(_ item: GridItem, _ child: Fragment, _ area: Rect) -> Double {
    let edges = item.edges
    let free = area.height - child.height - edges.margin.top - edges.margin.bottom
    if edges.autoTop || edges.autoBottom {
      let share = max(0, free) / (edges.autoTop && edges.autoBottom ? 2 : 1)
      return edges.margin.top + (edges.autoTop ? share : 0)
    }
    switch alignment(item).settled(free: free) {
    case .center: return edges.margin.top + free / 2
    case .end, .selfEnd, .flexEnd, .lastBaseline: return edges.margin.top + free
    default: return edges.margin.top
    }
  }

  /// Takes part in its row's baseline alignment.
  func alignsBaseline(_ item: GridItem) -> Bool {
    alignment(item) == .baseline && !item.edges.autoTop && !item.edges.autoBottom
  }

  /// Items of one row that align by baseline share the lowest first baseline (10.6).
  private func alignBaselines(_ fragment: Fragment) {
    var lowest: [Int: Double] = [:]
    let aligned = items.filter { alignsBaseline($0) }
    for item in aligned {
      guard let child = item.fragment else { continue }
      let baseline = child.y + (child.firstBaseline ?? child.height)
      let row = item.rows.lowerBound
      lowest[row] = max(lowest[row] ?? -.infinity, baseline)
    }
    for item in aligned {
      guard let child = item.fragment, let line = lowest[item.rows.lowerBound] else { continue }
      child.y += line - child.y - (child.firstBaseline ?? child.height)
    }
  }
}

extension Box {
  /// Its own height is a percentage, which an area makes definite.
  var heightMattersToItself: Bool {
    func isPercentage(_ sizing: Sizing) -> Bool {
      if case .length(let length) = sizing { return length.isPercentage }
      return false
    }
    let box = style.box
    return isPercentage(box.height) || isPercentage(box.minHeight)
      || isPercentage(box.maxHeight)
  }
}

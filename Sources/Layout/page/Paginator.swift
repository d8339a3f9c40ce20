import CSS
import Geometry

/// Pass 4: moves what the tall flow holds so that nothing that can't be split crosses a page's end.
///
/// Coordinates are stitched pages; fragments stay relative to their parents, boxes that content
/// was pushed out of grow, and painting slices them. Parallel flows (items of a row, columns,
/// cells, floats) are each placed on their own; what follows moves by the tallest of them.
struct Paginator {
  let pages: PageGeometry
  /// Room that repeated table headers and cloned decorations take at the top of each new page.
  var reserved = 0.0
  /// Room that cloned decorations take at the end of each page that is gone on from.
  var reservedEnd = 0.0

  private static let tolerance = 0.02

  init(pages: PageGeometry) { self.pages = pages }

  mutating func run(_ root: Fragment) {
    measure(root)
    root.height = paginate(root, top: root.y)
  }

  /// Finds how far each fragment reaches and whether a forced break is inside.
  private func measure(_ fragment: Fragment) {
    var extent = fragment.height
    var forced = false
    for child in fragment.children {
      measure(child)
      extent = max(extent, child.y + child.extent)
      forced =
        forced || child.hasForcedBreak || child.box.style.fragmentation.breakBefore.isForced
        || child.box.style.fragmentation.breakAfter.isForced
    }
    for child in fragment.positioned {
      measure(child)
      extent = max(extent, child.y + child.extent)
    }
    if let last = fragment.lines.last { extent = max(extent, last.y + last.height) }
    fragment.extent = extent
    fragment.hasForcedBreak = forced
  }

  /// Places what is inside a fragment whose border box begins at `top`; returns its new height.
  mutating func paginate(_ fragment: Fragment, top: Double) -> Double {
    let page = pages.page(at: max(0, top))
    if !fragment.hasForcedBreak, top + fragment.extent <= contentEnd(of: page) + Self.tolerance {
      return fragment.height
    }
    let oldHeight = fragment.height
    if fragment.flow.isMonolithic { return oldHeight }
    let change = cloningDecoration(of: fragment) { $0.placeContent(of: fragment, top: top) }
    let height = grownHeight(of: fragment, change)
    placePositioned(of: fragment, top: top, growth: height - oldHeight)
    return height
  }

  /// Where content on a page has to end.
  func contentEnd(of page: Int) -> Double { pages.end(of: page) - reservedEnd }

  /// Keeps room for the padding and borders that `box-decoration-break: clone` repeats at each
  /// page's edges (CSS Break 3, 5.4).
  private mutating func cloningDecoration<Result>(
    of fragment: Fragment, _ body: (inout Paginator) -> Result
  ) -> Result {
    guard !fragment.box.isAnonymous, fragment.box.style.fragmentation.cloneDecoration else {
      return body(&self)
    }
    let outer = (reserved, reservedEnd)
    reserved += fragment.border.top + fragment.padding.top
    reservedEnd += fragment.border.bottom + fragment.padding.bottom
    defer { (reserved, reservedEnd) = outer }
    return body(&self)
  }

  private mutating func placeContent(of fragment: Fragment, top: Double) -> ContentChange {
    switch fragment.flow {
    case .monolithic: return ContentChange(old: 0, new: 0)
    case .lines: return placeLines(of: fragment, top: top)
    case .stack:
      if fragment.table != nil { return placeTable(fragment, top: top) }
      return placeStack(of: fragment, Array(fragment.children.indices), top: top)
    case .rows(let ranges): return placeRows(of: fragment, ranges, top: top)
    case .grid(let rows): return placeGrid(of: fragment, rows, top: top)
    case .columns(let ranges): return placeColumns(of: fragment, ranges, top: top)
    case .multicolumn: return placeMulticolumn(of: fragment, top: top)
    }
  }

  /// Bottom of the content before and after, relative to the border box.
  struct ContentChange {
    var old: Double
    var new: Double
  }

  private func grownHeight(of fragment: Fragment, _ change: ContentChange) -> Double {
    guard fragment.canGrow else { return fragment.height }
    if fragment.heightIsAuto, !fragment.isStretched, fragment.height > fragment.minHeight + 0.02 {
      // The content's, with margins that stay inside: shorter where a break cut some.
      let height = fragment.height + change.new - change.old
      return min(max(height, fragment.minHeight), fragment.maxHeight)
    }
    let frame = fragment.border.bottom + fragment.padding.bottom
    let slack = fragment.height - change.old - fragment.innerEndMargin
    if slack > frame + Self.tolerance {
      let end = change.new + fragment.innerEndMargin
      return max(fragment.height, min(end + frame, fragment.maxHeight))
    }
    return min(fragment.height + max(0, change.new - change.old), fragment.maxHeight)
  }

  private mutating func placePositioned(of fragment: Fragment, top: Double, growth: Double) {
    for child in fragment.positioned {
      if child.anchorsBottom { child.y += growth }
      child.height = paginate(child, top: top + child.y)
    }
  }

  // MARK: Where a piece goes

  /// The stitched y for a piece that would stand at `y`, behind something that ends at `end`.
  ///
  /// `lead` must fit with it; `isTied` says that a break here is to be avoided.
  func place(_ y: Double, lead: Double, behind end: Double, isTied: Bool = false) -> Double {
    let page = pages.page(at: max(0, end - Self.tolerance))
    let limit = contentEnd(of: page)
    let next = pages.end(of: page) + reserved
    if y >= limit - Self.tolerance {
      // Margins are cut at an unforced break, but what is already further on stays there.
      return pages.page(at: y) > page + 1 ? y : next
    }
    if y + lead <= limit + Self.tolerance || isTied { return y }
    return isAtPageStart(y) ? y : next
  }

  func isAtPageStart(_ y: Double) -> Bool {
    y - pages.start(of: pages.page(at: max(0, y) + Self.tolerance)) - reserved < Self.tolerance
  }

  func forcedStart(behind end: Double, right: Bool?) -> Double {
    var page = pages.page(at: max(0, end - Self.tolerance)) + 1
    if let right, (page % 2 == 0) != right { page += 1 }
    return pages.start(of: page) + reserved
  }

  // MARK: One after the other

  /// Places the children at `indices` below each other, floats and positioned boxes beside them.
  ///
  /// Before the child `release` the room at pages' ends shrinks to `outerEnd`.
  mutating func placeStack(
    of fragment: Fragment, _ indices: [Int], top: Double, release: Int? = nil,
    outerEnd: Double = 0
  ) -> ContentChange {
    let children = fragment.children
    var stack = StackState()
    for (at, index) in indices.enumerated() {
      let child = children[index]
      if index == release { reservedEnd = outerEnd }
      if child.box.isOutOfFlow {
        child.y += stack.shift
        child.height = paginate(child, top: top + child.y)
      } else if child.isFloating {
        placeFloat(child, top: top, &stack)
      } else {
        let lead = chainLead(children, indices, at)
        placeInFlow(child, lead: lead, top: top, &stack)
      }
    }
    var change = ContentChange(old: stack.oldEnd, new: stack.newEnd)
    if fragment.containsFloats, stack.oldFloatEnd > change.old {
      change.old = stack.oldFloatEnd
      change.new = max(change.new, stack.newFloatEnd)
    }
    return change
  }

  private struct StackState {
    var shift = 0.0
    var previous: Fragment?
    var oldEnd = 0.0
    var newEnd = 0.0
    var oldFloatEnd = 0.0
    var newFloatEnd = 0.0
  }

  private func chainLead(_ children: [Fragment], _ indices: [Int], _ at: Int) -> Double {
    // Contiguous except in flex columns, whose ranges are contiguous too.
    Fragment.chainLead(children, from: indices[at])
  }

  private mutating func placeFloat(_ child: Fragment, top: Double, _ stack: inout StackState) {
    let oldEnd = child.y + child.height + child.margin.bottom
    let y = top + child.y + stack.shift
    child.y = place(y, lead: child.lead, behind: y) - top
    child.height = paginate(child, top: top + child.y)
    stack.oldFloatEnd = max(stack.oldFloatEnd, oldEnd)
    stack.newFloatEnd = max(
      stack.newFloatEnd, child.y + child.height + child.margin.bottom)
  }

  private mutating func placeInFlow(
    _ child: Fragment, lead: Double, top: Double, _ stack: inout StackState
  ) {
    let oldEnd = child.y + child.height
    var y = top + child.y + stack.shift
    if child.hasClearance { y = max(y, top + stack.newFloatEnd) }
    if let previous = stack.previous {
      let end = top + stack.newEnd
      switch previous.breakBetween(child) {
      case .forced(let right):
        y = forcedStart(behind: end, right: right) + child.topMargin
      case .avoided: y = place(y, lead: lead, behind: end, isTied: true)
      case .allowed: y = place(y, lead: lead, behind: end)
      }
    }
    child.y = y - top
    child.height = paginate(child, top: y)
    stack.shift = child.y + child.height - oldEnd
    stack.previous = child
    stack.oldEnd = max(stack.oldEnd, oldEnd)
    stack.newEnd = max(stack.newEnd, child.y + child.height)
  }
}

extension Fragment {
  var isFloating: Bool { box.isFloating }

  /// The last child's bottom margin where it stays inside this box.
  fileprivate var innerEndMargin: Double {
    guard case .stack = flow, border.bottom + padding.bottom > 0 || containsFloats,
      let last = children.last(where: { $0.isInFlowFragment && !$0.isFloating })
    else { return 0 }
    return max(0, last.endStrut.sum)
  }

  /// Its height follows its content, whatever its parent imposed for the time being.
  var canGrow: Bool {
    if heightIsAuto || isStretched { return true }
    return !box.isAnonymous && box.style.box.height == .auto && box.replaced == nil
  }
}

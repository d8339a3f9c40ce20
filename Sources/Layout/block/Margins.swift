import CSS
import Geometry

extension Box {
  /// Its top margin may meet its first child's: no border or padding between, same context.
  var sharesTopMargin: Bool {
    guard isBlockContainer, !isIndependent, !isRoot else { return false }
    let box = style.box
    return box.borderWidth.top == 0 && box.padding.top.isNothing
  }

  /// Its bottom margin may meet its last child's.
  var sharesBottomMargin: Bool {
    guard isBlockContainer, !isIndependent, !isRoot else { return false }
    let box = style.box
    return box.borderWidth.bottom == 0 && box.padding.bottom.isNothing && box.height == .auto
  }

  /// Empty through and through, so that its own margins meet (CSS 2.1, 8.3.1).
  var collapsesThrough: Bool {
    if let known = collapsesThroughMemo { return known }
    let result = computeCollapsesThrough()
    collapsesThroughMemo = result
    return result
  }

  private func computeCollapsesThrough() -> Bool {
    guard sharesTopMargin, marker == nil, style.box.borderWidth.bottom == 0,
      style.box.padding.bottom.isNothing, style.box.minHeight.isNothing,
      style.box.height == .auto || style.box.height.isNothing,
      style.box.aspectRatio == nil
    else { return false }
    for child in children where child.isInFlow {
      if child.isInlineLevel {
        if !child.isEmptyInline { return false }
      } else if !child.collapsesThrough {
        return false
      }
    }
    return true
  }

  /// Makes no line box by itself: collapsible space, or a bare inline box of such.
  var isEmptyInline: Bool {
    switch kind {
    case .text(let text): return text.isCollapsible(in: style.text.whiteSpace)
    case .inline:
      let box = style.box
      if ownsStartEdge || ownsEndEdge {
        let edges = [box.margin.left, box.margin.right]
        guard edges.allSatisfy({ $0 == .auto || $0 == .length(.zero) }),
          box.borderWidth.left == 0, box.borderWidth.right == 0,
          box.padding.left.isNothing, box.padding.right.isNothing
        else { return false }
      }
      return children.allSatisfy { !$0.isInFlow || $0.isEmptyInline }
    default: return !isInFlow
    }
  }
}

extension LengthPercentage {
  var isNothing: Bool { px == 0 && percent == 0 }
}

extension Sizing {
  /// `auto` minimum or a zero length.
  var isNothing: Bool {
    switch self {
    case .auto: true
    case .length(let length): length.isNothing
    default: false
    }
  }
}

extension LayoutPass {
  /// The margins that meet at the top of a block, known before it is laid out.
  ///
  /// Its own, its first child's where nothing lies between, through empty blocks, and so on; stops
  /// at a child that `clear` moves away from floats.
  func topMargins(of box: Box, width: Double, floats: FloatContext?) -> MarginStrut {
    var strut = MarginStrut(verticalMargin(box.style.box.margin.top, width: width))
    guard box.sharesTopMargin, !box.holdsInlines else {
      if box.collapsesThrough {
        strut.add(verticalMargin(box.style.box.margin.bottom, width: width))
      }
      return strut
    }
    for child in box.children where child.isInFlow {
      if child.style.box.clear != .none, floats?.clearance(child.style.box.clear) != nil { break }
      strut.add(topMargins(of: child, width: width, floats: floats))
      if !child.collapsesThrough { break }
    }
    if box.collapsesThrough {
      strut.add(verticalMargin(box.style.box.margin.bottom, width: width))
    }
    return strut
  }

  func verticalMargin(_ value: LengthPercentageOrAuto, width: Double) -> Double {
    if case .length(let length) = value { return length.resolved(against: width).snapped }
    return 0
  }
}

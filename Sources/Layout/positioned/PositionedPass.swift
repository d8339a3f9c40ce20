import CSS
import Geometry

/// Pass 3: absolutely positioned boxes, after everything in flow has its place (CSS Position 3).
///
/// A box with a vertical inset joins `positioned` of its containing block's fragment; one at its
/// static position takes its placeholder's place, so that pagination moves it with its siblings.
struct PositionedPass {
  let pass: LayoutPass
  /// `position: fixed` boxes, relative to the page area; they repeat on each page.
  private(set) var fixed: [Fragment] = []

  init(pass: LayoutPass) { self.pass = pass }

  /// A containing block: its fragment and its padding box in document coordinates.
  private struct Containing {
    var fragment: Fragment
    var rect: Rect
    /// The border box's origin of `fragment`, in document coordinates.
    var origin: Point
  }

  mutating func run(_ root: Fragment) {
    let origin = Point(x: root.x, y: root.y)
    let area = Rect(origin: .zero, size: pass.pageArea)
    let initial = Containing(fragment: root, rect: area, origin: origin)
    visit(root, at: origin, initial)
  }

  /// Lays out the placeholders under one fragment whose border box is at `origin`.
  private mutating func visit(_ fragment: Fragment, at origin: Point, _ outer: Containing) {
    var containing = outer
    if fragment.containsPositioned {
      let padding = Rect(
        x: origin.x + fragment.border.left, y: origin.y + fragment.border.top,
        width: fragment.width - fragment.border.left - fragment.border.right,
        height: fragment.height - fragment.border.top - fragment.border.bottom)
      containing = Containing(fragment: fragment, rect: padding, origin: origin)
    }
    var kept: [Fragment] = []
    var moved = false
    for child in fragment.children {
      guard let position = child.placeholder else {
        kept.append(child)
        visit(child, at: origin + child.place, containing)
        continue
      }
      moved = true
      if let placed = place(child, position, in: fragment, at: origin, containing) {
        kept.append(placed)
      }
    }
    if moved { fragment.children = kept }
    visitLines(of: fragment, at: origin, containing)
  }

  private mutating func visitLines(
    of fragment: Fragment, at origin: Point, _ containing: Containing
  ) {
    for line in fragment.lines {
      for piece in line.pieces {
        guard case .atomic(let inner) = piece.kind else { continue }
        var place = origin + inner.place
        place.y += line.y
        visit(inner, at: place, containing)
      }
    }
  }

  /// Lays out one box; returns it when it stays at its placeholder's place.
  private mutating func place(
    _ placeholder: Fragment, _ position: StaticPosition, in parent: Fragment, at origin: Point,
    _ containing: Containing
  ) -> Fragment? {
    let box = placeholder.box
    var target = containing
    if box.position == .fixed {
      target.rect = Rect(origin: .zero, size: pass.pageArea)
      target.origin = .zero
    } else if let inline = inlineContaining(of: box, in: parent, at: origin) {
      target.rect = inline
    }
    var position = position
    if let area = placeholder.gridArea, containing.fragment === parent, box.position != .fixed {
      // The grid area is containing block and place of rest alike (CSS Grid 1, 9).
      target.rect = area.offset(by: origin)
      if case .aligned(_, let horizontal, let vertical) = position {
        position = .aligned(rect: area, horizontal: horizontal, vertical: vertical)
      }
    }
    var solver = PositionedSolver(pass: pass, box: box, containing: target.rect)
    let rest = solver.staticArea(position, placeholder: placeholder, parent: parent, at: origin)
    let result = solver.layout(rest)
    let absolute = Point(x: result.x, y: result.y)
    visit(result, at: absolute, target)
    if box.position == .fixed {
      fixed.append(result)
      return nil
    }
    if solver.isStaticVertically {
      result.x -= origin.x
      result.y -= origin.y
      return result
    }
    result.x -= target.origin.x
    result.y -= target.origin.y
    result.anchorsBottom = solver.isAnchoredAtBottom
    target.fragment.positioned.append(result)
    return nil
  }

  /// The containing block that a relatively positioned inline box makes.
  private func inlineContaining(of box: Box, in parent: Fragment, at origin: Point) -> Rect? {
    for line in parent.lines {
      for piece in line.boxes
      where piece.box.position == .relative && piece.box.containsDescendant(box) {
        let edges = piece.box.style.box.borderWidth
        return Rect(
          x: origin.x + piece.x + edges.left, y: origin.y + line.y + piece.y + edges.top,
          width: piece.width - edges.left - edges.right,
          height: piece.height - edges.top - edges.bottom)
      }
    }
    return nil
  }
}

extension Box {
  /// Whether `box` stands somewhere inside this inline box (not inside its atomic inlines).
  fileprivate func containsDescendant(_ box: Box) -> Bool {
    for child in children {
      if child === box { return true }
      if child.isInlineBox && child.containsDescendant(box) { return true }
    }
    return false
  }
}

extension Fragment {
  /// Its place in its parent with the displacement of `position: relative`.
  var place: Point { Point(x: x + relativeOffset.x, y: y + relativeOffset.y) }

  /// Is the containing block of absolutely positioned descendants.
  var containsPositioned: Bool {
    box.position != .static
      || !box.isAnonymous
        && !(box.style.paint.transform.isEmpty && box.style.box.containment.isEmpty)
  }
}

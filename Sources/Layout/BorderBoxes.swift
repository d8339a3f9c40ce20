public import CSS
public import Geometry
import HTML

/// Border boxes by HTML node index, in one flow without pages, as a browser's window has it.
///
/// Nil for nodes that have no box; an inline box that lies on several lines gives the union.
public func borderBoxes(
  _ styled: StyledDocument, options: LayoutOptions, shaper: any TextShaping
) -> [Rect?] {
  var job = LayoutJob(styled, options: options, shaper: shaper)
  guard let root = job.buildBoxes() else {
    return [Rect?](repeating: nil, count: styled.document.nodes.count)
  }
  let fragment = job.flow(root)
  var positioned = PositionedPass(pass: job.pass)
  positioned.run(fragment)
  fragment.cutColumns()
  for fixed in positioned.fixed { fixed.cutColumns() }
  var boxes = BorderBoxes(count: styled.document.nodes.count)
  boxes.add(fragment, at: Point(x: fragment.x, y: fragment.y))
  for fixed in positioned.fixed { boxes.add(fixed, at: Point(x: fixed.x, y: fixed.y)) }
  return boxes.rects
}

/// Gathers boxes from fragments.
private struct BorderBoxes {
  var rects: [Rect?]

  init(count: Int) { rects = [Rect?](repeating: nil, count: count) }

  mutating func add(_ fragment: Fragment, at origin: Point) {
    if !fragment.box.isAnonymous {
      set(
        fragment.box,
        Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height))
    }
    for child in fragment.children { add(child, at: origin + child.place) }
    for child in fragment.positioned { add(child, at: origin + child.place) }
    for line in fragment.lines {
      let top = Point(x: origin.x, y: origin.y + line.y)
      for part in line.boxes {
        set(
          part.box,
          Rect(x: top.x + part.x, y: top.y + part.y, width: part.width, height: part.height))
      }
      for piece in line.pieces {
        if case .atomic(let inner) = piece.kind { add(inner, at: top + inner.place) }
      }
    }
  }

  private mutating func set(_ box: Box, _ rect: Rect) {
    guard !box.isPseudo else { return }
    let index = Int(box.node.index)
    guard let old = rects[index] else {
      rects[index] = rect
      return
    }
    let x = min(old.x, rect.x)
    let y = min(old.y, rect.y)
    rects[index] = Rect(
      x: x, y: y, width: max(old.maxX, rect.maxX) - x, height: max(old.maxY, rect.maxY) - y)
  }
}

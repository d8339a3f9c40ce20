import CSS
import Geometry

extension Painter {
  /// The background of a row or row group, which shows in the cells that begin in it: over all rows
  /// that they span and not in the spacing between them (CSS 2.1, 17.5.1).
  mutating func paintRowBackground(_ fragment: Fragment, at origin: Point) {
    let style = fragment.box.style
    guard style.paint.hasBackground, style.text.visibility == .visible else { return }
    let whole = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
    let cells = fragment.cellRects(at: origin)
    guard
      cells.contains(where: { $0.height > whole.height + 0.02 })
        || cells.reduce(0, { $0 + $1.width * $1.height }) < whole.width * whole.height - 1
    else {
      paintBackground(style.paint, Shape(whole.snappedToPixels), border: .zero, padding: .zero)
      return
    }
    for cell in cells {
      let shape = Shape(cell.snappedToPixels)
      sheets.fill(shape, style.paint.backgroundColor)
      for layer in style.paint.backgroundLayers.reversed() {
        paintLayer(layer, positioning: whole.snappedToPixels, clip: shape)
      }
    }
  }
}

extension Fragment {
  var isTableRowOrGroup: Bool {
    switch box.kind {
    case .tableRow, .tableRowGroup: true
    default: false
    }
  }

  /// Border boxes of the cells in a row or row group that stands at `origin`.
  fileprivate func cellRects(at origin: Point) -> [Rect] {
    var rects: [Rect] = []
    for child in children where child.placeholder == nil {
      let place = origin + child.place
      if child.isTableRowOrGroup {
        rects += child.cellRects(at: place)
      } else {
        rects.append(Rect(x: place.x, y: place.y, width: child.width, height: child.height))
      }
    }
    return rects
  }
}

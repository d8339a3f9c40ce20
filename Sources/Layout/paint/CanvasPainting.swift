import CSS
import HTML
import Geometry

extension Painter {
  init(sheets: Sheets, _ pass: LayoutPass) {
    self.init(sheets: sheets, document: pass.document.document, pass: pass)
  }

  /// The root's background, or the body's where the root has none, on every whole page
  /// (CSS Backgrounds 3, 2.11).
  mutating func paintCanvas(_ root: Fragment) {
    var source = root
    if !root.box.style.paint.hasBackground {
      guard let body = root.children.first(where: { isBody($0.box) }) else { return }
      source = body
      canvasBody = body.box
    }
    let paint = source.box.style.paint
    guard paint.hasBackground else { return }
    for page in sheets.items.indices {
      let size = sheets.geometry.sheet(of: page).size
      let offset = sheets.offset(of: page)
      let whole = Rect(
        x: -offset.x, y: -offset.y, width: size.width, height: size.height)
      if paint.backgroundColor.alpha > 0 {
        sheets.add(
          .fill(Shape(whole.offset(by: offset)), .color(paint.backgroundColor)), to: page)
      }
    }
    guard !paint.backgroundLayers.isEmpty else { return }
    let area = Rect(
      x: root.x, y: root.y, width: root.width, height: max(root.height, root.extent))
    // Placed by the root element, painted all over the pages.
    let sheet = sheets.geometry.sheet(of: 0)
    let canvas = Rect(
      x: -sheet.margin.left, y: 0, width: sheet.size.width,
      height: sheets.geometry.end(of: max(0, sheets.items.count - 1)))
    for layer in paint.backgroundLayers.reversed() {
      paintLayer(layer, positioning: area, clip: Shape(canvas))
    }
  }

  private func isBody(_ box: Box) -> Bool { document.element(box.node)?.name == "body" }

  /// `position: fixed` boxes stand on each page.
  mutating func paintFixed(_ fixed: [Fragment]) {
    for fragment in fixed {
      for page in sheets.items.indices {
        isCopy = page > 0
        let start = sheets.geometry.start(of: page)
        paintContext(fragment, at: Point(x: fragment.x, y: fragment.y + start))
      }
      isCopy = false
    }
  }
}

extension PaintStyle {
  var hasBackground: Bool { backgroundColor.alpha > 0 || !backgroundLayers.isEmpty }
}

import Graphics
import Layout

/// Paints single items on a canvas; what they mean is somebody else's business.
enum PagePainter {
  static func paint(
    _ item: PageItem, on canvas: Canvas, shaper: PangoShaper, images: ImageSource
  ) {
    switch item {
    case .text(let text): canvas.show(text, shapedBy: shaper)
    case .fill(let shape, let paint): canvas.fill(shape, with: paint)
    case .ring(let outer, let inner, let color):
      canvas.fillRing(outer: outer, inner: inner, color: color)
    case .stroke(let path, let stroke): canvas.stroke(path, stroke)
    case .fillPath(let path, let paint, let evenOdd):
      canvas.fill(path, with: paint, evenOdd: evenOdd)
    case .image(let placed):
      if let image = images.image(placed.source) {
        canvas.draw(image, in: placed.rect, tile: placed.tile)
      }
    case .clip(let shape): canvas.clip(shape)
    case .group(let opacity): canvas.group(opacity: opacity)
    case .transform(let a, let b, let c, let d, let e, let f):
      canvas.transform(a, b, c, d, e, f)
    case .restore: canvas.restore()
    case .link: break
    }
  }
}

import Geometry
import Graphics
import Layout

/// What the painter of a PDF draws on.
protocol PDFSurface: AnyObject {
  /// Whether nothing that is drawn now would show.
  var isFullyClipped: Bool { get }

  func beginPage(size: Size)
  func endPage()
  /// Begins marked content of a structure type, the next number of the page; never nested.
  func beginMark(_ type: StaticString)
  func endMark(_ type: StaticString)
  func paint(_ item: PageItem)
}

/// Cairo's PDF surface, which can draw everything.
final class CairoSurface: PDFSurface {
  let canvas = Canvas.pdf()
  private let shaper: PangoShaper
  private let images: ImageSource

  init(shaper: PangoShaper, images: ImageSource) {
    self.shaper = shaper
    self.images = images
  }

  var isFullyClipped: Bool { canvas.isFullyClipped }

  func beginPage(size: Size) { canvas.beginPage(size: size) }
  func endPage() { canvas.endPage() }
  func beginMark(_ type: StaticString) { canvas.beginMark(type) }
  func endMark(_ type: StaticString) { canvas.endMark(type) }

  func paint(_ item: PageItem) {
    PagePainter.paint(item, on: canvas, shaper: shaper, images: images)
  }
}

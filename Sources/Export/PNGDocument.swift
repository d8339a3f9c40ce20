public import Graphics
public import Layout

/// Pages as pictures.
public enum PNGDocument {
  /// One PNG for each page, `scale` pixels for a CSS px; 1.5 gives 144 dpi.
  public static func pages(
    of pages: Pages, shaper: PangoShaper, images: ImageSource = ImageSource { _ in nil },
    scale: Double = 1.5
  ) throws(ExportError) -> [[UInt8]] {
    var pictures: [[UInt8]] = []
    for page in pages.pages {
      guard let canvas = Canvas.bitmap(size: page.size, scale: scale) else {
        throw ExportError(message: "page too large for a picture")
      }
      canvas.beginPage(size: page.size)
      for item in page.items {
        PagePainter.paint(item, on: canvas, shaper: shaper, images: images)
      }
      canvas.endPage()
      do {
        pictures.append(try canvas.png())
      } catch {
        throw ExportError(message: error.message)
      }
    }
    return pictures
  }
}

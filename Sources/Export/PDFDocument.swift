public import Graphics
public import Layout
public import PDFFile

/// Pages as a PDF file.
public enum PDFDocument {
  /// The file's bytes: equal pages, options and fonts give equal bytes.
  ///
  /// What the direct surface can't draw is cairo's, as a whole: a document never mixes both.
  /// The shaper is the one that shaped the pages' text; title and language are the pages' own where
  /// `information` has none.
  public static func bytes(
    of pages: Pages, shaper: PangoShaper, information: Information = Information(),
    images: ImageSource = ImageSource { _ in nil }, fonts: FontShelf? = nil
  ) throws(ExportError) -> [UInt8] {
    do {
      let direct = DirectSurface(shelf: fonts ?? FontShelf(shaper: shaper), images: images)
      var painter = PDFPainter(pages: pages, surface: direct, images: images)
      painter.paint()
      if let painted = direct.finish() {
        return try PDFAssembler.assemble(
          painted: painted, description: painter.description(information))
      }
      let cairo = CairoSurface(shaper: shaper, images: images)
      painter = PDFPainter(pages: pages, surface: cairo, images: images)
      painter.paint()
      return try PDFAssembler.assemble(
        painted: try cairo.canvas.finish(), description: painter.description(information))
    } catch let error as CanvasError {
      throw ExportError(message: error.message)
    } catch let error as PDFError {
      throw ExportError(message: error.message)
    } catch {
      throw ExportError(message: "\(error)")
    }
  }
}

/// Why a document could not be written.
public struct ExportError: Error, Hashable, Sendable {
  public var message: String
}

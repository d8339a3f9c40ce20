package import Graphics
package import Layout
package import PDFFile

/// Pages as a PDF file.
package enum PDFDocument {
  /// The file's bytes: equal pages, options and fonts give equal bytes.
  ///
  /// The shaper is the one that shaped the pages' text; title and language are the pages' own where
  /// `information` has none.
  package static func bytes(
    of pages: Pages, shaper: PangoShaper, information: Information = Information(),
    images: ImageSource = ImageSource { _ in nil }
  ) throws(ExportError) -> [UInt8] {
    do {
      let canvas = Canvas.pdf()
      var painter = PDFPainter(pages: pages, canvas: canvas, shaper: shaper, images: images)
      painter.paint()
      let painted = try canvas.finish()
      let description = painter.description(information)
      return try PDFAssembler.assemble(painted: painted, description: description)
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
package struct ExportError: Error, Hashable, Sendable {
  package var message: String
}

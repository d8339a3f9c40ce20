import CSS
import Geometry

/// The sheet that Word lays text out on, CSS px.
struct DOCXSheet {
  var paper: Size
  var margins: Edges<Double>
  /// Whether the page's own margins leave no room beside its colours: those go to the edge.
  var isBled: Bool

  var textWidth: Double { max(72, paper.width - margins.left - margins.right) }
}

/// A band of colour from edge to edge behind the first paragraphs of a page.
///
/// Shading ends at the margins, so the band is a rectangle behind the text; the shading stays for
/// programs that don't draw it, and for text that gets longer than was reckoned.
struct DOCXBand {
  let color: Color
  /// From the top of the sheet, CSS px.
  let height: Double
  /// From the last line in it to the first behind it, CSS px.
  let foot: Double

  /// Pictures stand beside the paragraphs.
  init(color: Color, paragraphs: [Flow.Paragraph], pictures: [Size], sheet: DOCXSheet) {
    self.color = color
    let aside = pictures.map { $0.width + DOCXDrawing.gap }.max() ?? 0
    let width = max(72, sheet.textWidth - aside)
    let text = paragraphs.reduce(0) { $0 + DOCXLines.height(of: $1, width: width) }
    let content = max(text, pictures.map(\.height).max() ?? 0)
    let padding = sheet.margins.top * 0.75
    height = sheet.margins.top + content + padding
    foot = content - text + padding + Self.air
  }

  /// Between the band and the text below it, CSS px.
  private static let air = 16.0

  /// A rectangle without text (ECMA-376 part 4, 19.1.2.16), drawn behind the text.
  func xml(width: Double) -> String {
    func points(_ px: Double) -> String { "\((px * 0.75).rounded())pt" }
    return "<w:r><w:pict><v:rect xmlns:v=\"urn:schemas-microsoft-com:vml\" id=\"Band\""
      + " style=\"position:absolute;margin-left:0;margin-top:0;width:\(points(width + 1));"
      + "height:\(points(height));z-index:-1;mso-position-horizontal-relative:page;"
      + "mso-position-vertical-relative:page\" fillcolor=\"#\(DOCXUnit.hex(color))\""
      + " stroked=\"f\"/></w:pict></w:r>"
  }
}

import Graphics
import Layout
import PDFFile

/// The faces that one typesetter embeds in PDFs, each with what it packed for earlier documents.
public final class FontShelf {
  struct Key: Hashable {
    var face: FontFace
    /// By which letter-spacing widens advances, in units of the em.
    var widening: Int
  }

  private let shaper: PangoShaper
  private var programs: [FontFace: FontProgram?] = [:]
  private var outlines: [FontFace: TrueTypeFont?] = [:]
  private var fonts: [Key: EmbeddedFont?] = [:]

  init(shaper: PangoShaper) { self.shaper = shaper }

  func key(of run: GlyphRun) -> Key { Key(face: run.face, widening: shaper.widening(of: run)) }

  func skew(of face: FontFace) -> Double { program(of: face)?.skew ?? 0 }

  /// Nil for a face whose outlines are not TrueType's or that lacks letters of ASCII.
  func font(_ key: Key) -> EmbeddedFont? {
    if let known = fonts[key] { return known }
    let font = make(key)
    fonts[key] = .some(font)
    return font
  }

  private func make(_ key: Key) -> EmbeddedFont? {
    guard let program = program(of: key.face), let glyphs = program.glyphsOfASCII,
      let outlines = outlines(of: key.face)
    else { return nil }
    let metrics = program.metrics
    return EmbeddedFont(
      outlines, name: program.postScriptName,
      metrics: EmbeddedFont.Metrics(
        ascent: metrics.ascent, descent: metrics.descent, capHeight: metrics.capHeight),
      isSlanted: program.skew != 0, glyphsOfASCII: glyphs.map { Int($0) }, widening: key.widening)
  }

  private func outlines(of face: FontFace) -> TrueTypeFont? {
    if let known = outlines[face] { return known }
    let made = program(of: face).flatMap { TrueTypeFont(tables: $0.tables) }
    outlines[face] = .some(made)
    return made
  }

  private func program(of face: FontFace) -> FontProgram? {
    if let known = programs[face] { return known }
    let program = shaper.program(of: face)
    programs[face] = .some(program)
    return program
  }
}

extension CanvasImage {
  /// The picture as a PDF holds it; nil for what is no upright JPEG of grey or colours.
  var picture: PaintedFile.Picture? {
    guard !encoded.isEmpty, header.orientation == 1, [1, 3].contains(header.components) else {
      return nil
    }
    return PaintedFile.Picture(
      bytes: encoded, width: header.pixelWidth, height: header.pixelHeight,
      components: header.components)
  }
}

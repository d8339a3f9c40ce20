import CCairo

/// Cairo's fonts at their sizes under the current transform, for one canvas.
struct ScaledFonts {
  private struct Key: Hashable {
    var face: ObjectIdentifier
    var size: Double
    var widening: Int
    var transform: Int
  }

  private struct Transform: Hashable {
    var xx: Double
    var yx: Double
    var xy: Double
    var yy: Double
  }

  /// Owned, +1 each.
  private var fonts: [Key: OpaquePointer] = [:]
  private var transforms: [Transform: Int] = [:]
  private var current = cairo_matrix_t()
  private var currentIndex = 0

  mutating func matrixChanged(to matrix: cairo_matrix_t) {
    current = matrix
    let transform = Transform(xx: matrix.xx, yx: matrix.yx, xy: matrix.xy, yy: matrix.yy)
    currentIndex = transforms[transform, default: transforms.count]
    transforms[transform] = currentIndex
  }

  /// The font for a face at a size in CSS px; +0, valid until `removeAll` or the next call.
  ///
  /// `widening` is in units of the em, by which every advance is larger.
  mutating func font(
    _ face: LoadedFace, size: Double, widenedBy widening: Int
  ) -> OpaquePointer? {
    let key = Key(
      face: ObjectIdentifier(face), size: size, widening: widening, transform: currentIndex)
    if let known = fonts[key] { return known }
    if fonts.count >= 256 { removeAll() }
    var matrix = cairo_matrix_t(xx: size, yx: 0, xy: -size * face.skew, yy: size, x0: 0, y0: 0)
    let options = cairo_font_options_create()  // +1
    defer { cairo_font_options_destroy(options) }
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY)
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
    var transform = current
    transform.x0 = 0
    transform.y0 = 0
    let font = cairo_scaled_font_create(
      face.cairoFace(widenedBy: widening), &matrix, &transform, options)  // +1
    guard let font, cairo_scaled_font_status(font) == CAIRO_STATUS_SUCCESS else {
      cairo_scaled_font_destroy(font)
      return nil
    }
    fonts[key] = font
    return font
  }

  mutating func removeAll() {
    for font in fonts.values { cairo_scaled_font_destroy(font) }
    fonts.removeAll()
  }
}

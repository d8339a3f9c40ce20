import CCairo
import CPango
import Layout

/// A face opened by one worker: HarfBuzz's font for shaping and, on demand, cairo's for painting.
///
/// HarfBuzz counts in font units, so that one font serves every size and advances are exactly
/// linear.
final class LoadedFace {
  let description: FaceDescription
  /// Horizontal shear for a slanted style of a family that has none.
  let skew: Double
  /// Owned, +1; scaled to the units of the em.
  let font: OpaquePointer
  let unitsPerEm: Double
  /// Whether each of U+0020 to U+007E has a glyph.
  let coversASCII: Bool
  private let unitMetrics: FontMetrics
  /// Owned, +1, once made.
  private var painted: OpaquePointer?
  private static let widenedLimit = 32
  /// Owned, +1 each, by the units that advances are wider.
  private var widened: [Int: OpaquePointer] = [:]

  /// Nil when the file is gone or damaged.
  init?(_ description: FaceDescription, skew: Double) {
    guard let blob = FontBlob.open(description.path) else { return nil }  // +1
    defer { hb_blob_destroy(blob) }
    let face = hb_face_create(blob, UInt32(clamping: description.index))  // +1
    defer { hb_face_destroy(face) }
    let units = hb_face_get_upem(face)
    guard hb_face_get_glyph_count(face) > 0, units > 0, let font = hb_font_create(face) else {
      return nil
    }
    hb_font_set_scale(font, Int32(clamping: units), Int32(clamping: units))
    self.font = font
    self.description = description
    self.skew = skew
    unitsPerEm = Double(units)
    coversASCII = (0x20...0x7E).allSatisfy { Self.glyph(for: $0, in: font) != nil }
    unitMetrics = Self.metrics(of: font, unitsPerEm: Double(units))
  }

  deinit {
    hb_font_destroy(font)
    if let painted { cairo_font_face_destroy(painted) }
    for face in widened.values { cairo_font_face_destroy(face) }
  }

  /// The glyph of a scalar by the font's character map; nil when there is none.
  func glyph(for scalar: Unicode.Scalar) -> UInt32? { Self.glyph(for: scalar.value, in: font) }

  private static func glyph(for scalar: UInt32, in font: OpaquePointer?) -> UInt32? {
    var glyph: UInt32 = 0
    return hb_font_get_nominal_glyph(font, scalar, &glyph) != 0 && glyph != 0 ? glyph : nil
  }

  /// Whether the font has small capitals for lower case, and for upper case.
  private(set) lazy var hasSmallCapitals = hasFeature("smcp")
  private(set) lazy var hasCapitalsToSmall = hasFeature("c2sc")

  private func hasFeature(_ tag: String) -> Bool {
    let wanted = tag.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let table = "GSUB".utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    var count: UInt32 = 1024
    var tags = [hb_tag_t](repeating: 0, count: Int(count))
    _ = hb_ot_layout_table_get_feature_tags(hb_font_get_face(font), table, 0, &count, &tags)
    return tags.prefix(Int(count)).contains(wanted)
  }

  /// Metrics at a size in CSS px.
  func metrics(size: Double) -> FontMetrics {
    let scale = size / unitsPerEm
    let unit = unitMetrics
    return FontMetrics(
      ascent: unit.ascent * scale, descent: unit.descent * scale, lineGap: unit.lineGap * scale,
      xHeight: unit.xHeight * scale, capHeight: unit.capHeight * scale,
      zeroAdvance: unit.zeroAdvance * scale, spaceAdvance: unit.spaceAdvance * scale,
      underlinePosition: unit.underlinePosition * scale,
      underlineThickness: unit.underlineThickness * scale)
  }

  /// By how many units of the em a run's letter-spacing widens its glyphs in a PDF.
  ///
  /// Where letters stand apart, text extractors see as many words; with advances that say so the
  /// letters still touch. Spacing below a twentieth of the em tears nothing.
  func widening(of run: GlyphRun) -> Int {
    let share = run.letterSpacing / run.size
    guard share >= 0.05, share < 8 else { return 0 }
    let units = Int((share * unitsPerEm).rounded())
    // Each spacing is a font file in memory: a page has a few of them.
    return widened[units] != nil || widened.count < Self.widenedLimit ? units : 0
  }

  /// Cairo's face with all advances wider by some units; +0.
  func cairoFace(widenedBy units: Int) -> OpaquePointer? {
    guard units > 0 else { return cairoFace() }
    if let known = widened[units] { return known }
    // +1
    guard let made = WidenedFont.cairoFace(description, by: units) else { return cairoFace() }
    widened[units] = made
    return made
  }

  /// Cairo's face of the same file, unhinted; +0.
  func cairoFace() -> OpaquePointer? {
    if let painted { return painted }
    painted = FileFont.cairoFace(description)  // +1
    return painted
  }
}

extension LoadedFace {
  /// As Chromium reads them: hhea, or OS/2's typographic ones where the font says so.
  private static func metrics(of font: OpaquePointer?, unitsPerEm: Double) -> FontMetrics {
    func metric(_ tag: hb_ot_metrics_tag_t) -> Double? {
      var value: hb_position_t = 0
      return hb_ot_metrics_get_position(font, tag, &value) != 0 ? Double(value) : nil
    }
    let ascent = metric(HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER) ?? unitsPerEm * 0.8
    let descent = metric(HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER) ?? -unitsPerEm * 0.2
    let space = advance(of: 0x20, in: font) ?? unitsPerEm / 4
    return FontMetrics(
      ascent: ascent, descent: -descent,
      lineGap: metric(HB_OT_METRICS_TAG_HORIZONTAL_LINE_GAP) ?? 0,
      xHeight: top(of: 0x78, in: font) ?? metric(HB_OT_METRICS_TAG_X_HEIGHT) ?? ascent * 0.56,
      capHeight: metric(HB_OT_METRICS_TAG_CAP_HEIGHT) ?? top(of: 0x48, in: font) ?? ascent,
      zeroAdvance: advance(of: 0x30, in: font) ?? unitsPerEm / 2, spaceAdvance: space,
      underlinePosition: -(metric(HB_OT_METRICS_TAG_UNDERLINE_OFFSET) ?? -unitsPerEm / 10),
      underlineThickness: metric(HB_OT_METRICS_TAG_UNDERLINE_SIZE) ?? unitsPerEm / 20)
  }

  private static func advance(of scalar: UInt32, in font: OpaquePointer?) -> Double? {
    glyph(for: scalar, in: font).map { Double(hb_font_get_glyph_h_advance(font, $0)) }
  }

  private static func top(of scalar: UInt32, in font: OpaquePointer?) -> Double? {
    guard let glyph = glyph(for: scalar, in: font) else { return nil }
    var extents = hb_glyph_extents_t()
    guard hb_font_get_glyph_extents(font, glyph, &extents) != 0 else { return nil }
    return Double(extents.y_bearing)
  }
}

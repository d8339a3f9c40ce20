import CPango
import Layout

/// HarfBuzz's buffer, used again for every item.
final class GlyphBuffer {
  /// Owned, +1.
  private let buffer: OpaquePointer? = hb_buffer_create()
  private var languages: [String: hb_language_t?] = [:]

  init() {
    // Else a variation selector becomes a space without width, which extractors take for text.
    hb_buffer_set_invisible_glyph(buffer, Glyph.invisible)
  }

  deinit { hb_buffer_destroy(buffer) }

  /// The glyphs of one item; scalars without a glyph are added to `missing`.
  func shape(
    _ item: TextItem, of text: UnsafeBufferPointer<UInt8>, face: LoadedFace?,
    missing: inout [Unicode.Scalar]
  ) -> GlyphRun {
    var run = GlyphRun(
      face: FontFace(index: item.face), size: item.size, range: item.range,
      level: item.level, glyphs: [])
    guard let face, let start = text.baseAddress else {
      report(item.range, of: text, as: &missing)
      return run
    }
    hb_buffer_clear_contents(buffer)
    if item.isSmallCapital {
      addCapitals(item.range, of: text)
    } else {
      start.withMemoryRebound(to: CChar.self, capacity: text.count) {
        // The whole paragraph goes along as context, for joining at the item's ends.
        hb_buffer_add_utf8(
          buffer, $0, Int32(clamping: text.count), UInt32(item.range.lowerBound),
          Int32(item.range.count))
      }
    }
    let isRightToLeft = item.level & 1 == 1
    hb_buffer_set_direction(buffer, isRightToLeft ? HB_DIRECTION_RTL : HB_DIRECTION_LTR)
    hb_buffer_set_script(buffer, item.script)
    hb_buffer_set_language(buffer, language(item.style.language))
    let features =
      item.script.needsContextualForms ? item.style.complexFeatures : item.style.features
    features.withUnsafeBufferPointer { shape(with: $0, face, keepsPlan: item.style.keepsPlan) }
    run.glyphs = glyphs(of: item, text: text, unitsPerEm: face.unitsPerEm, missing: &missing)
    if item.script.isEastAsian {
      PunctuationSpacing.trim(
        &run.glyphs, of: text, size: item.size, language: item.style.language)
    }
    return run
  }

  private func shape(
    with features: UnsafeBufferPointer<hb_feature_t>, _ face: LoadedFace, keepsPlan: Bool
  ) {
    let (first, count) = (features.baseAddress, UInt32(features.count))
    guard !keepsPlan else {
      hb_shape(face.font, buffer, first, count)
      return
    }
    var properties = hb_segment_properties_t()
    hb_buffer_get_segment_properties(buffer, &properties)
    // +1
    let plan = hb_shape_plan_create(hb_font_get_face(face.font), &properties, first, count, nil)
    hb_shape_plan_execute(plan, face.font, buffer, first, count)
    hb_shape_plan_destroy(plan)
  }

  /// Upper case for lower case; clusters stay those of the text.
  private func addCapitals(_ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>) {
    var cursor = ScalarCursor(text, at: range.lowerBound)
    while cursor.offset < range.upperBound, let scalar = cursor.next() {
      for capital in scalar.properties.uppercaseMapping.unicodeScalars {
        hb_buffer_add(buffer, capital.value, UInt32(cursor.start))
      }
    }
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE)
  }

  private func glyphs(
    of item: TextItem, text: UnsafeBufferPointer<UInt8>, unitsPerEm: Double,
    missing: inout [Unicode.Scalar]
  ) -> [Glyph] {
    var count: UInt32 = 0
    // +0, valid until the buffer changes.
    guard let infos = hb_buffer_get_glyph_infos(buffer, &count),
      let positions = hb_buffer_get_glyph_positions(buffer, nil)
    else { return [] }
    let scale = item.size / unitsPerEm
    return [Glyph](unsafeUninitializedCapacity: Int(count)) { glyphs, filled in
      for index in 0..<Int(count) {
        let cluster = infos[index].cluster
        let position = positions[index]
        var glyph = Glyph(
          id: infos[index].codepoint, cluster: Int32(bitPattern: cluster),
          advance: Double(position.x_advance) * scale,
          offsetX: Double(position.x_offset) * scale,
          offsetY: -Double(position.y_offset) * scale)
        let lead = text[Int(cluster)]
        if lead < 0x20 || lead > 0x7E, hides(&glyph, in: text) {
          glyph.advance = 0
        } else if glyph.id == 0 {
          report(Int(cluster), of: text, as: &missing)
        }
        glyphs.initializeElement(at: index, to: glyph)
      }
      filled = Int(count)
    }
  }

  /// Makes a glyph invisible when its character is.
  private func hides(_ glyph: inout Glyph, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    var cursor = ScalarCursor(text, at: Int(glyph.cluster))
    guard let scalar = cursor.next(), scalar.isInvisible else { return false }
    glyph.id = Glyph.invisible
    return true
  }

  private func report(
    _ offset: Int, of text: UnsafeBufferPointer<UInt8>, as missing: inout [Unicode.Scalar]
  ) {
    var cursor = ScalarCursor(text, at: offset)
    guard let scalar = cursor.next(), !scalar.isInvisible, !missing.contains(scalar) else {
      return
    }
    missing.append(scalar)
  }

  private func report(
    _ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, as missing: inout [Unicode.Scalar]
  ) {
    var cursor = ScalarCursor(text, at: range.lowerBound)
    while cursor.offset < range.upperBound, missing.count < 64, cursor.next() != nil {
      report(cursor.start, of: text, as: &missing)
    }
  }

  private func language(_ tag: String) -> hb_language_t? {
    let tag = tag.isEmpty ? "en" : tag
    if let known = languages[tag] { return known }
    // HarfBuzz keeps every language it has seen for the life of the process.
    let language = languages.count < 256 ? hb_language_from_string(tag, -1) : nil
    languages[tag] = .some(language)
    return language
  }
}

extension hb_script_t {
  /// Scripts with full-width punctuation.
  fileprivate var isEastAsian: Bool {
    switch self {
    case HB_SCRIPT_HAN, HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA, HB_SCRIPT_BOPOMOFO: true
    default: false
    }
  }

  /// Scripts whose letters are alternates that `calt` and ligatures choose.
  fileprivate var needsContextualForms: Bool {
    switch self {
    case HB_SCRIPT_LATIN, HB_SCRIPT_GREEK, HB_SCRIPT_CYRILLIC, HB_SCRIPT_COMMON,
      HB_SCRIPT_HAN, HB_SCRIPT_HIRAGANA, HB_SCRIPT_KATAKANA, HB_SCRIPT_HANGUL, HB_SCRIPT_HEBREW,
      HB_SCRIPT_ARMENIAN, HB_SCRIPT_GEORGIAN:
      false
    default: true
    }
  }
}

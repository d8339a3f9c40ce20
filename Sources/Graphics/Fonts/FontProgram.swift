import CPango
public import Layout

/// A face as a PDF embeds it: its tables and what a font descriptor says of it.
public struct FontProgram {
  /// Those that a subset is made of, by tag; empty where the font has no outlines of TrueType.
  public var tables: [String: [UInt8]] = [:]
  public var postScriptName: String
  /// By size 1.
  public var metrics: FontMetrics
  /// Horizontal shear of an upright face that stands for a slanted one.
  public var skew: Double
  /// Glyphs of U+0020 to U+007E; nil where one is missing.
  public var glyphsOfASCII: [UInt32]?
}

extension PangoShaper {
  /// The program of a face that `shape` used.
  public func program(of face: FontFace) -> FontProgram? { faces[face.index]?.program }

  /// By how many units of the em a run's letter-spacing widens its glyphs in a PDF.
  public func widening(of run: GlyphRun) -> Int { faces[run.face.index]?.widening(of: run) ?? 0 }
}

extension LoadedFace {
  var program: FontProgram {
    var program = FontProgram(
      postScriptName: name(HB_OT_NAME_ID_POSTSCRIPT_NAME), metrics: metrics(size: 1), skew: skew,
      glyphsOfASCII: coversASCII
        ? (0x20...0x7E).compactMap { Unicode.Scalar($0).flatMap(glyph(for:)) } : nil)
    if !table("glyf").isEmpty {
      for tag in ["glyf", "loca", "head", "hhea", "hmtx", "maxp"] {
        program.tables[tag] = table(tag)
      }
    }
    return program
  }

  private func table(_ tag: String) -> [UInt8] {
    let value = tag.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    let blob = hb_face_reference_table(hb_font_get_face(font), value)  // +1
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length) else { return [] }
    return data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
      Array(UnsafeBufferPointer(start: $0, count: Int(length)))
    }
  }

  private func name(_ id: Int) -> String {
    var count: UInt32 = 128
    var text = [CChar](repeating: 0, count: Int(count))
    _ = hb_ot_name_get_utf8(
      hb_font_get_face(font), hb_ot_name_id_t(id), nil, &count, &text)
    return String(
      decoding: text.prefix(Int(count)).map { UInt8(bitPattern: $0) }.filter {
        $0 > 0x20 && $0 < 0x7F && !"()<>[]{}/%#".utf8.contains($0)
      }, as: UTF8.self)
  }
}

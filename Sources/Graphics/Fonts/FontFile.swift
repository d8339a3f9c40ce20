import CPango
import Glibc

/// Reads the faces of a TrueType or OpenType file through HarfBuzz, without fontconfig: some tens
/// of microseconds, where a scan by fontconfig takes milliseconds.
enum FontFile {
  /// The faces of a file; empty when it is no font that text can be set in.
  static func faces(at path: String) -> [FaceDescription] {
    // Opening a pipe waits for a writer, and a device may never end.
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return [] }
    // +1, nil for a file that can't be read.
    guard let blob = FontBlob.open(path) else { return [] }
    defer { hb_blob_destroy(blob) }
    // A collection of more than 64 faces is no font that anybody sets text in.
    return (0..<min(hb_face_count(blob), 64)).compactMap { index in
      let face = hb_face_create(blob, index)  // +1
      defer { hb_face_destroy(face) }
      return description(of: face, path: path, index: Int(index))
    }
  }

  private static func description(
    of face: OpaquePointer?, path: String, index: Int
  ) -> FaceDescription? {
    guard hb_face_get_glyph_count(face) > 0 else { return nil }
    let families = names(of: face, 1, 16)
    guard !families.isEmpty else { return nil }
    let font = hb_font_create(face)  // +1
    defer { hb_font_destroy(font) }
    let slant: FaceDescription.Slant =
      hb_style_get_value(font, HB_STYLE_TAG_ITALIC) > 0
      ? .italic : hb_style_get_value(font, HB_STYLE_TAG_SLANT_ANGLE) != 0 ? .oblique : .normal
    var description = FaceDescription(
      families: families,
      weight: Double(hb_style_get_value(font, HB_STYLE_TAG_WEIGHT)),
      width: Double(hb_style_get_value(font, HB_STYLE_TAG_WIDTH)),
      slant: slant, path: path, index: index)
    description.fullNames = names(of: face, 4, 6)
    return description
  }

  /// Two kinds of name (OpenType, `name`: 1 family, 16 typographic family, 4 full, 6 PostScript) in
  /// every language, without repeats.
  private static func names(of face: OpaquePointer?, _ first: Int, _ second: Int) -> [String] {
    var count: UInt32 = 0
    guard let entries = hb_ot_name_list_names(face, &count) else { return [] }
    var names: [String] = []
    for entry in UnsafeBufferPointer(start: entries, count: Int(min(count, 4096)))
    where Int(entry.name_id) == first || Int(entry.name_id) == second {
      var buffer = [CChar](repeating: 0, count: 256)
      var size = UInt32(buffer.count)
      _ = hb_ot_name_get_utf8(face, entry.name_id, entry.language, &size, &buffer)
      let bytes = buffer.prefix(Int(min(size, 255))).map { UInt8(bitPattern: $0) }
      let name = String(decoding: bytes, as: UTF8.self)
      if !name.isEmpty, !names.contains(name) { names.append(name) }
    }
    return names
  }
}

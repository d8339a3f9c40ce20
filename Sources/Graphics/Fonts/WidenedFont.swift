import CCairo
import CPango

/// A font file in memory whose glyphs all advance further, for text with letter-spacing.
///
/// Cairo writes the advances of the file into the PDF. With the spacing in them, letters touch
/// for whoever reads the text back, while their shapes stay the same.
final class WidenedFont {
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  /// Owned; nil before they are made.
  private var library: FT_Library?
  private var face: FT_Face?

  /// Cairo's face, +1, which keeps the font alive; nil where the file can't be changed.
  static func cairoFace(_ description: FaceDescription, by units: Int) -> OpaquePointer? {
    guard let font = WidenedFont(description, by: units), let ftFace = font.face else { return nil }
    let flags = FT_LOAD_NO_HINTING | FT_LOAD_NO_AUTOHINT | FT_LOAD_NO_BITMAP
    let made = cairo_ft_font_face_create_for_ft_face(ftFace, Int32(flags))  // +1
    let status = cairo_font_face_set_user_data(
      made, key, Unmanaged.passRetained(font).toOpaque()
    ) { pointer in
      if let pointer { Unmanaged<WidenedFont>.fromOpaque(pointer).release() }
    }
    guard status == CAIRO_STATUS_SUCCESS else {
      Unmanaged.passUnretained(font).release()
      cairo_font_face_destroy(made)
      return nil
    }
    return made
  }

  /// Its address names the data; nobody reads or writes it.
  private nonisolated(unsafe) static let key: UnsafeMutablePointer<cairo_user_data_key_t> = {
    let key = UnsafeMutablePointer<cairo_user_data_key_t>.allocate(capacity: 1)
    key.initialize(to: cairo_user_data_key_t())
    return key
  }()

  private init?(_ description: FaceDescription, by units: Int) {
    guard let blob = FontBlob.open(description.path) else { return nil }  // +1
    defer { hb_blob_destroy(blob) }
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length > 12 else { return nil }
    bytes = .allocate(capacity: Int(length))
    data.withMemoryRebound(to: UInt8.self, capacity: Int(length)) {
      _ = bytes.initialize(from: UnsafeBufferPointer(start: $0, count: Int(length)))
    }
    guard widen(index: description.index, by: units), FT_Init_FreeType(&library) == 0,
      FT_New_Memory_Face(
        library, bytes.baseAddress, FT_Long(length), FT_Long(description.index), &face) == 0
    else { return nil }
  }

  deinit {
    if let face { FT_Done_Face(face) }
    if let library { FT_Done_FreeType(library) }
    bytes.deallocate()
  }

  /// Adds to every advance of `hmtx`; false where there is no such table.
  private func widen(index: Int, by units: Int) -> Bool {
    var start = 0
    if number(0, 4) == 0x7474_6366 {  // ttcf
      guard index < number(8, 4) ?? 0, let offset = number(12 + 4 * index, 4) else { return false }
      start = offset
    }
    guard let header = table(0x6868_6561, from: start),  // hhea
      let metrics = table(0x686D_7478, from: start),  // hmtx
      let count = number(header + 34, 2), number(metrics + 4 * count - 2, 2) != nil
    else { return false }
    for glyph in 0..<count { add(units, at: metrics + 4 * glyph) }
    add(units, at: header + 10)
    return true
  }

  private func table(_ tag: Int, from start: Int) -> Int? {
    for index in 0..<min(number(start + 4, 2) ?? 0, 256) {
      let entry = start + 12 + 16 * index
      if number(entry, 4) == tag { return number(entry + 8, 4) }
    }
    return nil
  }

  /// Big-endian; nil beyond the end.
  private func number(_ offset: Int, _ length: Int) -> Int? {
    guard offset >= 0, offset + length <= bytes.count else { return nil }
    return bytes[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
  }

  private func add(_ units: Int, at offset: Int) {
    let value = min((number(offset, 2) ?? 0) + units, 0xFFFF)
    bytes[offset] = UInt8(value >> 8)
    bytes[offset + 1] = UInt8(value & 0xFF)
  }
}

import CCairo
import CPango

/// A font file that one worker has open for cairo, with a FreeType library of its own.
///
/// Cairo shares the files that it opens itself between threads, keeps ten of them open and opens
/// the others again and again, without the lock that FreeType asks of those who share a library:
/// with more fonts than that, two workers now and then fail in each other's calls.
final class FileFont {
  /// Owned; nil before they are made.
  private var library: FT_Library?
  private var face: FT_Face?

  /// Cairo's unhinted face, +1, which keeps the font alive; nil where the file can't be opened.
  static func cairoFace(_ description: FaceDescription) -> OpaquePointer? {
    guard let font = FileFont(description), let face = font.face else { return nil }
    let flags = FT_LOAD_NO_HINTING | FT_LOAD_NO_AUTOHINT | FT_LOAD_NO_BITMAP
    let made = cairo_ft_font_face_create_for_ft_face(face, Int32(flags))  // +1
    let status = cairo_font_face_set_user_data(
      made, key, Unmanaged.passRetained(font).toOpaque()
    ) { pointer in
      if let pointer { Unmanaged<FileFont>.fromOpaque(pointer).release() }
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

  private init?(_ description: FaceDescription) {
    guard FT_Init_FreeType(&library) == 0,
      FT_New_Face(library, description.path, FT_Long(description.index), &face) == 0
    else { return nil }
  }

  deinit {
    if let face { FT_Done_Face(face) }
    if let library { FT_Done_FreeType(library) }
  }
}

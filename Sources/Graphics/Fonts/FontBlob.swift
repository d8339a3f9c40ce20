import CPango

/// The bytes of a font file as HarfBuzz takes them; web fonts (WOFF, WOFF2) are unpacked.
enum FontBlob {
  /// Unpacked tables larger than this together are no font.
  private static let byteLimit = 64 << 20

  /// +1; nil for a file that can't be read.
  static func open(_ path: String) -> OpaquePointer? {
    guard let blob = hb_blob_create_from_file_or_fail(path) else { return nil }  // +1
    var length: UInt32 = 0
    guard let data = hb_blob_get_data(blob, &length), length >= 4,
      data[0] == 0x77, data[1] == 0x4F, data[2] == 0x46, data[3] == 0x46 || data[3] == 0x32
    else { return blob }
    hb_blob_destroy(blob)
    return unpacked(path)
  }

  /// FreeType unpacks the tables; HarfBuzz and the widening of advances want them in one file.
  private static func unpacked(_ path: String) -> OpaquePointer? {
    var library: FT_Library?
    guard FT_Init_FreeType(&library) == 0 else { return nil }
    defer { FT_Done_FreeType(library) }
    var opened: FT_Face?
    guard FT_New_Face(library, path, 0, &opened) == 0, let face = opened else { return nil }
    defer { FT_Done_Face(face) }
    let file = sfnt(tables(of: face))
    guard !file.isEmpty else { return nil }
    return file.withUnsafeBytes { bytes in
      hb_blob_create_or_fail(
        bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt32(clamping: bytes.count),
        HB_MEMORY_MODE_DUPLICATE, nil, nil)  // +1
    }
  }

  private static func tables(of face: FT_Face) -> [(tag: UInt32, bytes: [UInt8])] {
    var count: FT_ULong = 0
    guard FT_Sfnt_Table_Info(face, 0, nil, &count) == 0 else { return [] }
    var tables: [(tag: UInt32, bytes: [UInt8])] = []
    var total = 0
    for index in 0..<min(count, 128) {
      var tag: FT_ULong = 0
      var length: FT_ULong = 0
      guard FT_Sfnt_Table_Info(face, FT_UInt(index), &tag, &length) == 0, length > 0,
        length <= FT_ULong(byteLimit)
      else { continue }
      total += Int(length)
      guard total <= byteLimit else { return [] }
      var bytes = [UInt8](repeating: 0, count: Int(length))
      guard FT_Load_Sfnt_Table(face, tag, 0, &bytes, &length) == 0 else { continue }
      tables.append((UInt32(truncatingIfNeeded: tag), bytes))
    }
    return tables.sorted { $0.tag < $1.tag }
  }

  /// A font file of these tables (OpenType, "Organization of an OpenType font").
  private static func sfnt(_ tables: [(tag: UInt32, bytes: [UInt8])]) -> [UInt8] {
    guard !tables.isEmpty else { return [] }
    let isCFF = tables.contains { $0.tag == 0x4346_4620 }
    var directory: [UInt8] = []
    var data: [UInt8] = []
    func append(_ value: Int, _ length: Int) {
      for shift in (0..<length).reversed() {
        directory.append(UInt8(truncatingIfNeeded: value >> (8 * shift)))
      }
    }
    var power = 1
    while power * 2 <= tables.count { power *= 2 }
    append(isCFF ? 0x4F54_544F : 0x0001_0000, 4)
    append(tables.count, 2)
    append(power * 16, 2)
    append(power.trailingZeroBitCount, 2)
    append((tables.count - power) * 16, 2)
    let start = 12 + 16 * tables.count
    for table in tables {
      append(Int(table.tag), 4)
      append(0, 4)
      append(start + data.count, 4)
      append(table.bytes.count, 4)
      data += table.bytes
      while data.count % 4 != 0 { data.append(0) }
    }
    return directory + data
  }
}

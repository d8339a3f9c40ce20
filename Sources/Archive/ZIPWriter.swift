/// Writes a ZIP archive in memory (APPNOTE 6.3): names in UTF-8, no extra fields, every time 1
/// January 1980, so that equal content gives equal bytes.
public struct ZIPWriter {
  private struct Entry {
    var name: [UInt8]
    var method: Int
    var checksum: UInt32
    var packedSize: Int
    var size: Int
    var offset: Int
  }

  /// 1980-01-01, the first day that the format knows.
  private static let date = 0x21

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []

  public init() {}

  /// Adds a file; stored as it is where packing gains nothing.
  ///
  /// A name that is there already is the caller's mistake.
  public mutating func add(_ name: String, _ content: [UInt8], packs: Bool = true) {
    let packed = packs ? Deflate.pack(content) : content
    let isPacked = packs && packed.count < content.count
    let data = isPacked ? packed : content
    let entry = Entry(
      name: Array(name.utf8), method: isPacked ? 8 : 0, checksum: CRC32.of(content),
      packedSize: data.count, size: content.count, offset: bytes.count)
    append(0x0403_4B50, 4)
    appendCommon(entry)
    append(0, 2)
    bytes += entry.name
    bytes += data
    entries.append(entry)
  }

  /// The archive with its directory.
  public mutating func finish() -> [UInt8] {
    let start = bytes.count
    for entry in entries {
      append(0x0201_4B50, 4)
      // Made by version 2.0 on MS-DOS: no attributes of any system.
      append(20, 2)
      appendCommon(entry)
      append(0, 2)
      append(0, 2)
      append(0, 2)
      append(0, 2)
      append(0, 4)
      append(entry.offset, 4)
      bytes += entry.name
    }
    let size = bytes.count - start
    append(0x0605_4B50, 4)
    append(0, 4)
    append(entries.count, 2)
    append(entries.count, 2)
    append(size, 4)
    append(start, 4)
    append(0, 2)
    return bytes
  }

  /// Version to the length of the name: what both headers of an entry share.
  private mutating func appendCommon(_ entry: Entry) {
    append(20, 2)
    append(0x0800, 2)
    append(entry.method, 2)
    append(0, 2)
    append(Self.date, 2)
    append(Int(entry.checksum), 4)
    append(entry.packedSize, 4)
    append(entry.size, 4)
    append(entry.name.count, 2)
  }

  private mutating func append(_ value: Int, _ width: Int) {
    for byte in 0..<width { bytes.append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }
}

/// Reads a ZIP archive in memory.
///
/// Nothing is ever written: names are only keys to look up.
public struct ZIPReader: Sendable {
  /// What an archive may cost.
  public struct Limits: Sendable {
    public var entries = 4096
    public var entrySize = 64 << 20
    public var totalSize = 256 << 20

    public init() {}
  }

  public struct Entry: Hashable, Sendable {
    public var name: String
    /// As the directory says; what unpacks to more is refused.
    public var size: Int
    fileprivate var packedSize: Int
    fileprivate var method: Int
    fileprivate var checksum: UInt32
    fileprivate var offset: Int
  }

  /// In the order of the directory; of equal names the first counts.
  public let entries: [Entry]
  private let bytes: [UInt8]
  private let byName: [String: Int]

  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(ArchiveError) {
    self.bytes = bytes
    let end = try Self.directoryEnd(bytes)
    let count = Self.number(bytes, end + 10, 2)
    var offset = Self.number(bytes, end + 16, 4)
    guard count != 0xFFFF, offset != 0xFFFF_FFFF else { throw .unsupported("ZIP64 archive") }
    guard count <= limits.entries else { throw .tooLarge("\(count) entries") }
    var entries: [Entry] = []
    var byName: [String: Int] = [:]
    var total = 0
    for _ in 0..<count {
      let (entry, next) = try Self.entry(bytes, at: offset)
      offset = next
      total += entry.size
      guard entry.size <= limits.entrySize, total <= limits.totalSize else {
        throw .tooLarge("'\(entry.name)' is too large when unpacked")
      }
      if byName[entry.name] == nil { byName[entry.name] = entries.count }
      entries.append(entry)
    }
    self.entries = entries
    self.byName = byName
  }

  /// The content of a file; nil when there is none of that name.
  public func content(_ name: String) throws(ArchiveError) -> [UInt8]? {
    guard let index = byName[name] else { return nil }
    let entry = entries[index]
    let header = entry.offset
    guard Self.number(bytes, header, 4) == 0x0403_4B50 else {
      throw .damaged("'\(name)' is not where the directory says")
    }
    let start =
      header + 30 + Self.number(bytes, header + 26, 2) + Self.number(bytes, header + 28, 2)
    guard start <= bytes.count, entry.packedSize <= bytes.count - start else {
      throw .damaged("'\(name)' ends after the archive")
    }
    let data = bytes[start..<start + entry.packedSize]
    let content: [UInt8]
    switch entry.method {
    case 0: content = Array(data)
    case 8: content = try Deflate.unpack(data, limit: entry.size)
    default: throw .unsupported("compression \(entry.method) of '\(name)'")
    }
    guard content.count == entry.size, CRC32.of(content) == entry.checksum else {
      throw .damaged("checksum of '\(name)' is wrong")
    }
    return content
  }

  /// Where the end record stands: within the last 64 kB, because a comment may follow it.
  private static func directoryEnd(_ bytes: [UInt8]) throws(ArchiveError) -> Int {
    var offset = bytes.count - 22
    let least = max(0, offset - 65_535)
    while offset >= least {
      if bytes[offset] == 0x50, number(bytes, offset, 4) == 0x0605_4B50 { return offset }
      offset -= 1
    }
    throw .damaged("no ZIP archive")
  }

  private static func entry(
    _ bytes: [UInt8], at offset: Int
  ) throws(ArchiveError) -> (Entry, next: Int) {
    guard offset >= 0, offset + 46 <= bytes.count, number(bytes, offset, 4) == 0x0201_4B50 else {
      throw .damaged("directory of the archive is damaged")
    }
    guard number(bytes, offset + 8, 2) & 1 == 0 else { throw .unsupported("encrypted archive") }
    let nameLength = number(bytes, offset + 28, 2)
    let next =
      offset + 46 + nameLength + number(bytes, offset + 30, 2) + number(bytes, offset + 32, 2)
    guard next <= bytes.count else { throw .damaged("directory of the archive is cut off") }
    let name = bytes[offset + 46..<offset + 46 + nameLength]
    let entry = Entry(
      name: String(decoding: name, as: UTF8.self), size: number(bytes, offset + 24, 4),
      packedSize: number(bytes, offset + 20, 4), method: number(bytes, offset + 10, 2),
      checksum: UInt32(truncatingIfNeeded: number(bytes, offset + 16, 4)),
      offset: number(bytes, offset + 42, 4))
    return (entry, next)
  }

  /// A little-endian number; 0 where the bytes end before it.
  private static func number(_ bytes: [UInt8], _ offset: Int, _ width: Int) -> Int {
    guard offset >= 0, offset + width <= bytes.count else { return 0 }
    return (0..<width).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }
}

import Files
import Synchronization

/// Outputs and values of earlier runs, each in a file named by its hash.
///
/// What is read is hashed again, so a damaged object counts as missing.
final class ObjectStore: Sendable {
  static let folder = RelativePath(literal: "cache/objects")

  private let files: any FileSystem
  private let addedBytes = Atomic<Int64>(0)

  init(files: any FileSystem) { self.files = files }

  /// Bytes that were put here and were not there.
  var added: Int64 { addedBytes.load(ordering: .relaxed) }

  private static func path(of hash: ContentHash) -> RelativePath {
    let digits = hash.hexadecimal
    return (try? folder.appending("\(digits.prefix(2))/\(digits.dropFirst(2))")) ?? folder
  }

  /// The bytes with this hash; nil when they are not here as they were put.
  func object(_ hash: ContentHash) -> [UInt8]? {
    guard let bytes = try? files.read(Self.path(of: hash), limit: 1 << 30),
      ContentHash(of: bytes) == hash
    else { return nil }
    return bytes
  }

  /// Whether a file of this name is here; only `object` tells whether it is whole.
  func contains(_ hash: ContentHash) -> Bool { files.exists(Self.path(of: hash)) }

  func put(_ bytes: [UInt8], _ hash: ContentHash) throws(FileError) {
    let path = Self.path(of: hash)
    // A file of the right size may still be damaged; what was made now replaces it then.
    if try files.write(bytes, to: path, options: .keepUnchanged).changed {
      addedBytes.add(Int64(bytes.count), ordering: .relaxed)
    }
  }

  /// Removes the objects written longest ago until the rest fits, those in use last; gives the
  /// bytes that are left.
  func evict(limit: Int64, inUse: Set<ContentHash>) throws(FileError) -> Int64 {
    var objects: [(path: RelativePath, size: Int64, rank: Int64)] = []
    let used = Set(inUse.map { Self.path(of: $0) })
    for folder in try files.list(Self.folder) where folder.kind == .directory {
      let folderPath = Self.folder.appending(Self.name(folder.name))
      for entry in try files.list(folderPath) {
        let path = folderPath.appending(Self.name(entry.name))
        guard let status = try files.linkStatus(of: path) else { continue }
        let age = status.modified / 2
        objects.append((path, status.size, used.contains(path) ? age + .max / 2 : age))
      }
    }
    var total = objects.reduce(Int64(0)) { $0 + $1.size }
    for object in objects.sorted(by: { ($0.rank, $0.path) < ($1.rank, $1.path) }) {
      if total <= limit { break }
      _ = try files.remove(object.path)
      total -= object.size
    }
    return total
  }

  private static func name(_ text: String) -> RelativePath {
    (try? RelativePath(text)) ?? .root
  }
}

import Files
import Synchronization

/// Outputs and values of earlier runs, each in a file named by its hash.
///
/// What is read is hashed again, so a damaged object counts as missing.
final class ObjectStore: Sendable {
  static let folder = RelativePath(literal: "cache/objects")

  private let files: any FileSystem
  private let run: RunFolder
  private let isReadOnly: Bool
  /// Ten minutes, in nanoseconds.
  private static let markInterval: Int64 = 600_000_000_000

  private let addedBytes = Atomic<Int64>(0)

  init(files: any FileSystem, run: RunFolder, isReadOnly: Bool) {
    self.files = files
    self.run = run
    self.isReadOnly = isReadOnly
  }

  /// Bytes that were put here and were not there.
  var added: Int64 { addedBytes.load(ordering: .relaxed) }

  private static func path(of hash: ContentHash) -> RelativePath {
    let digits = hash.hexadecimal
    return (try? folder.appending("\(digits.prefix(2))/\(digits.dropFirst(2))")) ?? folder
  }

  /// The bytes with this hash; nil when they are not here as they were put.
  func object(_ hash: ContentHash) -> [UInt8]? {
    let path = Self.path(of: hash)
    guard let file = try? files.load(path, limit: 1 << 30), ContentHash(of: file.bytes) == hash
    else { return nil }
    markUsed(path, file.status)
    return file.bytes
  }

  /// Marks need be no finer than the choice of what goes first.
  private func markUsed(_ path: RelativePath, _ status: FileStatus) {
    if !isReadOnly, files.now &- status.modified > Self.markInterval { files.markUsed(path) }
  }

  /// Whether a file of this name is here; only `object` tells whether it is whole.
  func contains(_ hash: ContentHash) -> Bool { files.exists(Self.path(of: hash)) }

  func put(_ bytes: [UInt8], _ hash: ContentHash) throws(FileError) {
    let path = Self.path(of: hash)
    // A file of the right size may still be damaged; what was made now replaces it then.
    let written = try files.write(
      bytes, to: path, options: .keepUnchanged, stagedIn: run.staging)
    if written.changed {
      addedBytes.add(Int64(bytes.count), ordering: .relaxed)
    } else {
      markUsed(path, written.status)
    }
  }

  /// Removes the objects used longest ago until the rest fits, those on record last; gives the
  /// bytes that are left.
  func evict(limit: Int64, inUse: Set<ContentHash>) throws(FileError) -> Int64 {
    let used = Set(inUse.map { Self.path(of: $0) })
    var objects: [(path: RelativePath, size: Int64, rank: Int64)] = []
    for (path, status) in try Self.objects(files) {
      let age = status.modified / 2
      objects.append((path, status.size, used.contains(path) ? age + .max / 2 : age))
    }
    var total = objects.reduce(Int64(0)) { $0 + $1.size }
    for object in objects.sorted(by: { ($0.rank, $0.path) < ($1.rank, $1.path) }) {
      if total <= limit { break }
      _ = try files.remove(object.path)
      total -= object.size
    }
    return total
  }

  /// Removes the objects that nobody used for so many nanoseconds; gives their number.
  static func remove(olderThan age: Int64, in files: any FileSystem) throws(FileError) -> Int {
    var count = 0
    for (path, status) in try objects(files) where files.now &- status.modified >= age {
      if try files.remove(path) { count += 1 }
    }
    return count
  }

  private static func objects(
    _ files: any FileSystem
  ) throws(FileError) -> [(RelativePath, FileStatus)] {
    guard files.exists(folder) else { return [] }
    var objects: [(RelativePath, FileStatus)] = []
    for entry in try files.list(folder) where entry.kind == .directory {
      let folder = Self.folder.appending(name(entry.name))
      for entry in try files.list(folder) where entry.kind == .file {
        let path = folder.appending(name(entry.name))
        if let status = try files.linkStatus(of: path) { objects.append((path, status)) }
      }
    }
    return objects
  }

  private static func name(_ text: String) -> RelativePath {
    (try? RelativePath(text)) ?? .root
  }
}

/// All that a stage may ask of the outside: bytes, names and the state of files below one root.
///
/// Over the disk in the tool (`DiskFileSystem`), over memory in tests (`MemoryFileSystem`).
/// Implementations may be called from several threads.
public protocol FileSystem: Sendable {
  /// Reads a regular file of at most `limit` bytes, together with its status from before reading.
  func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile

  /// The first bytes of a regular file, at most `count`, together with its status.
  func head(_ path: RelativePath, count: Int) throws(FileError) -> LoadedFile

  /// The entries of a folder in byte order of their names, without `.` and `..`.
  func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry]

  /// What stands at a path, symbolic links followed; nil when nothing does.
  func status(of path: RelativePath) throws(FileError) -> FileStatus?

  /// What stands at a path, a symbolic link itself included; nil when nothing does.
  func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus?

  /// Puts a whole file in place at once, making the folders above it.
  ///
  /// The bytes go to a temporary file in the same folder, which is then renamed: readers see the
  /// old file or the new one. A symbolic link at the path is replaced, never followed. A staging
  /// folder takes the temporary file where it lies on the same disk.
  @discardableResult
  func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult

  /// Makes a folder in which files are written before they are renamed; nil where writing is one
  /// step anyway.
  func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder?

  /// Adds bytes to the end of a file for the owner's eyes, made when missing.
  func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError)

  /// Sets the modification time to now; where that fails nothing happens.
  func markUsed(_ path: RelativePath)

  /// Makes a folder and those above it; fine when it is there.
  func makeDirectory(_ path: RelativePath) throws(FileError)

  /// Removes a file or a symbolic link; false when there was none.
  func remove(_ path: RelativePath) throws(FileError) -> Bool

  /// Removes a folder when it is empty; false when it is missing or still holds something.
  func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool

  /// The time that a file changed now would carry, in nanoseconds since 1970.
  var now: Int64 { get }
}

/// The largest input that is read when nothing else is said: 64 MiB.
public let defaultReadLimit = 64 << 20

extension FileSystem {
  /// The bytes of a regular file.
  public func read(
    _ path: RelativePath, limit: Int = defaultReadLimit
  ) throws(FileError) -> [UInt8] {
    try load(path, limit: limit).bytes
  }

  public func head(_ path: RelativePath, count: Int) throws(FileError) -> LoadedFile {
    var file = try load(path, limit: .max)
    file.bytes = Array(file.bytes.prefix(count))
    return file
  }

  /// Puts a whole file in place at once.
  @discardableResult
  public func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions
  ) throws(FileError) -> WriteResult {
    try write(bytes, to: path, options: options, stagedIn: nil)
  }

  /// Puts a whole file in place at once; a file that holds these bytes already is left alone.
  @discardableResult
  public func write(
    _ bytes: [UInt8], to path: RelativePath
  ) throws(FileError) -> WriteResult {
    try write(bytes, to: path, options: .keepUnchanged)
  }

  /// Whether anything readable as a file or folder stands at a path.
  public func exists(_ path: RelativePath) -> Bool {
    ((try? status(of: path)) ?? nil) != nil
  }

  /// Removes a folder with all that it holds, links themselves and not what they lead to.
  public func removeTree(_ path: RelativePath) throws(FileError) {
    guard let status = try linkStatus(of: path) else { return }
    guard status.kind == .directory else {
      _ = try remove(path)
      return
    }
    // Children before parents, without recursion: a tree may be deeper than the stack.
    var folders = [path]
    var next = 0
    while next < folders.count {
      let folder = folders[next]
      next += 1
      for entry in try list(folder) {
        let child = folder.appending(RelativePath(trusted: entry.name))
        if entry.kind == .directory, try linkStatus(of: child)?.kind == .directory {
          folders.append(child)
        } else {
          _ = try remove(child)
        }
      }
    }
    for folder in folders.reversed() { _ = try removeEmptyDirectory(folder) }
  }
}

/// The bytes of a file and its status from just before they were read.
public struct LoadedFile: Sendable {
  public var bytes: [UInt8]
  public var status: FileStatus

  public init(bytes: [UInt8], status: FileStatus) {
    self.bytes = bytes
    self.status = status
  }
}

/// What the disk says of a file; equal records mean "not touched since", racy clocks aside.
public struct FileStatus: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    case file, directory, link, other
  }

  public var kind: Kind
  /// Permission bits.
  public var mode: UInt16
  public var size: Int64
  /// Time of the last change of the bytes, in nanoseconds since 1970; `touch` can set it.
  public var modified: Int64
  /// Time of the last change of bytes or metadata; nobody can set it.
  public var changed: Int64
  public var inode: UInt64

  public init(
    kind: Kind, mode: UInt16, size: Int64, modified: Int64, changed: Int64, inode: UInt64
  ) {
    self.kind = kind
    self.mode = mode
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }

  /// Whether a change just after `observation` could have left this very record (git's racy rule).
  ///
  /// The kernel stamps files with the clock that `FileSystem.now` reads, which ticks every 1–10 ms;
  /// some file systems keep whole seconds. A time from the future tells nothing either.
  public func isRacy(observedAt observation: Int64) -> Bool {
    Self.isRacy(max(changed, modified), observedAt: observation)
  }

  /// The same for the later of both times.
  public static func isRacy(_ change: Int64, observedAt observation: Int64) -> Bool {
    let second: Int64 = 1_000_000_000
    let slack = change % second == 0 ? 2 * second : 10_000_000
    return change >= observation &- slack
  }
}

/// One name in a folder.
public struct DirectoryEntry: Hashable, Sendable {
  public enum Kind: UInt8, Sendable {
    case file, directory
    /// A pipe, socket or device, or a link that leads nowhere or out of the root.
    case other
    /// A name that is not UTF-8 or that `RelativePath` refuses; shown with U+FFFD.
    case unusable
  }

  public var name: String
  public var kind: Kind
  /// Whether `kind` is that of what a link leads to.
  public var isLink: Bool

  public init(name: String, kind: Kind, isLink: Bool = false) {
    self.name = name
    self.kind = kind
    self.isLink = isLink
  }
}

/// How a file is put in place.
public struct WriteOptions: OptionSet, Sendable {
  public let rawValue: UInt8

  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Leaves a regular file that holds the same bytes alone, modification time included.
  public static let keepUnchanged = WriteOptions(rawValue: 1)
  /// Waits until the disk has the bytes before the rename.
  public static let synchronized = WriteOptions(rawValue: 2)
  /// Readable by the owner only (0600 instead of 0666 less the umask).
  public static let secret = WriteOptions(rawValue: 4)
}

/// What became of a write.
public struct WriteResult: Hashable, Sendable {
  /// The status of the file as it stands in place.
  public var status: FileStatus
  /// False when the file held the bytes already.
  public var changed: Bool
}

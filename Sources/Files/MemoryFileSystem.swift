import Synchronization

/// A disk that is a table: time advances by a tick a change, and everything asked is remembered.
///
/// Tests build a tree, run what they test, and then look at `reads` and `writes`.
public final class MemoryFileSystem: FileSystem {
  private struct Node {
    var bytes: [UInt8]
    var status: FileStatus
  }

  private struct State {
    var nodes: [RelativePath: Node] = [:]
    var time: Int64 = 1_000_000_007
    var nextInode: UInt64 = 1
    var isFrozen = false
    var reads: [RelativePath] = []
    var lists: [RelativePath] = []
    var writes: [RelativePath] = []
    var removals: [RelativePath] = []
    var failures: [RelativePath: FileError.Reason] = [:]
  }

  /// What one change adds to the clock: longer than the slack of the racy rule.
  private static let tick: Int64 = 3_000_000_000

  private let state: Mutex<State>

  /// A tree from texts; folders come with the files in them.
  public init(_ files: [(String, String)] = []) {
    state = Mutex(State())
    for (path, text) in files { put(text, at: path) }
  }

  // MARK: What was asked

  public var reads: [RelativePath] { state.withLock { $0.reads } }
  public var lists: [RelativePath] { state.withLock { $0.lists } }
  /// Files whose bytes were put in place; a write that found them there already is none.
  public var writes: [RelativePath] { state.withLock { $0.writes } }
  public var removals: [RelativePath] { state.withLock { $0.removals } }

  /// Forgets what was asked so far.
  public func forget() {
    state.withLock { state in
      state.reads = []
      state.lists = []
      state.writes = []
      state.removals = []
    }
  }

  /// All files, sorted, with their text.
  public var files: [(path: String, text: String)] {
    state.withLock { state in
      state.nodes.filter { $0.value.status.kind == .file }.sorted { $0.key < $1.key }
        .map { ($0.key.text, String(decoding: $0.value.bytes, as: UTF8.self)) }
    }
  }

  // MARK: Changes from outside

  /// Writes a file as another program would.
  public func put(_ text: String, at path: String) { put(Array(text.utf8), at: path) }

  public func put(_ bytes: [UInt8], at path: String) {
    guard let path = try? RelativePath(path) else { return }
    state.withLock { _ = Self.put(bytes, at: path, in: &$0) }
  }

  /// Copies the files that a test chooses, as a fresh clone would have them.
  public func copy(from other: MemoryFileSystem, where isChosen: (String) -> Bool) {
    let nodes = other.state.withLock { $0.nodes }
    for (path, node) in nodes.sorted(by: { $0.key < $1.key })
    where node.status.kind == .file && isChosen(path.text) { put(node.bytes, at: path.text) }
  }

  /// Changes the bytes and keeps size-independent metadata, as an edit with a restored mtime in
  /// the same clock tick does.
  public func putSecretly(_ text: String, at path: String) {
    guard let path = try? RelativePath(path) else { return }
    state.withLock { state in
      state.nodes[path]?.bytes = Array(text.utf8)
      state.nodes[path]?.status.size = Int64(text.utf8.count)
    }
  }

  /// Sets the modification time to now, as `touch` does.
  public func touch(_ path: String) {
    guard let path = try? RelativePath(path) else { return }
    state.withLock { state in
      let time = Self.advance(&state)
      state.nodes[path]?.status.modified = time
      state.nodes[path]?.status.changed = time
    }
  }

  /// Removes a file as another program would.
  public func delete(_ path: String) {
    guard let path = try? RelativePath(path) else { return }
    state.withLock { _ = Self.remove(path, in: &$0) }
  }

  /// Stops the clock: all that happens now carries one time.
  public func freeze(_ isFrozen: Bool = true) { state.withLock { $0.isFrozen = isFrozen } }

  /// Lets a time pass, in nanoseconds.
  public func pass(_ time: Int64) { state.withLock { $0.time += time } }

  /// Lets a while pass.
  public func wait() { state.withLock { _ = Self.advance(&$0) } }

  /// Makes each operation on a path fail, or work again with nil.
  public func fail(_ path: String, with reason: FileError.Reason?) {
    guard let path = try? RelativePath(path) else { return }
    state.withLock { $0.failures[path] = reason }
  }

  // MARK: FileSystem

  public var now: Int64 { state.withLock { $0.time } }

  public func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile {
    let result: Result<LoadedFile, FileError> = state.withLock { state in
      state.reads.append(path)
      if let reason = state.failures[path] { return .failure(.init(.read, path.text, reason)) }
      guard let node = state.nodes[path] else {
        return .failure(.init(.read, path.description, path.isRoot ? .notAFile : .missing))
      }
      guard node.status.kind == .file else {
        return .failure(.init(.read, path.text, .notAFile))
      }
      guard node.bytes.count <= limit else {
        return .failure(.init(.read, path.text, .tooLarge(limit)))
      }
      return .success(LoadedFile(bytes: node.bytes, status: node.status))
    }
    return try result.get()
  }

  public func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry] {
    let result: Result<[DirectoryEntry], FileError> = state.withLock { state in
      state.lists.append(path)
      if let reason = state.failures[path] {
        return .failure(.init(.list, path.description, reason))
      }
      if !path.isRoot {
        guard let node = state.nodes[path] else {
          return .failure(.init(.list, path.text, .missing))
        }
        guard node.status.kind == .directory else {
          return .failure(.init(.list, path.text, .notADirectory))
        }
      }
      let entries = state.nodes.filter { $0.key.parent == path }.sorted { $0.key < $1.key }
      return .success(
        entries.map {
          DirectoryEntry(
            name: String($0.key.name), kind: $0.value.status.kind == .file ? .file : .directory)
        })
    }
    return try result.get()
  }

  public func status(of path: RelativePath) throws(FileError) -> FileStatus? {
    let result: Result<FileStatus?, FileError> = state.withLock { state in
      if let reason = state.failures[path] {
        return .failure(.init(.inspect, path.description, reason))
      }
      return .success(state.nodes[path]?.status ?? (path.isRoot ? Self.rootStatus : nil))
    }
    return try result.get()
  }

  public func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus? {
    try status(of: path)
  }

  public func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult {
    let result: Result<WriteResult, FileError> = state.withLock { state in
      if let reason = state.failures[path] { return .failure(.init(.write, path.text, reason)) }
      if let node = state.nodes[path] {
        guard node.status.kind == .file else {
          return .failure(.init(.write, path.text, .notAFile))
        }
        if options.contains(.keepUnchanged), node.bytes == bytes {
          return .success(WriteResult(status: node.status, changed: false))
        }
      }
      state.writes.append(path)
      let status = Self.put(bytes, at: path, in: &state)
      return .success(WriteResult(status: status, changed: true))
    }
    return try result.get()
  }

  public func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder? { nil }

  public func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError) {
    let held = state.withLock { $0.nodes[path]?.bytes ?? [] }
    _ = try write(held + bytes, to: path, options: [], stagedIn: nil)
  }

  public func markUsed(_ path: RelativePath) { touch(path.text) }

  public func makeDirectory(_ path: RelativePath) throws(FileError) {
    state.withLock { Self.makeFolders(path, in: &$0) }
  }

  public func remove(_ path: RelativePath) throws(FileError) -> Bool {
    let result: Result<Bool, FileError> = state.withLock { state in
      if let reason = state.failures[path] { return .failure(.init(.remove, path.text, reason)) }
      guard let node = state.nodes[path] else { return .success(false) }
      guard node.status.kind == .file else {
        return .failure(.init(.remove, path.text, .notAFile))
      }
      state.removals.append(path)
      return .success(Self.remove(path, in: &state))
    }
    return try result.get()
  }

  public func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool {
    state.withLock { state in
      guard state.nodes[path]?.status.kind == .directory,
        !state.nodes.keys.contains(where: { $0.parent == path })
      else { return false }
      return Self.remove(path, in: &state)
    }
  }

  // MARK: The table

  private static let rootStatus = FileStatus(
    kind: .directory, mode: 0o755, size: 0, modified: 1, changed: 1, inode: 0)

  private static func advance(_ state: inout State) -> Int64 {
    if !state.isFrozen { state.time += tick }
    return state.time
  }

  @discardableResult
  private static func put(
    _ bytes: [UInt8], at path: RelativePath, in state: inout State
  ) -> FileStatus {
    if let parent = path.parent { makeFolders(parent, in: &state) }
    let isNew = state.nodes[path] == nil
    let time = advance(&state)
    let status = FileStatus(
      kind: .file, mode: 0o644, size: Int64(bytes.count), modified: time, changed: time,
      inode: state.nextInode)
    state.nextInode += 1
    state.nodes[path] = Node(bytes: bytes, status: status)
    if isNew, let parent = path.parent { stamp(parent, time, in: &state) }
    return status
  }

  private static func makeFolders(_ path: RelativePath, in state: inout State) {
    var missing: [RelativePath] = []
    var current: RelativePath? = path
    while let folder = current, !folder.isRoot, state.nodes[folder] == nil {
      missing.append(folder)
      current = folder.parent
    }
    for folder in missing.reversed() {
      let time = advance(&state)
      let status = FileStatus(
        kind: .directory, mode: 0o755, size: 0, modified: time, changed: time,
        inode: state.nextInode)
      state.nextInode += 1
      state.nodes[folder] = Node(bytes: [], status: status)
      if let parent = folder.parent { stamp(parent, time, in: &state) }
    }
  }

  private static func remove(_ path: RelativePath, in state: inout State) -> Bool {
    guard state.nodes.removeValue(forKey: path) != nil else { return false }
    if let parent = path.parent { stamp(parent, advance(&state), in: &state) }
    return true
  }

  private static func stamp(_ folder: RelativePath, _ time: Int64, in state: inout State) {
    state.nodes[folder]?.status.modified = time
    state.nodes[folder]?.status.changed = time
  }
}

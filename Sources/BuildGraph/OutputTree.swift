import Diagnostics
import Files
import Synchronization

/// The output folder: which files in it are ours, and how new ones get there.
///
/// All that a run may write goes into the journal before the first write, so that a run that follows
/// a killed one knows those files as ours, whatever they hold.
final class OutputTree: Sendable {
  private struct State {
    var placed: [RelativePath: BuildLog.Output] = [:]
    /// When each file in `placed` was changed last.
    var changes: [RelativePath: Int64] = [:]
    var isJournaled = false
  }

  let settings: BuildSettings
  let store: ObjectStore
  let run: RunFolder
  /// What the last run made, as it left it.
  let manifest: [RelativePath: BuildLog.Output]
  /// What a killed run may have made.
  private let journaled: Set<RelativePath>
  /// All that this run may make.
  private let declared: [RelativePath]
  private let state = Mutex(State())

  init(
    _ settings: BuildSettings, manifest: [RelativePath: BuildLog.Output],
    journaled: Set<RelativePath>, declared: [RelativePath]
  ) {
    self.settings = settings
    run = RunFolder(settings)
    store = ObjectStore(files: settings.state, run: run, isReadOnly: settings.isDryRun)
    self.manifest = manifest
    self.journaled = journaled
    self.declared = declared
  }

  /// The outputs that stand as their steps made them.
  var placed: [RelativePath: BuildLog.Output] { state.withLock { $0.placed } }

  /// Whether a journal was begun, that is, anything written.
  var isJournaled: Bool { state.withLock { $0.isJournaled } }

  /// Whether an output is in place with this content.
  func stands(_ path: RelativePath, _ content: ContentHash) -> Bool {
    guard let status = (try? settings.output.linkStatus(of: path)) ?? nil, status.kind == .file
    else { return false }
    let known = manifest[path]
    if known?.digest != status.digest || known?.content != content || known?.isRacy == true {
      guard status.mode & 0o600 == 0o600,
        let bytes = try? settings.output.read(path, limit: 1 << 30),
        ContentHash(of: bytes) == content
      else { return false }
    }
    place(path, status, content, isRacy: known?.digest == status.digest && known?.isRacy == true)
    return true
  }

  /// Puts an output back from the store; false when it isn't there.
  func restore(_ path: RelativePath, _ content: ContentHash) throws(FileError) -> Bool {
    guard let bytes = store.object(content) else { return false }
    try beginJournal()
    let result = try settings.output.write(
      bytes, to: path, options: [], stagedIn: run.staging)
    place(path, result.status, content)
    return true
  }

  /// Puts a new output in place.
  func put(
    _ path: RelativePath, _ bytes: [UInt8], _ content: ContentHash
  ) throws(FileError) {
    try beginJournal()
    let result = try settings.output.write(
      bytes, to: path, options: .keepUnchanged, stagedIn: run.staging)
    place(path, result.status, content)
  }

  /// Puts an output or the value of a step into the store.
  func keep(_ value: [UInt8], _ hash: ContentHash) throws(FileError) {
    try beginJournal()
    try store.put(value, hash)
  }

  private func place(
    _ path: RelativePath, _ status: FileStatus, _ content: ContentHash, isRacy: Bool = false
  ) {
    state.withLock { state in
      state.placed[path] = BuildLog.Output(
        digest: status.digest, content: content, isRacy: isRacy)
      state.changes[path] = max(status.changed, status.modified)
    }
  }

  /// What the log says of the outputs that stand, at the moment in which it is written.
  func logged() -> [RelativePath: BuildLog.Output] {
    let now = settings.output.now
    return state.withLock { state in
      for (path, change) in state.changes where FileStatus.isRacy(change, observedAt: now) {
        state.placed[path]?.isRacy = true
      }
      return state.placed
    }
  }

  // MARK: Journal

  private var journalPath: RelativePath {
    BuildState.name(BuildState.journal, for: settings.outputPath)
  }

  /// Writes down which files this run may make: all but those of others that it would replace.
  func beginJournal() throws(FileError) {
    let failure: FileError? = state.withLock { state in
      if state.isJournaled { return nil }
      do throws(FileError) {
        try writeJournal()
        state.isJournaled = true
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }

  private func writeJournal() throws(FileError) {
    var paths = journaled
    for path in declared where !paths.contains(path) {
      if manifest[path] == nil, try settings.output.linkStatus(of: path) != nil { continue }
      paths.insert(path)
    }
    let text = paths.sorted().map { $0.text + "\n" }.joined()
    try settings.state.write(Array(text.utf8), to: journalPath)
    try run.begin()
  }

  func endJournal() throws(FileError) { _ = try settings.state.remove(journalPath) }

  /// The journal that a killed run left; nil when the last one ended.
  static func leftJournal(_ settings: BuildSettings) -> Set<RelativePath>? {
    let path = BuildState.name(BuildState.journal, for: settings.outputPath)
    guard settings.state.exists(path) else { return nil }
    let bytes = (try? settings.state.read(path)) ?? []
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return Set(lines.compactMap { try? RelativePath(String($0)) })
  }

  // MARK: Removal

  /// What became of outputs that no step claims.
  struct StaleRemoval {
    var removed: [RelativePath] = []
    /// Still there, because the system refused: to be tried again by the next run.
    var remaining: Set<RelativePath> = []
    var diagnostics: [Diagnostic] = []
  }

  /// Removes outputs of ours that no step claims; those that somebody changed stay, with a warning.
  func removeStale(claimed: Set<RelativePath>) -> StaleRemoval {
    var removed: [RelativePath] = []
    var remaining: Set<RelativePath> = []
    var diagnostics: [Diagnostic] = []
    for path in Set(manifest.keys).union(journaled).subtracting(claimed).sorted() {
      do throws(FileError) {
        guard let status = try settings.output.linkStatus(of: path) else {
          // Removed already, perhaps by a run that was killed before it came to the folder.
          try removeEmptyFolders(above: path)
          continue
        }
        guard try isOurs(path, status) else {
          let shown = settings.outputPath + "/" + path.text
          diagnostics.append(
            .warning(
              "changed-output", "'\(shown)' is no longer made, but was changed by hand and stays"))
          continue
        }
        try beginJournal()
        if try settings.output.remove(path) { removed.append(path) }
        try removeEmptyFolders(above: path)
      } catch {
        diagnostics.append(error.diagnostic())
        remaining.insert(path)
      }
    }
    return StaleRemoval(removed: removed, remaining: remaining, diagnostics: diagnostics)
  }

  private func isOurs(_ path: RelativePath, _ status: FileStatus) throws(FileError) -> Bool {
    guard status.kind == .file else { return false }
    guard !journaled.contains(path), let known = manifest[path] else { return true }
    if known.digest == status.digest { return true }
    return ContentHash(of: try settings.output.read(path, limit: 1 << 30)) == known.content
  }

  private func removeEmptyFolders(above path: RelativePath) throws(FileError) {
    var folder = path.parent
    while let current = folder, !current.isRoot {
      guard try settings.output.removeEmptyDirectory(current) else { return }
      folder = current.parent
    }
  }

  /// Removes unfinished files of a run that was killed before it had a journal.
  func removeEarlyTemporaryFiles() {
    RunFolder.removeStaging(settings.state)
    Self.removeTemporaryFiles(in: .root, of: settings.state)
    Self.removeTemporaryFiles(in: RelativePath(literal: "cache"), of: settings.state)
  }

  /// Removes unfinished files that a killed run left in the folders that we write to.
  func removeTemporaryFiles() {
    let paths = Set(manifest.keys).union(journaled).union(declared)
    for folder in Set(paths.compactMap(\.parent)).sorted() {
      Self.removeTemporaryFiles(in: folder, of: settings.output)
    }
    for entry in (try? settings.state.list(ObjectStore.folder)) ?? [] {
      guard let name = try? RelativePath(entry.name) else { continue }
      Self.removeTemporaryFiles(in: ObjectStore.folder.appending(name), of: settings.state)
    }
  }

  private static func removeTemporaryFiles(in folder: RelativePath, of files: any FileSystem) {
    for entry in (try? files.list(folder)) ?? [] where isTemporaryName(entry.name) {
      guard let name = try? RelativePath(entry.name) else { continue }
      _ = try? files.remove(folder.appending(name))
    }
  }
}

import Files
import Synchronization

/// What an earlier look at a file taught, and the status record under which that holds.
struct KnownState: Hashable, Sendable {
  /// The digest of the status record; 0 where nothing was there.
  var digest: UInt64
  /// The record doesn't vouch for the answer: taken within a clock tick of a change, or not at all.
  var isRacy: Bool
  var state: ContentHash
}

/// Answers to questions about files, each asked of the disk at most once a run.
///
/// The status record only saves reading a file again: an answer known from the last run holds when
/// size, both times, inode and mode are the same and the record was not racy.
final class FileStates: Sendable {
  private struct Table {
    var states: [Observation: KnownState] = [:]
    var contents: [Observation: [UInt8]] = [:]
    var held = 0
    /// Questions that the machine could not answer; they may be asked again.
    var faults: [Observation: FileError] = [:]

    func answer(to observation: Observation) -> KnownState? {
      faults[observation] == nil ? states[observation] : nil
    }
  }

  /// Bytes of files kept for further readers.
  private static let heldLimit = 32 << 20

  private let roots: [Root: any FileSystem]
  private let known: [Observation: KnownState]
  private let table = Mutex(Table())
  private let index = Mutex<FolderIndex?>(nil)

  init(roots: [Root: any FileSystem], known: [Observation: KnownState]) {
    self.roots = roots
    self.known = known
  }

  /// All that was asked in this run.
  var learnt: [Observation: KnownState] { table.withLock { $0.states } }

  /// Why nobody knows the answer, where the machine was at fault.
  func fault(of observation: Observation) -> FileError? {
    table.withLock { $0.faults[observation] }
  }

  /// The answer as it is now, without reading the file where its status vouches for it.
  func state(of observation: Observation) -> ContentHash {
    if let held = table.withLock({ $0.answer(to: observation) }) { return held.state }
    if let known = known[observation], !known.isRacy, let files = roots[observation.root],
      let status = try? files.status(of: observation.path), status.digest == known.digest
    {
      remember(known, for: observation)
      return known.state
    }
    switch observation.question {
    case .read:
      // The machine's files are hashed for steps that open them by themselves.
      let limit = observation.root == .host ? 1 << 30 : defaultReadLimit
      _ = try? load(observation.root, observation.path, limit: limit)
    case .head: try? head(observation)
    case .index: try? index(observation)
    case .list: _ = try? list(observation.root, observation.path)
    case .status: _ = try? status(observation.root, observation.path)
    }
    return table.withLock { $0.states[observation]?.state } ?? AnswerHash.missing
  }

  /// The bytes of a file and their hash.
  func load(
    _ root: Root, _ path: RelativePath, limit: Int
  ) throws(FileError) -> (file: LoadedFile, state: ContentHash) {
    let observation = Observation(question: .read, root: root, path: path)
    let files = try fileSystem(root, path)
    do throws(FileError) {
      if let held = heldFile(observation, files) { return try Self.checked(held, path, limit) }
      let observed = files.now
      let file = try files.load(path, limit: max(limit, defaultReadLimit))
      let state = ContentHash(of: file.bytes)
      let known = KnownState(
        digest: file.status.digest, isRacy: file.status.isRacy(observedAt: observed), state: state)
      remember(known, for: observation)
      if root != .host { hold(file.bytes, state, for: observation) }
      return try Self.checked((file, state), path, limit)
    } catch {
      if case .tooLarge = error.reason, table.withLock({ $0.states[observation] != nil }) {
        throw error
      }
      remember(failure: error, for: observation, files)
      throw error
    }
  }

  private func head(_ observation: Observation) throws(FileError) {
    let files = try fileSystem(observation.root, observation.path)
    do throws(FileError) {
      let observed = files.now
      let file = try files.head(observation.path, count: AnswerHash.headLength)
      remember(
        KnownState(
          digest: file.status.digest, isRacy: file.status.isRacy(observedAt: observed),
          state: AnswerHash.head(file)),
        for: observation)
    } catch {
      remember(failure: error, for: observation, files)
      throw error
    }
  }

  /// Whom `Observation.Question.index` is asked of.
  func setIndex(_ index: FolderIndex?) { self.index.withLock { $0 = index } }

  private func index(_ observation: Observation) throws(FileError) {
    let files = try fileSystem(observation.root, observation.path)
    guard let index = index.withLock({ $0 }), let entry = index(observation.path) else { return }
    do throws(FileError) {
      let status = try files.status(of: observation.path)
      remember(
        KnownState(
          digest: status?.digest ?? 0,
          // What changed since the library looked, its answer knows nothing of.
          isRacy: status?.isRacy(observedAt: entry.observed) ?? false, state: entry.state),
        for: observation)
    } catch {
      remember(failure: error, for: observation, files)
      throw error
    }
  }

  func list(
    _ root: Root, _ path: RelativePath
  ) throws(FileError) -> (entries: [DirectoryEntry], state: ContentHash) {
    let observation = Observation(question: .list, root: root, path: path)
    let files = try fileSystem(root, path)
    do throws(FileError) {
      // The status from before the listing: a name that comes meanwhile changes it.
      let status = try files.status(of: path)
      let observed = files.now
      let entries = try files.list(path)
      let state = AnswerHash.listing(entries)
      remember(
        KnownState(
          digest: status?.digest ?? 0,
          // Where a link leads may change without a trace in the folder.
          isRacy: status?.isRacy(observedAt: observed) ?? true || entries.contains(where: \.isLink),
          state: state),
        for: observation)
      return (entries, state)
    } catch {
      remember(failure: error, for: observation, files)
      throw error
    }
  }

  func status(
    _ root: Root, _ path: RelativePath
  ) throws(FileError) -> (status: FileStatus?, state: ContentHash) {
    let observation = Observation(question: .status, root: root, path: path)
    let files = try fileSystem(root, path)
    do throws(FileError) {
      let status = try files.status(of: path)
      let state = AnswerHash.status(status)
      remember(
        KnownState(digest: status?.digest ?? 0, isRacy: false, state: state), for: observation)
      return (status, state)
    } catch {
      remember(failure: error, for: observation, files)
      throw error
    }
  }

  // MARK: The table

  private func fileSystem(
    _ root: Root, _ path: RelativePath
  ) throws(FileError) -> any FileSystem {
    guard let files = roots[root] else { throw FileError(.read, path.description, .missing) }
    return files
  }

  /// Keeps the first answer: where a file changes during the run, the older record makes the next
  /// run look again.
  private func remember(_ state: KnownState, for observation: Observation) {
    table.withLock { table in
      guard table.answer(to: observation) == nil else { return }
      table.states[observation] = state
      table.faults[observation] = nil
    }
  }

  private func remember(
    failure: FileError, for observation: Observation, _ files: any FileSystem
  ) {
    let digest: UInt64?
    do throws(FileError) {
      digest = try files.status(of: observation.path)?.digest ?? 0
    } catch {
      digest = nil
    }
    remember(
      KnownState(
        digest: digest ?? 0, isRacy: digest == nil || failure.isPassing,
        state: AnswerHash.failure(failure)),
      for: observation)
    if failure.isPassing { table.withLock { $0.faults[observation] = failure } }
  }

  /// Keeps bytes that are those of the first answer.
  private func hold(_ bytes: [UInt8], _ state: ContentHash, for observation: Observation) {
    table.withLock { table in
      guard table.held + bytes.count <= Self.heldLimit, table.contents[observation] == nil,
        table.states[observation]?.state == state
      else { return }
      table.held += bytes.count
      table.contents[observation] = bytes
    }
  }

  private func heldFile(
    _ observation: Observation, _ files: any FileSystem
  ) -> (file: LoadedFile, state: ContentHash)? {
    table.withLock { table in
      guard let bytes = table.contents[observation], let known = table.states[observation] else {
        return nil
      }
      // Steps see no times, so that none can reach an output.
      let status = FileStatus(
        kind: .file, mode: 0, size: Int64(bytes.count), modified: 0, changed: 0, inode: 0)
      return (LoadedFile(bytes: bytes, status: status), known.state)
    }
  }

  private static func checked(
    _ loaded: (file: LoadedFile, state: ContentHash), _ path: RelativePath, _ limit: Int
  ) throws(FileError) -> (file: LoadedFile, state: ContentHash) {
    guard loaded.file.bytes.count <= limit else {
      throw FileError(.read, path.description, .tooLarge(limit))
    }
    return loaded
  }
}

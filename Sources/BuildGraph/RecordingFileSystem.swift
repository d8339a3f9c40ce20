import Files
import Glibc
import Synchronization

/// What a step asked for while it ran, in the order of asking, each question once.
final class Trace: Sendable {
  private struct State {
    var findings: [Finding] = []
    var seen: Set<Observation> = []
    var faults: [FileError] = []
  }

  private let state = Mutex(State())

  var findings: [Finding] { state.withLock { $0.findings } }

  /// Errors of the system among the answers: not "there is nothing", but "nobody knows".
  var faults: [FileError] { state.withLock { $0.faults } }

  func note(fault error: FileError) {
    state.withLock { state in
      if !state.faults.contains(error) { state.faults.append(error) }
    }
  }

  func record(_ observation: Observation, _ answer: ContentHash) {
    state.withLock { state in
      if state.seen.insert(observation).inserted {
        state.findings.append(Finding(observation: observation, state: answer))
      }
    }
  }
}

/// The files of one tree as a step sees them: each question is noted, nothing can be changed, and
/// no clock shows.
struct RecordingFileSystem: FileSystem {
  let root: Root
  let states: FileStates
  let trace: Trace

  var now: Int64 { 0 }

  func load(_ path: RelativePath, limit: Int) throws(FileError) -> LoadedFile {
    let observation = Observation(question: .read, root: root, path: path)
    do throws(FileError) {
      let loaded = try states.load(root, path, limit: limit)
      trace.record(observation, loaded.state)
      return LoadedFile(bytes: loaded.file.bytes, status: Self.timeless(loaded.file.status))
    } catch {
      record(error, observation)
      throw error
    }
  }

  func list(_ path: RelativePath) throws(FileError) -> [DirectoryEntry] {
    let observation = Observation(question: .list, root: root, path: path)
    do throws(FileError) {
      let listed = try states.list(root, path)
      trace.record(observation, listed.state)
      return listed.entries
    } catch {
      record(error, observation)
      throw error
    }
  }

  func status(of path: RelativePath) throws(FileError) -> FileStatus? {
    let observation = Observation(question: .status, root: root, path: path)
    do throws(FileError) {
      let found = try states.status(root, path)
      trace.record(observation, found.state)
      return found.status.map(Self.timeless)
    } catch {
      record(error, observation)
      throw error
    }
  }

  /// The same as `status(of:)`: a step reads what links lead to.
  func linkStatus(of path: RelativePath) throws(FileError) -> FileStatus? {
    try status(of: path)
  }

  func write(
    _ bytes: [UInt8], to path: RelativePath, options: WriteOptions, stagedIn staging: StagingFolder?
  ) throws(FileError) -> WriteResult {
    throw FileError(.write, path.description, .system(EROFS))
  }

  func makeStaging(_ path: RelativePath) throws(FileError) -> StagingFolder? {
    throw FileError(.make, path.description, .system(EROFS))
  }

  func append(_ bytes: [UInt8], to path: RelativePath) throws(FileError) {
    throw FileError(.write, path.description, .system(EROFS))
  }

  func markUsed(_ path: RelativePath) {}

  func makeDirectory(_ path: RelativePath) throws(FileError) {
    throw FileError(.make, path.description, .system(EROFS))
  }

  func remove(_ path: RelativePath) throws(FileError) -> Bool {
    throw FileError(.remove, path.description, .system(EROFS))
  }

  func removeEmptyDirectory(_ path: RelativePath) throws(FileError) -> Bool {
    throw FileError(.remove, path.description, .system(EROFS))
  }

  /// Notes a failure as the answer; a file over the caller's own limit counts by what it holds.
  private func record(_ error: FileError, _ observation: Observation) {
    if case .system = error.reason, root == .project || error.isPassing {
      trace.note(fault: error)
    }
    trace.record(observation, states.state(of: observation))
  }

  private static func timeless(_ status: FileStatus) -> FileStatus {
    FileStatus(
      kind: status.kind, mode: 0, size: status.kind == .file ? status.size : 0, modified: 0,
      changed: 0, inode: 0)
  }
}

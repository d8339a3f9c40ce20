import Files
import Synchronization

/// The answer to a command line when the log shows that nothing has to be done; nil in any doubt.
///
/// It takes one status record for each file that the last build read or made, and reads the few
/// whose record could not vouch for them.
public func upToDateAnswer(to commandLine: [String], engine: String) -> ReplayText? {
  let request = BuildRequest(commandLine)
  guard request.output == nil, !request.root.isEmpty,
    let project = try? DiskFileSystem(root: request.root),
    !project.exists(BuildState.folder.appending(BuildState.journal)),
    let bytes = try? project.read(BuildState.folder.appending(BuildState.log)),
    var reader = try? Envelope.open(bytes, kind: BuildLog.kind),
    let isAnswered = try? reader.flag(), isAnswered, let answer = try? reader.answer()
  else { return nil }
  guard answer.arguments == request.arguments, answer.engine == engine,
    answer.environment.allSatisfy({ environmentValue($0.name) == $0.value }),
    let check = FrontCheck(&reader, root: request.root), check.holds()
  else { return nil }
  return answer.replay
}

/// The comparison of all files in a log with the disk.
private final class FrontCheck: Sendable {
  private let reader: ByteReader
  private let inputs: [LogEntry]
  private let outputs: [LogEntry]
  private let project: StatusProbe
  private let output: StatusProbe
  private let host: StatusProbe
  private let states: FileStates
  private let isStale = Atomic(false)

  init?(_ reader: inout ByteReader, root: String) {
    guard let outputPath = try? reader.text(),
      let inputs = try? reader.list({ (reader) throws(DamagedData) in try reader.entry() }),
      let outputs = try? reader.list({ (reader) throws(DamagedData) in try reader.entry() }),
      reader.isAtEnd
    else { return nil }
    let outputRoot = outputPath.hasPrefix("/") ? outputPath : root + "/" + outputPath
    guard let project = StatusProbe(root: root),
      let output = StatusProbe(root: outputs.isEmpty ? root : outputRoot),
      let host = StatusProbe(root: "/")
    else { return nil }
    self.project = project
    self.output = output
    self.host = host
    self.inputs = inputs
    self.outputs = outputs
    self.reader = reader
    var roots: [Root: any FileSystem] = [:]
    roots[.project] = try? DiskFileSystem(root: root)
    roots[.host] = try? DiskFileSystem.host()
    roots[.output] = try? DiskFileSystem(root: outputs.isEmpty ? root : outputRoot)
    states = FileStates(roots: roots, known: [:])
  }

  /// Fewer files than this are looked at faster by one thread than by two.
  private static let worthThreads = 600

  /// Whether every file is as the log says.
  func holds() -> Bool {
    let total = inputs.count + outputs.count
    let threads = total < Self.worthThreads ? 1 : min(processorCount, 4)
    runOnThreads(threads) { number in
      let share = (total + threads - 1) / threads
      self.look(at: number * share..<min((number + 1) * share, total))
    }
    return !isStale.load(ordering: .relaxed)
  }

  private func look(at range: Range<Int>) {
    var missing = MissingFolder()
    for index in range {
      let same =
        index < inputs.count
        ? isSame(input: inputs[index], &missing) : isSame(output: outputs[index - inputs.count])
      if !same { isStale.store(true, ordering: .relaxed) }
      if isStale.load(ordering: .relaxed) { return }
    }
  }

  private func isSame(output entry: LogEntry) -> Bool {
    let digest = output.digest(
      ofPathIn: reader.bytes, at: entry.pathRange.lowerBound, followingLinks: false)
    guard digest == entry.digest else { return false }
    return !entry.isRacy || isSameContent(entry)
  }

  private func isSame(input entry: LogEntry, _ missing: inout MissingFolder) -> Bool {
    if entry.digest == 0, !entry.isRacy, missing.holds(entry, in: reader.bytes) { return true }
    guard digest(entry.root, reader.bytes, entry.pathRange.lowerBound) == entry.digest else {
      return false
    }
    if entry.digest == 0 {
      missing.look(above: entry, in: reader.bytes) { digest(entry.root, $0, 0) == 0 }
    }
    return !entry.isRacy || isSameContent(entry)
  }

  private func digest(_ root: Root, _ bytes: [UInt8], _ offset: Int) -> UInt64? {
    switch root {
    case .project: project.digest(ofPathIn: bytes, at: offset, followingLinks: true)
    case .host: host.digest(ofPathIn: bytes, at: offset, followingLinks: true)
    case .output: nil
    }
  }

  private func isSameContent(_ entry: LogEntry) -> Bool {
    guard let path = try? entry.path(in: reader), let hash = try? entry.hash(in: reader) else {
      return false
    }
    let observation = Observation(question: entry.question, root: entry.root, path: path)
    return states.state(of: observation) == hash
  }
}

/// A folder that is not there, so that nothing below it is either: many questions may ask for files
/// in a folder that hardly anybody has.
private struct MissingFolder {
  private var root = Root.project
  /// The folder's path with the slash after it; empty when none is known.
  private var prefix: ArraySlice<UInt8> = []

  /// Whether what an entry asks for stands below the folder.
  func holds(_ entry: LogEntry, in bytes: [UInt8]) -> Bool {
    !prefix.isEmpty && entry.root == root && bytes[entry.pathRange].starts(with: prefix)
  }

  /// Finds the uppermost folder above a missing file that is missing too.
  mutating func look(
    above entry: LogEntry, in bytes: [UInt8], isMissing: ([UInt8]) -> Bool
  ) {
    prefix = []
    root = entry.root
    var path = bytes[entry.pathRange]
    while let slash = path.lastIndex(of: UInt8(ascii: "/")) {
      path = path[..<slash]
      guard isMissing(Array(path) + [0]) else { return }
      prefix = bytes[path.startIndex...slash]
    }
  }
}

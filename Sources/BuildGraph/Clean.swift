public import Diagnostics
public import Files

/// What `clean` is to remove beside the folders of runs.
public struct Removal: Sendable {
  /// Nanoseconds; what is younger stays.
  public var age: Int64
  public var hasCache: Bool
  public var hasOutputs: Bool

  public init(age: Int64, hasCache: Bool, hasOutputs: Bool) {
    self.age = age
    self.hasCache = hasCache
    self.hasOutputs = hasOutputs
  }
}

/// What `clean` removed.
public struct RemovalReport: Sendable {
  public var runs = 0
  public var objects = 0
  public var outputs = 0
  public var diagnostics: [Diagnostic] = []
}

/// Removes what builds left for themselves, and what they made where that is asked for.
///
/// It waits for a build under way. A log that knows of outputs goes with them: the next build makes
/// or restores all of them.
public func clean(
  _ settings: BuildSettings, _ removal: Removal
) throws(FileError) -> RemovalReport {
  // Held to the end of this scope.
  let lock = try takeLock(settings)
  var report = RemovalReport()
  report.runs = try RunFolder.remove(olderThan: removal.age, in: settings.state).count
  if removal.hasOutputs {
    let path = BuildState.name(BuildState.log, for: settings.outputPath)
    let log = BuildLog(decoding: (try? settings.state.read(path, limit: 1 << 30)) ?? [])
    let journaled = OutputTree.leftJournal(settings) ?? []
    let outputs = OutputTree(
      settings, manifest: log.outputs, journaled: journaled, declared: [])
    let removal = outputs.removeStale(claimed: [])
    outputs.run.end()
    report.outputs = removal.removed.count
    report.diagnostics = removal.diagnostics
    // What could not be removed is still ours.
    if removal.remaining.isEmpty {
      _ = try settings.state.remove(path)
      try outputs.endJournal()
    }
  }
  if removal.hasCache {
    report.objects = try ObjectStore.remove(olderThan: removal.age, in: settings.state)
  }
  _ = consume lock
  return report
}

import Diagnostics
import Files
import Synchronization

/// A build under way: hands steps to workers in an order in which each comes after its needs.
final class Execution: Sendable {
  /// How a step ended, for those that depend on it.
  struct Outcome: Sendable {
    var report: StepReport
    /// What goes on record: the old run or the new one.
    var record: StepRecord?
    /// The hash of the value; nil when there is none to build on.
    var value: ContentHash?
    /// Failed for the machine's sake, not for what it read: what gathers others leaves the old
    /// outputs, which still tell what is there.
    var isFault = false
    /// What the machine could not read; who could do without the step doesn't know that it may.
    var fault: FileError?
  }

  private struct Progress {
    var outcomes: [Outcome?]
    /// Needs of each step that have not ended.
    var missing: [Int]
    /// Steps that may still ask for the value of each step.
    var askers: [Int]
    var ready: ReadySteps
    var remaining: Int
    var isStopped = false
  }

  private enum Task {
    case step(Int)
    case end
  }

  let settings: BuildSettings
  let graph: Graph
  let states: FileStates
  let outputs: OutputTree
  /// The keys of all steps, tool included.
  let keys: [ContentHash]
  let records: [String: StepRecord]
  /// The tool that made the records.
  let recordedTool: String
  let startTime = monotonicNanoseconds()
  private let dependents: [[Int]]
  private let progress: Monitor<Progress>
  private let origins = Mutex<[Int: ContentHash]>([:])
  /// What was found of evidence that several records share.
  let verdicts = Mutex<[ObjectIdentifier: Reason?]>([:])

  init(
    _ settings: BuildSettings, _ graph: Graph, _ states: FileStates, _ outputs: OutputTree,
    _ book: RecordBook
  ) {
    self.settings = settings
    self.graph = graph
    self.states = states
    self.outputs = outputs
    recordedTool = book.tool
    records = Dictionary(book.records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let tool = ContentHash(of: Array(settings.tool.utf8)).bytes
    keys = graph.steps.map { step in
      var hasher = ContentHasher()
      hasher.update(tool)
      hasher.update(field: step.key.hash)
      // A step may ask for another one only since this one is there.
      for need in step.needs { hasher.update(field: graph.steps[need].id) }
      return hasher.finish()
    }
    let wanted = Self.wanted(graph, settings)
    var dependents = [[Int]](repeating: [], count: graph.steps.count)
    var progress = Progress(
      outcomes: Array(repeating: nil, count: graph.steps.count),
      missing: graph.steps.map(\.needs.count),
      askers: Array(repeating: 0, count: graph.steps.count), ready: ReadySteps(), remaining: 0)
    for step in graph.steps where wanted[step.index] {
      progress.remaining += 1
      for need in step.needs {
        dependents[need].append(step.index)
        progress.askers[need] += 1
      }
      if step.needs.isEmpty { progress.ready.push(step.index) }
    }
    self.dependents = dependents
    self.progress = Monitor(progress)
  }

  /// The steps asked for and all that they need.
  private static func wanted(_ graph: Graph, _ settings: BuildSettings) -> [Bool] {
    guard let isWanted = settings.isWanted else {
      return Array(repeating: true, count: graph.steps.count)
    }
    var wanted = graph.steps.map(isWanted)
    // Needs come before the steps that need them, so one pass backwards reaches all.
    for step in graph.steps.reversed() where wanted[step.index] {
      for need in step.needs { wanted[need] = true }
    }
    return wanted
  }

  /// Runs all that is wanted and stale; gives the outcomes in the order of the graph, nil for steps
  /// that nobody asked for.
  func run() -> [Outcome?] {
    let count = progress.read { $0.remaining }
    settings.observe(.planned(countsByName))
    runOnThreads(max(1, min(settings.workers, count))) { number in
      let worker = WorkerState(number: number)
      while case .step(let index) = self.next(for: number) {
        self.finish(index, self.process(self.graph.steps[index], worker))
      }
    }
    return progress.read { progress in
      progress.outcomes.indices.map { index in
        progress.outcomes[index] ?? (self.isWaiting(index, progress) ? self.skipped(index) : nil)
      }
    }
  }

  private var countsByName: [String: Int] {
    let wanted = Self.wanted(graph, settings)
    var counts: [String: Int] = [:]
    for step in graph.steps where wanted[step.index] { counts[step.name, default: 0] += 1 }
    return counts
  }

  private func isWaiting(_ index: Int, _ progress: Progress) -> Bool {
    progress.isStopped && Self.wanted(graph, settings)[index]
  }

  private func next(for worker: Int) -> Task {
    progress.wait { progress in
      if progress.isStopped || progress.remaining == 0 { return .end }
      if self.settings.isCancelled() {
        progress.isStopped = true
        return .end
      }
      return progress.ready.pop(for: worker).map { .step($0) }
    }
  }

  private func finish(_ index: Int, _ outcome: Outcome) {
    let unasked: [Int] = progress.update { progress in
      progress.outcomes[index] = outcome
      progress.remaining -= 1
      if self.settings.failsFast, outcome.report.status == .failed { progress.isStopped = true }
      for dependent in self.dependents[index] {
        progress.missing[dependent] -= 1
        if progress.missing[dependent] == 0 {
          progress.ready.push(dependent, near: self.maker(near: dependent, progress))
        }
      }
      let needs = self.graph.steps[index].needs
      for need in needs { progress.askers[need] -= 1 }
      return needs.filter { progress.askers[$0] == 0 }
        + (progress.askers[index] == 0 ? [index] : [])
    }
    // Memory holds no value longer than somebody may ask for it.
    for step in unasked { graph.bodies[step].release() }
    settings.observe(.finished(outcome.report))
  }

  /// The worker that has what a step goes on with.
  private func maker(near index: Int, _ progress: Progress) -> Int? {
    guard let near = graph.steps[index].near, let report = progress.outcomes[near]?.report,
      report.status == .ran
    else { return nil }
    return report.worker
  }

  /// The outcome of a step that has ended.
  func outcome(of index: Int) -> Outcome? { progress.read { $0.outcomes[index] } }

  /// Hash of what a step that has ended was made from, the machine's own files aside.
  func origin(of index: Int) -> ContentHash {
    if let known = origins.withLock({ $0[index] }) { return known }
    var hasher = ContentHasher()
    hasher.update(field: graph.steps[index].key.hash)
    // The record of a blocked step tells of another time.
    if let outcome = outcome(of: index), outcome.report.status != .blocked,
      let record = outcome.record
    {
      for finding in record.projectFindings
        .sorted(by: { $0.observation.precedes($1.observation) })
      {
        hasher.update(finding)
      }
      for dependency in record.dependencies {
        hasher.update(field: dependency.id)
        hasher.update(field: dependency.value)
      }
    }
    let origin = hasher.finish()
    origins.withLock { $0[index] = origin }
    return origin
  }

  /// Hash of what the steps were made from that a step needs, and those that they need.
  ///
  /// Their values may be what they were though this is not: a picture changed of which the text
  /// knows nothing. What gathers many knows the nearest by values that tell as much.
  func origins(of step: Graph.StepInfo) -> ContentHash {
    var hasher = ContentHasher()
    var seen: Set<Int> = []
    for need in step.needs {
      let nearest = step.toleratesFailures ? [] : [need]
      for index in nearest + graph.steps[need].needs where seen.insert(index).inserted {
        hasher.update(field: graph.steps[index].id)
        hasher.update(field: origin(of: index))
      }
    }
    return hasher.finish()
  }

  private func skipped(_ index: Int) -> Outcome {
    let step = graph.steps[index]
    return Outcome(
      report: StepReport(
        step: step, status: .skipped, why: nil, diagnostics: [], start: 0, duration: 0,
        worker: 0),
      record: records[step.id])
  }
}

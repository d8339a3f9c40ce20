import Diagnostics
public import Files

/// Brings a tree of outputs up to date.
///
/// `plan` reads what there is (its questions are recorded as those of steps are) and adds the
/// steps; it runs every time. `replay` gives what the front is to print when nothing has changed
/// by the next run; nil leaves the answer to the engine.
public func build(
  _ settings: BuildSettings,
  replay: (BuildReport) -> ReplayText? = { _ in nil },
  plan: (inout Graph, any FileSystem) throws -> Void
) -> BuildReport {
  let start = monotonicNanoseconds()
  var report = BuildReport()
  do throws(FileError) {
    // Held to the end of this scope.
    let lock = try takeLock(settings)
    report = BuildRun(settings, start: start).run(plan, replay)
    _ = consume lock
  } catch {
    report.diagnostics.append(error.diagnostic())
  }
  report.duration = monotonicNanoseconds() - start
  return report
}

/// Takes the lock of a project's builds, waiting for whoever has it; nil where there is none.
public func takeLock(_ settings: BuildSettings) throws(FileError) -> FileLock? {
  guard let path = settings.lockPath, !settings.isDryRun else { return nil }
  try settings.state.makeDirectory(.root)
  if let lock = try FileLock(path: path, waiting: false) { return lock }
  settings.onWait()
  return try FileLock(path: path, waiting: true)
}

/// One build from reading what is kept to writing it anew.
private struct BuildRun {
  let settings: BuildSettings
  let start: Int64
  let logPath: RelativePath
  let oldLog: BuildLog
  let oldBook: RecordBook
  /// Outputs that a killed run may have left; nil after a run that ended.
  let journaled: Set<RelativePath>?
  /// Nanoseconds since 1970.
  let began: Int64

  init(_ settings: BuildSettings, start: Int64) {
    self.settings = settings
    self.start = start
    began = settings.state.now
    logPath = BuildState.name(BuildState.log, for: settings.outputPath)
    let log = try? settings.state.read(logPath, limit: 1 << 30)
    oldLog = BuildLog(decoding: log ?? [])
    let book = try? settings.state.read(RecordBook.path, limit: 1 << 30)
    var kept = RecordBook(decoding: book ?? [])
    if kept.cacheSize == nil, !settings.state.exists(ObjectStore.folder) { kept.cacheSize = 0 }
    oldBook = kept
    journaled = OutputTree.leftJournal(settings)
  }

  func run(
    _ plan: (inout Graph, any FileSystem) throws -> Void, _ replay: (BuildReport) -> ReplayText?
  ) -> BuildReport {
    let states = FileStates(roots: settings.roots, known: oldLog.states)
    let trace = Trace()
    var graph = Graph()
    graph.host = RecordingFileSystem(root: .host, states: states, trace: trace)
    let files = RecordingFileSystem(root: .project, states: states, trace: trace)
    var report = planned(&graph) { graph throws in try plan(&graph, files) }
    settle(trace.faults, &graph, &report)
    guard report.isPlanned else { return report }
    states.setIndex(graph.index)

    let outputs = OutputTree(
      settings, manifest: manifest(), journaled: journaled ?? [],
      declared: graph.steps.flatMap(\.outputs))
    if !settings.isDryRun {
      outputs.removeEarlyTemporaryFiles()
      if journaled != nil { outputs.removeTemporaryFiles() }
    }
    let execution = Execution(settings, graph, states, outputs, oldBook)
    report.stepsBegan = execution.startTime - start
    let outcomes = execution.run()
    report.stepsEnded = monotonicNanoseconds() - start
    report.inputs = states.learnt.keys.map(\.shownPath)
    report.steps = zip(graph.steps, outcomes).map { $1?.report ?? StepReport(unasked: $0) }
    if !settings.isDryRun {
      conclude(&report, outcomes, execution, trace.findings, replay)
    }
    return report
  }

  /// Plans, and tells why that failed.
  private func planned(
    _ graph: inout Graph, by plan: (inout Graph) throws -> Void
  ) -> BuildReport {
    var report = BuildReport()
    do {
      try plan(&graph)
      report.isPlanned = true
    } catch let error as FileError {
      report.diagnostics = [error.diagnostic()]
    } catch {
      if !(error is StepFailure) {
        report.diagnostics = [.error("plan-failed", "planning failed: \(error)")]
      }
    }
    report.diagnostics = graph.diagnostics + report.diagnostics
    return report
  }

  /// Keeps what the plan may have left out by error.
  ///
  /// What could not be looked at may well be there, and what is spelt wrong may well be wanted:
  /// nothing goes for want of a source. Without knowing the names in a folder nothing is planned.
  private func settle(_ faults: [FileError], _ graph: inout Graph, _ report: inout BuildReport) {
    if !faults.isEmpty || graph.diagnostics.contains(where: { $0.severity == .error }) {
      graph.isPartial = true
    }
    for fault in faults where fault.operation == .list || fault.isPassing {
      report.isPlanned = false
      let diagnostic = fault.diagnostic()
      if !report.diagnostics.contains(where: { $0.message == diagnostic.message }) {
        report.diagnostics.append(diagnostic)
      }
    }
  }

  /// The outputs that are ours: those in the log or, where that is lost, those on record.
  private func manifest() -> [RelativePath: BuildLog.Output] {
    if !oldLog.outputs.isEmpty { return oldLog.outputs }
    var outputs: [RelativePath: BuildLog.Output] = [:]
    for output in oldBook.records.flatMap(\.outputs) {
      outputs[output.path] = BuildLog.Output(digest: 0, content: output.content)
    }
    return outputs
  }

  /// The outputs that the steps of this run stand for.
  private func claimed(
    _ report: BuildReport, _ outcomes: [Execution.Outcome?]
  ) -> Set<RelativePath> {
    var claimed: Set<RelativePath> = []
    for outcome in outcomes where outcome?.value != nil {
      for output in outcome?.record?.outputs ?? [] { claimed.insert(output.path) }
    }
    // What failed or was not asked for keeps the outputs of its last run.
    for step in report.steps where ![.upToDate, .restored, .ran].contains(step.status) {
      claimed.formUnion(step.step.outputs)
    }
    return claimed
  }

  /// Removes what nobody makes any more and keeps what was learnt.
  private func conclude(
    _ report: inout BuildReport, _ outcomes: [Execution.Outcome?], _ execution: Execution,
    _ planned: [Finding], _ replay: (BuildReport) -> ReplayText?
  ) {
    let outputs = execution.outputs
    var claimed = claimed(report, outcomes)
    let others = execution.graph.isPartial ? otherRecords(execution.graph) : []
    for record in others { claimed.formUnion(record.outputs.map(\.path)) }
    let removal = outputs.removeStale(claimed: claimed)
    claimed.formUnion(removal.remaining)
    report.removed = removal.removed
    report.diagnostics += removal.diagnostics

    var book = RecordBook()
    book.tool = settings.tool
    book.records = zip(report.steps, outcomes).compactMap { step, outcome in
      outcome?.record ?? execution.records[step.step.id]
    }
    book.records += others
    let log = log(report, book, execution, planned, replay)
    for step in report.steps { outputs.run.note(step) }
    for path in removal.removed { outputs.run.note("removed \(path)") }
    report.diagnostics += settings.willKeep()
    do throws(FileError) {
      if report.steps.contains(where: { [.ran, .failed].contains($0.status) }) {
        try outputs.beginJournal()
        try StepTimes.keep(report, book, run: outputs.run, began: began, settings)
      }
      try keep(book, log, outputs, claimed, cacheLimit: execution.graph.cacheLimit)
    } catch {
      report.diagnostics.append(error.diagnostic())
    }
    outputs.run.end()
  }

  /// The log of this run but for what is known of the outputs only when it is written.
  private func log(
    _ report: BuildReport, _ book: RecordBook, _ execution: Execution, _ planned: [Finding],
    _ replay: (BuildReport) -> ReplayText?
  ) -> BuildLog {
    let tools = toolStates()
    let learnt = execution.states.learnt.merging(tools) { $1 }
    var log = BuildLog()
    log.outputPath = settings.outputPath
    log.states = usefulStates(learnt, book, planned).merging(tools) { $1 }
    if settings.request != nil, !execution.graph.isPartial {
      log.answer = answer(report, replay)
    } else if stillHolds(report, learnt) {
      log.answer = oldLog.answer
      // It rests on all that was known then.
      log.states.merge(oldLog.states) { new, _ in new }
    }
    return log
  }

  /// The outputs that are ours from now on, as they stand.
  private func logged(
    _ outputs: OutputTree, _ claimed: Set<RelativePath>
  ) -> [RelativePath: BuildLog.Output] {
    var logged = outputs.logged()
    for (path, output) in outputs.manifest where claimed.contains(path) {
      logged[path] = logged[path] ?? output
    }
    return logged
  }

  /// Records of steps that a partial graph leaves out.
  private func otherRecords(_ graph: Graph) -> [StepRecord] {
    let ids = Set(graph.steps.map(\.id))
    return oldBook.records.filter { !ids.contains($0.id) }
  }

  /// What is known of the files that the records speak of, old knowledge included.
  private func usefulStates(
    _ learnt: [Observation: KnownState], _ book: RecordBook, _ planned: [Finding]
  ) -> [Observation: KnownState] {
    var useful: [Observation: KnownState] = [:]
    func add(_ finding: Finding) {
      let observation = finding.observation
      if useful[observation] != nil { return }
      let old = oldLog.states[observation]
      let new = learnt[observation] ?? old
      // That a record has aged past the racy moment is no news worth a write.
      useful[observation] = old?.digest == new?.digest && old?.state == new?.state ? old : new
    }
    planned.forEach(add)
    book.forEachFinding(add)
    return useful
  }

  /// The files whose change makes the front call the engine, each told by its whole status record.
  private func toolStates() -> [Observation: KnownState] {
    var states: [Observation: KnownState] = [:]
    guard let host = settings.host else { return states }
    for file in settings.toolFiles {
      guard let path = try? RelativePath(String(file.drop { $0 == "/" })),
        let status = (try? host.status(of: path)) ?? nil
      else { continue }
      let digest = status.digest
      states[Observation(question: .status, root: .host, path: path)] = KnownState(
        digest: digest, isRacy: false, state: ContentHash(of: Array("\(digest)".utf8)))
    }
    return states
  }

  /// Whether the last answer stands after a run that gives none.
  ///
  /// It does where the run made nothing and read nothing that is not as it was then: what it read
  /// without building it may be news to steps that were not of this run.
  private func stillHolds(_ report: BuildReport, _ learnt: [Observation: KnownState]) -> Bool {
    report.isComplete && report.steps.allSatisfy { $0.status == .upToDate }
      && learnt.allSatisfy { observation, new in
        oldLog.states[observation].map { $0.state == new.state } ?? true
      }
  }

  private func answer(
    _ report: BuildReport, _ replay: (BuildReport) -> ReplayText?
  ) -> BuildLog.Answer? {
    guard report.isComplete, let request = settings.request else { return nil }
    guard let text = replay(report) else { return nil }
    return BuildLog.Answer(
      arguments: request.arguments,
      environment: settings.environment.sorted().map {
        BuildLog.Variable(name: $0, value: environmentValue($0))
      },
      engine: settings.engine, replay: text)
  }

  /// Writes records and log where they changed; the journal ends when both are there.
  private func keep(
    _ book: RecordBook, _ log: BuildLog, _ outputs: OutputTree, _ claimed: Set<RelativePath>,
    cacheLimit: Int64?
  ) throws(FileError) {
    let limit = cacheLimit ?? settings.cacheLimit
    var (log, book) = (log, book)
    book.cacheSize = oldBook.cacheSize.map { $0 + outputs.store.added }
    if book.cacheSize.map({ $0 > limit }) ?? true {
      book.cacheSize = try outputs.store.evict(limit: limit, inUse: book.objects)
    }
    if !book.isSame(as: oldBook) {
      try settings.state.write(
        book.encoded(), to: RecordBook.path, options: [], stagedIn: outputs.run.staging)
    }
    // As late as can be: what is as young as the log is read again by each run after it.
    log.outputs = logged(outputs, claimed)
    if log != oldLog {
      try settings.state.write(
        log.encoded(), to: logPath, options: .synchronized, stagedIn: outputs.run.staging)
    }
    // Before the journal ends: a run that is killed in between is cleaned up after.
    outputs.run.end()
    if outputs.isJournaled || journaled != nil { try outputs.endJournal() }
  }
}

extension StepReport {
  /// Of a step that nobody asked for.
  fileprivate init(unasked step: Graph.StepInfo) {
    self.init(
      step: step, status: .unasked, why: nil, diagnostics: [], start: 0, duration: 0, worker: 0)
  }
}

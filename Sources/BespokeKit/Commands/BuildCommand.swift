import Arguments
import BuildGraph
import Diagnostics
import Files
import Profiles

extension CommandTable {
  static let jobs = Option("jobs", short: "j", .integer(1...256), "N", "Documents made at once")
  static let dryRun = Option.flag("dry-run", short: "n", "Say what would be made and stop")
  static let force = Option.flag("force", short: "f", "Make everything again")
  static let explain = Option.flag("explain", "Say why each document is made")
  static let keepGoing = Option.flag("keep-going", short: "k", "Go on after an error (the default)")
  static let failFast = Option.flag("fail-fast", "Stop at the first error")
  static let formats = Option(
    "format", .list(OutputFormat.allCases.map(\.rawValue)), "LIST", "Make these formats only")
  static let chosenTemplates = Option(
    "template", short: "t", .list([]), "LIST", "Use these templates only")
  static let failOn = Option(
    "fail-on", .choice(["error", "warning"]), "SEVERITY", "What makes the build fail")
  static let targets = Positional(
    "TARGET", "A profile, a posting, 'profile/posting' or a path in out/ (default: all)", .any)

  static let build = Command(
    "build", "Make every document that is missing or out of date",
    discussion: """
      Reads content/, templates/ and bespoke.yaml and makes each profile for each posting, in each \
      template and format, below out/.
      """,
    positionals: [targets],
    options: [
      out, jobs, dryRun, force, explain, keepGoing, failFast, formats, chosenTemplates, failOn,
      fromStep, onlyStep, rewrite, locked,
    ] + buildExtras)
}

/// `bespoke build`: brings out/ up to date.
struct BuildCommand {
  private let parsed: ParsedArguments
  private let console: Console
  private let arguments: [String]
  private let extras: BuildExtras
  private let progress: Progress
  /// Asked between steps; true ends the build.
  var isCancelled: (@Sendable () -> Bool)?
  /// Told of the build when it is done.
  var onReport: (BuildReport) -> Void = { _ in }

  init(_ parsed: ParsedArguments, _ console: Console, arguments: [String]) {
    extras = BuildExtras(parsed)
    progress = Progress(console: console)
    self.parsed = parsed
    self.console = console
    self.arguments = arguments
  }

  func run() -> ExitCode {
    let project: DiskFileSystem
    let settings: BuildSettings
    guard argumentFaults.isEmpty else {
      console.report(argumentFaults)
      return .usage
    }
    do throws(FileError) {
      project = try DiskFileSystem(root: root)
      settings = try self.settings(project)
    } catch {
      console.report([error.diagnostic()])
      return .usage
    }
    // Who asks between steps handles signals too.
    if isCancelled == nil { Interruption.install() }
    var (report, plan) = build(settings, project)
    progress.giveWay()
    finish(&report, &plan, settings, project)
    report.diagnostics += extras.write(report)
    onReport(report)
    console.report(report.allDiagnostics)
    tell(report)
    if let signal = Interruption.signal {
      // As a shell reports a program that died of the signal; what was made by then is on record.
      console.say("stopped by signal \(signal)")
      exitProcess(128 + signal)
    }
    let verdict = Verdict(report, plan?.config.gates)
    verdict.tell(console)
    let summary = StepSummary(plan?.variants ?? [], report, settings.output)
    return verdict.exitCode.worse(summary.append(console))
  }

  /// Has texts rewritten and builds once more with them; holds what is frozen against the sources.
  private func finish(
    _ report: inout BuildReport, _ plan: inout BuildPlanner.Outcome?, _ settings: BuildSettings,
    _ project: DiskFileSystem
  ) {
    let rewrites = BuildRewrites(parsed)
    guard rewrites.isNeeded, var outcome = plan else { return }
    var problems: [Diagnostic] = []
    if rewrites.isRewriting, Interruption.signal == nil,
      rewrites.rewrite(outcome, project, settings, console, into: &problems)
    {
      (report, plan) = build(settings, project)
      outcome = plan ?? outcome
    }
    if rewrites.isLocked { problems += rewrites.unsettled(outcome, project, settings) }
    report.diagnostics += problems
  }

  /// What would be made, and where things are; nil, with a message, where nothing can be said.
  func examine() -> (BuildReport, BuildSettings)? {
    do throws(FileError) {
      let project = try DiskFileSystem(root: parsed.value(of: CommandTable.root) ?? ".")
      var settings = try self.settings(project)
      settings.isDryRun = true
      settings.observe = { _ in }
      return (build(settings, project).0, settings)
    } catch {
      console.report([error.diagnostic()])
      return nil
    }
  }

  private func build(
    _ settings: BuildSettings, _ project: DiskFileSystem
  ) -> (BuildReport, BuildPlanner.Outcome?) {
    var overrides = BuildPlanner.Overrides(parsed)
    overrides.shard = extras.shard
    var planner = BuildPlanner(
      overrides: overrides, today: environmentDate, fonts: FontSource(project))
    planner.box = extras.box
    planner.history = CommitHistory(project, settings)
    let analyses = AnalysisBox(session: parsed.value(of: CommandTable.session))
    planner.analyses = analyses
    var settings = settings
    if !parsed.has(CommandTable.noState) { settings.willKeep = { analyses.record(in: project) } }
    var plan: BuildPlanner.Outcome?
    let report = BuildGraph.build(settings, replay: { replay($0, plan) }) { graph, files in
      plan = try planner.plan(&graph, files)
      if let problem = StepChoice(parsed)?.problem(in: graph) {
        graph.report(problem)
        throw StepFailure()
      }
    }
    return (report, plan)
  }

  // MARK: What is asked for

  private var root: String { parsed.value(of: CommandTable.root) ?? "." }

  private var argumentFaults: [Diagnostic] {
    let fault = parsed.value(of: CommandTable.out).flatMap { outputFault($0, in: root) }
    return extras.problems + [fault].compactMap { $0 }
  }

  private func settings(_ project: DiskFileSystem) throws(FileError) -> BuildSettings {
    var settings = BuildSettings(project: project)
    if let out = parsed.value(of: CommandTable.out) {
      settings.outputPath = out
      settings.output = try outputFolder(out, project)
    }
    settings.host = try DiskFileSystem.host()
    settings.lockPath = "\(project.rootPath)/\(BuildState.folder)/\(BuildState.lock)"
    settings.engine = executablePath() ?? ""
    let libraries = try loadedLibraries()
    settings.tool = try toolIdentity(engine: settings.engine, libraries: libraries)
    settings.toolFiles = [settings.engine].filter { !$0.isEmpty } + libraries
    settings.environment =
      ["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "SOURCE_DATE_EPOCH"] + UserFonts.variables
    settings.request = canBeAnswered ? BuildRequest(arguments) : nil
    settings.workers = parsed.integer(of: CommandTable.jobs) ?? processorCount
    settings.isDryRun = parsed.has(CommandTable.dryRun)
    settings.failsFast = parsed.has(CommandTable.failFast)
    if parsed.has(CommandTable.force) { settings.isForced = { _ in true } }
    StepChoice(parsed)?.apply(to: &settings)
    settings.isCancelled = { Interruption.signal != nil }
    let console = console
    settings.onWait = { console.say("waiting for another build in this project") }
    settings.observe = observer()
    if let isCancelled { settings.isCancelled = isCancelled }
    extras.apply(to: &settings)
    return settings
  }

  /// The folder of the outputs: below the project by a relative path, else anywhere.
  private func outputFolder(
    _ out: String, _ project: DiskFileSystem
  ) throws(FileError) -> any FileSystem {
    if let path = try? RelativePath(out) { return SubtreeFileSystem(project, at: path) }
    return try openFolder(out)
  }

  /// Options whose output is more than the outcome can't be answered from the log.
  private var canBeAnswered: Bool {
    let talkative = [
      CommandTable.dryRun, CommandTable.force, CommandTable.explain, CommandTable.verbose,
    ]
    // Commands that build and then do more are not done when nothing is to be built.
    guard parsed.command.name == CommandTable.build.name else { return false }
    return !talkative.contains { parsed.has($0) } && !extras.isTalkative
      && StepChoice(parsed) == nil && !BuildRewrites(parsed).isNeeded
      && parsed.words(at: CommandTable.targets).isEmpty
  }

  // MARK: What is said

  private func observer() -> @Sendable (BuildEvent) -> Void {
    let (console, progress) = (console, progress)
    let explains = parsed.has(CommandTable.explain) && !parsed.has(CommandTable.dryRun)
    return { event in
      progress.note(event)
      switch event {
      case .started(let step, let reason, _) where explains:
        progress.giveWay { console.say("\(step.id): \(reason)") }
      case .finished(let report) where report.status == .stale:
        progress.giveWay { console.say("\(report.step.id): \(report.reason ?? "out of date")") }
      case .finished(let report) where report.status == .ran:
        console.detail("made \(report.step.id)")
      default: break
      }
    }
  }

  private func summary(_ report: BuildReport, isAnswer: Bool = false) -> String {
    let documents = report.steps.filter { !$0.step.outputs.isEmpty }
    let made = isAnswer ? 0 : documents.count { $0.status == .ran }
    let restored = isAnswer ? 0 : documents.count { $0.status == .restored }
    let failed = documents.count { [.failed, .blocked, .skipped].contains($0.status) }
    let stale = documents.count { $0.status == .stale }
    if parsed.has(CommandTable.dryRun) {
      // A change ends where a step that is not run now would give what it gave before.
      let isCertain = documents.allSatisfy { $0.status != .stale || $0.isCertain }
      let limit = isCertain ? "" : "at most "
      return "\(limit)\(stale) of \(documents.count) documents would be made"
    }
    var parts = ["\(made) made"]
    if restored > 0 { parts.append("\(restored) restored") }
    parts.append("\(documents.count - made - restored - failed) up to date")
    if failed > 0 { parts.append("\(failed) not made") }
    if !report.removed.isEmpty, !isAnswer { parts.append("\(report.removed.count) removed") }
    return "\(documents.count) documents: " + parts.joined(separator: ", ")
  }

  private func tell(_ report: BuildReport) {
    guard report.isPlanned else { return }
    console.say(summary(report))
  }

  /// What the front prints when nothing has changed by the next run.
  private func replay(_ report: BuildReport, _ plan: BuildPlanner.Outcome?) -> ReplayText? {
    guard Verdict(report, plan?.config.gates).exitCode == .success, StepSummary.path == nil
    else { return nil }
    let format = console.options.format
    guard format != .json, format != .sarif else { return nil }
    let talk = console.options.isQuiet ? "" : summary(report, isAnswer: true) + "\n"
    return ReplayText(
      standardOutput: "",
      standardError: format.render(report.allDiagnostics, usesColor: false) + talk,
      coloredStandardError: format.render(report.allDiagnostics, usesColor: true) + talk)
  }
}

extension BuildPlanner.Overrides {
  /// What the command line asks for.
  init(_ parsed: ParsedArguments) {
    targets = parsed.words(at: CommandTable.targets)
    formats = parsed.values(of: CommandTable.formats)
    templates = parsed.values(of: CommandTable.chosenTemplates)
    failOn = parsed.value(of: CommandTable.failOn).map { $0 == "warning" ? .warning : .error }
  }
}

extension FontSource {
  /// Fonts of a project before those of the system.
  convenience init(_ project: DiskFileSystem) {
    self.init(folders: [project.rootPath + "/content/fonts"])
  }
}

/// SOURCE_DATE_EPOCH as an ISO date: the only clock that a build knows.
var environmentDate: String? {
  environmentValue("SOURCE_DATE_EPOCH").flatMap { Int($0) }.map(isoDate)
}

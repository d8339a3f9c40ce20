import Arguments
import BuildGraph
import Diagnostics
import Files
import Profiles

extension CommandTable {
  static let check = Command(
    "check", "Find every problem of content, templates and configuration, and write nothing",
    discussion: """
      Reads all of content/, templates/ and bespoke.yaml, looks up what they ask of each other, and \
      lays out every document in memory: what 'build' would say is said here. Gates count.
      """,
    positionals: [targets], options: [jobs, chosenTemplates, failOn])
}

/// `bespoke check`: a build that keeps nothing, of all that there is.
struct CheckCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    let project: DiskFileSystem
    var settings: BuildSettings
    do throws(FileError) {
      project = try parsed.project()
      settings = BuildSettings(
        project: project, output: MemoryFileSystem(), state: MemoryFileSystem())
      settings.host = try DiskFileSystem.host()
    } catch {
      console.report([error.diagnostic()])
      return .usage
    }
    settings.workers = parsed.integer(of: CommandTable.jobs) ?? processorCount
    // Documents are laid out and gates asked, but no file is made of them.
    let kinds: Set<String> = [
      "read", "match", "resume", "letter", "tags", "fonts", "gate", "report",
    ]
    settings.isWanted = { kinds.contains($0.name) }
    var planner = BuildPlanner(
      overrides: BuildPlanner.Overrides(parsed), today: environmentDate, fonts: FontSource(project))
    planner.readsEverything = true
    planner.history = CommitHistory(project, settings)
    var plan: BuildPlanner.Outcome?
    let report = BuildGraph.build(settings) { graph, files in
      plan = try planner.plan(&graph, files)
    }
    console.report(report.allDiagnostics)
    tell(report)
    let verdict = Verdict(report, plan?.config.gates)
    verdict.tell(console)
    let summary = StepSummary(plan?.variants ?? [], report, settings.output)
    return verdict.exitCode.worse(summary.append(console))
  }

  private func tell(_ report: BuildReport) {
    guard report.isPlanned else { return }
    let files = report.steps.count { $0.step.name == "read" }
    let documents = report.steps.count { ["resume", "letter"].contains($0.step.name) }
    let count = Diagnostic.count(report.allDiagnostics)
    console.say(
      "checked \(files) parts of the content and \(documents) documents: "
        + (count.isEmpty ? "no problems" : count))
  }
}

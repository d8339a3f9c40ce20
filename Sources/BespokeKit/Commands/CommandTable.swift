public import Arguments
import Diagnostics

/// A command: its row on the command line and what runs it.
struct CommandEntry: Sendable {
  let command: Command
  /// Takes the parsed line, where to talk, and the arguments as they were typed.
  let run: @Sendable (ParsedArguments, Console, _ arguments: [String]) -> ExitCode
}

/// Every command and option of `bespoke`, once: what parses, explains, runs and completes them.
///
/// A command's own options stand in an extension beside the code that runs it.
public enum CommandTable {
  public static let version = "0.1.0"

  /// Every command, in the order of the help text.
  static let entries: [CommandEntry] = [
    CommandEntry(command: build) { BuildCommand($0, $1, arguments: $2).run() },
    CommandEntry(command: initialize) { parsed, console, _ in InitCommand(parsed, console).run() },
    CommandEntry(command: status) { StatusCommand.run($0, $1, $2) },
    CommandEntry(command: history) { parsed, console, _ in HistoryCommand.run(parsed, console) },
    CommandEntry(command: pending) { parsed, console, _ in PendingCommand.run(parsed, console) },
    CommandEntry(command: diff) { parsed, console, _ in DiffCommand(parsed, console).run() },
    CommandEntry(command: publish) { PublishCommand($0, $1, arguments: $2).run() },
    CommandEntry(command: clean) { parsed, console, _ in CleanCommand.run(parsed, console) },
    CommandEntry(command: check) { parsed, console, _ in CheckCommand(parsed, console).run() },
    CommandEntry(command: config) { parsed, console, _ in ConfigCommand(parsed, console).run() },
    CommandEntry(command: schema) { parsed, _, _ in SchemaCommand.run(parsed) },
    CommandEntry(command: importing) { parsed, console, _ in ImportCommand(parsed, console).run() },
    CommandEntry(command: export) { parsed, console, _ in ExportCommand(parsed, console).run() },
    CommandEntry(command: verify) { parsed, console, _ in VerifyCommand(parsed, console).run() },
    CommandEntry(command: merge) { parsed, console, _ in MergeCommand.run(parsed, console) },
    CommandEntry(command: plan) { parsed, console, _ in PlanCommand.run(parsed, console) },
    CommandEntry(command: serve) { ServeCommand.run($0, $1, $2) },
    CommandEntry(command: watch) { WatchCommand.run($0, $1, $2) },
    CommandEntry(command: templates) { parsed, console, _ in
      TemplatesCommand(parsed, console).run()
    },
    CommandEntry(command: rank) { parsed, console, _ in RankCommand(parsed, console).run() },
    CommandEntry(command: screen) { parsed, console, _ in ScreenCommand(parsed, console).run() },
    CommandEntry(command: screenFile) { parsed, _, _ in ScreeningWorker.run(parsed) },
    CommandEntry(command: doctor) { parsed, console, _ in DoctorCommand(parsed, console).run() },
    CommandEntry(command: completions) { parsed, _, _ in CompletionsCommand.run(parsed) },
    CommandEntry(command: manual) { parsed, _, _ in ManualCommand.run(parsed) },
    CommandEntry(command: pages) { parsed, console, _ in PagesCommand.run(parsed, console) },
    CommandEntry(command: typeset) { parsed, console, _ in TypesetCommand.run(parsed, console) },
  ]

  public static let program = Program(
    "bespoke", "Build resumes from plain text, tailored to postings",
    commands: entries.map(\.command), default: build,
    commonOptions: [root, diagnostics, color, quiet, verbose])

  // MARK: Options of several commands

  static let root = Option("root", .text, "DIR", "The project's folder (default: this one)")
  static let diagnostics = Option(
    "diagnostics", .choice(DiagnosticFormat.allCases.map(\.rawValue)), "FORM",
    "How problems are printed")
  static let color = Option(
    "color", .choice(["auto", "always", "never"]), "WHEN", "Whether to use colours")
  static let quiet = Option.flag("quiet", short: "q", "Print problems only")
  static let verbose = Option.flag("verbose", short: "v", "Print a line per document")
  static let json = Option.flag("json", "Print the result as JSON")
  static let out = Option("out", short: "o", .text, "DIR", "Where documents go (default: out)")
}

import Arguments
import Diagnostics
import Files

/// What the command line and the environment say about printing.
struct ParsedConsole: Sendable {
  var format = DiagnosticFormat.human
  var usesColor: Bool
  var isQuiet = false
  var isVerbose = false

  init() {
    usesColor = Self.colorByEnvironment()
  }

  init(_ parsed: ParsedArguments) {
    self.init()
    if let name = parsed.value(of: CommandTable.diagnostics) {
      format = DiagnosticFormat(rawValue: name) ?? .human
    } else if environmentValue("GITHUB_ACTIONS") == "true" {
      format = .github
    }
    switch parsed.value(of: CommandTable.color) {
    case "always": usesColor = true
    case "never": usesColor = false
    default: break
    }
    isQuiet = parsed.has(CommandTable.quiet)
    isVerbose = parsed.has(CommandTable.verbose)
  }

  /// NO_COLOR, then CLICOLOR_FORCE, then whether standard error is a terminal.
  private static func colorByEnvironment() -> Bool {
    if environmentValue("NO_COLOR")?.isEmpty == false { return false }
    if let force = environmentValue("CLICOLOR_FORCE"), force != "0" { return true }
    return StandardStream.error.isTerminal && environmentValue("TERM") != "dumb"
  }
}

/// Results on standard output, the talk on standard error.
struct Console: Sendable {
  let options: ParsedConsole

  init(_ options: ParsedConsole) { self.options = options }

  /// Prints problems, sorted, each once.
  func report(_ diagnostics: [Diagnostic]) {
    let text = options.format.render(
      diagnostics, usesColor: options.usesColor, toolVersion: CommandTable.version)
    switch options.format {
    case .json, .sarif: StandardStream.output.write(text)
    default: StandardStream.error.write(text)
    }
  }

  /// A line of talk; nothing when quiet.
  func say(_ line: String) {
    guard !options.isQuiet else { return }
    StandardStream.error.write(printable(line) + "\n")
  }

  /// A line of talk for those who asked for more.
  func detail(_ line: String) {
    guard options.isVerbose else { return }
    StandardStream.error.write(printable(line) + "\n")
  }
}

import Arguments
import Diagnostics
import Files

/// The full program: parses the command line, runs the command, prints and returns the exit code.
public enum EngineCommand {
  /// - Parameter arguments: the command line without the program's name.
  /// - Returns: 0 fine, 1 content or a gate failed, 2 wrong usage.
  public static func main(_ arguments: [String]) -> Int32 {
    ignoreBrokenPipes()
    let program = CommandTable.program
    switch program.parse(arguments) {
    case .help(let command):
      let columns = min(100, StandardStream.output.columns ?? 80)
      StandardStream.output.write(
        command.map { program.help(for: $0, columns: columns) } ?? program.help(columns: columns))
      return ExitCode.success.rawValue
    case .version:
      StandardStream.output.write("bespoke \(CommandTable.version)\n")
      return ExitCode.success.rawValue
    case .failure(let problems, let command):
      let console = Console(ParsedConsole())
      console.report(problems)
      let help = command.map { program.usage(of: $0) } ?? "bespoke [COMMAND] [OPTIONS]"
      StandardStream.error.write("usage: \(help)\n")
      return ExitCode.usage.rawValue
    case .run(let parsed): return run(parsed, arguments: arguments).rawValue
    }
  }

  private static func run(_ parsed: ParsedArguments, arguments: [String]) -> ExitCode {
    let console = Console(ParsedConsole(parsed))
    let entry = CommandTable.entries.first { $0.command.name == parsed.command.name }
    return entry?.run(parsed, console, arguments) ?? .usage
  }
}

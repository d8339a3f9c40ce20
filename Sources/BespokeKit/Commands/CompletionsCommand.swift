import Arguments
import Files

extension CommandTable {
  static let shell = Positional(
    "SHELL", "The shell to teach", .required, choices: Shell.allCases.map(\.rawValue))
  static let completions = Command(
    "completions", "Print what teaches a shell the commands and options", positionals: [shell],
    isHidden: true)
}

/// `bespoke completions SHELL`, from the table of commands.
enum CompletionsCommand {
  static func run(_ parsed: ParsedArguments) -> ExitCode {
    guard let shell = parsed.word(at: CommandTable.shell).flatMap(Shell.init) else { return .usage }
    let script = CommandTable.program.completions(for: shell)
    return StandardStream.output.write(script) ? .success : .failure
  }
}

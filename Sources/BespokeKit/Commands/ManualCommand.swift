import Arguments
import Files

extension CommandTable {
  static let manualForm = Positional(
    "FORM", "roff for man (the default), markdown for docs/reference", .optional,
    choices: ["roff", "markdown"])
  static let manual = Command(
    "manual", "Print the manual page or the reference of all commands", positionals: [manualForm],
    isHidden: true)
}

/// `bespoke manual`: what this table of commands says, for man and for the documentation.
enum ManualCommand {
  static func run(_ parsed: ParsedArguments) -> ExitCode {
    let program = CommandTable.program
    let page =
      parsed.word(at: CommandTable.manualForm) == "markdown"
      ? program.reference() : program.manualPage(version: CommandTable.version)
    return StandardStream.output.write(page) ? .success : .failure
  }
}

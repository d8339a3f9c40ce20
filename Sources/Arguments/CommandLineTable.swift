/// A command line as a value: what parses it, explains it and completes it.
///
/// Options and positionals are declared once, as constants, and looked up by the same constants:
/// `parsed.value(of: Options.out)`.
package struct Program: Sendable {
  package var name: String
  package var abstract: String
  package var commands: [Command]
  /// Options of every command, also allowed before its name.
  package var commonOptions: [Option]
  /// The command meant when none is named; its positionals may then come first.
  package var defaultCommand: Command

  package init(
    _ name: String, _ abstract: String, commands: [Command], default defaultCommand: Command,
    commonOptions: [Option] = []
  ) {
    self.name = name
    self.abstract = abstract
    self.commands = commands
    self.defaultCommand = defaultCommand
    self.commonOptions = commonOptions
  }

  package func command(named name: String) -> Command? { commands.first { $0.name == name } }

  /// Options understood with every command without being declared.
  package static let builtIn = [Option.help, Option.version]

  /// All that may stand with a command.
  func options(of command: Command) -> [Option] {
    command.options + commonOptions + Self.builtIn
  }
}

/// One verb of the program.
package struct Command: Sendable {
  package var name: String
  /// One line, without a final period, for the list of commands.
  package var abstract: String
  /// Paragraphs for the command's own help, separated by blank lines.
  package var discussion: String
  package var positionals: [Positional]
  package var options: [Option]
  /// Left out of the list of commands.
  package var isHidden: Bool

  package init(
    _ name: String, _ abstract: String, discussion: String = "", positionals: [Positional] = [],
    options: [Option] = [], isHidden: Bool = false
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.positionals = positionals
    self.options = options
    self.isHidden = isHidden
  }
}

/// An argument told by its place.
package struct Positional: Sendable {
  package enum Arity: Sendable {
    case required, optional
    /// Takes all that is left, at least one.
    case oneOrMore
    /// Takes all that is left, even nothing.
    case any
  }

  /// The word in upper case that usage lines print.
  package var name: String
  package var abstract: String
  package var arity: Arity
  /// The words allowed; any when empty.
  package var choices: [String]

  package init(_ name: String, _ abstract: String, _ arity: Arity, choices: [String] = []) {
    self.name = name
    self.abstract = abstract
    self.arity = arity
    self.choices = choices
  }

  var takesMany: Bool { arity == .any || arity == .oneOrMore }
}

/// An argument told by its name.
package struct Option: Sendable {
  package enum Value: Sendable {
    /// No value; may be repeated (`-vv`).
    case flag
    /// Any text.
    case text
    /// A whole number within a range.
    case integer(ClosedRange<Int>)
    /// One of some words.
    case choice([String])
    /// Words separated by commas, repeatable; any when there are no choices.
    case list([String])
  }

  /// The long name without dashes.
  package var long: String
  package var short: Character?
  package var value: Value
  /// The word in upper case for the value in usage lines; empty for a flag.
  package var placeholder: String
  package var abstract: String

  package init(
    _ long: String, short: Character? = nil, _ value: Value, _ placeholder: String = "",
    _ abstract: String
  ) {
    self.long = long
    self.short = short
    self.value = value
    self.placeholder = placeholder
    self.abstract = abstract
  }

  package static func flag(
    _ long: String, short: Character? = nil, _ abstract: String
  ) -> Option {
    Option(long, short: short, .flag, "", abstract)
  }

  package static let help = Option.flag("help", short: "h", "Show help")
  package static let version = Option.flag("version", "Show the version")

  package var takesValue: Bool {
    if case .flag = value { return false }
    return true
  }

  /// The words allowed as a value; empty when any is.
  var choices: [String] {
    switch value {
    case .choice(let words), .list(let words): words
    default: []
    }
  }
}

/// What a process tells its caller.
package enum ExitCode: Int32, Sendable {
  case success = 0
  /// Content or a gate failed.
  case failure = 1
  /// The command line or the installation is wrong.
  case usage = 2
}

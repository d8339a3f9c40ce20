/// A command line as a value: what parses it, explains it and completes it.
///
/// Options and positionals are declared once, as constants, and looked up by the same constants:
/// `parsed.value(of: Options.out)`.
public struct Program: Sendable {
  public var name: String
  public var abstract: String
  public var commands: [Command]
  /// Options of every command, also allowed before its name.
  public var commonOptions: [Option]
  /// The command meant when none is named; its positionals may then come first.
  public var defaultCommand: Command

  public init(
    _ name: String, _ abstract: String, commands: [Command], default defaultCommand: Command,
    commonOptions: [Option] = []
  ) {
    self.name = name
    self.abstract = abstract
    self.commands = commands
    self.defaultCommand = defaultCommand
    self.commonOptions = commonOptions
  }

  public func command(named name: String) -> Command? { commands.first { $0.name == name } }

  /// Options understood with every command without being declared.
  public static let builtIn = [Option.help, Option.version]

  /// All that may stand with a command.
  func options(of command: Command) -> [Option] {
    command.options + commonOptions + Self.builtIn
  }
}

/// One verb of the program.
public struct Command: Sendable {
  public var name: String
  /// One line, without a final period, for the list of commands.
  public var abstract: String
  /// Paragraphs for the command's own help, separated by blank lines.
  public var discussion: String
  public var positionals: [Positional]
  public var options: [Option]
  /// Left out of the list of commands.
  public var isHidden: Bool

  public init(
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
public struct Positional: Sendable {
  public enum Arity: Sendable {
    case required, optional
    /// Takes all that is left, at least one.
    case oneOrMore
    /// Takes all that is left, even nothing.
    case any
  }

  /// The word in upper case that usage lines print.
  public var name: String
  public var abstract: String
  public var arity: Arity
  /// The words allowed; any when empty.
  public var choices: [String]

  public init(_ name: String, _ abstract: String, _ arity: Arity, choices: [String] = []) {
    self.name = name
    self.abstract = abstract
    self.arity = arity
    self.choices = choices
  }

  var takesMany: Bool { arity == .any || arity == .oneOrMore }
}

/// An argument told by its name.
public struct Option: Sendable {
  public enum Value: Sendable {
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
  public var long: String
  public var short: Character?
  public var value: Value
  /// The word in upper case for the value in usage lines; empty for a flag.
  public var placeholder: String
  public var abstract: String

  public init(
    _ long: String, short: Character? = nil, _ value: Value, _ placeholder: String = "",
    _ abstract: String
  ) {
    self.long = long
    self.short = short
    self.value = value
    self.placeholder = placeholder
    self.abstract = abstract
  }

  public static func flag(
    _ long: String, short: Character? = nil, _ abstract: String
  ) -> Option {
    Option(long, short: short, .flag, "", abstract)
  }

  public static let help = Option.flag("help", short: "h", "Show help")
  public static let version = Option.flag("version", "Show the version")

  public var takesValue: Bool {
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
public enum ExitCode: Int32, Sendable {
  case success = 0
  /// Content or a gate failed.
  case failure = 1
  /// The command line or the installation is wrong.
  case usage = 2
}

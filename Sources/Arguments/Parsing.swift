public import Diagnostics

extension Program {
  /// What a command line asks for.
  public enum Outcome: Sendable {
    case run(ParsedArguments)
    /// Help for a command, or for the program as a whole with nil.
    case help(Command?)
    case version
    /// All that is wrong with it; the command whose usage to show, if one was named.
    case failure([Diagnostic], Command?)
  }

  /// Reads the arguments that follow the program's name.
  ///
  /// Understands `--name value`, `--name=value`, `-n value`, `-nvalue`, `-abc` for flags, `--` for
  /// the end of options and `-` as a word. Options and words may be mixed.
  public func parse(_ arguments: [String]) -> Outcome {
    let (named, index) = namedCommand(in: arguments)
    if named == nil, let index, arguments[index] == "help" {
      let word = arguments[(index + 1)...].first { !$0.hasPrefix("-") }
      guard let word else { return .help(nil) }
      if let command = command(named: word) { return .help(command) }
      return .failure([unknownCommand(word)], nil)
    }
    var rest = arguments
    if named != nil, let index { rest.remove(at: index) }
    var parser = ArgumentParser(program: self, command: named ?? defaultCommand)
    parser.read(rest)
    if parser.parsed.has(.help) { return .help(named) }
    if parser.parsed.has(.version) { return .version }
    parser.finish()
    if parser.problems.isEmpty { return .run(parser.parsed) }
    return .failure(parser.problems, named)
  }

  /// The command that the first word names, and where the first word stands.
  private func namedCommand(in arguments: [String]) -> (Command?, Int?) {
    let all = commands.flatMap(\.options) + defaultCommand.options + commonOptions
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" { return (nil, nil) }
      if argument == "-" || !argument.hasPrefix("-") { return (command(named: argument), index) }
      index += takesNext(argument, all) ? 2 : 1
    }
    return (nil, nil)
  }

  /// Whether the value of an option is the argument after it.
  private func takesNext(_ argument: String, _ options: [Option]) -> Bool {
    if argument.hasPrefix("--") {
      let name = argument.dropFirst(2)
      return options.contains { $0.takesValue && $0.long == name }
    }
    for (offset, letter) in argument.dropFirst().enumerated() {
      guard let option = options.first(where: { $0.short == letter }) else { return false }
      if option.takesValue { return offset + 2 == argument.count }
    }
    return false
  }

  /// The error for a word that is no command.
  public func unknownCommand(_ word: String) -> Diagnostic {
    .error(
      "unknown-command", "unknown command '\(word)'",
      help: didYouMean(word, in: commands.map(\.name)) ?? "'\(name) --help' lists the commands")
  }
}

/// Reads arguments against one command's table, noting all that is wrong.
private struct ArgumentParser {
  let program: Program
  let options: [Option]
  var parsed: ParsedArguments
  var problems: [Diagnostic] = []
  private var words: [String] = []

  init(program: Program, command: Command) {
    self.program = program
    options = program.options(of: command)
    parsed = ParsedArguments(command: command)
  }

  mutating func read(_ arguments: [String]) {
    var pending = arguments[...]
    while let argument = pending.popFirst() {
      if argument == "--" {
        words += pending
        return
      }
      if argument.hasPrefix("--") {
        readLong(argument.dropFirst(2), &pending)
      } else if argument.hasPrefix("-"), argument != "-" {
        readShort(argument.dropFirst(), &pending)
      } else {
        words.append(argument)
      }
    }
  }

  private mutating func readLong(_ text: Substring, _ pending: inout ArraySlice<String>) {
    let equals = text.firstIndex(of: "=")
    let name = String(text[..<(equals ?? text.endIndex)])
    guard let option = options.first(where: { $0.long == name }) else {
      problems.append(unknownOption("--" + name))
      return
    }
    let value = equals.map { String(text[text.index(after: $0)...]) }
    switch (option.takesValue, value) {
    case (false, nil): parsed.flags[option.long, default: 0] += 1
    case (false, .some): report("option '--\(name)' takes no value")
    case (true, .some(let value)): take(value, for: option, as: "--" + name)
    case (true, nil): takeNext(&pending, for: option, as: "--" + name)
    }
  }

  private mutating func readShort(_ letters: Substring, _ pending: inout ArraySlice<String>) {
    var letters = letters
    while let letter = letters.popFirst() {
      guard let option = options.first(where: { $0.short == letter }) else {
        problems.append(unknownOption("-\(letter)"))
        return
      }
      guard option.takesValue else {
        parsed.flags[option.long, default: 0] += 1
        continue
      }
      if letters.isEmpty {
        takeNext(&pending, for: option, as: "-\(letter)")
      } else {
        take(String(letters), for: option, as: "-\(letter)")
      }
      return
    }
  }

  private mutating func takeNext(
    _ pending: inout ArraySlice<String>, for option: Option, as name: String
  ) {
    guard let next = pending.first, next == "-" || !next.hasPrefix("-") else {
      report(
        "option '\(name)' needs a value", help: "write '\(name) \(option.placeholder)'")
      return
    }
    pending.removeFirst()
    take(next, for: option, as: name)
  }

  private mutating func take(_ value: String, for option: Option, as name: String) {
    switch option.value {
    case .flag, .text: parsed.texts[option.long, default: []].append(value)
    case .integer(let range):
      guard let number = Int(value), range.contains(number) else {
        report("'\(value)' for '\(name)' is not \(Self.describe(range))")
        return
      }
      parsed.texts[option.long, default: []].append(String(number))
    case .choice(let choices):
      if check(value, choices, as: "'\(name)'") {
        parsed.texts[option.long, default: []].append(value)
      }
    case .list(let choices):
      for word in value.split(separator: ",").map(String.init)
      where check(word, choices, as: "'\(name)'") {
        parsed.texts[option.long, default: []].append(word)
      }
    }
  }

  private static func describe(_ range: ClosedRange<Int>) -> String {
    range.upperBound == .max
      ? "a whole number from \(range.lowerBound)"
      : "a whole number from \(range.lowerBound) to \(range.upperBound)"
  }

  private mutating func check(_ word: String, _ choices: [String], as place: String) -> Bool {
    if choices.isEmpty || choices.contains(word) { return true }
    report(
      "unknown value '\(word)' for \(place)",
      help: didYouMean(word, in: choices) ?? "one of \(choices.joined(separator: ", "))")
    return false
  }

  /// Gives the words their places.
  mutating func finish() {
    var pending = words[...]
    for positional in parsed.command.positionals {
      let count = positional.takesMany ? pending.count : min(1, pending.count)
      let taken = Array(pending.prefix(count))
      pending.removeFirst(count)
      if taken.isEmpty, positional.arity == .required || positional.arity == .oneOrMore {
        report("missing argument \(positional.name)", help: positional.abstract)
      }
      for word in taken where check(word, positional.choices, as: positional.name) {
        parsed.words[positional.name, default: []].append(word)
      }
    }
    for word in pending { report("unexpected argument '\(word)'") }
  }

  private mutating func report(_ message: String, help: String? = nil) {
    problems.append(.error("usage", message, help: help))
  }

  /// An option that this command doesn't know, with the nearest one or its proper command.
  private func unknownOption(_ name: String) -> Diagnostic {
    let command = parsed.command.name
    let home = program.commands.first { other in
      other.options.contains { "--" + $0.long == name || $0.short.map { "-\($0)" } == name }
    }
    if let home {
      return .error(
        "usage", "'\(command)' has no option '\(name)'",
        help: "it belongs to '\(program.name) \(home.name)'")
    }
    let names = options.map { "--" + $0.long }
    let extended = names.first { name.utf8.count > 3 && $0.hasPrefix(name) }
    let hint = extended.map { "did you mean '\($0)'?" } ?? didYouMean(name, in: names)
    return .error("usage", "unknown option '\(name)'", help: hint)
  }
}

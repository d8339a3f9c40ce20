extension Program {
  /// The help of the program: its commands and what all of them understand.
  public func help(columns: Int = 80) -> String {
    var text = "\(abstract)\n\nUsage: \(name) [COMMAND] [OPTIONS] [ARGUMENTS]\n"
    text += Self.section(
      "Commands",
      commands.filter { !$0.isHidden }.map { command in
        let isDefault = command.name == defaultCommand.name
        return (command.name, command.abstract + (isDefault ? " (the default)" : ""))
      }, columns)
    text += Self.section(
      "Common options", (commonOptions + Self.builtIn).map { ($0.usage, $0.explanation) }, columns)
    return text + "\n'\(name) COMMAND --help' tells more about a command.\n"
  }

  /// The help of one command.
  public func help(for command: Command, columns: Int = 80) -> String {
    var text = "\(command.abstract)\n\nUsage: \(usage(of: command))\n"
    for paragraph in command.discussion.split(separator: "\n\n") {
      text += "\n" + Self.wrapped(paragraph, indent: 0, columns: columns) + "\n"
    }
    text += Self.section(
      "Arguments", command.positionals.map { ($0.name, $0.explanation) }, columns)
    text += Self.section("Options", command.options.map { ($0.usage, $0.explanation) }, columns)
    text += Self.section(
      "Common options", (commonOptions + Self.builtIn).map { ($0.usage, $0.explanation) }, columns)
    return text
  }

  /// `bespoke rank [OPTIONS] PROFILE [JOB]`.
  public func usage(of command: Command) -> String {
    let verb = command.name == defaultCommand.name ? "[\(command.name)]" : command.name
    let words = command.positionals.map { positional in
      switch positional.arity {
      case .required: positional.name
      case .optional: "[\(positional.name)]"
      case .oneOrMore: "\(positional.name)…"
      case .any: "[\(positional.name)…]"
      }
    }
    return ([name, verb, "[OPTIONS]"] + words).joined(separator: " ")
  }

  // MARK: Layout

  /// Where explanations begin.
  private static let explanationColumn = 26

  private static func section(
    _ title: String, _ rows: [(String, String)], _ columns: Int
  ) -> String {
    if rows.isEmpty { return "" }
    return rows.reduce("\n\(title):\n") { $0 + row($1.0, $1.1, columns) + "\n" }
  }

  private static func row(_ term: String, _ explanation: String, _ columns: Int) -> String {
    let body = wrapped(explanation[...], indent: explanationColumn, columns: columns)
    let room = explanationColumn - 2 - term.count
    if room < 2 { return "  \(term)\n" + String(repeating: " ", count: explanationColumn) + body }
    return "  \(term)" + String(repeating: " ", count: room) + body
  }

  /// Words filled into lines; all but the first are indented.
  private static func wrapped(_ text: Substring, indent: Int, columns: Int) -> String {
    let width = max(20, columns - indent)
    var lines: [String] = [""]
    var used = 0
    for word in text.split(whereSeparator: \.isWhitespace) {
      if used > 0, used + 1 + word.count > width {
        lines.append(String(word))
        used = word.count
      } else {
        lines[lines.count - 1] += (used > 0 ? " " : "") + word
        used += word.count + (used > 0 ? 1 : 0)
      }
    }
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

extension Option {
  /// `-o, --out DIR`.
  var usage: String {
    let letter = short.map { "-\($0), " } ?? "    "
    return letter + "--\(long)" + (placeholder.isEmpty ? "" : " \(placeholder)")
  }

  var explanation: String {
    choices.isEmpty ? abstract : "\(abstract): \(choices.joined(separator: ", "))"
  }
}

extension Positional {
  var explanation: String {
    choices.isEmpty ? abstract : "\(abstract): \(choices.joined(separator: ", "))"
  }
}

/// Shells for which completions are written.
public enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish
}

extension Program {
  /// A script that teaches a shell the commands, options and choices of this table.
  public func completions(for shell: Shell) -> String {
    switch shell {
    case .bash: bashCompletions()
    case .zsh: "#compdef \(name)\nautoload -U +X bashcompinit && bashcompinit\n" + bashCompletions()
    case .fish: fishCompletions()
    }
  }

  private var shownCommands: [Command] { commands.filter { !$0.isHidden } }

  private func bashCompletions() -> String {
    let verbs = shownCommands.map(\.name).joined(separator: " ")
    let choices = uniqueOptions().filter { !$0.choices.isEmpty }.map { option in
      let names = ["--\(option.long)"] + (option.short.map { ["-\($0)"] } ?? [])
      return "    \(names.joined(separator: "|"))) "
        + "COMPREPLY=($(compgen -W '\(option.choices.joined(separator: " "))' -- \"$word\")); "
        + "return ;;\n"
    }
    let cases = shownCommands.map { command in
      let words =
        options(of: command).map { "--\($0.long)" }
        + command.positionals.flatMap(\.choices)
      return "    \(command.name)) words='\(words.joined(separator: " "))' ;;\n"
    }
    let common = options(of: defaultCommand).map { "--\($0.long)" }.joined(separator: " ")
    return """
      _\(name)() {
        local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
        local words='\(verbs) \(common)'
        case $previous in
      \(choices.joined())    --) ;;
        esac
        case ${COMP_WORDS[1]} in
      \(cases.joined())  esac
        COMPREPLY=($(compgen -W "$words" -- "$word"))
      }
      complete -o default -F _\(name) \(name)

      """
  }

  private func fishCompletions() -> String {
    var lines: [String] = []
    for command in shownCommands {
      lines.append(
        "complete -c \(name) -n __fish_use_subcommand -a \(command.name) "
          + "-d \(Self.quoted(command.abstract))")
      for option in command.options {
        lines.append(
          fish(option, condition: "-n '__fish_seen_subcommand_from \(command.name)' "))
      }
      for word in command.positionals.flatMap(\.choices) {
        lines.append(
          "complete -c \(name) -n '__fish_seen_subcommand_from \(command.name)' -a \(word)")
      }
    }
    lines += (commonOptions + Self.builtIn).map { fish($0, condition: "") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func fish(_ option: Option, condition: String) -> String {
    var line = "complete -c \(name) \(condition)-l \(option.long)"
    if let short = option.short { line += " -s \(short)" }
    if option.takesValue { line += " -r" }
    if !option.choices.isEmpty {
      line += " -f -a \(Self.quoted(option.choices.joined(separator: " ")))"
    }
    return line + " -d \(Self.quoted(option.abstract))"
  }

  /// One word of fish: single quotes, with those inside escaped.
  private static func quoted(_ text: String) -> String {
    var result = "'"
    for character in text {
      if character == "'" || character == "\\" { result += "\\" }
      result.append(character)
    }
    return result + "'"
  }

  private func uniqueOptions() -> [Option] {
    var seen: Set<String> = []
    return (commands.flatMap(\.options) + defaultCommand.options + commonOptions)
      .filter { seen.insert($0.long).inserted }
  }
}

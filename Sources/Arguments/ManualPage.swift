extension Program {
  /// The manual page in roff's man macros, section 1.
  public func manualPage(version: String) -> String {
    let title = name.uppercased()
    var page = ".TH \(title) 1 \"\" \"\(name) \(version)\" \"User Commands\"\n"
    page += ".SH NAME\n\(name) \\- \(Self.roff(abstract))\n"
    page += ".SH SYNOPSIS\n.B \(name)\n[\\fICOMMAND\\fR] [\\fIOPTIONS\\fR] [\\fIARGUMENTS\\fR]\n"
    page += ".SH COMMON OPTIONS\n" + Self.roff(commonOptions + Self.builtIn)
    page += ".SH COMMANDS\n"
    for command in commands where !command.isHidden { page += manual(of: command) }
    page += ".SH EXIT STATUS\n.TP\n0\nEverything asked for is there.\n"
    page += ".TP\n1\nSomething could not be made, or a gate failed.\n.TP\n2\nWrong usage.\n"
    return page
  }

  private func manual(of command: Command) -> String {
    var text = ".SS \(Self.roff(usage(of: command)))\n\(Self.roff(command.abstract)).\n"
    for paragraph in command.discussion.split(separator: "\n\n") {
      text += ".PP\n\(Self.roff(String(paragraph)))\n"
    }
    for positional in command.positionals {
      text += ".TP\n\\fI\(Self.roff(positional.name))\\fR\n\(Self.roff(positional.explanation))\n"
    }
    return text + Self.roff(command.options)
  }

  private static func roff(_ options: [Option]) -> String {
    options.reduce("") { text, option in
      let usage = String(option.usage.drop { $0 == " " })
      return text + ".TP\n\\fB\(roff(usage))\\fR\n\(roff(option.explanation))\n"
    }
  }

  /// Text without anything that roff would obey.
  private static func roff(_ text: String) -> String {
    let lines = text.split(separator: "\n").map { line in
      var escaped = ""
      for character in line {
        switch character {
        case "\\": escaped += "\\e"
        case "-": escaped += "\\-"
        default: escaped.append(character)
        }
      }
      return escaped.hasPrefix(".") || escaped.hasPrefix("'") ? "\\&" + escaped : escaped
    }
    return lines.joined(separator: "\n")
  }
}

extension Program {
  /// Every command and option as a page of Markdown.
  public func reference() -> String {
    var page = "# Commands\n\n\(abstract). `\(defaultCommand.name)` is meant where none is named.\n"
    for command in commands where !command.isHidden {
      page += "\n## \(name) \(command.name)\n\n\(command.abstract).\n\n"
      page += "```text\n\(usage(of: command))\n```\n"
      for paragraph in command.discussion.split(separator: "\n\n") { page += "\n\(paragraph)\n" }
      page += Self.table(
        command.positionals.map { ($0.name, $0.explanation) }
          + command.options.map { (Self.trimmed($0.usage), $0.explanation) })
    }
    page += "\n## Options of every command\n"
    page += Self.table(
      (commonOptions + Self.builtIn).map { (Self.trimmed($0.usage), $0.explanation) })
    return page
  }

  private static func trimmed(_ usage: String) -> String { String(usage.drop { $0 == " " }) }

  private static func table(_ rows: [(term: String, text: String)]) -> String {
    guard !rows.isEmpty else { return "" }
    return rows.reduce("\n| | |\n|---|---|\n") { page, row in
      page + "| `\(row.term)` | \(escaped(row.text)) |\n"
    }
  }

  private static func escaped(_ text: String) -> String {
    String(text.flatMap { $0 == "|" ? ["\\", $0] : [$0] })
  }
}

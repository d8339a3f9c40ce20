import Files

/// The front of the program: answers from the log when nothing has changed, else becomes the
/// engine.
public enum Front {
  /// The engine's file name, beside the front or in `../libexec/bespoke`.
  static let engineName = "bespoke-engine"

  /// Runs with all arguments of the process, the program's own name first.
  public static func run(_ commandLine: [String]) -> Never {
    guard let engine = enginePath() else {
      StandardStream.error.write(
        "bespoke: error: cannot find '\(engineName)' beside this program: install both\n")
      exitProcess(2)
    }
    if let answer = upToDateAnswer(to: Array(commandLine.dropFirst()), engine: engine) {
      let usesColor = showsColors()
      let isWritten = StandardStream.output.write(answer.standardOutput)
      StandardStream.error.write(
        usesColor ? answer.coloredStandardError : answer.standardError)
      exitProcess(isWritten ? 0 : 1)
    }
    let failure = replaceProcess(with: engine, arguments: commandLine)
    StandardStream.error.write(
      "bespoke: error: cannot run '\(engine)': \(systemErrorText(failure))\n")
    exitProcess(2)
  }

  /// The engine's path, as an absolute path; nil when there is none.
  public static func enginePath() -> String? {
    guard let own = executablePath(), let slash = own.lastIndex(of: "/") else { return nil }
    let folder = own[..<slash]
    return ["\(folder)/\(engineName)", "\(folder)/../libexec/bespoke/\(engineName)"]
      .first(where: isExecutable)
  }
}

/// Whether messages are coloured: on a terminal, unless the environment says otherwise.
public func showsColors() -> Bool {
  if let value = environmentValue("NO_COLOR"), !value.isEmpty { return false }
  if let value = environmentValue("CLICOLOR_FORCE"), !value.isEmpty, value != "0" { return true }
  return StandardStream.error.isTerminal && environmentValue("TERM") != "dumb"
}

import Arguments
import Diagnostics
import Files
import Server

extension CommandTable {
  static let watch = Command(
    "watch", "Build, then build again on every save",
    discussion: """
      Watches content/, templates/ and bespoke.yaml and makes what a change has made stale, in one \
      process, until it is interrupted.
      """,
    positionals: [targets],
    options: [out, jobs, explain, failFast, formats, chosenTemplates, failOn])
}

/// `bespoke watch`: rebuilds on save.
enum WatchCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console, _ arguments: [String]) -> ExitCode
  {
    let rebuilder = Rebuilder(
      parsed, console, arguments: buildArguments(arguments, command: CommandTable.watch.name))
    let loop = EventLoop()
    do {
      let root = parsed.value(of: CommandTable.root) ?? "."
      // Kept to the end of this scope.
      let watch = try FolderWatch(
        loop: loop, files: DiskFileSystem(root: root), rootPath: root,
        names: Rebuilder.watchedNames, onChange: rebuilder.noteChange)
      console.say("watching content/, templates/ and bespoke.yaml; Ctrl-C ends")
      serve(loop, rebuilder)
      withExtendedLifetime(watch) {}
      return .success
    } catch {
      console.report([diagnostic(of: error, "cannot watch this project")])
      return .usage
    }
  }

  /// Runs the loop on this thread and the builds on another one, until the process is asked to end.
  static func serve(_ loop: EventLoop, _ rebuilder: Rebuilder?) {
    loop.onTermination {
      rebuilder?.end()
      loop.stop()
    }
    runOnThreads(rebuilder == nil ? 1 : 2) { number in
      if number == 0 { loop.run() } else { rebuilder?.run() }
    }
  }

  static func diagnostic(of error: any Error, _ what: String) -> Diagnostic {
    if let error = error as? FileError { return error.diagnostic() }
    let reason = (error as? ServerError)?.message ?? "\(error)"
    return .error("server-failed", "\(what): \(reason)")
  }

  /// The arguments as those of a `build` would be: what the front answers when nothing changed.
  static func buildArguments(
    _ arguments: [String], command: String, without options: [Option] = []
  ) -> [String] {
    var result: [String] = []
    var isNamed = false
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      if argument == command, !isNamed {
        isNamed = true
        continue
      }
      if let option = options.first(where: { argument.hasPrefix("--" + $0.long) }) {
        if argument == "--" + option.long, option.takesValue { _ = rest.popFirst() }
        continue
      }
      result.append(argument)
    }
    return result
  }
}

import Arguments
import BuildGraph
import Diagnostics
import Files
import Screening

extension CommandTable {
  static let olderThan = Option(
    "older-than", .text, "AGE", "Leave what is younger: 90m, 24h or 7d (default: 0h)")
  static let cleanCache = Option.flag("cache", "Also empty the cache of what was made before")
  static let cleanOutputs = Option.flag("outputs", "Also remove the documents that builds made")

  static let clean = Command(
    "clean", "Remove what builds left for themselves: folders and logs of runs",
    discussion: """
      Documents stay unless --outputs is given; of those only files go that a build made and nobody \
      changed. What is removed is made again by the next build.
      """,
    options: [olderThan, cleanCache, cleanOutputs])
}

/// `bespoke clean`.
enum CleanCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    var age: Int64 = 0
    if let text = parsed.value(of: CommandTable.olderThan) {
      guard let nanoseconds = duration(text) else {
        console.report([
          .error(
            "wrong-age", "'\(text)' is no age", help: "write a number and m, h or d: 90m, 24h, 7d")
        ])
        return .usage
      }
      age = nanoseconds
    }
    do throws(FileError) {
      let project = try DiskFileSystem(root: parsed.value(of: CommandTable.root) ?? ".")
      let sessions = Session.sweep(project, all: age == 0)
      if sessions > 0 { console.say("removed \(sessions) screenings") }
      guard project.exists(BuildState.folder) else {
        console.say("nothing to remove")
        return .success
      }
      var settings = BuildSettings(project: project)
      settings.lockPath = "\(project.rootPath)/\(BuildState.folder)/\(BuildState.lock)"
      settings.onWait = { console.say("waiting for another build in this project") }
      let removal = Removal(
        age: age, hasCache: parsed.has(CommandTable.cleanCache),
        hasOutputs: parsed.has(CommandTable.cleanOutputs))
      let done = try clean(settings, removal)
      console.report(done.diagnostics)
      console.say(
        "removed \(done.runs) runs, \(done.objects) cached objects, \(done.outputs) documents")
      return done.diagnostics.contains { $0.severity == .error } ? .failure : .success
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
  }

  /// Nanoseconds of `90m`, `24h` or `7d`; nil for anything else.
  static func duration(_ text: String) -> Int64? {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let number = Int64(text.dropLast()),
      (0...36_500).contains(number)
    else { return nil }
    return number * unit * 1_000_000_000
  }
}

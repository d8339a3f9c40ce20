import Arguments
import BuildGraph
import Diagnostics
import Files
import JSON
import Profiles
import YAML

extension CommandTable {
  static let publishTo = Option(
    "to", .text, "DIR", "Put the files there, whatever bespoke.yaml says")

  static let publish = Command(
    "publish", "Build, then send what has changed since it was sent last",
    discussion: """
      'publish' in bespoke.yaml names a folder or a command. Each file that went out is noted in the \
      ledger with its hash and commit ('bespoke history --sent'); what was interrupted goes on where \
      it stopped.
      """,
    options: [publishTo, dryRun, jobs, out, failOn])
}

/// `bespoke publish`.
struct PublishCommand {
  private let parsed: ParsedArguments
  private let console: Console
  private let arguments: [String]

  init(_ parsed: ParsedArguments, _ console: Console, arguments: [String]) {
    self.parsed = parsed
    self.console = console
    self.arguments = arguments
  }

  func run() -> ExitCode {
    do throws(FileError) {
      let project = try parsed.project()
      var problems: [Diagnostic] = []
      guard let publisher = try publisher(project, into: &problems) else {
        console.report(problems)
        return .usage
      }
      let isDry = parsed.has(CommandTable.dryRun)
      let built = BuildCommand(parsed, console, arguments: arguments).run()
      guard built == .success else {
        console.say("nothing is published: the build failed")
        return built
      }
      var settings = BuildSettings(project: project)
      settings.lockPath = "\(project.rootPath)/\(BuildState.folder)/\(BuildState.lock)"
      settings.isDryRun = isDry
      let lock = try takeLock(settings)
      let found = publisher.publish(isDry: isDry)
      _ = consume lock
      console.report(found)
      return found.hasErrors ? .failure : .success
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
  }

  private func publisher(
    _ project: DiskFileSystem, into problems: inout [Diagnostic]
  ) throws(FileError) -> Publisher? {
    let listing = ContentListing(project, into: &problems)
    guard let config = ContentLoader(project, listing: listing).config(into: &problems) else {
      return nil
    }
    problems.removeAll { $0.severity != .error }
    var publish = config.publish
    if let folder = parsed.value(of: CommandTable.publishTo) {
      publish.folder = Setting(folder, .commandLine("--to"))
      publish.command = Setting([])
    }
    guard !publish.folder.value.isEmpty || !publish.command.value.isEmpty else {
      problems.append(
        .error(
          "no-target", "nothing says where to publish", path: "bespoke.yaml",
          help: "add publish: {folder: ../site}, or publish: {command: [program, '{file}']}"))
      return nil
    }
    var output: any FileSystem = SubtreeFileSystem(project, at: RelativePath(literal: "out"))
    var place = "out"
    if let out = parsed.value(of: CommandTable.out) {
      place = out
      if let path = try? RelativePath(out) {
        output = SubtreeFileSystem(project, at: path)
      } else {
        output = try openFolder(out)
      }
    }
    return Publisher(
      publish, project, output: output, place: place, isKept: config.history.value,
      console: console)
  }
}

import Arguments
import BuildGraph
import Diagnostics
import Files
import Server

extension CommandTable {
  static let port = Option("port", .integer(0...65_535), "N", "Port (default: 4000; 0: a free one)")
  static let noBuild = Option.flag("no-build", "Show what is there, and build nothing")

  static let serve = Command(
    "serve", "Show out/ in a browser, and build and reload on every save",
    discussion: """
      Serves the output folder at http://127.0.0.1:4000/, to this machine only. Pages load anew \
      when a build has changed something. Scripts in documents don't run.
      """,
    positionals: [targets],
    options: [port, noBuild, out, jobs, explain, failFast, formats, chosenTemplates, failOn])
}

/// `bespoke serve`: the output folder as a web site on this machine.
enum ServeCommand {
  private static let defaultPort = 4_000

  static func run(_ parsed: ParsedArguments, _ console: Console, _ arguments: [String]) -> ExitCode
  {
    let loop = EventLoop()
    do {
      let root = parsed.value(of: CommandTable.root) ?? "."
      let project = try DiskFileSystem(root: root)
      let out = parsed.value(of: CommandTable.out) ?? BuildState.defaultOutputPath
      let folder = try outputFolder(out, project)
      let open = reopening(out, project)
      let server = HTTPServer(loop: loop, open: open)
      let shown = ShownState(server: server, open: open)
      try start(server, on: parsed.integer(of: CommandTable.port) ?? defaultPort)
      let outPath = out.hasPrefix("/") ? out : "\(root)/\(out)"
      // Also what another process builds.
      let news = try FolderWatch(
        loop: loop, files: folder, rootPath: outPath,
        names: [Inventory.manifestPath.text, Inventory.galleryPath.text]
      ) { _ in shown.check() }
      guard !parsed.has(CommandTable.noBuild) else {
        announce(server, out, console)
        WatchCommand.serve(loop, nil)
        return withExtendedLifetime(news) { .success }
      }
      let build = WatchCommand.buildArguments(
        arguments, command: CommandTable.serve.name, without: [CommandTable.port])
      let rebuilder = Rebuilder(parsed, console, arguments: build) { report in
        if report.hasChangedOutputs { loop.perform { shown.announce() } }
      }
      let watch = try FolderWatch(
        loop: loop, files: project, rootPath: root, names: Rebuilder.watchedNames,
        onChange: rebuilder.noteChange)
      announce(server, out, console)
      WatchCommand.serve(loop, rebuilder)
      server.stop()
      return withExtendedLifetime((news, watch)) { .success }
    } catch {
      console.report([WatchCommand.diagnostic(of: error, "cannot serve")])
      return .usage
    }
  }

  private static func start(_ server: HTTPServer, on port: Int) throws(ServerError) {
    do throws(ServerError) {
      try server.start(port: port)
    } catch {
      throw ServerError("port \(port): \(error.message); choose another one by --port")
    }
  }

  private static func announce(_ server: HTTPServer, _ out: String, _ console: Console) {
    StandardStream.output.write("http://127.0.0.1:\(server.port)/\n")
    console.say("serving \(out) to this machine; Ctrl-C ends")
  }

  /// The output folder as a root of its own: its links lead to nothing beside it.
  private static func outputFolder(
    _ out: String, _ project: DiskFileSystem
  ) throws(FileError) -> DiskFileSystem {
    guard let path = try? RelativePath(out) else { return try openFolder(out) }
    return try project.subtree(path)
  }

  /// The same for each answer; one that was removed meanwhile is not made anew by asking for it.
  private static func reopening(_ out: String, _ project: DiskFileSystem) -> Site.Opening {
    guard let path = try? RelativePath(out) else {
      return { () throws(FileError) in try DiskFileSystem(root: out) }
    }
    return { () throws(FileError) in try project.subtree(path, makingFolder: false) }
  }
}

/// What pages have been told of; belongs to the loop's thread.
private final class ShownState: @unchecked Sendable {
  // Sendable: the loop's thread alone calls it.
  private let server: HTTPServer
  private let open: Site.Opening
  private var manifest: FileStatus?

  init(server: HTTPServer, open: @escaping Site.Opening) {
    self.server = server
    self.open = open
    manifest = status()
  }

  /// Tells pages that something changed.
  func announce() {
    manifest = status()
    server.announceChange()
  }

  /// Tells them when the manifest is another one than they know of.
  func check() {
    if manifest != status() { announce() }
  }

  private func status() -> FileStatus? {
    (try? open().status(of: Inventory.manifestPath)) ?? nil
  }
}

extension BuildReport {
  /// Whether any file of out/ is another one now.
  fileprivate var hasChangedOutputs: Bool {
    !removed.isEmpty
      || steps.contains { !$0.step.outputs.isEmpty && [.ran, .restored].contains($0.status) }
  }
}

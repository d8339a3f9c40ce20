public import Diagnostics
public import Files

/// Where a build reads and writes, and how it goes about it.
public struct BuildSettings: Sendable {
  public var project: any FileSystem
  /// The folder of the outputs, usually a `SubtreeFileSystem`, which needn't exist yet.
  public var output: any FileSystem
  /// The same as a path, absolute or relative to the project.
  public var outputPath = BuildState.defaultOutputPath
  /// The folder for what is kept between runs.
  public var state: any FileSystem
  /// The whole machine, for steps that read fonts and the like.
  public var host: (any FileSystem)?
  /// The file that holds the lock; no lock when nil.
  public var lockPath: String?
  /// Says that another build is in the way, before waiting for it.
  public var onWait: @Sendable () -> Void = {}

  /// The version of the tool and of the libraries that shape its output; part of every key.
  public var tool = ""
  /// Absolute paths of files whose change makes the front call the engine: itself, its libraries.
  public var toolFiles: [String] = []
  /// The engine as the front will find it.
  public var engine = ""
  /// What the run answers; nil when it must not be answered from the log next time.
  public var request: BuildRequest?
  /// Names of environment variables that the result depends on.
  public var environment: [String] = []

  public var workers = 1
  /// Finds out what would run, and changes nothing.
  public var isDryRun = false
  /// Starts no further step after a failure.
  public var failsFast = false
  /// Steps asked for; the steps that they need come with them.
  public var isWanted: (@Sendable (Graph.StepInfo) -> Bool)?
  /// Steps that run even when nothing has changed.
  public var isForced: @Sendable (Graph.StepInfo) -> Bool = { _ in false }
  /// Bytes of kept objects above which the oldest go.
  public var cacheLimit: Int64 = 2 << 30
  /// Asked between steps; true starts no further one.
  public var isCancelled: @Sendable () -> Bool = { false }
  /// Called when steps have ended and before their records are kept: what it keeps itself is lost
  /// by no kill, as the steps of a killed run are run again.
  public var willKeep: @Sendable () -> [Diagnostic] = { [] }
  /// Told of each step as it begins and ends, on the thread that runs it.
  public var observe: @Sendable (BuildEvent) -> Void = { _ in }

  public init(project: any FileSystem, output: any FileSystem, state: any FileSystem) {
    self.project = project
    self.output = output
    self.state = state
  }

  /// The usual layout below one folder: `out/` and `.bespoke/`.
  public init(project: any FileSystem) {
    self.init(
      project: project,
      output: SubtreeFileSystem(project, at: RelativePath(literal: "out")),
      state: SubtreeFileSystem(project, at: BuildState.folder))
  }

  var roots: [Root: any FileSystem] {
    var roots: [Root: any FileSystem] = [.project: project, .output: output]
    roots[.host] = host
    return roots
  }
}

/// Names in the folder of what is kept between runs.
public enum BuildState {
  public static let folder = RelativePath(literal: ".bespoke")
  public static let defaultOutputPath = "out"
  /// The file for `BuildSettings.lockPath`, below the state folder.
  public static let lock = RelativePath(literal: "lock")
  static let log = RelativePath(literal: "log")
  static let journal = RelativePath(literal: "journal")

  /// A name of its own for each output folder but the default one.
  static func name(_ name: RelativePath, for outputPath: String) -> RelativePath {
    if outputPath == defaultOutputPath { return name }
    let hash = ContentHash(of: Array(outputPath.utf8)).hexadecimal.prefix(16)
    return (try? RelativePath("\(name)-\(hash)")) ?? name
  }
}

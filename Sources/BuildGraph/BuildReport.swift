public import Diagnostics
public import Files

/// What became of a step.
public enum StepStatus: String, Sendable {
  /// Its last run stands, outputs in place.
  case upToDate = "up-to-date"
  /// Its last run stands; outputs came back from the cache.
  case restored
  case ran
  case failed
  /// A step that it needs failed.
  case blocked
  /// The build ended before its turn.
  case skipped
  /// Nobody asked for it.
  case unasked
  /// A dry run found it out of date.
  case stale
}

/// A step of a finished build.
public struct StepReport: Sendable {
  public var step: Graph.StepInfo
  public var status: StepStatus
  /// Why it ran, or would run.
  public var why: Reason?
  public var diagnostics: [Diagnostic]
  /// Nanoseconds after the start of the build, and how long it took; zero when it didn't run.
  public var start: Int64
  public var duration: Int64
  public var worker: Int
  /// Whether a stale step would run in any case: false where it only needs one that would.
  public var isCertain = true

  /// The same as a sentence: `content/jobs/acme.md changed: requirement list differs`.
  public var reason: String? { why?.text }
}

/// A moment of a build under way.
public enum BuildEvent: Sendable {
  /// The number of steps asked for, by name (`pdf`).
  case planned([String: Int])
  case started(Graph.StepInfo, reason: String, worker: Int)
  case finished(StepReport)
}

/// All that a build did, steps in the order of the graph.
public struct BuildReport: Sendable {
  public var steps: [StepReport] = []
  /// Problems of the plan and of the build as a whole; those of steps are with the steps.
  public var diagnostics: [Diagnostic] = []
  /// Outputs whose source is gone, removed.
  public var removed: [RelativePath] = []
  /// The plan stands; false when nothing could be done at all.
  public var isPlanned = false
  /// Nanoseconds of the whole build.
  public var duration: Int64 = 0
  /// Nanoseconds from the beginning to the first step, and to the end of the last one.
  public var stepsBegan: Int64 = 0
  public var stepsEnded: Int64 = 0
  /// What the plan and the steps of this run asked of the disk: paths in the project, and absolute
  /// ones on the machine.
  public var inputs: [String] = []

  public init() {}

  /// Every problem, in the order of the graph.
  public var allDiagnostics: [Diagnostic] { diagnostics + steps.flatMap(\.diagnostics) }

  public func count(_ status: StepStatus) -> Int { steps.count { $0.status == status } }

  /// Everything asked for is there.
  public var isSuccess: Bool {
    isPlanned && !allDiagnostics.contains { $0.severity == .error }
      && steps.allSatisfy { ![.failed, .blocked, .skipped].contains($0.status) }
  }

  /// Everything there is was asked for and is there.
  var isComplete: Bool { isSuccess && steps.allSatisfy { $0.status != .unasked } }
}

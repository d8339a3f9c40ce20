package import Diagnostics
package import Files

/// What became of a step.
package enum StepStatus: String, Sendable {
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
package struct StepReport: Sendable {
  package var step: Graph.StepInfo
  package var status: StepStatus
  /// Why it ran, or would run.
  package var why: Reason?
  package var diagnostics: [Diagnostic]
  /// Nanoseconds after the start of the build, and how long it took; zero when it didn't run.
  package var start: Int64
  package var duration: Int64
  package var worker: Int
  /// Whether a stale step would run in any case: false where it only needs one that would.
  package var isCertain = true

  /// The same as a sentence: `content/jobs/acme.md changed: requirement list differs`.
  package var reason: String? { why?.text }
}

/// A moment of a build under way.
package enum BuildEvent: Sendable {
  /// The number of steps asked for, by name (`pdf`).
  case planned([String: Int])
  case started(Graph.StepInfo, reason: String, worker: Int)
  case finished(StepReport)
}

/// All that a build did, steps in the order of the graph.
package struct BuildReport: Sendable {
  package var steps: [StepReport] = []
  /// Problems of the plan and of the build as a whole; those of steps are with the steps.
  package var diagnostics: [Diagnostic] = []
  /// Outputs whose source is gone, removed.
  package var removed: [RelativePath] = []
  /// The plan stands; false when nothing could be done at all.
  package var isPlanned = false
  /// Nanoseconds of the whole build.
  package var duration: Int64 = 0
  /// Nanoseconds from the beginning to the first step, and to the end of the last one.
  package var stepsBegan: Int64 = 0
  package var stepsEnded: Int64 = 0
  /// What the plan and the steps of this run asked of the disk: paths in the project, and absolute
  /// ones on the machine.
  package var inputs: [String] = []

  package init() {}

  /// Every problem, in the order of the graph.
  package var allDiagnostics: [Diagnostic] { diagnostics + steps.flatMap(\.diagnostics) }

  package func count(_ status: StepStatus) -> Int { steps.count { $0.status == status } }

  /// Everything asked for is there.
  package var isSuccess: Bool {
    isPlanned && !allDiagnostics.contains { $0.severity == .error }
      && steps.allSatisfy { ![.failed, .blocked, .skipped].contains($0.status) }
  }

  /// Everything there is was asked for and is there.
  var isComplete: Bool { isSuccess && steps.allSatisfy { $0.status != .unasked } }
}

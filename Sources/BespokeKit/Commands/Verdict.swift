import Arguments
import BuildGraph
import Diagnostics
import Profiles

/// Whether a build or check counts as passed.
struct Verdict {
  let exitCode: ExitCode
  /// Why it failed where no error says so.
  private let reason: String?

  /// `gates` are nil when the configuration could not be read.
  init(_ report: BuildReport, _ gates: Config.Gates?) {
    let warnings = report.allDiagnostics.count { $0.severity == .warning }
    if !report.isSuccess {
      exitCode = .failure
      reason = nil
    } else if let failOn = gates?.failOn, failOn.value == .warning, warnings > 0 {
      exitCode = .failure
      reason = "failed: warnings count as errors (fail-on: \(failOn.origin.description))"
    } else {
      exitCode = .success
      reason = nil
    }
  }

  func tell(_ console: Console) {
    if let reason { console.say(reason) }
  }
}

extension ExitCode {
  /// The code that says more of what went wrong.
  func worse(_ other: ExitCode) -> ExitCode { rawValue < other.rawValue ? other : self }
}

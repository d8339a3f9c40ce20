public import Diagnostics

/// What one stage run on its own gives back: bytes for stdout, problems for stderr.
public struct ProbeResult: Sendable {
  public var output: [UInt8]
  public var diagnostics: [Diagnostic]
  /// 0 fine, 1 refused, 2 wrong usage.
  public var exitCode: Int32

  /// The exit code is 1 when `diagnostics` hold an error, unless one is given.
  public init(output: [UInt8], diagnostics: [Diagnostic] = [], exitCode: Int32? = nil) {
    self.output = output
    self.diagnostics = diagnostics
    let refused = diagnostics.contains { $0.severity == .error }
    self.exitCode = exitCode ?? (refused ? 1 : 0)
  }

  public init(output: String, diagnostics: [Diagnostic] = [], exitCode: Int32? = nil) {
    self.init(output: Array(output.utf8), diagnostics: diagnostics, exitCode: exitCode)
  }
}

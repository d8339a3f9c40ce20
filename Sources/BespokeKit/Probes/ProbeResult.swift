package import Diagnostics

/// What one stage run on its own gives back: bytes for stdout, problems for stderr.
package struct ProbeResult: Sendable {
  package var output: [UInt8]
  package var diagnostics: [Diagnostic]
  /// 0 fine, 1 refused, 2 wrong usage.
  package var exitCode: Int32

  /// The exit code is 1 when `diagnostics` hold an error, unless one is given.
  package init(output: [UInt8], diagnostics: [Diagnostic] = [], exitCode: Int32? = nil) {
    self.output = output
    self.diagnostics = diagnostics
    let refused = diagnostics.contains { $0.severity == .error }
    self.exitCode = exitCode ?? (refused ? 1 : 0)
  }

  package init(output: String, diagnostics: [Diagnostic] = [], exitCode: Int32? = nil) {
    self.init(output: Array(output.utf8), diagnostics: diagnostics, exitCode: exitCode)
  }
}

import JSON

/// The forms in which diagnostics are printed.
public enum DiagnosticFormat: String, CaseIterable, Sendable {
  /// With the source line and a caret.
  case human
  /// `path:line:column: severity: message [id]`, a line each.
  case short
  /// One JSON object.
  case json
  /// Workflow commands of GitHub Actions, which show up beside the changed lines.
  case github
  /// SARIF 2.1.0, for code scanning.
  case sarif

  /// All diagnostics as text that ends in a line end, sorted, without repetitions.
  ///
  /// Human and short forms end in a count line. No diagnostics give no text, but for the two JSON
  /// forms, whose readers expect a document.
  public func render(
    _ diagnostics: [Diagnostic], usesColor: Bool = false, toolVersion: String = ""
  ) -> String {
    let sorted = Diagnostic.sorted(diagnostics)
    switch self {
    case .human:
      return sorted.map { HumanRenderer(usesColor: usesColor).render($0) }.joined()
        + countLine(sorted)
    case .short:
      return sorted.map { headline(of: $0) + "\n" }.joined() + countLine(sorted)
    case .json: return jsonReport(sorted).serialized(indented: true)
    case .github: return sorted.map { workflowCommand($0) + "\n" }.joined()
    case .sarif: return sarifLog(sorted, toolVersion: toolVersion).serialized(indented: true)
    }
  }

  private func countLine(_ diagnostics: [Diagnostic]) -> String {
    let count = Diagnostic.count(diagnostics)
    return count.isEmpty ? "" : count + "\n"
  }
}

/// `path:line:column: severity: message [id]`, safe for a terminal.
func headline(of diagnostic: Diagnostic) -> String {
  let place = shownPlace(diagnostic.location, diagnostic.path)
  return place + "\(diagnostic.severity.name): \(printable(diagnostic.message)) [\(diagnostic.id)]"
}

/// `path:line:column: `, `path: ` or nothing.
func shownPlace(_ location: Location?, _ path: String?) -> String {
  if let location {
    let position = location.position
    return "\(printable(location.file.path)):\(position.line):\(position.column): "
  }
  return path.map { printable($0) + ": " } ?? ""
}

extension Diagnostic.Severity {
  /// The word that messages print.
  public var name: String {
    switch self {
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }
}

extension Location {
  /// The place after the last scalar of the span.
  var endPosition: Position { file.position(of: max(span.end, span.start)) }
}

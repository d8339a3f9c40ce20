import JSON

/// `{"diagnostics": […], "errors": 1, "warnings": 0}`.
func jsonReport(_ diagnostics: [Diagnostic]) -> JSONValue {
  .object([
    .init("diagnostics", .array(diagnostics.map(jsonDiagnostic))),
    .init("errors", .integer(diagnostics.count { $0.severity == .error })),
    .init("warnings", .integer(diagnostics.count { $0.severity == .warning })),
  ])
}

private func jsonDiagnostic(_ diagnostic: Diagnostic) -> JSONValue {
  var members: [JSONValue.Member] = [
    .init("severity", .string(diagnostic.severity.name)),
    .init("id", .string(diagnostic.id)),
    .init("message", .string(diagnostic.message)),
  ]
  members += jsonPlace(diagnostic.location, diagnostic.path)
  if let help = diagnostic.help { members.append(.init("help", .string(help))) }
  if !diagnostic.notes.isEmpty {
    let notes = diagnostic.notes.map { note in
      JSONValue.object(
        [.init("message", .string(note.message))] + jsonPlace(note.location, nil))
    }
    members.append(.init("notes", .array(notes)))
  }
  return .object(members)
}

private func jsonPlace(_ location: Location?, _ path: String?) -> [JSONValue.Member] {
  guard let location else { return path.map { [.init("path", .string($0))] } ?? [] }
  let (start, end) = (location.position, location.endPosition)
  return [
    .init("path", .string(location.file.path)),
    .init("line", .integer(start.line)), .init("column", .integer(start.column)),
    .init("endLine", .integer(end.line)), .init("endColumn", .integer(end.column)),
  ]
}

/// `::error file=…,line=…,title=…::message`, with the escapes of GitHub's toolkit.
func workflowCommand(_ diagnostic: Diagnostic) -> String {
  let command = diagnostic.severity == .note ? "notice" : diagnostic.severity.name
  var properties: [String] = []
  if let path = diagnostic.shownPath { properties.append("file=\(workflowProperty(path))") }
  if let location = diagnostic.location {
    let (start, end) = (location.position, location.endPosition)
    properties += ["line=\(start.line)", "endLine=\(end.line)"]
    // Columns are only taken when the span keeps to one line.
    if start.line == end.line {
      properties += ["col=\(start.column)", "endColumn=\(max(end.column, start.column))"]
    }
  }
  properties.append("title=\(workflowProperty(diagnostic.id))")
  let help = diagnostic.help.map { "\n\(printable($0))" } ?? ""
  let message = workflowData(printable(diagnostic.message) + help)
  return "::\(command) \(properties.joined(separator: ","))::\(message)"
}

private func workflowData(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "%": result += "%25"
    case "\r": result += "%0D"
    case "\n": result += "%0A"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

private func workflowProperty(_ text: String) -> String {
  var result = ""
  for scalar in workflowData(printable(text)).unicodeScalars {
    switch scalar {
    case ":": result += "%3A"
    case ",": result += "%2C"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

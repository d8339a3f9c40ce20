import Diagnostics
import JSON
import YAML

/// Problems that limits cause, which a rewritten document may meet although the original did not.
private let limits: Set<String> = ["too-deep", "too-large"]

/// What must hold for any bytes: places lie in the file, values survive being written as JSON and
/// read back by both readers, and what is JSON means the same as YAML.
func checkYAML(_ bytes: [UInt8]) {
  let file = SourceFile(path: "input", bytes: bytes)
  var problems: [Diagnostic] = []
  let documents = YAMLReader.parse(file, into: &problems)
  checkPlaces(problems)
  let isYAML = !problems.contains { $0.severity == .error }
  if isYAML {
    for document in documents { checkRoundTrip(document) }
  }
  var jsonProblems: [Diagnostic] = []
  let json = JSONReader.parse(file, into: &jsonProblems)
  checkPlaces(jsonProblems)
  guard let json, jsonProblems.isEmpty else { return }
  checkSpans(json.root, in: json.file)
  guard problems.isEmpty else {
    let known = limits.union(["control-character"])
    precondition(isYAML || problems.contains { known.contains($0.id) }, "JSON that is not YAML")
    return
  }
  precondition(documents.map(\.root.jsonValue) == [json.root.jsonValue], "JSON and YAML differ")
}

private func checkRoundTrip(_ document: YAMLDocument) {
  checkSpans(document.root, in: document.file)
  let value = document.root.jsonValue
  let text = SourceFile(path: "copy", text: value.serialized())
  var problems: [Diagnostic] = []
  let json = JSONReader.parse(text, into: &problems)
  let yaml = YAMLReader.parse(text, into: &problems)
  guard !problems.contains(where: { limits.contains($0.id) }) else { return }
  precondition(problems.isEmpty, "problems in JSON that was written")
  precondition(json?.root.jsonValue == value, "JSON reads another value than was written")
  precondition(yaml.map(\.root.jsonValue) == [value], "YAML reads another value than was written")
}

private func checkSpans(_ node: YAMLNode, in file: SourceFile) {
  checkSpan(node.span, in: file)
  switch node.content {
  case .scalar: return
  case .sequence(let items):
    for item in items { checkSpans(item, in: file) }
  case .mapping(let entries):
    for entry in entries {
      checkSpans(entry.key, in: file)
      checkSpans(entry.value, in: file)
    }
  }
}

private func checkSpan(_ span: Span, in file: SourceFile) {
  precondition(0 <= span.start && span.start <= span.end, "span runs backwards")
  precondition(span.end <= Int32(file.bytes.count) + 1, "span leaves the file")
}

private func checkPlaces(_ problems: [Diagnostic]) {
  for problem in problems {
    guard let location = problem.location else { preconditionFailure("problem without a place") }
    for place in [location] + problem.notes.compactMap(\.location) {
      checkSpan(place.span, in: place.file)
      precondition(place.position.line > 0 && place.position.column > 0)
    }
  }
}

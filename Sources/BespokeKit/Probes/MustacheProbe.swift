import Diagnostics
import JSON
import Mustache
import YAML

/// `bespoke-stage mustache`: renders `{"template", "data", "partials"}` byte for byte.
///
/// A template or partial with an error in it gives no output at all.
public func mustacheProbe(input: [UInt8]) -> ProbeResult {
  var diagnostics: [Diagnostic] = []
  let file = SourceFile(path: "<stdin>", bytes: input)
  guard let request = JSONReader.parse(file, into: &diagnostics)?.root.jsonValue else {
    return ProbeResult(output: "", diagnostics: diagnostics, exitCode: 1)
  }
  guard let text = request["template"]?.stringValue else {
    let problem = Diagnostic.error(
      "missing-template", "input has no text under 'template'", path: "<stdin>")
    return ProbeResult(output: "", diagnostics: diagnostics + [problem])
  }
  let template = Template.parse(
    SourceFile(path: "template.mustache", text: text), into: &diagnostics)
  let partials = parsePartials(request["partials"], into: &diagnostics)
  guard !diagnostics.contains(where: { $0.severity == .error }) else {
    return ProbeResult(output: "", diagnostics: diagnostics)
  }
  let output = template.renderedBytes(
    data: request["data"] ?? .null, partials: { partials[$0] },
    partialNames: partials.keys.sorted(), into: &diagnostics)
  return ProbeResult(output: output, diagnostics: diagnostics)
}

private func parsePartials(
  _ value: JSONValue?, into diagnostics: inout [Diagnostic]
) -> [String: Template] {
  guard case .object(let members) = value else { return [:] }
  var partials: [String: Template] = [:]
  for member in members {
    guard let text = member.value.stringValue else { continue }
    partials[member.key] = Template.parse(
      SourceFile(path: "\(member.key).mustache", text: text), into: &diagnostics)
  }
  return partials
}

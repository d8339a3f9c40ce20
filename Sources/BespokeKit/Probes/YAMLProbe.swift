import Diagnostics
import JSON
import YAML

/// `bespoke-stage yaml`: one line of JSON per document under the core schema.
///
/// An input with an error in it gives no output at all.
public func yamlProbe(input: [UInt8]) -> ProbeResult {
  var diagnostics: [Diagnostic] = []
  let documents = YAMLReader.parse(
    SourceFile(path: "<stdin>", bytes: input), into: &diagnostics)
  guard !diagnostics.contains(where: { $0.severity == .error }) else {
    return ProbeResult(output: "", diagnostics: diagnostics, exitCode: 1)
  }
  let lines = documents.map { $0.root.jsonValue.serialized() + "\n" }
  return ProbeResult(output: lines.joined(), diagnostics: diagnostics)
}

/// `bespoke-stage json`: the value on one line, by RFC 8259 and nothing beyond it.
public func jsonProbe(input: [UInt8]) -> ProbeResult {
  var diagnostics: [Diagnostic] = []
  let document = JSONReader.parse(
    SourceFile(path: "<stdin>", bytes: input), into: &diagnostics)
  let line = document.map { $0.root.jsonValue.serialized() + "\n" } ?? ""
  return ProbeResult(output: line, diagnostics: diagnostics)
}

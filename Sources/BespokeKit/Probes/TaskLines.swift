import Diagnostics
import JSON
import YAML

/// Runs a probe over lines of JSON, one task a line; gives back lines of JSON.
///
/// A line that is no JSON object is an error; the other lines are still done.
func taskLines(_ input: [UInt8], _ run: (JSONValue) -> [JSONValue]) -> ProbeResult {
  var output = ""
  var diagnostics: [Diagnostic] = []
  let file = SourceFile(path: "<stdin>", bytes: input)
  var start = 0
  for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) {
    let offset = start
    start += line.count + 1
    guard line.contains(where: { $0 > 0x20 }) else { continue }
    var problems: [Diagnostic] = []
    let single = SourceFile(path: "<stdin>", bytes: Array(line))
    if let document = JSONReader.parse(single, into: &problems), document.root.entries != nil {
      for row in run(document.root.jsonValue) { output += row.serialized() + "\n" }
    } else {
      let column = problems.first?.location?.span.start ?? 0
      let place = Span(offset + Int(column)..<offset + Int(column))
      diagnostics.append(
        .error(
          "bad-task", problems.first?.message ?? "a task is a JSON object",
          at: Location(file: file, span: place)))
    }
  }
  return ProbeResult(output: output, diagnostics: diagnostics)
}

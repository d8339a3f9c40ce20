import Diagnostics
import JSON
import Mustache
import YAML

/// What must hold for any template, with itself as every partial: problems have places, limits hold,
/// and it renders the same twice.
func checkTemplate(_ bytes: [UInt8]) {
  var problems: [Diagnostic] = []
  let template = Template.parse(SourceFile(path: "input.mustache", bytes: bytes), into: &problems)
  for name in template.names {
    precondition(0 <= name.span.start && name.span.start <= name.span.end)
    precondition(Int(name.span.end) <= bytes.count, "a name leaves the template")
  }
  let limits = RenderLimits(depth: 50, outputBytes: 1 << 16, steps: 20_000)
  var first: [Diagnostic] = []
  var second: [Diagnostic] = []
  let output = template.renderedBytes(
    data: data, partials: { $0.isEmpty ? nil : template }, limits: limits, into: &first)
  let again = template.renderedBytes(
    data: data, partials: { $0.isEmpty ? nil : template }, limits: limits, into: &second)
  precondition(
    output == again && first.map(\.message) == second.map(\.message),
    "another rendering of the same")
  precondition(output.count <= limits.outputBytes + (1 << 16), "more output than allowed")
  for problem in problems + first { checkPlace(problem) }
}

/// Names that the mutated templates meet: texts, lists, nested and empty values.
private let data: JSONValue = {
  let source = """
    {"a": "<b> & \\"c\\"", "b": [1, 2, {"a": "x", "b": [[], [3]]}], "c": {"a": {"b": {"c": 1.50}}},
     "d": null, "e": false, "f": true, "g": [], "h": {}, "name": "n", "list": [{"name": "i"}, "j"],
     "text": "lines\\nof\\ntext", "bool": true, "items": [{"item": 1}, {"item": 2}]}
    """
  var problems: [Diagnostic] = []
  let file = SourceFile(path: "data.json", text: source)
  return JSONReader.parse(file, into: &problems)?.root.jsonValue ?? .null
}()

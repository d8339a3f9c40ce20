import Diagnostics
import Markdown

/// `bespoke-stage markdown [--inline]`: safe HTML of a text, or of a one-line field.
public func markdownProbe(arguments: [String], input: [UInt8]) -> ProbeResult {
  let text = String(decoding: input, as: UTF8.self)
  switch arguments {
  case []: return ProbeResult(output: blockHTML(text))
  case ["--inline"]: return ProbeResult(output: inlineHTML(text).html)
  default:
    let problem = Diagnostic.error(
      "unknown-option", "markdown takes only '--inline'", help: "it reads text on stdin")
    return ProbeResult(output: "", diagnostics: [problem], exitCode: 2)
  }
}

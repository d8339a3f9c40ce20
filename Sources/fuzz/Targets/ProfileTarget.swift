import Diagnostics
import JSON
import Profiles
import YAML

/// What must hold for any bytes: whatever reads them ends without a trap, every problem has a place
/// in its file, a profile survives being written and read again, and a redacted one keeps no
/// address.
func checkProfile(_ bytes: [UInt8]) {
  var problems: [Diagnostic] = []
  let isJSON = bytes.first == UInt8(ascii: "{")
  let file = SourceFile(path: isJSON ? "input.json" : "input.yaml", bytes: bytes)
  let document =
    isJSON
    ? JSONReader.parse(file, into: &problems) : YAMLReader.parseSingle(file, into: &problems)
  if let document {
    check(document)
    _ = ConfigDecoder.decode(document, into: &problems)
    _ = LocaleDecoder.decode(document, tag: "de", into: &problems)
  }
  let posting = SourceFile(path: "input.md", bytes: bytes)
  if let job = JobDecoder.decode(posting, id: "input", into: &problems) {
    precondition(Array(job.body.utf8) == Array(job.file.bytes[job.bodyOffset...]))
  }
  if let imported = Importer.read(file, into: &problems) {
    checkWritten(imported)
  }
  for problem in problems { checkPlace(problem) }
}

private func check(_ document: YAMLDocument) {
  var problems: [Diagnostic] = []
  let read = ProfileDecoder.decode(document, id: "input", into: &problems)
  guard let profile = read else {
    precondition(problems.contains { $0.severity == .error }, "no profile and no error")
    return
  }
  let ids = profile.sections.map(\.id)
  precondition(Set(ids).count == ids.count, "two sections of one id")
  _ = JSONResumeExporter.export(profile, into: &problems)
  let variant = Variant(
    audience: ["a"], exclude: ["b"], redact: Redaction.allCases, locale: Locale.find("de"))
  let redacted = profile.resolved(variant, into: &problems)
  precondition(redacted.basics.phone == nil && redacted.basics.email == nil)
  precondition(redacted.unknown.isEmpty && redacted.metadata.values.isEmpty)
  for problem in problems { checkPlace(problem) }
}

private func checkWritten(_ imported: ImportedProfile) {
  var problems: [Diagnostic] = []
  let copy = SourceFile(path: "copy.yaml", text: imported.yaml)
  let document = YAMLReader.parseSingle(copy, into: &problems)
  let isLimited = problems.contains { $0.id == "too-deep" || $0.id == "too-large" }
  guard let document else {
    precondition(isLimited, "YAML that was written is not YAML: \(problems.map(\.message))")
    return
  }
  let again = ProfileDecoder.decode(document, id: "copy", into: &problems)
  precondition(again != nil, "a profile that was written is none")
  precondition(
    again?.sections.map(\.entries.count) == imported.profile.sections.map(\.entries.count),
    "entries lost in writing")
}

func checkPlace(_ problem: Diagnostic) {
  precondition(!problem.message.isEmpty && !problem.id.isEmpty)
  guard let location = problem.location else { return }
  precondition(location.position.line > 0 && location.position.column > 0)
}

import Diagnostics
import Extraction
import Files
import JSON
import Profiles

/// `bespoke-stage extract FILE…`: the text, the profile and the concerns, a JSON line a file.
func extractProbe(files: [String]) -> ProbeResult {
  guard !files.isEmpty else { return ProbeResult(output: "", exitCode: 2) }
  var output = ""
  var problems: [Diagnostic] = []
  for file in files {
    let value: JSONValue
    do {
      var limits = ExtractionLimits()
      limits.bytes = 64 << 20
      value = extracted(try ForeignFile(file, limits: limits).read(), file)
    } catch {
      problems.append(.error(error.id, error.message, path: file, help: error.help))
      value = ["file": .string(file), "error": error.json]
    }
    output += value.serialized() + "\n"
  }
  return ProbeResult(output: output, diagnostics: problems)
}

private func extracted(_ resume: ForeignResume, _ file: String) -> JSONValue {
  var ignored: [Diagnostic] = []
  return [
    "file": .string(file), "kind": .string(resume.text.kind.rawValue),
    "pages": resume.text.pages.map { .integer($0) } ?? .null,
    "text": .string(resume.text.text + resume.text.unchecked.map { $0 + "\n" }.joined()),
    "profile": JSONResumeExporter.export(resume.profile, into: &ignored),
    "concerns": .array(resume.text.concerns.map(\.json)),
    "notes": .array(
      resume.text.notes.map { ["id": .string($0.id), "message": .string($0.message)] }),
  ]
}

/// A file of a stranger, by a path from where the user stands.
struct ForeignFile {
  let path: String
  let name: String
  var limits = ExtractionLimits()

  init(_ path: String, name: String? = nil, limits: ExtractionLimits = ExtractionLimits()) {
    self.path = path
    self.name = name ?? path
    self.limits = limits
  }

  func read() throws(ExtractionError) -> ForeignResume {
    guard let place = absolutePath(of: path) else {
      throw ExtractionError("missing-file", "there is no such file")
    }
    let bytes: [UInt8]
    do throws(FileError) {
      bytes = try NamedFile.read(place, limit: limits.bytes).bytes
    } catch {
      // Without the path: a report may hide the names of files.
      throw ExtractionError("unreadable-file", "the file cannot be read: \(error.explanation)")
    }
    return try ForeignResume(bytes, path: place, name: name, limits: limits)
  }
}

extension ExtractionError {
  var json: JSONValue {
    ["id": .string(id), "message": .string(message), "help": help.map { .string($0) } ?? .null]
  }
}

extension Concern {
  var json: JSONValue {
    ["kind": .string(kind.rawValue), "message": .string(message), "quote": .string(quote)]
  }
}

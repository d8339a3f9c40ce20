import Diagnostics
import Foundation
import Profiles
import YAML

/// A profile and what was said about it, `line:column severity id: message`.
func readProfile(_ yaml: String, path: String = "ada.yaml") -> (profile: Profile?, log: [String]) {
  var diagnostics: [Diagnostic] = []
  let file = SourceFile(path: path, text: yaml)
  guard let document = YAMLReader.parseSingle(file, into: &diagnostics) else {
    return (nil, diagnostics.map(\.line))
  }
  let profile = ProfileDecoder.decode(document, id: "ada", into: &diagnostics)
  return (profile, diagnostics.map(\.line))
}

func readJob(
  _ text: String, path: String = "content/jobs/acme.md", id: String = "acme"
) -> (job: Job?, log: [String]) {
  var diagnostics: [Diagnostic] = []
  let file = SourceFile(path: path, text: text)
  let job = JobDecoder.decode(file, id: id, into: &diagnostics)
  return (job, diagnostics.map(\.line))
}

extension Diagnostic {
  var line: String {
    let place = location.map { "\($0.position.line):\($0.position.column) " } ?? ""
    let hint = help.map { " (\($0))" } ?? ""
    return "\(place)\(severity) \(id): \(message)\(hint)"
  }
}

extension Profile {
  func section(_ id: String) -> Section? { sections.first { $0.id == id } }

  /// Every text that would print, for searches.
  var allTexts: [String] {
    var texts: [Text?] = Schema.basics.fields.map { basics[$0.key] }
    texts += Schema.location.fields.map { basics.location?[$0.key] }
    texts += basics.profiles.flatMap { [$0.network, $0.username, $0.url] }
    texts += Schema.letter.fields.map { letter[$0.key] } + letter.paragraphs
    for section in sections {
      texts.append(section.title)
      for entry in section.entries { texts += entry.allTexts }
    }
    return texts.compactMap(\.self?.value)
  }
}

extension Entry {
  var allTexts: [Text?] {
    fields.map(\.text) + highlights.map(\.text) + keywords + lists.flatMap(\.names)
      + positions.flatMap(\.allTexts)
  }
}

/// The folder of real files that others wrote; nil where it is not there, and the test says so.
func sampleFolder(_ name: String) -> URL? {
  let suites = ProcessInfo.processInfo.environment["BESPOKE_SUITES"] ?? "../shared"
  let folder = URL(filePath: suites).appending(path: "samples/\(name)")
  guard FileManager.default.fileExists(atPath: folder.path()) else {
    print("skipped: no \(folder.path())")
    return nil
  }
  return folder
}

func files(in folder: URL, _ extensions: String...) throws -> [URL] {
  try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    .filter { extensions.contains($0.pathExtension) }
    .sorted { $0.path() < $1.path() }
}

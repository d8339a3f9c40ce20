import Diagnostics
import Foundation
import Profiles
import Testing
import YAML

/// Real files that nobody here wrote; they are not part of the project.
@Suite struct SampleFileTests {
  @Test func `every JSON Resume decodes without an error`() throws {
    guard let folder = sampleFolder("jsonresume") else { return }
    for url in try files(in: folder, "json") {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
      let document = try #require(JSONReader.parse(file, into: &diagnostics))
      let profile = ProfileDecoder.decode(document, id: "x", into: &diagnostics)
      #expect(profile != nil)
      let errors = diagnostics.filter { $0.severity == .error }
      #expect(errors.isEmpty, "\(file.path): \(errors.map(\.line))")
    }
  }

  @Test func `every posting decodes without a word`() throws {
    guard let folder = sampleFolder("jobs") else { return }
    for url in try files(in: folder, "json", "md", "txt") {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
      let job = try #require(JobDecoder.decode(file, id: "x", into: &diagnostics))
      #expect(!job.title.value.isEmpty)
      #expect(diagnostics.isEmpty, "\(file.path): \(diagnostics.map(\.line))")
    }
  }

  /// The cases stand in one file as `{nameInvalid: {…}}`; each is read on its own.
  @Test func `each invalid case is reported on its line, each valid one passes`() throws {
    guard let folder = sampleFolder("jsonresume/_validation-cases") else { return }
    var counts = (valid: 0, invalid: 0)
    for url in try files(in: folder, "json") where url.lastPathComponent != "dates.json" {
      var diagnostics: [Diagnostic] = []
      let file = SourceFile(path: url.lastPathComponent, bytes: Array(try Data(contentsOf: url)))
      let document = try #require(JSONReader.parse(file, into: &diagnostics))
      for entry in document.root.entries ?? [] {
        let name = "\(file.path) \(entry.key.text ?? "")"
        var found: [Diagnostic] = []
        let part = YAMLDocument(file: document.file, root: entry.value)
        _ = ProfileDecoder.decode(part, id: "x", into: &found)
        guard name.lowercased().contains("invalid") else {
          counts.valid += 1
          #expect(found.isEmpty, "\(name): \(found.map(\.line))")
          continue
        }
        counts.invalid += 1
        let first = document.file.position(of: entry.value.span.start).line
        let last = document.file.position(of: entry.value.span.end).line
        #expect(found.count == 1, "\(name): \(found.map(\.line))")
        let line = found.first?.location?.position.line ?? 0
        #expect((first...last).contains(line), "\(name)")
        let text = document.file.line(line)
        #expect(text.contains("null") || text.contains("{}"), "\(name): \(text)")
      }
    }
    #expect(counts.valid > 90 && counts.invalid > 80)
  }

  @Test func `each date case is taken or refused as JSON Resume does`() throws {
    guard let folder = sampleFolder("jsonresume/_validation-cases") else { return }
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(
      path: "dates.json",
      bytes: Array(try Data(contentsOf: folder.appending(path: "dates.json"))))
    let document = try #require(JSONReader.parse(file, into: &diagnostics))
    for entry in document.root.entries ?? [] {
      let name = try #require(entry.key.text)
      let date = entry.value.text ?? ""
      let log = readProfile("work: [{name: A, startDate: '\(date)'}]").log
      #expect(log.isEmpty == !name.lowercased().contains("invalid"), "\(name): \(date) \(log)")
    }
  }
}

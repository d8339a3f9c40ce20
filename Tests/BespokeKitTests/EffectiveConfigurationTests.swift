import Diagnostics
import JSON
import Profiles
import Testing
import YAML

@testable import BespokeKit

@Suite struct EffectiveConfigurationTests {
  private func read(_ text: String) throws -> (config: Config, problems: [Diagnostic]) {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "bespoke.yaml", text: text)
    let document = try #require(YAMLReader.parseSingle(file, into: &problems))
    return (ConfigDecoder.decode(document, into: &problems), problems)
  }

  private static let source = """
    defaults: {formats: [pdf], paper: A4, filename: "{name}: {title}"}
    builds:
      - {profiles: 'a*', jobs: [general, "x: y"], exclude: [private], redact: [phone]}
      - {name: public, locale: [de, pt-BR], pages: 1}
    gates: {min-score: 42.5, max-pages: 2, fail-on: warning}
    limits: {variants: 7}
    """

  @Test func `printed configuration reads back as the same one`() throws {
    let config = try read(Self.source).config
    let page = EffectiveConfiguration(config: config, jobs: [], run: [])
    let (again, problems) = try read(page.yaml)
    #expect(problems.isEmpty, "\(problems.map(\.message))")
    let values = again.builds.map { $0.effectiveValues.map(\.value) }
    #expect(values == config.builds.map { $0.effectiveValues.map(\.value) })
    #expect(
      again.effectiveGroups.map { $0.values.map(\.value) }
        == config.effectiveGroups.map { $0.values.map(\.value) })
  }

  @Test(arguments: [
    ("    profiles: [\"a*\"]", "bespoke.yaml:3"), ("    formats: [\"pdf\"]", "bespoke.yaml:1"),
    ("  min-score: 42.5", "bespoke.yaml:5"), ("    documents: [\"resume\"]", "built in"),
    ("  variants: 7", "bespoke.yaml:6"), ("    pages: 1", "bespoke.yaml:4"),
  ])
  func `says where each value comes from`(value: String, origin: String) throws {
    let page = EffectiveConfiguration(config: try read(Self.source).config, jobs: [], run: [])
    let lines = page.yaml.split(separator: "\n").map(String.init)
    #expect(lines.contains { $0.hasPrefix(value + " ") && $0.hasSuffix("# " + origin) })
  }

  @Test func `lists what a posting sets`() throws {
    var problems: [Diagnostic] = []
    let posting = SourceFile(
      path: "content/jobs/acme.md", text: "---\ntitle: Cook\npages: 3\n---\nText")
    let job = try #require(JobDecoder.decode(posting, id: "acme", into: &problems))
    let page = EffectiveConfiguration(config: .builtIn, jobs: [job], run: [])
    #expect(page.json["jobs"]?["acme"]?["pages"]?["value"] == 3)
    #expect(page.json["jobs"]?["acme"]?["pages"]?["origin"] == "content/jobs/acme.md:3")
    #expect(page.json["jobs"]?["acme"]?["audience"] == nil)
  }

  @Test(arguments: [
    (49.96, "49.9"), (50.0, "50"), (0, "0"), (100, "100"), (41.349_999, "41.3"),
  ])
  func `a score is never rounded up over a gate`(score: Double, text: String) {
    #expect(oneDecimal(score) == text)
  }

  @Test(arguments: [
    ("a|b", "a&#124;b"), ("<b>&", "&lt;b>&amp;"), ("[x](y)", "&#91;x&#93;(y)"),
    ("@octocat #12", "&#64;octocat &#35;12"), ("a\u{1B}[31m", "a&#92;u{1B}&#91;31m"),
  ])
  func `a text in the summary's table is nothing but text`(text: String, cell: String) {
    #expect(StepSummary.cell(text) == cell)
  }
}

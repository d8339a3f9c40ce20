import Diagnostics
import Profiles
import Testing
import YAML

@Suite struct ConfigDecoderTests {
  func read(_ yaml: String) throws -> (config: Config, log: [String]) {
    var diagnostics: [Diagnostic] = []
    let file = SourceFile(path: "bespoke.yaml", text: yaml)
    let document = try #require(YAMLReader.parseSingle(file, into: &diagnostics))
    let config = ConfigDecoder.decode(document, into: &diagnostics)
    return (config, diagnostics.map(\.line))
  }

  @Test func `an empty file builds everything`() throws {
    let (config, log) = try read("")
    #expect(log == [])
    #expect(config.builds.count == 1)
    #expect(config.builds[0].jobs.value == ["general", "*"])
    #expect(config.builds[0].effectiveValues.allSatisfy { $0.origin.description == "built in" })
  }

  @Test func `says of each value where it came from`() throws {
    let (config, log) = try read(
      """
      defaults:
        formats: [pdf, html]
        paper: A4
      builds:
        - profiles: ada*
          audience: [management]
          redact: [phone, email]
        - name: public
          formats: pdf
          locale: [en, de]
          pages: 1
      gates: {min-score: 42.5, max-pages: 2, fail-on: warning}
      history: true
      """)
    #expect(log == [])
    let first = config.builds[0]
    #expect(first.profiles.value == ["ada*"])
    #expect(first.redact.value == [.phone, .email])
    #expect(first.formats.value == ["pdf", "html"])
    #expect(first.formats.origin.description == "bespoke.yaml:2")
    #expect(first.audience.origin.description == "bespoke.yaml:6")
    #expect(first.jobs.origin.description == "built in")
    let second = config.builds[1]
    #expect(second.name.value == "public")
    #expect(second.formats.value == ["pdf"])
    #expect(second.paper.value == .a4)
    #expect(second.pages.value == 1)
    #expect(second.locales.value == ["en", "de"])
    #expect(config.gates.minimumScore.value == 42.5)
    #expect(config.gates.maximumPages.value == 2)
    #expect(config.gates.failOn.value == .warning)
    #expect(config.history.value)
  }

  @Test(arguments: [
    ("biulds: []", "1:1 warning unknown-key: unknown key 'biulds' (did you mean 'builds'?)"),
    (
      "defaults: {formats: [pfd]}",
      "1:22 error unknown-value: unknown value 'pfd' of 'formats' (did you mean 'pdf'?)"
    ),
    (
      "defaults: {paper: A5}",
      "1:19 warning unknown-value: unknown value 'A5' of 'paper' (did you mean 'A4'?)"
    ),
    (
      "history: maybe", "1:10 error wrong-type: 'history' is a text where true or false is expected"
    ),
    ("- a", "1:1 error wrong-type: 'configuration' is a list where a mapping is expected"),
    ("builds: []", "1:9 warning no-builds: 'builds' is empty: nothing is made"),
  ])
  func `says what is wrong and where`(yaml: String, message: String) throws {
    #expect(try read(yaml).log == [message])
  }
}

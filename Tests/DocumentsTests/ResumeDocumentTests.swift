import Diagnostics
import JSON
import Profiles
import Testing
import YAML

@testable import Documents

struct ResumeDocumentTests {
  private let yaml = """
    basics:
      name: Ada <Byron>
      email: ada@example.com
      url: javascript:alert(1)
      summary: Writes **programs**.
    work:
      - name: Engine & Co
        url: https://engine.example.com/
        location: London
        positions:
          - position: Analyst
            startDate: 2020-03
            summary: Notes.
          - position: Clerk
            startDate: 2018
            endDate: 2020-02
    skills:
      - name: Tools
        keywords: [Looms, Cards]
    """

  private func document(_ tailoring: Tailoring = Tailoring()) throws -> ResumeDocument {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "content/profiles/ada.yaml", text: yaml)
    let tree = try #require(YAMLReader.parseSingle(file, into: &problems))
    let profile = try #require(ProfileDecoder.decode(tree, id: "ada", into: &problems))
    return ResumeDocument(
      profile: profile, tailoring: tailoring, locale: .standard,
      facts: VariantFacts(
        profile: "ada", job: "general", template: "ats", document: "resume", locale: "en",
        date: "2021-02-28", tool: "test"))
  }

  private func section(_ type: String, of document: ResumeDocument) throws -> JSONValue {
    try #require(document.sections.first { $0["type"]?.stringValue == type })
  }

  @Test func `gives prose as text and as safe HTML, names as typed`() throws {
    let document = try document()
    let summary = try section("summary", of: document)
    #expect(summary["text"] == "Writes programs.")
    #expect(summary["html"] == "Writes <strong>programs</strong>.")
    #expect(document.header["name"] == "Ada <Byron>")
  }

  @Test func `makes no link of an unsafe address`() throws {
    let contacts = try document().header["contacts"]?.arrayValue ?? []
    #expect(contacts.map { $0["kind"] } == ["email", "url"])
    #expect(contacts.map { $0["url"] } == ["mailto:ada@example.com", nil])
  }

  @Test func `a position doesn't inherit its employer's words`() throws {
    let entry = try #require(section("work", of: document())["entries"]?.arrayValue?.first)
    #expect(entry["heading"] == "Engine & Co")
    #expect(entry["source"] == "content/profiles/ada.yaml:7")
    let positions = entry["positions"]?.arrayValue ?? []
    #expect(positions.map { $0["isCurrent"] } == [true, false])
    #expect(positions.map { $0["range"] } == ["Mar 2020 – Present", "2018 – Feb 2020"])
    #expect(positions.last?["summary"] == .null)
    #expect(positions.last?["link"] == .null)
  }

  @Test func `counts years to the build's today`() throws {
    #expect(try document().metadata["totalYearsExperience"] == .number("3.2"))
  }

  @Test func `drops, condenses and orders as the tailoring says`() throws {
    let tailored = try document(
      Tailoring(
        dropped: ["work-1-2"], condensed: ["work-1-1"],
        keywordOrder: ["skills-1": ["skills-1.2", "skills-1.1"]]))
    let entry = try #require(section("work", of: tailored)["entries"]?.arrayValue?.first)
    let positions = entry["positions"]?.arrayValue ?? []
    #expect(positions.map { $0["heading"] } == ["Analyst"])
    #expect(positions.first?["summary"] == .null)
    let group = try #require(section("skills", of: tailored)["categories"]?.arrayValue?.first)
    #expect(group["keywords"] == ["Cards", "Looms"])
  }
}

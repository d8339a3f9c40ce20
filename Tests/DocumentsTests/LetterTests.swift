import Diagnostics
import JSON
import Matching
import Profiles
import Testing
import YAML

@testable import Documents

struct LetterTests {
  private let profile = """
    basics: {name: Ada Byron, email: ada@example.com}
    work:
      - name: Engine Works
        position: Analyst
        startDate: 2020-03
        highlights:
          - Wrote Kafka pipelines for 40 looms
          - Kept the garden in order
    letter:
      paragraphs:
        - I have followed {company} for years.
        - Machines should explain themselves.
        - Your office in {location} is near my home.
    """

  private func letter(
    posting: String, evidence: Int = 3, language: String = "en", dropped: Int = 0
  ) throws -> (json: JSONValue, draft: LetterDraft) {
    var problems: [Diagnostic] = []
    let file = SourceFile(path: "content/profiles/ada.yaml", text: profile)
    let tree = try #require(YAMLReader.parseSingle(file, into: &problems))
    let profile = try #require(ProfileDecoder.decode(tree, id: "ada", into: &problems))
    let source = SourceFile(path: "content/jobs/loom.md", text: posting)
    let job = try #require(JobDecoder.decode(source, id: "loom", into: &problems))
    let report = Matcher().match(profile, job, today: 2024 * 12)
    let locale = try #require(Locale.find(language))
    let draft = LetterDraft(
      profile: profile, job: job, report: report, locale: locale, evidenceCount: evidence)
    let json = draft.json(without: Set(draft.leaveOrder.prefix(dropped)), date: "2024-05-01")
    return (json, draft)
  }

  private let posting = """
    ---
    title: Loom *Engineer*
    company: Weavers & Sons
    location: Leeds
    skills: [Kafka]
    ---
    You know Kafka.
    """

  private func texts(_ value: JSONValue?, _ key: String) -> [String] {
    (value?[key]?.arrayValue ?? []).compactMap { $0["text"]?.stringValue }
  }

  @Test func `names title and company, and quotes what answers the posting`() throws {
    let letter = try letter(posting: posting).json
    #expect(letter["subject"] == "Application for Loom *Engineer* at Weavers & Sons")
    #expect(
      letter["opening"]?["text"]
        == "I am applying for the position of Loom *Engineer* at Weavers & Sons.")
    #expect(letter["recipient"] == ["Weavers & Sons", "Leeds"])
    #expect(letter["date"]?["text"] == "May 1, 2024")
    let evidence = letter["evidence"]?.arrayValue?.first
    #expect(evidence?["place"] == "Engine Works")
    #expect(texts(evidence, "lines") == ["Wrote Kafka pipelines for 40 looms"])
    #expect(letter["signature"] == "Ada Byron")
  }

  @Test func `fills places in the applicant's paragraphs`() throws {
    let letter = try letter(posting: posting).json
    #expect(
      texts(letter, "paragraphs") == [
        "I have followed Weavers & Sons for years.", "Machines should explain themselves.",
        "Your office in Leeds is near my home.",
      ])
  }

  @Test func `leaves out a paragraph whose place the posting doesn't fill`() throws {
    let (letter, draft) = try letter(posting: "# Loom Engineer\n\nYou know Kafka.\n")
    #expect(texts(letter, "paragraphs") == ["Machines should explain themselves."])
    #expect(draft.unfilled.map(\.location.position.line) == [11, 13])
    #expect(letter["subject"] == "Application for Loom Engineer")
    #expect(letter["opening"]?["text"] == "I am applying for the position of Loom Engineer.")
  }

  @Test func `takes the posting's own paragraphs in place of the profile's`() throws {
    let own = posting.replacing("skills:", with: "letter: {paragraphs: [Only this.]}\nskills:")
    #expect(texts(try letter(posting: own).json, "paragraphs") == ["Only this."])
  }

  @Test func `loses evidence first and never its first paragraph`() throws {
    let draft = try letter(posting: posting).draft
    #expect(draft.leaveOrder == ["letter.3", "letter.2", "work-1.1"])
    let letter = try letter(posting: posting, dropped: 3).json
    #expect(letter["hasEvidence"] == false)
    #expect(texts(letter, "paragraphs").count == 1)
  }

  @Test func `quotes nothing where nothing is asked for`() throws {
    #expect(try letter(posting: posting, evidence: 0).json["hasEvidence"] == false)
  }

  @Test(arguments: [
    ("de", "hiermit bewerbe ich mich um die Stelle „Loom *Engineer*“ bei Weavers & Sons."),
    ("ja", "Weavers & SonsのLoom *Engineer*職に応募いたします。"),
  ])
  func `speaks the locale's language`(language: String, opening: String) throws {
    let letter = try letter(posting: posting, language: language).json
    #expect(letter["opening"]?["text"] == .string(opening))
  }

  @Test func `no text ends the script that holds the structured data`() {
    let header: JSONValue = ["name": "A</script><b>&\u{2028}", "label": "Cook"]
    let script = StructuredData(header: header, sections: []).script
    #expect(!script.contains("<") && !script.contains("\u{2028}"))
    #expect(
      script.hasPrefix(
        #"{"@context":"https://schema.org","@type":"Person","name":"A\u003c/script\u003e"#))
  }
}

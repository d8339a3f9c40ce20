import JSON
import PDFFile
import Testing

@testable import BespokeKit

@Suite struct ProvenanceTests {
  private static let whole = Provenance(
    variant: "ada/acme/resume-ats", profile: "ada", job: "acme", template: "ats",
    date: "2026-01-05", inputs: "cafe", commit: "a1")
  private static let redacted = Provenance(
    variant: nil, profile: nil, job: "acme", template: "ats", date: nil, inputs: "cafe",
    commit: nil)

  @Test(arguments: [whole, redacted]) func `comes back from properties and from JSON`(
    provenance: Provenance
  ) {
    #expect(Provenance(provenance.properties) == provenance)
    let document: JSONValue = [
      "metadata": [
        "profile": "ada", "job": "acme", "template": "ats",
        "date": provenance.date.map { .string($0) } ?? .null,
      ]
    ]
    let metadata = provenance.completing(document)["metadata"]
    #expect(metadata.flatMap { Provenance(metadata: $0) } == provenance)
  }

  @Test func `is none of what others write`() {
    #expect(Provenance([.init(name: "Title", value: "x")]) == nil)
    #expect(Provenance(metadata: ["job": "acme", "template": "ats"]) == nil)
  }

  @Test func `a redacted copy names no file`() {
    let document: JSONValue = [
      "sections": [["source": "content/profiles/ada.yaml:42"]], "metadata": ["profile": "ada"],
    ]
    let text = Self.redacted.completing(document).serialized()
    #expect(!text.contains("ada.yaml") && !text.contains("\"ada\""))
    #expect(text.contains("line 42"))
  }

  private static let log = [
    "", "20 c2", "\ncontent/jobs/acme.md", "", "20 b2", "\ntemplates/ats/style.css", "", "10 a1",
    "\ncontent/profiles/ada.yaml", "content/profiles/ada/note.txt", "",
  ].joined(separator: "\0")

  @Test(
    arguments: [
      (["content/profiles/ada.yaml"], [], "a1"),
      (["content/profiles/ada.yaml", "templates/ats/style.css"], [], "b2"),
      // Of two commits in one second the newer one.
      (["templates/ats/style.css", "content/jobs/acme.md"], [], "c2"),
      (["content/profiles/ada.yaml"], ["content/profiles/ada.yaml"], "a1+modified"),
      (["content/profiles/ada.yaml"], ["content/jobs/acme.md"], "a1"),
      (["content/profiles/ada.yaml"], ["bespoke.yaml"], "a1+modified"),
      (["content/profiles/ada.yaml", "content/new/x"], ["content/new/"], "a1+modified"),
      // A file that no commit holds, and nothing else.
      (["content/profiles/new.yaml"], [], nil),
      (["content/profiles/ada.yaml", "content/profiles/new.yaml"], [], "a1+modified"),
      // A folder is no file that was read.
      (["content/profiles/ada.yaml", "content/profiles/ada"], [], "a1+modified"),
    ] as [([String], [String], String?)]) func `names the last commit of what was read`(
      files: [String], changes: [String], commit: String?
    )
  {
    var answer = CommitHistory.Answer(dates: CommitDates(log: Array(Self.log.utf8)), head: "h")
    answer.changes = Set(changes)
    let origin = CommitOrigin(answer, named: [], foreign: [])
    #expect(origin.commit(of: Set(files)) == commit)
    answer.head = nil
    #expect(CommitOrigin(answer, named: [], foreign: []).commit(of: Set(files)) == nil)
  }

  @Test func `an edit of another's file asks nothing`() {
    var answer = CommitHistory.Answer(dates: CommitDates(), head: "h")
    let key = CommitOrigin(answer, named: [], foreign: ["b"]).key.map(\.value)
    answer.changes = ["b"]
    #expect(CommitOrigin(answer, named: [], foreign: ["b"]).key.map(\.value) == key)
    #expect(CommitOrigin(answer, named: [], foreign: []).key.map(\.value) != key)
  }
}

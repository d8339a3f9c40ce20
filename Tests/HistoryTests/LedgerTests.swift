import Diagnostics
import Files
import History
import JSON
import Testing

@Suite struct LedgerTests {
  static let path = RelativePath(literal: "history.jsonl")

  static func analysis(
    _ profile: String = "ada", _ job: String = "acme", content: String = "1",
    posting: String = "p", score: Double? = 50, missing: [String] = [], partial: [String] = [],
    components: [(name: String, score: Double)] = [], date: String? = "2026-01-05"
  ) -> LedgerEntry {
    LedgerEntry(
      .analysis(
        LedgerEntry.Analysis(
          profile: profile, job: job, version: "",
          content: LedgerEntry.ContentState(profile: content, job: posting, lexicon: ""),
          score: score, components: components, missing: missing, partial: partial, session: nil)),
      date: date)
  }

  static func sent(_ hash: String, at time: String) -> LedgerEntry {
    LedgerEntry(
      .sent(
        LedgerEntry.Sent(
          path: "ada/acme/resume.pdf", sha256: hash, commit: "c0ffee", isDirty: true,
          target: "site", time: time)), date: nil)
  }

  func read(_ text: String) -> (ledger: Ledger, problems: [String]) {
    var problems: [Diagnostic] = []
    let files = MemoryFileSystem([("history.jsonl", text)])
    let ledger = Ledger(reading: Self.path, in: files, into: &problems)
    return (ledger, problems.map(\.message))
  }

  @Test func `reads what it wrote`() {
    let lines = [
      Self.analysis(missing: ["a \"b\""], components: [("skills", 12.5)]),
      Self.analysis(score: nil, date: nil), Self.sent("ab", at: "2026-01-05T10:00:00.000Z"),
      LedgerEntry(
        .applicant(LedgerEntry.Applicant(hash: "ff", session: "march", score: 3)), date: nil),
    ].map(\.line)
    let again = lines.map { LedgerEntry(line: Array($0.utf8))?.line }
    #expect(again == lines)
  }

  @Test(arguments: ["1e300", "-1", "100.1", "1e999"])
  func `a score that is none makes a line that can't be read`(score: String) {
    let line = Self.analysis(score: 50).line
    #expect(LedgerEntry(line: Array(line.utf8)) != nil)
    let changed = line.replacing("\"score\":50", with: "\"score\":\(score)")
    #expect(changed != line)
    #expect(LedgerEntry(line: Array(changed.utf8)) == nil)
  }

  @Test func `an analysis counts once for its content, whatever its date and score`() {
    var ledger = Ledger()
    let isNew = [
      Self.analysis(score: 1, date: "2026-01-05"), Self.analysis(score: 2, date: "2026-02-05"),
      Self.analysis(content: "2"), Self.analysis("bob"),
    ].map { ledger.insert($0) }
    #expect(isNew == [true, false, true, true])
  }

  @Test func `the same bytes may be sent twice`() {
    var ledger = Ledger()
    let lines = [
      Self.sent("ab", at: "1"), Self.sent("cd", at: "2"), Self.sent("ab", at: "3"),
      Self.sent("ab", at: "3"),
    ]
    let isNew = lines.map { ledger.insert($0) }
    #expect(isNew == [true, true, true, false])
  }

  @Test func `two branches merge by taking all lines in any order`() {
    let (a, b, c) = (
      Self.analysis().line, Self.analysis(content: "2").line, Self.analysis("bob").line
    )
    let one = read([a, b, c].joined(separator: "\n") + "\n").ledger
    let other = read([c, a, a, b].joined(separator: "\r\n")).ledger
    #expect(Set(one.entries.map(\.line)) == Set(other.entries.map(\.line)))
    #expect(other.entries.count == 3)
  }

  @Test func `a line that a kill cut anywhere is passed over and the rest is read`() {
    let line = Self.analysis().line
    let good = Self.analysis("bob").line
    for length in 1..<line.utf8.count {
      let cut = String(decoding: Array(line.utf8).prefix(length), as: UTF8.self)
      let (ledger, problems) = read(good + "\n" + cut)
      #expect(ledger.entries.count == 1)
      #expect(problems.count == 1)
    }
  }

  @Test func `marks of a conflict are passed over`() {
    let line = Self.analysis().line
    let (ledger, problems) = read("<<<<<<< HEAD\n\(line)\n=======\n>>>>>>> topic\n")
    #expect(ledger.entries.count == 1)
    #expect(problems == ["line 1 and 2 more of the ledger can't be read and is passed over"])
  }

  @Test func `an append after a cut line keeps both apart`() throws {
    let files = MemoryFileSystem([("history.jsonl", "{\"id\":\"half")])
    try Ledger.append([Self.analysis()], to: Self.path, in: files)
    var problems: [Diagnostic] = []
    let ledger = Ledger(reading: Self.path, in: files, into: &problems)
    #expect(ledger.entries.count == 1)
    #expect(problems.count == 1)
  }
}

@Suite struct ScoreSeriesTests {
  func series(_ entries: LedgerEntry...) -> [ScoreSeries] {
    var ledger = Ledger()
    for entry in entries { _ = ledger.insert(entry) }
    return ScoreSeries.all(in: ledger)
  }

  @Test func `says what moved a score`() throws {
    let series = series(
      LedgerTests.analysis(
        content: "2", score: 62.3, partial: ["Go"], components: [("skills", 70)],
        date: "2026-02-01"),
      LedgerTests.analysis(
        content: "1", score: 50, missing: ["Kafka", "Go"], components: [("skills", 40.02)],
        date: "2026-01-01"))
    #expect(
      series.map(\.text) == [
        """
        ada → acme
          2026-01-01   50.0
          2026-02-01   62.3  +12.3
                      edited: profile
                      skills +30.0
                      Kafka: missing → met
                      Go: missing → partial

        """
      ])
  }

  @Test func `an edited posting loses no requirement`() throws {
    let series = series(
      LedgerTests.analysis(posting: "p", missing: ["Kafka"]),
      LedgerTests.analysis(posting: "q", missing: ["Rust"]))
    let change = try #require(series.first?.points.last?.change)
    #expect(change.edited == ["posting"])
    #expect(change.requirements.isEmpty)
  }

  @Test func `general has no score`() {
    let series = series(LedgerTests.analysis("ada", "general", score: nil, date: nil))
    #expect(series.map(\.text) == ["ada → general\n  no date         –\n"])
  }
}

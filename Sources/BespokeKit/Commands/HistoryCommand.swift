import Arguments
import Diagnostics
import Files
import History
import JSON

extension CommandTable {
  static let session = Option(
    "session", .text, "NAME", "Name under which the ledger keeps the analyses of this build")
  static let historyProfile = Option("profile", .text, "NAME", "Of this profile only")
  static let historyJob = Option("job", .text, "NAME", "For this posting only, or 'general'")
  static let historySession = Option("session", .text, "NAME", "Of builds of this name only")
  static let sent = Option.flag("sent", "List what was published: when, which bytes, which commit")

  static let history = Command(
    "history", "Show scores over time and what moved them, or what was sent",
    discussion: """
      Every analysis of a profile for a posting is kept once, in .bespoke/history.jsonl or, with \
      'history: kept' in bespoke.yaml, in content/history.jsonl.
      """,
    options: [historyProfile, historyJob, historySession, sent, json])
}

/// `bespoke history`.
enum HistoryCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    var problems: [Diagnostic] = []
    guard let project = parsed.project(tellingOn: console) else { return .usage }
    let ledger = ProjectLedger(project: project, isKept: false).read(into: &problems)
    console.report(problems)
    let filter = HistoryFilter(parsed)
    if parsed.has(CommandTable.sent) {
      tell(ledger.sent.filter(filter.admits), parsed)
    } else {
      tell(filter.series(of: ledger), filter.applicants(of: ledger), parsed)
    }
    return .success
  }

  private static func tell(
    _ series: [ScoreSeries], _ applicants: [(date: String?, applicant: LedgerEntry.Applicant)],
    _ parsed: ParsedArguments
  ) {
    guard !parsed.has(CommandTable.json) else {
      let json: JSONValue = [
        "series": .array(series.map(\.json)),
        "applicants": .array(
          applicants.map { date, applicant in
            [
              "date": date.map { .string($0) } ?? .null, "hash": .string(applicant.hash),
              "session": .string(applicant.session), "score": .decimal(applicant.score),
            ]
          }),
      ]
      StandardStream.output.write(json.serialized(indented: true) + "\n")
      return
    }
    let lines = applicants.map { date, applicant in
      "\(date ?? "no date   ")  \(applicant.session)  \(applicant.hash.prefix(12))  "
        + "\(Int(applicant.score.rounded()))\n"
    }
    let text = (series.map(\.text) + lines).joined()
    write(text.isEmpty ? "nothing was analysed yet\n" : text)
  }

  private static func tell(_ sent: [LedgerEntry.Sent], _ parsed: ParsedArguments) {
    guard !parsed.has(CommandTable.json) else {
      let json: JSONValue = ["sent": .array(sent.map(\.json))]
      StandardStream.output.write(json.serialized(indented: true) + "\n")
      return
    }
    let lines = sent.map { sent in
      let commit =
        (sent.commit.map { String($0.prefix(12)) } ?? "no commit") + (sent.isDirty ? "+" : "")
      return "\(sent.time)  \(sent.sha256.prefix(12))  \(commit)  \(sent.path) → \(sent.target)"
        + (sent.isWithdrawn ? "  withdrawn" : "") + "\n"
    }
    write(lines.isEmpty ? "nothing was sent yet\n" : lines.joined())
  }

  private static func write(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    StandardStream.output.write(lines.map { printable(String($0)) }.joined(separator: "\n"))
  }
}

extension LedgerEntry.Sent {
  var json: JSONValue {
    [
      "time": .string(time), "path": .string(path), "sha256": .string(sha256),
      "commit": commit.map { .string($0) } ?? .null, "dirty": .bool(isDirty),
      "to": .string(target), "withdrawn": .bool(isWithdrawn),
    ]
  }
}

/// Which lines of the ledger are asked for.
struct HistoryFilter {
  let profile: String?
  let job: String?
  let session: String?

  init(_ parsed: ParsedArguments) {
    profile = parsed.value(of: CommandTable.historyProfile)
    job = parsed.value(of: CommandTable.historyJob)
    session = parsed.value(of: CommandTable.historySession)
  }

  /// What moved a score is told against the analysis before, of whichever session.
  func series(of ledger: Ledger) -> [ScoreSeries] {
    ScoreSeries.all(in: ledger).compactMap { series in
      guard profile == nil || series.profile == profile, job == nil || series.job == job else {
        return nil
      }
      var series = series
      if let session { series.points.removeAll { $0.analysis.session != session } }
      return series.points.isEmpty ? nil : series
    }
  }

  func applicants(of ledger: Ledger) -> [(date: String?, applicant: LedgerEntry.Applicant)] {
    guard profile == nil, job == nil else { return [] }
    return ledger.applicants.filter { session == nil || $0.applicant.session == session }
  }

  /// Published files stand below `profile/job/`.
  func admits(_ sent: LedgerEntry.Sent) -> Bool {
    let names = sent.path.split(separator: "/").map(String.init)
    return (profile == nil || names.first == profile)
      && (job == nil || names.count > 2 && names[1] == job)
  }
}

import Arguments
import BuildGraph
import Diagnostics
import Files
import JSON
import Matching
import Profiles

extension CommandTable {
  static let rankedProfile = Positional("PROFILE", "A profile's name", .optional)
  static let rankedJob = Positional("JOB", "A posting's name", .optional)
  static let all = Option.flag("all", "Score every profile for every posting")
  static let rankJSON = Option.flag("json", "Print the report, or the matrix, as JSON")

  static let rank = Command(
    "rank", "Say how a profile answers a posting, and why",
    discussion: """
      Prints each requirement of the posting beside the lines of the profile that answer it, what \
      is missing, and what to write. With --all a table of scores.
      """,
    positionals: [rankedProfile, rankedJob], options: [all, rankJSON])
}

/// `bespoke rank PROFILE JOB` and `bespoke rank --all`.
struct RankCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    var problems: [Diagnostic] = []
    guard let files = parsed.project(tellingOn: console) else { return .usage }
    let listing = ContentListing(files, into: &problems)
    let content = RankedContent(
      loader: ContentLoader(files, listing: listing), listing: listing,
      today: today(files, &problems))
    let code = parsed.has(CommandTable.all) ? matrix(content, &problems) : pair(content, &problems)
    console.report(problems)
    return code == .success && problems.contains { $0.severity == .error } ? .failure : code
  }

  /// The dates that a build goes by; what git said is read where a build kept it.
  private func today(_ files: DiskFileSystem, _ problems: inout [Diagnostic]) -> Today {
    if let fixed = environmentDate { return Today(fixed: fixed) }
    var settings = BuildSettings(project: files)
    settings.isDryRun = true
    guard let host = try? DiskFileSystem.host() else { return Today() }
    return Today(commits: CommitHistory(files, settings).answer(host, into: &problems).dates)
  }

  // MARK: One pair

  private func pair(_ content: RankedContent, _ problems: inout [Diagnostic]) -> ExitCode {
    let names = [CommandTable.rankedProfile, CommandTable.rankedJob]
      .compactMap { parsed.word(at: $0) }
    guard names.count == 2 else {
      problems.append(
        .error(
          "missing-argument", "a profile and a posting are needed",
          help: "write 'bespoke rank PROFILE JOB', or 'bespoke rank --all'"))
      return .usage
    }
    let profile = content.find(names[0], among: content.listing.profiles.map(\.id), "profile")
    let job = content.find(names[1], among: content.listing.jobs.map(\.id), "job")
    problems += profile.problems + job.problems
    guard let profileID = profile.id, let jobID = job.id else { return .usage }
    guard let match = content.match(profileID, jobID, into: &problems) else { return .failure }
    if parsed.has(CommandTable.rankJSON) {
      StandardStream.output.write(match.json.serialized(indented: true) + "\n")
    } else {
      let columns = StandardStream.output.columns ?? 100
      StandardStream.output.write(ReportText(match, columns: columns).text)
    }
    return .success
  }

  // MARK: All pairs

  private func matrix(_ content: RankedContent, _ problems: inout [Diagnostic]) -> ExitCode {
    let matrix = content.matrix(into: &problems)
    if parsed.has(CommandTable.rankJSON) {
      StandardStream.output.write(matrix.json.serialized(indented: true) + "\n")
    } else {
      StandardStream.output.write(matrix.text)
    }
    return .success
  }
}

/// Profiles and postings as `rank` reads them.
struct RankedContent {
  let loader: ContentLoader
  let listing: ContentListing
  let today: Today

  /// The id that a word of the command line names: an id, or the path of its file.
  func find(
    _ word: String, among ids: [String], _ noun: String
  ) -> (id: String?, problems: [Diagnostic]) {
    let stem = (word.split(separator: "/").last ?? "").split(separator: ".").first.map(String.init)
    if let id = [word, stem ?? word].first(where: ids.contains) { return (id, []) }
    let known = ids.isEmpty ? "there are none" : "there are \(ids.joined(separator: ", "))"
    let problem = Diagnostic.error(
      "unknown-\(noun)", "no \(noun) is called '\(word)'", help: didYouMean(word, in: ids) ?? known)
    return (nil, [problem])
  }

  func match(
    _ profileID: String, _ jobID: String, into problems: inout [Diagnostic]
  ) -> RankedPair? {
    guard let profile = profile(profileID, into: &problems),
      let source = listing.jobs.first(where: { $0.id == jobID }),
      let job = loader.job(source, into: &problems)
    else { return nil }
    let matcher = Matcher(lexicon: lexicon(into: &problems))
    return match(profile, job, matcher, into: &problems)
  }

  func matrix(into problems: inout [Diagnostic]) -> ScoreMatrix {
    let matcher = Matcher(lexicon: lexicon(into: &problems))
    let jobs = listing.jobs.compactMap { loader.job($0, into: &problems) }
    let profiles = listing.profiles.compactMap { profile($0.id, into: &problems) }
    var reports: [[MatchReport]] = []
    for profile in profiles {
      // Pairs resolve the same profile: what is wrong with it is said once.
      var first: [Diagnostic] = []
      var others: [Diagnostic] = []
      reports.append(
        jobs.enumerated().map { index, job in
          index == 0
            ? match(profile, job, matcher, into: &first).report
            : match(profile, job, matcher, into: &others).report
        })
      problems += first
    }
    return ScoreMatrix(profiles: profiles.map(\.id), jobs: jobs.map(\.id), reports: reports)
  }

  /// As a build of the plain version does it: the posting's audience chooses, git says the date.
  private func match(
    _ whole: Profile, _ job: Job, _ matcher: Matcher, into problems: inout [Diagnostic]
  ) -> RankedPair {
    let profile = whole.resolved(
      Profiles.Variant(audience: job.audience.value), into: &problems)
    let date = today.date(
      listing.profiles.first { $0.id == whole.id }, job: listing.jobs.first { $0.id == job.id })
    let report = matcher.match(profile, job, today: months(date) ?? profile.latestMonth)
    return RankedPair(profile: profile, job: job, report: report)
  }

  private func profile(_ id: String, into problems: inout [Diagnostic]) -> Profile? {
    guard let source = listing.profiles.first(where: { $0.id == id }) else { return nil }
    return loader.profile(source, into: &problems)
  }

  private func lexicon(into problems: inout [Diagnostic]) -> Lexicon {
    Lexicon.standard(with: loader.lexicon(into: &problems))
  }
}

/// A profile, a posting and what matching says of them.
struct RankedPair {
  let profile: Profile
  let job: Job
  let report: MatchReport

  var json: JSONValue {
    guard case .object(let members) = report.json else { return .null }
    let head: [JSONValue.Member] = [
      .init("profile", .string(profile.id)), .init("job", .string(job.id)),
    ]
    return .object(head + members)
  }
}

/// Scores of all profiles (rows) for all postings (columns).
struct ScoreMatrix {
  let profiles: [String]
  let jobs: [String]
  let reports: [[MatchReport]]

  var json: JSONValue {
    [
      "profiles": .array(profiles.map { .string($0) }), "jobs": .array(jobs.map { .string($0) }),
      "scores": .array(
        reports.map { row in .array(row.map { .decimal($0.overallScore, digits: 6) }) }),
      "confidence": .array(
        reports.map { row in .array(row.map { .string($0.confidence.level.rawValue) }) }),
    ]
  }

  /// A row for each posting, a column for each profile; `?` marks what was hard to read.
  var text: String {
    let first = max(3, jobs.map(\.count).max() ?? 0)
    var lines = [
      String(repeating: " ", count: first) + profiles.map { "  " + printable($0) }.joined()
    ]
    for (column, job) in jobs.enumerated() {
      var line = printable(job) + String(repeating: " ", count: max(0, first - job.count))
      for (row, profile) in profiles.enumerated() {
        let report = reports[row][column]
        let mark = report.confidence.level == .low ? "?" : " "
        let cell = "\(Int(report.overallScore.rounded()))" + mark
        line += "  " + String(repeating: " ", count: max(0, profile.count - cell.count)) + cell
      }
      lines.append(line)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

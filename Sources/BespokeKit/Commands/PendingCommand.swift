import Arguments
import BuildGraph
import Diagnostics
import Files
import History
import JSON
import Profiles

extension CommandTable {
  static let pending = Command(
    "pending", "List what has not been analysed for a posting in its present form",
    discussion: """
      Compares the files of each profile and posting that bespoke.yaml asks for with the ledger. \
      'build' analyses what is listed.
      """,
    options: [historyProfile, historyJob, json])
}

/// `bespoke pending`.
enum PendingCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    do throws(FileError) {
      let project = try parsed.project()
      var problems: [Diagnostic] = []
      let pairs = AnalysisPairs(project, parsed, into: &problems)
      let ledger = ProjectLedger(project: project, isKept: false).read(into: &problems)
      guard let pairs else {
        console.report(problems)
        return .failure
      }
      if let problem = pairs.unknownName(parsed) {
        console.report(problems + [problem])
        return .usage
      }
      tell(pairs.pending(ledger), parsed)
      console.report(problems)
      return problems.hasErrors ? .failure : .success
    } catch {
      console.report([error.diagnostic()])
      return .usage
    }
  }

  private static func tell(_ pending: [AnalysisPairs.Pending], _ parsed: ParsedArguments) {
    guard !parsed.has(CommandTable.json) else {
      let json: JSONValue = ["pending": .array(pending.map(\.json))]
      StandardStream.output.write(json.serialized(indented: true) + "\n")
      return
    }
    let lines = pending.map { pending in
      let version = pending.version.isEmpty ? "" : " (\(pending.version))"
      return printable("\(pending.profile)/\(pending.job)\(version): \(pending.reason)") + "\n"
    }
    StandardStream.output.write(lines.isEmpty ? "nothing is pending\n" : lines.joined())
  }
}

/// The profiles and postings that the configuration brings together, as they are now.
struct AnalysisPairs {
  struct Pending {
    var profile: String
    var job: String
    var version: String
    var reason: String

    var json: JSONValue {
      [
        "profile": .string(profile), "job": .string(job),
        "version": version.isEmpty ? .null : .string(version), "reason": .string(reason),
      ]
    }
  }

  /// One for each analysis that a build makes; no state where something can't be read.
  private var pairs: [(variant: Variant, content: AnalysedContent?)] = []
  private var profiles: Set<String> = []
  private var jobs: Set<String> = []

  /// Nil where nothing can be planned.
  init?(
    _ project: DiskFileSystem, _ parsed: ParsedArguments, into problems: inout [Diagnostic]
  ) {
    let planner = BuildPlanner(
      overrides: BuildPlanner.Overrides(), today: "1970-01-01", fonts: FontSource(project))
    var graph = Graph()
    guard let plan = try? planner.plan(&graph, project) else {
      problems += graph.diagnostics
      return nil
    }
    var unheard: [Diagnostic] = []
    let listing = ContentListing(project, into: &unheard)
    let loader = ContentLoader(
      project, listing: listing, limit: plan.config.limits.fileSize.value << 20)
    let lexicon = listing.lexicon.flatMap { try? project.read($0) }
    let (profile, job) = (
      parsed.value(of: CommandTable.historyProfile), parsed.value(of: CommandTable.historyJob)
    )
    var read: [String: Profile?] = [:]
    var postings: [String: Job?] = [:]
    var seen: Set<String> = []
    for variant in plan.variants where seen.insert(variant.matchID).inserted {
      profiles.insert(variant.profile)
      jobs.insert(variant.job)
      guard profile == nil || variant.profile == profile, job == nil || variant.job == job else {
        continue
      }
      let person =
        read[variant.profile] ?? Self.profile(variant.profile, loader, into: &problems)
      read[variant.profile] = .some(person)
      let posting = postings[variant.job] ?? Self.job(variant.job, loader, into: &problems)
      postings[variant.job] = .some(posting)
      pairs.append((variant, Self.content(variant, person, posting, lexicon)))
    }
  }

  /// What an analysis rests on; nil where a part of it can't be read.
  private static func content(
    _ variant: Variant, _ profile: Profile?, _ posting: Job?, _ lexicon: [UInt8]?
  ) -> AnalysedContent? {
    guard let profile, posting != nil || !variant.isTailored else { return nil }
    return AnalysedContent(
      profile, posting, lexicon: variant.isTailored ? lexicon : nil, variant)
  }

  private static func profile(
    _ id: String, _ loader: ContentLoader, into problems: inout [Diagnostic]
  ) -> Profile? {
    var found: [Diagnostic] = []
    let source = loader.listing.profiles.first { $0.id == id }
    let profile = source.flatMap { loader.profile($0, into: &found) }
    // Warnings are the build's to tell.
    problems += found.filter { $0.severity == .error }
    return profile
  }

  private static func job(
    _ id: String, _ loader: ContentLoader, into problems: inout [Diagnostic]
  ) -> Job? {
    var found: [Diagnostic] = []
    let source = loader.listing.jobs.first { $0.id == id }
    let job = source.flatMap { loader.job($0, into: &found) }
    problems += found.filter { $0.severity == .error }
    return job
  }

  /// A name of the command line that no build has anything for.
  func unknownName(_ parsed: ParsedArguments) -> Diagnostic? {
    for (option, noun, known) in [
      (CommandTable.historyProfile, "profile", profiles), (CommandTable.historyJob, "job", jobs),
    ] {
      guard let name = parsed.value(of: option), !known.contains(name) else { continue }
      return .error(
        "unknown-\(noun)", "no \(noun) of a build is called '\(name)'",
        help: didYouMean(name, in: known.sorted())
          ?? "there are \(known.sorted().joined(separator: ", "))")
    }
    return nil
  }

  /// What the ledger lacks, with what has changed since it was analysed last.
  func pending(_ ledger: Ledger) -> [Pending] {
    let known = ScoreSeries.all(in: ledger)
    return pairs.compactMap { variant, content in
      var pending = Pending(
        profile: variant.profile, job: variant.job, version: variant.version,
        reason: "can't be read")
      guard let content else { return pending }
      let series = known.first {
        $0.profile == variant.profile && $0.job == variant.job && $0.version == variant.version
      }
      guard let series, let last = series.points.last?.analysis.content else {
        pending.reason = "never analysed"
        return pending
      }
      if series.points.contains(where: { $0.analysis.content == content.state }) { return nil }
      let edited = [
        ("profile", last.profile != content.state.profile),
        ("posting", last.job != content.state.job),
        ("lexicon", last.lexicon != content.state.lexicon),
      ].filter(\.1).map(\.0)
      pending.reason = "\(edited.joined(separator: " and ")) changed since"
      return pending
    }
  }
}

import Diagnostics
import Files
import JSON
import Matching
import Profiles

/// Scoring 40 lines of a profile against a posting, in processor time.
enum MatchingFigures {
  static let all = [
    Figure("score 40 lines / rank_bm25", against: "rank_bm25, read before", aim: .timesLess(30)) {
      bench in
      let pair = try Pair(bench)
      let matcher = Matcher()
      let (items, posting) = (matcher.prepare(pair.items), matcher.prepare(pair.posting))
      return Figure.Costs(
        ours: try bench.processorTime(rounds: 2000) { _ in
          try pair.check(matcher.rank(items, for: posting))
        },
        peers: try pair.peer(bench, "score"))
    },
    Figure("read and score 40 lines / rank_bm25", against: "rank_bm25", aim: .timesLess(1)) {
      bench in
      let pair = try Pair(bench)
      let matcher = Matcher()
      return Figure.Costs(
        ours: try bench.processorTime(rounds: 500) { _ in
          try pair.check(matcher.rank(pair.items, for: pair.posting))
        },
        peers: try pair.peer(bench, "read"))
    },
  ]

  /// The shipped engineer and a posting for him.
  private struct Pair {
    let items: [MatchItem]
    let posting: Posting

    private static let count = 40

    init(_ bench: Bench) throws {
      var problems: [Diagnostic] = []
      let profile = "content/profiles/daniel-okafor.yaml"
      let job = "content/jobs/helix-site-reliability-lead.md"
      guard
        let profile = ContentLoader.profile(
          SourceFile(path: profile, text: try bench.read("\(bench.root)/\(profile)")),
          into: &problems),
        let job = JobDecoder.decode(
          SourceFile(path: job, text: try bench.read("\(bench.root)/\(job)")), id: "helix",
          into: &problems)
      else { throw BenchError("the shipped content cannot be read") }
      items = Array(MatchItem.items(of: profile).prefix(Self.count))
      posting = Posting(job: job)
      guard items.count == Self.count else { throw BenchError("the profile has too few lines") }
    }

    func check(_ scores: [Double]) throws {
      guard scores.count == items.count, scores.contains(where: { $0 > 0 }) else {
        throw BenchError("nothing was scored")
      }
    }

    func peer(_ bench: Bench, _ part: String) throws -> Double {
      let task: JSONValue = [
        "items": .array(items.map { .string($0.quote) }),
        "lines": .array(([posting.title] + posting.lines.map(\.text)).map { .string($0) }),
      ]
      let files = try bench.folder("matching")
      _ = try files.write(
        Array(task.serialized().utf8), to: RelativePath("task.json"), options: [])
      return try bench.python(
        "bm25.py", [files.rootPath + "/task.json", part, String(bench.rounds(200))])
    }
  }
}

import Diagnostics
import Files
import History
import Matching
import Profiles

/// What an analysis rests on: the files of a profile and those of the profiles below it, a posting,
/// the user's own skills, and which version of the profile is meant.
struct AnalysedContent {
  let profile: String
  let job: String
  let version: String
  let state: LedgerEntry.ContentState

  init(_ profile: Profile, _ job: Job?, lexicon: [UInt8]?, _ variant: Variant) {
    self.profile = profile.id
    self.job = job?.id ?? Variant.generalJob
    version = variant.version
    var hasher = ContentHasher()
    for file in profile.sources { hasher.update(field: file.bytes) }
    state = LedgerEntry.ContentState(
      profile: hasher.finish().hexadecimal,
      job: job.map { ContentHash(of: $0.file.bytes).hexadecimal } ?? "",
      lexicon: lexicon.map { ContentHash(of: $0).hexadecimal } ?? "")
  }
}

extension Variant {
  /// Which version of the profile it shows, for people; empty for all of it.
  var version: String {
    [
      ("audience", audience.joined(separator: ",")), ("exclude", exclude.joined(separator: ",")),
      ("redact", redact.map(\.rawValue).joined(separator: ",")), ("locale", locale),
    ].filter { !$0.1.isEmpty }.map { "\($0.0)=\($0.1)" }.joined(separator: " ")
  }
}

extension LedgerEntry {
  init(_ match: BuildSteps.Match, of content: AnalysedContent, date: String?) {
    let requirements = match.report?.requirements ?? []
    func texts(_ status: MatchReport.Status) -> [String] {
      requirements.filter { $0.status == status }.map { $0.requirement.text.shortened }
    }
    let components = match.report?.components ?? []
    self.init(
      .analysis(
        Analysis(
          profile: content.profile, job: content.job, version: content.version,
          content: content.state, score: match.report?.overallScore,
          components: components.compactMap { component in
            component.score.map { (component.name, $0) }
          },
          missing: texts(.missing), partial: texts(.partial), session: nil)),
      date: date)
  }
}

extension String {
  /// Long requirements are told apart by their beginning.
  fileprivate var shortened: String { count <= 120 ? self : prefix(119) + "…" }
}

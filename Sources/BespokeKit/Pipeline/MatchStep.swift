import BuildGraph
import Diagnostics
import Documents
import Files
import History
import Matching
import Profiles
import Rewriting

extension BuildSteps {
  /// The step that all variants of one selection share; nil where the profile or posting isn't there.
  mutating func match(_ variant: Variant, _ graph: inout Graph) -> Step<Match>? {
    let id = "match " + variant.matchID
    if let step = matches[id] { return step }
    guard let profile = profile(variant.profile, &graph) else { return nil }
    var needs: [any StepReference] = [profile]
    var job: Step<Job>?
    if variant.isTailored {
      job = self.job(variant.job, &graph)
      guard let job else { return nil }
      needs.append(job)
    }
    let lexicon = variant.isTailored ? lexicon(&graph) : nil
    if let lexicon { needs.append(lexicon) }
    let today = date(of: variant)
    let analysis = Analysis(
      variant: variant, today: today, languages: listing.locales.map(\.id),
      lexiconFile: variant.isTailored ? listing.lexicon : nil, analyses: analyses)
    let step = graph.add(
      id, name: "match",
      key: stepKey(
        "match", version: 3,
        [
          ("choice of content", variant.selection), ("date", today ?? ""),
          ("languages", analysis.languages.joined(separator: ",")),
        ]),
      needs: needs, choices: locales, value: Match.kind
    ) { [job, locales, lexicon] context in
      try analysis.match(
        context.value(of: profile), job.map { try context.value(of: $0) },
        lexicon.map { try context.value(of: $0) }, context
      ) { try context.value(of: locales[$0]) }
    }
    matches[id] = step
    return step
  }
}

/// How one selection of a profile is held against a posting.
private struct Analysis: Sendable {
  let variant: Variant
  let today: String?
  /// Tags of the project's own locales.
  let languages: [String]
  /// The user's own skills, which the ledger tells apart by content.
  let lexiconFile: RelativePath?
  let analyses: AnalysisBox?

  func match(
    _ profile: Profile, _ posting: Job?, _ skills: Lexicon?, _ context: StepContext,
    ownLocale: (Int) throws -> Locale
  ) throws -> BuildSteps.Match {
    let tag = variant.locale.isEmpty ? profile.metadata.language : variant.locale
    let locale =
      switch tag.flatMap({ LocaleChoice($0, among: languages) }) {
      case .custom(let index): try ownLocale(index)
      case .builtIn(let locale): locale
      case nil: unknownLanguage(tag, of: profile, context)
      }
    var match = matching(variant, profile, locale, posting, skills, today, context)
    let lexicon = try lexiconFile.map { try context.files.read($0) }
    let content = AnalysedContent(profile, posting, lexicon: lexicon, variant)
    analyses?.note(LedgerEntry(match, of: content, date: today))
    if posting != nil {
      var problems: [Diagnostic] = []
      let check = FactCheck(lexicon: skills ?? .standard)
      match.applyRewrites(context.files, of: profile, check, into: &problems)
      context.report(problems)
    }
    return match
  }
}

/// What a profile is set in that names no language, or one that there are no words for.
private func unknownLanguage(
  _ tag: String?, of profile: Profile, _ context: StepContext
) -> Locale {
  if let tag {
    context.report(
      .warning(
        "unknown-locale", "no locale '\(tag)', the language of this profile; titles are English",
        path: profile.file.path, help: "add content/locales/\(tag).yaml"))
  }
  return .standard
}

/// Resolves a profile and scores it against a posting, by the user's own skills too.
private func matching(
  _ variant: Variant, _ whole: Profile, _ locale: Locale, _ job: Job?, _ lexicon: Lexicon?,
  _ today: String?, _ context: StepContext
) -> BuildSteps.Match {
  var problems: [Diagnostic] = []
  defer { context.report(problems) }
  var profile = whole.resolved(
    Profiles.Variant(
      audience: variant.audience, exclude: variant.exclude, redact: variant.redact,
      locale: variant.locale.isEmpty ? nil : locale), into: &problems)
  if let problem = profile.pictureProblem(context.files) {
    problems.append(problem)
    profile.basics.image = nil
  }
  var match = BuildSteps.Match(profile: profile, locale: locale, job: job)
  let month = months(today) ?? profile.latestMonth
  if let job {
    // Made only here: the lexicon's tables take longer than all else that a general resume needs.
    let matcher = Matcher(lexicon: lexicon ?? .standard)
    let report = matcher.match(profile, job, today: month)
    match.dropOrder = report.fitOrder(in: profile)
    match.report = report
  } else {
    match.dropOrder = MatchReport.generalOrder(of: profile, today: month).inFitOrder(of: profile)
  }
  return match
}

/// Months since year 0 of an ISO date.
func months(_ date: String?) -> Int? {
  let parts = (date ?? "").split(separator: "-").compactMap { Int($0) }
  return parts.count >= 2 ? parts[0] * 12 + parts[1] - 1 : nil
}

extension Profile {
  /// The latest month that the profile names, for want of a "today".
  var latestMonth: Int {
    let entries = sections.flatMap(\.entries).flatMap { [$0] + $0.positions }
    return entries.flatMap { [$0.start, $0.end, $0.date] }.compactMap { $0?.months }.max() ?? 0
  }
}

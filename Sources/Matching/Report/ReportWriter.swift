import Diagnostics
import Profiles

/// Puts a report together from an assessment.
struct ReportWriter {
  let assessment: Assessment
  let posting: Posting
  let matcher: Matcher
  let today: Int
  let usesIntroduction: Bool
  /// nil where only items are known.
  var profile: Profile?

  func report() -> MatchReport {
    let all = assessment.results()
    let results = all.filter { !$0.requirement.aspect.isCondition }
    let conditions = all.filter(\.requirement.aspect.isCondition).map(condition)
    let listed = listedOnly(results)
    let components = Components(
      assessment: assessment, posting: posting, matcher: matcher, today: today
    ).all()
    let order = choice()
    return MatchReport(
      overallScore: components.reduce(0) { $0 + $1.contribution }, components: components,
      requirements: results, conditions: conditions, listedOnly: listed,
      concerns: concerns(results) + unstated(conditions),
      recommendations: recommendations(results, listed), items: ranked(order),
      dropOrder: dropOrder(order), atsChecks: checks(), confidence: confidence())
  }

  private func checks() -> [MatchReport.ATSCheck] {
    guard let profile else { return [] }
    return ATSChecks(
      profile: profile, items: assessment.items, assessment: assessment, posting: posting,
      today: today
    ).all()
  }

  // MARK: Conditions

  /// Where the profile states a condition: the same kind of words for a permit, the place itself
  /// for a place.
  private func condition(_ result: MatchReport.RequirementResult) -> MatchReport.Condition {
    var statement: MatchReport.Evidence?
    if result.requirement.aspect == .permit {
      let item = assessment.items.first { item in
        let tokens = Tokenizer.tokenize(item.quote).tokens
        return (PostingWords.shared.cues(in: tokens[...])[.permit] ?? 0) > 0
      }
      statement = item.map {
        MatchReport.Evidence(
          id: $0.id, source: $0.source, quote: $0.quote, score: 1, factor: 1, terms: [])
      }
    } else {
      statement = place(in: result.requirement.text)
    }
    return MatchReport.Condition(requirement: result.requirement, statement: statement)
  }

  private func place(in text: String) -> MatchReport.Evidence? {
    guard let location = profile?.basics.location else { return nil }
    let asked = Set(Tokenizer.tokenize(text).tokens.filter { !$0.isStopWord }.map(\.surface))
    let held = [location.city, location.region, location.countryCode].compactMap { $0 }
    let match = held.first { part in
      let tokens = Tokenizer.tokenize(part.value).tokens
      return !tokens.isEmpty && tokens.allSatisfy { asked.contains($0.surface) }
    }
    return match.map {
      MatchReport.Evidence(
        id: "location", source: $0.location.lineReference, quote: $0.value, score: 1, factor: 1,
        terms: [])
    }
  }

  private func unstated(_ conditions: [MatchReport.Condition]) -> [String] {
    conditions.filter { $0.statement == nil }.map {
      "not stated in the profile: '\($0.requirement.text)' (\($0.requirement.source))"
    }
  }

  /// Skills of the list that no line shows, for each requirement that rests on them.
  private func listedOnly(
    _ results: [MatchReport.RequirementResult]
  ) -> [MatchReport.ListedSkill] {
    let skills = Set(assessment.items.filter { $0.kind == .skills }.map(\.id))
    var seen: Set<String> = []
    return results.filter { $0.status != .missing && !$0.evidence.isEmpty }.compactMap { result in
      guard result.evidence.allSatisfy({ skills.contains($0.id) }),
        let first = result.evidence.first, seen.insert(first.id).inserted
      else { return nil }
      return MatchReport.ListedSkill(
        name: first.quote, source: first.source, requirement: result.requirement.text)
    }
  }

  // MARK: Order

  /// All items, the one that adds most to what is covered first.
  private func choice() -> [Int] {
    let relevance = assessment.relevance
    let cover = GreedyCover(
      chances: assessment.queries.indices.map { relevance.coverage[$0].map(Chance.of) },
      weights: assessment.queries.map(\.weight), scores: relevance.scores,
      places: assessment.places)
    return cover.order().map(\.item)
  }

  private func ranked(_ order: [Int]) -> [MatchReport.RankedItem] {
    order.map { item in
      let value = assessment.items[item]
      let isKept = value.keep != .never
      return MatchReport.RankedItem(
        id: value.id, source: value.source, score: Double(assessment.relevance.scores[item]),
        reason: isKept ? assessment.reason(for: item) : "the profile says keep: never",
        isKept: isKept)
    }
  }

  private func dropOrder(_ order: [Int]) -> [MatchReport.DropStep] {
    var places = [Int](repeating: 0, count: order.count)
    for (place, item) in order.enumerated() { places[item] = place }
    return DropOrder(
      items: assessment.items, places: places, scores: assessment.relevance.scores,
      reasons: assessment.items.indices.map(assessment.reason(for:)), today: today
    ).steps()
  }

  // MARK: What to say

  private func concerns(_ results: [MatchReport.RequirementResult]) -> [String] {
    var concerns: [String] = []
    let held = Career(assessment, today: today).relevantYears
    for result in results where result.requirement.modality != .nice {
      if let years = result.requirement.years, held > 0, held < Double(years) {
        concerns.append(
          "\(years) years asked, \(Int(held)) in such work shown (\(result.requirement.source))")
      }
    }
    let missing = results.filter { $0.requirement.modality == .must && $0.status == .missing }
    if missing.count * 2 > results.filter({ $0.requirement.modality == .must }).count {
      concerns.append("more than half of what the posting requires is not shown")
    }
    return concerns
  }

  /// Advice on what the profile has already; nothing that isn't there is suggested as a claim.
  private func recommendations(
    _ results: [MatchReport.RequirementResult], _ listed: [MatchReport.ListedSkill]
  ) -> [String] {
    var advice = listed.map {
      "'\($0.name)' is listed under skills and no line shows it: say where you used it"
    }
    for result in results where result.status == .missing && result.requirement.modality == .must {
      let text = result.requirement.text
      switch result.requirement.aspect {
      case .license, .education: advice.append("nothing shows '\(text)': if you hold it, add it")
      case .language: advice.append("nothing shows '\(text)': if you speak it, add it")
      default: advice.append("nothing shows '\(text)': if you have done it, write it down")
      }
    }
    for result in results where result.status == .partial && result.requirement.modality == .must {
      guard let first = result.evidence.first, !first.source.isEmpty else { continue }
      advice.append(
        "'\(result.requirement.text)' is shown in part (\(first.source)): say there what is true of "
          + "the rest")
    }
    var seen = Set<String>()
    return advice.filter { seen.insert($0).inserted }
  }

  private func confidence() -> MatchReport.Confidence {
    let count = assessment.requirements.count
    if usesIntroduction || count < 3 {
      return .init(
        level: .low, reason: "the posting names \(count) requirements in a form that could be read")
    }
    if count < 6 {
      return .init(level: .medium, reason: "\(count) requirements were read")
    }
    return .init(level: .high, reason: "\(count) requirements were read")
  }
}

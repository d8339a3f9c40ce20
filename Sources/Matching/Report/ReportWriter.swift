import Profiles

/// Puts a report together from an assessment.
struct ReportWriter {
  let assessment: Assessment
  let posting: Posting
  let matcher: Matcher
  let today: Int
  let usesIntroduction: Bool

  func report() -> MatchReport {
    let results = assessment.results()
    let components = Components(
      assessment: assessment, posting: posting, matcher: matcher, today: today
    ).all()
    let order = choice()
    return MatchReport(
      overallScore: components.reduce(0) { $0 + $1.contribution }, components: components,
      requirements: results, concerns: concerns(results),
      recommendations: recommendations(results), items: ranked(order),
      dropOrder: dropOrder(order), atsChecks: [], confidence: confidence())
  }

  // MARK: Order

  /// All items, the one that adds most to what is covered first.
  private func choice() -> [Int] {
    let relevance = assessment.relevance
    let cover = GreedyCover(
      chances: assessment.queries.indices.map { relevance.coverage[$0].map(Chance.of) },
      weights: assessment.queries.map(\.weight), scores: relevance.scores)
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
  private func recommendations(_ results: [MatchReport.RequirementResult]) -> [String] {
    var advice: [String] = []
    for result in results where result.status != .missing {
      let isOnlyListed =
        !result.evidence.isEmpty
        && result.evidence.allSatisfy { evidence in
          assessment.items.contains { $0.id == evidence.id && $0.kind == .skills }
        }
      if isOnlyListed, let first = result.evidence.first {
        advice.append(
          "'\(first.quote)' is listed under skills and no line shows it: say where you used it")
      }
    }
    for result in results where result.status == .missing && result.requirement.modality == .must {
      advice.append(
        "nothing shows '\(result.requirement.text)': if you have done it, write it down")
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

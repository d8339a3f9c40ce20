import Profiles

/// The parts of the overall score.
struct Components {
  let assessment: Assessment
  let posting: Posting
  let matcher: Matcher
  /// Months since year 0 that count as today.
  let today: Int

  private static let weights: [(name: String, weight: Double)] = [
    ("skills", 0.45), ("experience", 0.25), ("education", 0.1), ("seniority", 0.05),
    ("keywords", 0.15),
  ]

  /// Components that do not apply have no score and no weight; the others share it.
  func all() -> [MatchReport.Component] {
    let found = Self.weights.map { name, weight in (name, weight, score(name)) }
    let total = found.reduce(0.0) { $0 + ($1.2.score == nil ? 0 : $1.1) }
    return found.map { name, weight, part in
      MatchReport.Component(
        name: name, score: part.score.map { min(100, max(0, $0 * 100)) },
        weight: part.score == nil || total == 0 ? 0 : weight / total, detail: part.detail)
    }
  }

  private func score(_ name: String) -> (score: Double?, detail: String) {
    switch name {
    case "skills": mean { [.skills, .language, .license].contains($0.aspect) }
    case "experience": experience()
    case "education": education()
    case "seniority": seniority()
    default: keywords()
    }
  }

  /// The mean share of the requirements that a test picks, by their weights.
  private func mean(_ picks: (Requirement) -> Bool) -> (score: Double?, detail: String) {
    var sum = 0.0
    var weights = 0.0
    var count = 0
    for (index, requirement) in assessment.requirements.enumerated()
    where picks(requirement) && !requirement.aspect.isCondition {
      sum += requirement.weight * Assessment.credit(assessment.share(of: index))
      weights += requirement.weight
      count += 1
    }
    guard weights > 0 else { return (nil, "nothing asked") }
    return (sum / weights, "weighted mean credit of \(count) requirements")
  }

  private func experience() -> (score: Double?, detail: String) {
    let duties = mean { $0.aspect == .experience }
    guard let asked = assessment.requirements.compactMap(\.years).max(), asked > 0 else {
      return duties
    }
    let held = Career(assessment, today: today).relevantYears
    let years = min(1, held / Double(asked))
    let detail = "\(asked) years asked, \(Int(held)) in such work, and \(duties.detail)"
    guard let share = duties.score else { return (years, detail) }
    return (0.7 * share + 0.3 * years, detail)
  }

  private func education() -> (score: Double?, detail: String) {
    let asked = assessment.requirements.compactMap(\.degree).max()
    guard let asked else { return (nil, "nothing asked") }
    let held = assessment.items.filter { $0.section == .education && $0.kind == .entry }
      .flatMap { item in Degree.named(in: Tokenizer.tokenize(item.quote)) }.max()
    guard let held else { return (0, "\(asked) asked, none stated") }
    let score = held >= asked ? 1 : Double(held.rawValue) / Double(asked.rawValue + 1)
    return (score * fit, "\(asked) asked, \(held) held\(fitDetail)")
  }

  private func seniority() -> (score: Double?, detail: String) {
    guard let asked = Seniority.named(in: posting.title) else {
      return (nil, "no level in the title")
    }
    let positions = assessment.items.filter { $0.kind == .entry && $0.section == .work }
    // A title without a level is a regular position: a junior one beside it takes nothing away.
    let level =
      positions.map { item in
        item.fields.first { $0.role == .title }.flatMap { Seniority.named(in: $0.text) } ?? .regular
      }.max() ?? .intern
    let distance = max(0, asked.rawValue - level.rawValue)
    let score = max(0, 1 - 0.34 * Double(distance))
    return (score * fit, "\(asked) asked, \(level) held\(fitDetail)")
  }

  /// How far a degree or a level counts: it says nothing where the work is another.
  private var fit: Double {
    min(1, (mean { _ in true }.score ?? 0) / Self.fitting)
  }

  private var fitDetail: String {
    fit < 1 ? ", counted at \(Int((fit * 100).rounded())) % as the rest fits little" : ""
  }

  /// Mean credit from which degree and level count in full.
  private static let fitting = 0.4

  /// The share of all names and rare words of the posting that stand anywhere in the profile.
  private func keywords() -> (score: Double?, detail: String) {
    var found: Float = 0
    var total: Float = 0
    var seen = Set<Term>()
    for (index, requirement) in assessment.requirements.enumerated()
    where !requirement.aspect.isCondition {
      let (query, matches) = (assessment.queries[index], assessment.relevance.matches[index])
      for (row, unit) in query.units.enumerated() where unit.weight >= 4 {
        let key = unit.words.reduce(Term(hash: 0)) { $0.followed(by: $1.stem) }
        guard seen.insert(key).inserted else { continue }
        total += unit.weight
        found += unit.weight * (matches.best(row, worth: assessment.worth) >= 0.8 ? 1 : 0)
      }
    }
    guard total > 0 else { return (nil, "nothing asked") }
    return (Double(found / total), "of \(seen.count) distinct names and words of the posting")
  }
}

/// Levels that titles name.
enum Seniority: Int, Comparable {
  case intern, junior, regular, senior, lead, head

  static func < (a: Seniority, b: Seniority) -> Bool { a.rawValue < b.rawValue }

  private static let words: [(Seniority, [Term])] = [
    (.intern, ["intern", "internship", "trainee", "apprentice", "praktikant", "werkstudent"]),
    (.junior, ["junior", "jr", "graduate", "entry", "associate", "assistant"]),
    (.senior, ["senior", "sr", "experienced", "snr"]),
    (.lead, ["lead", "principal", "staff", "architect", "supervisor", "charge", "team"]),
    (.head, ["head", "director", "vp", "chief", "cto", "ceo", "cfo", "manager", "president"]),
  ].map { ($0, $1.map { Term($0) }) }

  static func named(in title: String) -> Seniority? {
    let tokens = Tokenizer.tokenize(title, language: .english).tokens
    return words.last { _, terms in tokens.contains { terms.contains($0.surface) } }?.0
  }
}

/// Time worked.
struct Career {
  private let spans: [(months: Range<Int>, relevance: Double)]

  /// Nobody works longer: a hostile date costs nothing.
  private static let longest = 12 * 80
  /// Part of the requirements' weight that a position must show to count in full.
  private static let enough = 0.25

  init(_ assessment: Assessment, today: Int) {
    let items = assessment.items
    let total = assessment.requirements.reduce(0) { $0 + $1.weight }
    let entries = Dictionary(grouping: items.indices) { items[$0].entry }
    spans = items.indices.compactMap { index in
      let item = items[index]
      guard item.section == .work, item.kind == .entry, let start = item.start else { return nil }
      let end = max(start, item.end ?? today) + 1
      let parts = entries[item.entry] ?? []
      let shown = assessment.requirements.indices.reduce(0.0) { sum, requirement in
        let best = parts.reduce(Float(0)) { max($0, assessment.share(of: requirement, in: $1)) }
        return sum + assessment.requirements[requirement].weight * Assessment.credit(best)
      }
      let relevance = total > 0 ? min(1, shown / total / Self.enough) : 0
      return (max(start, end - Self.longest)..<end, relevance)
    }
  }

  /// Years covered by positions; overlapping ones count once.
  var years: Double { sum { _ in 1 } }

  /// Years, each counted as far as the position shows what is asked for.
  var relevantYears: Double { sum { $0 } }

  private func sum(_ weight: (Double) -> Double) -> Double {
    var months: [Int: Double] = [:]
    for span in spans {
      for month in span.months { months[month] = max(months[month] ?? 0, weight(span.relevance)) }
    }
    return months.keys.sorted().reduce(0) { $0 + (months[$1] ?? 0) } / 12
  }
}

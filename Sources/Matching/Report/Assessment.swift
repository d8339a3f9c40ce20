import Profiles

/// The evidence for each requirement of one posting in one profile.
struct Assessment {
  let items: [MatchItem]
  let requirements: [Requirement]
  let queries: [Query]
  let relevance: Relevance
  /// By item: its place among items that show as much.
  let places: [Int]
  /// By item: what its shares count, less for copies of the posting.
  let worth: [Float]

  init(
    items: [MatchItem], requirements: [Requirement], queries: [Query], relevance: Relevance
  ) {
    self.items = items
    self.requirements = requirements
    self.queries = queries
    self.relevance = relevance
    places = MatchItem.places(of: items)
    worth = Originality(queries, relevance, items: items.count).worth
  }

  /// From this share on a requirement counts as met; chosen on labelled pairs.
  static let matched: Float = 0.55
  static let partial: Float = 0.3
  private static let mostEvidence = 3
  /// A share that is more chance than evidence.
  private static let little: Float = 0.15

  func results() -> [MatchReport.RequirementResult] {
    requirements.indices.map { index in
      let share = self.share(of: index)
      let status: MatchReport.Status =
        share >= Self.matched ? .matched : share >= Self.partial ? .partial : .missing
      return MatchReport.RequirementResult(
        requirement: requirements[index], status: status, share: Double(share),
        evidence: status == .missing ? [] : evidence(for: index))
    }
  }

  /// What a share counts in the score: below a seventh it is chance, from three quarters on it is
  /// as good as all.
  static func credit(_ share: Float) -> Double {
    Double(min(1, max(0, (share - chance) / (enough - chance))))
  }

  private static let chance: Float = 0.15
  private static let enough: Float = 0.75
  /// A name in the list of skills claims less than a line that shows it.
  private static let listed: Float = 0.85

  /// What an item shows of a requirement, 0 to 1.
  func share(of requirement: Int, in item: Int) -> Float {
    let share =
      relevance.coverage[requirement][item] * worth[item]
      * (items[item].kind == .skills ? Self.listed : 1)
    return isOtherSubject(requirement, item) ? min(share, Self.otherSubject) : share
  }

  /// What a degree shows of one that is asked for: its level, and its subject where one is named.
  private func degreeShare(of requirement: Int, in item: Int) -> Float {
    guard requirements[requirement].aspect == .education,
      let asked = requirements[requirement].degree, items[item].section == .education,
      items[item].kind == .entry,
      let held = Degree.named(in: Tokenizer.tokenize(items[item].quote)).last
    else { return 0 }
    return (held >= asked ? 1 : 0.5) * subject(of: requirement, in: item)
  }

  /// A degree in another subject is one in part, however many of its words are those asked for.
  private static let otherSubject: Float = 0.45

  private func isOtherSubject(_ requirement: Int, _ item: Int) -> Bool {
    requirements[requirement].aspect == .education && requirements[requirement].degree != nil
      && items[item].section == .education && items[item].kind == .entry
      && subject(of: requirement, in: item) < 0.5
  }

  /// How far an item shows the subject of a degree; a requirement without one is content with any.
  private func subject(of requirement: Int, in item: Int) -> Float {
    let query = queries[requirement]
    var asked: Float = 0
    var shown: Float = 0
    for (row, unit) in query.units.enumerated() where isSubject(unit, query.text) {
      asked += unit.weight
      shown += unit.weight * relevance.matches[requirement][row, item]
    }
    return asked > 0 ? 0.1 + 0.9 * shown / asked : 1
  }

  private func isSubject(_ unit: Query.Unit, _ text: TokenizedText) -> Bool {
    guard !unit.concepts.isEmpty else { return false }
    let tokens = text.tokens[unit.tokens]
    guard !tokens.allSatisfy({ Degree.isLevel($0.surface) }) else { return false }
    return unit.tokens.count > 1
      || !tokens.contains { SpanWords.shared.kinds(of: $0).contains(.noun) }
  }

  /// What the profile shows of a requirement: one item that shows all of it counts more than
  /// several that each show a part.
  func share(of requirement: Int) -> Float {
    let alone = items.indices.reduce(Float(0)) { max($0, share(of: requirement, in: $1)) }
    var together: Float = 0
    var group: Float = 0
    for (row, unit) in queries[requirement].units.enumerated() {
      let best = relevance.matches[requirement].best(row, worth: worth)
      if !unit.isAlternative { group = 0 }
      together += unit.share * max(0, best - group)
      group = max(group, best)
    }
    let degree = items.indices.reduce(Float(0)) {
      max($0, degreeShare(of: requirement, in: $1))
    }
    return max(alone, 0.8 * together, degree)
  }

  /// The items that show most of a requirement, best first.
  private func evidence(for requirement: Int) -> [MatchReport.Evidence] {
    let coverage = items.indices.map { shown(of: requirement, in: $0) }
    let best = coverage.max() ?? 0
    // Several lines may answer together of which none says much alone.
    let least = best < Self.little ? best / 2 : max(Self.little, best / 2)
    let order = coverage.indices.filter { coverage[$0] > 0 && coverage[$0] >= least }.sorted {
      coverage[$0] != coverage[$1] ? coverage[$0] > coverage[$1] : places[$0] < places[$1]
    }
    return order.prefix(Self.mostEvidence).map { evidence(requirement, $0) }
  }

  /// What an item shows by its words or, for a degree, by its level and subject.
  private func shown(of requirement: Int, in item: Int) -> Float {
    max(share(of: requirement, in: item), degreeShare(of: requirement, in: item))
  }

  private func evidence(_ requirement: Int, _ item: Int) -> MatchReport.Evidence {
    let share = shown(of: requirement, in: item)
    var terms = terms(requirement, item)
    if terms.isEmpty, let degree = requirements[requirement].degree {
      terms = [.init(text: "\(degree)", weight: 1, match: Double(share))]
    }
    let sum = terms.reduce(0) { $0 + $1.weight * $1.match }
    return MatchReport.Evidence(
      id: items[item].id, source: items[item].source, quote: items[item].quote,
      score: Double(share), factor: sum > 0 ? Double(share) / sum : 1, terms: terms)
  }

  /// The units that an item shows; of alternatives the best one.
  private func terms(_ requirement: Int, _ item: Int) -> [MatchReport.Evidence.Term] {
    let query = queries[requirement]
    var terms: [MatchReport.Evidence.Term] = []
    var isInGroup = false
    for (row, unit) in query.units.enumerated() {
      if !unit.isAlternative { isInGroup = false }
      let match = relevance.matches[requirement][row, item]
      guard match > 0 else { continue }
      let term = MatchReport.Evidence.Term(
        text: query.text.quote(unit.tokens), weight: Double(unit.share), match: Double(match))
      if isInGroup {
        if let last = terms.last, last.match < term.match { terms[terms.count - 1] = term }
      } else {
        terms.append(term)
      }
      isInGroup = true
    }
    return terms
  }

  /// How many requirements an item answers at least in part, and the words that it shows.
  func reason(for item: Int) -> String {
    let asked = requirements.indices.filter { requirements[$0].modality != .nice }
    let shown = requirements.indices.filter {
      relevance.coverage[$0][item] >= Self.partial
    }
    guard !shown.isEmpty else { return "shows none of the \(requirements.count) requirements" }
    let musts = shown.filter { requirements[$0].modality != .nice }.count
    let words = bestTerms(item, shown).prefix(4).joined(separator: ", ")
    return "shows \(musts) of \(asked.count) required: \(words)"
  }

  private func bestTerms(_ item: Int, _ shown: [Int]) -> [String] {
    var found: [(text: String, weight: Double)] = []
    var seen = Set<String>()
    for requirement in shown {
      for term in terms(requirement, item)
      where term.match > 0.5 && seen.insert(term.text.lowercased()).inserted {
        found.append((term.text, term.weight * term.match))
      }
    }
    return found.sorted { $0.weight != $1.weight ? $0.weight > $1.weight : $0.text < $1.text }
      .map(\.text)
  }
}

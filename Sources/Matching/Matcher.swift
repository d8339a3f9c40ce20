public import Profiles

/// Scores what a profile shows against what a posting asks for.
public struct Matcher: Sendable {
  public let lexicon: Lexicon
  /// What is left out, to measure what it brings; nothing in a build.
  let without: Set<Ingredient>

  public init(lexicon: Lexicon = .standard, without: Set<Ingredient> = []) {
    self.lexicon = without.contains(.implications) ? lexicon.withoutImplications : lexicon
    self.without = without
  }

  /// `around` is the language of the profile or posting, for lines that say too little themselves.
  func features(
    _ text: String, isNameList: Bool = false, language: Language? = nil,
    around: Language = .english
  ) -> Features {
    var features = Features(
      Tokenizer.tokenize(Array(text.utf8), language: language, otherwise: around),
      lexicon: lexicon, isNameList: isNameList)
    features.leaveOut(without)
    return features
  }

  func query(_ features: Features, weight: Double) -> Query {
    var query = Query(
      features, weight: without.contains(.modality) ? 1 : Float(weight), lexicon: lexicon)
    query.leaveOut(without)
    return query
  }

  func index(_ items: [MatchItem], _ language: Language) -> ItemIndex {
    var index = ItemIndex()
    for item in items {
      index.add(
        item.fields.map { field in
          (
            features(field.text, isNameList: field.role == .skills, around: language),
            weight(of: field.role)
          )
        }, names: names(in: item), lexicon: lexicon)
    }
    if without.contains(.length) { index.levelLengths() }
    return index
  }

  private func weight(of role: MatchItem.Role) -> Float {
    without.contains(.fields) ? 1 : role.weight
  }

  /// The titles alone: positions, degrees, names of projects.
  ///
  /// A text as long as a whole resume holds its titles somewhere.
  private func titleIndex(_ items: [MatchItem], _ language: Language) -> ItemIndex {
    var index = ItemIndex()
    for item in items {
      var titles = item.fields.filter { $0.role == .title }
      if titles.isEmpty { titles = item.fields.filter { $0.text.utf8.count > Self.wholeResume } }
      index.add(
        titles.map { (features($0.text, around: language), 1) }, names: [], lexicon: lexicon)
    }
    return index
  }

  private func names(in item: MatchItem) -> [NameForm] {
    guard !without.contains(.names) else { return [] }
    return item.fields.filter { $0.role == .skills }.flatMap { field in
      field.text.split(separator: ",").compactMap { name in
        let features = features(String(name), isNameList: true, language: .english)
        return NameForm(features.text, mentions: features.mentions, lexicon: lexicon)
      }
    }
  }

  func queries(_ posting: Posting) -> [Query] {
    var queries = posting.lines.map {
      query(features($0.text, around: posting.language), weight: $0.weight)
    }
    if !posting.title.isEmpty {
      queries.append(
        query(features(posting.title, around: posting.language), weight: ModalityWeight.title))
    }
    return queries
  }

  /// A score for each item: how much of the posting it answers.
  public func rank(_ items: [MatchItem], for posting: Posting) -> [Double] {
    rank(prepare(items, for: posting), for: prepare(posting))
  }

  /// Bytes from which a text is taken for a whole resume.
  private static let wholeResume = 1000

  /// What is worked out once for a profile, however many postings it is held against.
  public struct PreparedItems: Sendable {
    let index: ItemIndex
    let titles: ItemIndex
  }

  /// What is worked out once for a posting.
  public struct PreparedPosting: Sendable {
    let queries: [Query]
    let hasTitle: Bool
  }

  /// `posting` tells the language of items that don't tell it themselves.
  public func prepare(_ items: [MatchItem], for posting: Posting? = nil) -> PreparedItems {
    let language = Language.guess(
      items.lazy.flatMap(\.fields).map(\.text), otherwise: posting?.language ?? .english)
    return PreparedItems(index: index(items, language), titles: titleIndex(items, language))
  }

  public func prepare(_ posting: Posting) -> PreparedPosting {
    PreparedPosting(queries: queries(posting), hasTitle: !posting.title.isEmpty)
  }

  public func rank(_ items: PreparedItems, for posting: PreparedPosting) -> [Double] {
    relevance(of: items, to: posting).scores.map(Double.init)
  }

  func relevance(of items: PreparedItems, to posting: PreparedPosting) -> Relevance {
    var relevance = Relevance(posting.queries, in: items.index)
    if posting.hasTitle, !without.contains(.titles), let title = posting.queries.last {
      relevance.addTitles(title, in: items.titles)
    }
    return relevance
  }

  /// For each requirement and item, the weighted share of the requirement that the item shows.
  public func coverage(of requirements: [String], by items: [MatchItem]) -> [[Double]] {
    let language = Language.guess(requirements)
    let queries = requirements.map { query(features($0, around: language), weight: 1) }
    return Relevance(queries, in: prepare(items).index).coverage.map { $0.map(Double.init) }
  }

  /// The order in which items are taken into a short list: what covers most of the posting first.
  public func select(_ items: [MatchItem], for posting: Posting) -> [Int] {
    let prepared = prepare(posting)
    let relevance = relevance(of: prepare(items, for: posting), to: prepared)
    let isCovering = !without.contains(.cover)
    let cover = GreedyCover(
      chances: isCovering ? relevance.coverage.map { $0.map(Chance.of) } : [],
      weights: isCovering ? prepared.queries.map(\.weight) : [],
      scores: relevance.scores, places: MatchItem.places(of: items))
    return cover.order().map(\.item)
  }

  /// Everything that can be said about one profile and one job.
  ///
  /// `today` (months since year 0) decides what is recent; it is never the clock.
  public func match(_ profile: Profile, _ job: Job, today: Int) -> MatchReport {
    match(MatchItem.items(of: profile), Posting(job: job), today: today, profile: profile)
  }

  public func match(
    _ items: [MatchItem], _ posting: Posting, today: Int, profile: Profile? = nil
  ) -> MatchReport {
    // What is never shown is no evidence; the items keep their places for the report.
    var items = items
    for index in items.indices where items[index].keep == .never { items[index].fields = [] }
    let reader = RequirementReader(posting, matcher: self)
    let titled =
      posting.title.isEmpty
      ? []
      : [query(features(posting.title, around: posting.language), weight: ModalityWeight.title)]
    let relevance = relevance(
      of: prepare(items, for: posting),
      to: PreparedPosting(queries: reader.queries + titled, hasTitle: !titled.isEmpty))
    let assessment = Assessment(
      items: items, requirements: reader.requirements, queries: reader.queries,
      relevance: relevance)
    return ReportWriter(
      assessment: assessment, posting: posting, matcher: self, today: today,
      usesIntroduction: reader.usesIntroduction, profile: profile
    ).report()
  }
}

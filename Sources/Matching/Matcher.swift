package import Profiles

/// Scores what a profile shows against what a posting asks for.
package struct Matcher: Sendable {
  package var lexicon: Lexicon

  package init(lexicon: Lexicon = .standard) { self.lexicon = lexicon }

  func features(_ text: String, isNameList: Bool = false, language: Language? = nil) -> Features {
    Features(
      Tokenizer.tokenize(Array(text.utf8), language: language), lexicon: lexicon,
      isNameList: isNameList)
  }

  func index(_ items: [MatchItem]) -> ItemIndex {
    var index = ItemIndex()
    for item in items {
      index.add(
        item.fields.map { field in
          (features(field.text, isNameList: field.role == .skills), field.role.weight)
        }, names: names(in: item), lexicon: lexicon)
    }
    return index
  }

  /// The titles alone: positions, degrees, names of projects.
  ///
  /// A text as long as a whole resume holds its titles somewhere.
  private func titleIndex(_ items: [MatchItem]) -> ItemIndex {
    var index = ItemIndex()
    for item in items {
      var titles = item.fields.filter { $0.role == .title }
      if titles.isEmpty { titles = item.fields.filter { $0.text.utf8.count > Self.wholeResume } }
      index.add(titles.map { (features($0.text), 1) }, names: [], lexicon: lexicon)
    }
    return index
  }

  private func names(in item: MatchItem) -> [NameForm] {
    item.fields.filter { $0.role == .skills }.flatMap { field in
      field.text.split(separator: ",").compactMap { name in
        let features = features(String(name), isNameList: true, language: .english)
        return NameForm(features.text, mentions: features.mentions, lexicon: lexicon)
      }
    }
  }

  func queries(_ posting: Posting) -> [Query] {
    var queries = posting.lines.map { line in
      Query(features(line.text), weight: Float(line.weight), lexicon: lexicon)
    }
    if !posting.title.isEmpty {
      queries.append(
        Query(features(posting.title), weight: Float(ModalityWeight.title), lexicon: lexicon))
    }
    return queries
  }

  /// A score for each item: how much of the posting it answers.
  package func rank(_ items: [MatchItem], for posting: Posting) -> [Double] {
    rank(prepare(items), for: prepare(posting))
  }

  /// Bytes from which a text is taken for a whole resume.
  private static let wholeResume = 1000

  /// What is worked out once for a profile, however many postings it is held against.
  package struct PreparedItems: Sendable {
    let index: ItemIndex
    let titles: ItemIndex
  }

  /// What is worked out once for a posting.
  package struct PreparedPosting: Sendable {
    let queries: [Query]
    let hasTitle: Bool
  }

  package func prepare(_ items: [MatchItem]) -> PreparedItems {
    PreparedItems(index: index(items), titles: titleIndex(items))
  }

  package func prepare(_ posting: Posting) -> PreparedPosting {
    PreparedPosting(queries: queries(posting), hasTitle: !posting.title.isEmpty)
  }

  package func rank(_ items: PreparedItems, for posting: PreparedPosting) -> [Double] {
    relevance(of: items, to: posting).scores.map(Double.init)
  }

  func relevance(of items: PreparedItems, to posting: PreparedPosting) -> Relevance {
    var relevance = Relevance(posting.queries, in: items.index)
    if posting.hasTitle, let title = posting.queries.last {
      relevance.addTitles(title, in: items.titles)
    }
    return relevance
  }

  /// For each requirement and item, the weighted share of the requirement that the item shows.
  package func coverage(of requirements: [String], by items: [MatchItem]) -> [[Double]] {
    let queries = requirements.map { Query(features($0), weight: 1, lexicon: lexicon) }
    return Relevance(queries, in: index(items)).coverage.map { $0.map(Double.init) }
  }

  /// The order in which items are taken into a short list: what covers most of the posting first.
  package func select(_ items: [MatchItem], for posting: Posting) -> [Int] {
    let prepared = prepare(posting)
    let relevance = relevance(of: prepare(items), to: prepared)
    let cover = GreedyCover(
      chances: relevance.coverage.map { $0.map(Chance.of) },
      weights: prepared.queries.map(\.weight),
      scores: relevance.scores)
    return cover.order().map(\.item)
  }

  /// Everything that can be said about one profile and one job.
  ///
  /// `today` (months since year 0) decides what is recent; it is never the clock.
  package func match(_ profile: Profile, _ job: Job, today: Int) -> MatchReport {
    match(MatchItem.items(of: profile), Posting(job: job), today: today, profile: profile)
  }

  package func match(
    _ items: [MatchItem], _ posting: Posting, today: Int, profile: Profile? = nil
  ) -> MatchReport {
    let reader = RequirementReader(posting, matcher: self)
    let titled =
      posting.title.isEmpty
      ? [] : [Query(features(posting.title), weight: Float(ModalityWeight.title), lexicon: lexicon)]
    let relevance = relevance(
      of: prepare(items),
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

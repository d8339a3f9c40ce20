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
    Relevance(queries(posting), in: index(items)).scores.map(Double.init)
  }

  /// For each requirement and item, the weighted share of the requirement that the item shows.
  package func coverage(of requirements: [String], by items: [MatchItem]) -> [[Double]] {
    let queries = requirements.map { Query(features($0), weight: 1, lexicon: lexicon) }
    return Relevance(queries, in: index(items)).coverage.map { $0.map(Double.init) }
  }

  /// The order in which items are taken into a short list: what covers most of the posting first.
  package func select(_ items: [MatchItem], for posting: Posting) -> [Int] {
    let queries = self.queries(posting)
    let relevance = Relevance(queries, in: index(items))
    let cover = GreedyCover(
      chances: relevance.coverage.map { $0.map(Chance.of) }, weights: queries.map(\.weight),
      scores: relevance.scores)
    return cover.order().map(\.item)
  }

  /// Everything that can be said about one profile and one job.
  ///
  /// `today` (months since year 0) decides what is recent; it is never the clock.
  package func match(_ profile: Profile, _ job: Job, today: Int) -> MatchReport {
    match(MatchItem.items(of: profile), Posting(job: job), today: today)
  }

  package func match(_ items: [MatchItem], _ posting: Posting, today: Int) -> MatchReport {
    let reader = RequirementReader(posting, matcher: self)
    let titled =
      posting.title.isEmpty
      ? [] : [Query(features(posting.title), weight: Float(ModalityWeight.title), lexicon: lexicon)]
    let relevance = Relevance(reader.queries + titled, in: index(items))
    let assessment = Assessment(
      items: items, requirements: reader.requirements, queries: reader.queries,
      relevance: relevance)
    return ReportWriter(
      assessment: assessment, posting: posting, matcher: self, today: today,
      usesIntroduction: reader.usesIntroduction
    ).report()
  }
}

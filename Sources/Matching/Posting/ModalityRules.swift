/// Tells what a line of a posting asks for: sections give the ground, words in the line overrule it.
enum ModalityRules {
  enum Verdict: Equatable {
    case asks(Requirement.Modality)
    case intro
    case boilerplate
  }

  static func judge(_ text: TokenizedText, section: PostingSection?) -> Verdict {
    let cues = PostingWords.shared.cues(in: text.tokens[...])
    if (cues[.skip] ?? 0) > 0 { return .boilerplate }
    let nice = cues[.nice] ?? 0
    let must = cues[.must] ?? 0
    if (cues[.boilerplate] ?? 0) > 0, section != .must || must == 0 && nice == 0 {
      return section == .duty || section == .must ? verdict(of: section) : .boilerplate
    }
    if section == .boilerplate { return .boilerplate }
    if nice > 0, nice >= must || section == .nice { return .asks(.nice) }
    if section == .nice { return .asks(.nice) }
    if must > 0 || years(in: text) != nil { return .asks(.must) }
    if section == nil || section == .intro, (cues[.duty] ?? 0) > 0 { return .asks(.duty) }
    return verdict(of: section)
  }

  private static func verdict(of section: PostingSection?) -> Verdict {
    switch section {
    case .must: .asks(.must)
    case .nice: .asks(.nice)
    case .duty: .asks(.duty)
    case .boilerplate, .skip: .boilerplate
    case .intro, .permit, .place, nil: .intro
    }
  }

  private static let abilityWords = Set(
    """
    experience experienced knowledge ability able understanding strong excellent proficient \
    proficiency familiarity familiar degree bachelor bachelors master masters phd skills skilled \
    expertise fluent fluency proven demonstrated solid good great passion passionate willingness \
    willing background certified certification track deep hands comfortable comfort competent \
    competence self outstanding exceptional effective advanced working minimum previous prior \
    valid current education eligible exposure interest interested attention
    """.split(separator: " ").map { Term($0.utf8) })

  /// For lines that no section explains: abilities and names are asked for, actions are the work.
  static func guess(_ text: TokenizedText) -> Requirement.Modality {
    if (PostingWords.shared.cues(in: text.tokens[...])[.nice] ?? 0) > 0 { return .nice }
    guard let first = text.tokens.first(where: { !$0.isStopWord }) else { return .duty }
    if abilityWords.contains(first.surface) || !Degree.named(in: text).isEmpty { return .must }
    return .duty
  }

  /// What a line that stands under no known heading asks for, if it asks for anything: a list item
  /// by its first word or a name in it, a sentence by words such as "experience".
  static func guess(_ text: TokenizedText, isListItem: Bool) -> Requirement.Modality? {
    guard let token = text.tokens.first else { return nil }
    let first = SpanWords.shared.kinds(of: token)
    let isOfCompany = first.contains(.company) && !first.contains(.verb)
    guard !isOfCompany else { return nil }
    if isListItem {
      if !first.isDisjoint(with: [.verb, .gerund]) { return .duty }
      return abilityWords.contains(token.surface) || !Degree.named(in: text).isEmpty
        || SpanWords.shared.asks(text.tokens[...]) ? .must : nil
    }
    return SpanWords.shared.asks(text.tokens[...]) ? .must : nil
  }

  private static let yearWords = Set(
    [
      "year", "years", "yrs", "yr", "jahre", "jahren", "ans", "annees", "anos", "jaar", "anni",
      "ar",
      "lat", "lata",
    ].map(Term.init))
  /// "10 to 12 years": the smaller one is what is asked for.
  private static let rangeWords = Set(
    ["to", "or", "and", "bis", "oder", "a", "ou", "o", "tot", "of", "do", "til", "till"]
      .map(Term.init))
  private static let numberWords: [Term: Int] = [
    Term("one"): 1, Term("two"): 2, Term("three"): 3, Term("four"): 4, Term("five"): 5,
    Term("six"): 6, Term("seven"): 7, Term("eight"): 8, Term("nine"): 9, Term("ten"): 10,
  ]

  /// The smallest number of years of experience that the text asks for: "5+ years", "3-5 years".
  static func years(in text: TokenizedText) -> Int? {
    let tokens = text.tokens
    for (index, token) in tokens.enumerated() where yearWords.contains(token.surface) {
      var best: Int?
      for before in tokens[max(0, index - 3)..<index].reversed() {
        if let number = number(before, in: text) {
          best = number
        } else if best != nil, !rangeWords.contains(before.surface) {
          break
        }
      }
      if let best, best < 50 { return best }
    }
    return nil
  }

  private static func number(_ token: Token, in text: TokenizedText) -> Int? {
    token.flags.contains(.number) ? Int(text.word(token)) : numberWords[token.surface]
  }
}

import Matching

/// One text against its source, as words and numbers.
struct Comparison {
  let source: CheckedText
  let text: CheckedText
  let sourceSkills: [SkillMention]
  let textSkills: [SkillMention]
  let sourceWords: [CheckedWord]
  let textWords: [CheckedWord]

  init(
    source: CheckedText, text: CheckedText, sourceSkills: [SkillMention], textSkills: [SkillMention]
  ) {
    self.source = source
    self.text = text
    self.sourceSkills = sourceSkills
    self.textSkills = textSkills
    sourceWords = source.words
    textWords = text.words
  }

  /// Whether the source has a word or says the same; a name has no synonyms: Swift is not rapid.
  func isSaid(_ word: CheckedWord) -> Bool {
    let isName = word.isCapital && !word.isFirst
    return sourceWords.contains {
      isName ? Paraphrases.shared.areForms(word, $0) : Paraphrases.shared.match(word, $0)
    }
  }

  /// Words of the source that a word of the text stands for.
  func counterparts(of word: CheckedWord) -> [CheckedWord] {
    sourceWords.filter { Paraphrases.shared.match(word, $0) }
  }

  // MARK: Words

  var wordObjections: [Objection] {
    var objections: [Objection] = []
    func object(_ objection: Objection) {
      if !objections.contains(objection) { objections.append(objection) }
    }
    for skill in newSkills { object(.absent(.skill, skill.quote)) }
    for (index, word) in textWords.enumerated() where !isFine(word, at: index) {
      let isNamed = newSkills.contains { $0.quote.contains(word.text) }
      if !isNamed { object(.absent(kind(of: word), word.text)) }
    }
    return objections
  }

  private func isFine(_ word: CheckedWord, at index: Int) -> Bool {
    if isMay(word) { return isSaid(word) }
    if word.isFunction { return true }
    if isSaid(word) { return true }
    if Vocabulary.neutral.contains(word.bare) { return word.bare != "leading" || isFollowed(index) }
    if Vocabulary.quantities.contains(word.bare) {
      return source.numbers.contains { $0.values.contains { $0 >= 3 } }
    }
    if ["each", "every"].contains(word.bare) {
      return textWords.indices.contains(index + 1)
        && Vocabulary.timeUnits.contains(textWords[index + 1].bare)
    }
    if word.bare == "more" || word.bare == "most" || word.bare == "than" {
      return word.bare == "than"
    }
    return isPartOfKnownSkill(word)
  }

  /// The month, where it isn't the verb.
  private func isMay(_ word: CheckedWord) -> Bool { word.text == "May" && !word.isFirst }

  /// `leading to` says the same as `so that`.
  private func isFollowed(_ index: Int) -> Bool {
    textWords.indices.contains(index + 1) && textWords[index + 1].bare == "to"
  }

  /// `K8s` where the source says Kubernetes, `Postgres` where it says PostgreSQL.
  private func isPartOfKnownSkill(_ word: CheckedWord) -> Bool {
    guard !word.isAgent else { return false }
    return textSkills.contains { skill in
      skill.quote.lowercased().contains(word.bare)
        && sourceSkills.contains {
          $0.name == skill.name && Spelling.areVariants(skill.quote, $0.quote)
        }
    }
  }

  /// Skills that the text names and the source doesn't, in its own words or in others.
  private var newSkills: [SkillMention] {
    textSkills.filter { skill in
      guard !sourceSkills.contains(where: { $0.name == skill.name }) else { return false }
      let words = CheckedText(skill.quote, against: source).words
      guard words.allSatisfy({ isSaid($0) || $0.isFunction }) else {
        return words.contains { !$0.isFunction && !Vocabulary.neutral.contains($0.bare) }
      }
      // `Spring Boot` of a boot in spring: words that stand together here stood together there.
      return words.count > 1 && !standTogether(words.filter { !$0.isFunction })
    }
  }

  private func standTogether(_ words: [CheckedWord]) -> Bool {
    zip(words, words.dropFirst()).allSatisfy { first, second in
      let starts = counterparts(of: first).map(\.place)
      let ends = counterparts(of: second).map(\.place)
      return starts.contains { start in ends.contains { abs($0 - start) <= 3 } }
    }
  }

  /// What kind of fact a word looks like.
  private func kind(of word: CheckedWord) -> Objection.Kind {
    let bare = word.bare
    if Vocabulary.certificates.contains(bare) { return .certificate }
    if Vocabulary.degrees.contains(bare) { return .degree }
    if Vocabulary.months.contains(bare) || isMay(word) { return .date }
    if NumberWords.currencies[bare] != nil { return .currency }
    if bare.contains(where: \.isNumber) { return .number }
    if Vocabulary.roles.contains(word.singular) || Vocabulary.ranks.contains(bare) || word.isAgent {
      return .title
    }
    return word.isCapital && !word.isFirst ? .name : .claim
  }

  // MARK: Titles

  /// Ranks and roles that stand together here and not there, and nouns made of verbs: `Lead of`.
  var titleObjections: [Objection] {
    var objections: [Objection] = []
    for (first, second) in zip(textWords, textWords.dropFirst())
    where second.place == first.place + 1 && !second.followsBreak {
      let isTitle =
        Vocabulary.ranks.contains(first.bare)
        && (second.isAgent || Vocabulary.roles.contains(second.singular))
        || ["head", "lead", "chief", "director", "owner"].contains(first.bare)
          && ["of", "for"].contains(second.bare)
        || ["as", "a", "an", "the"].contains(first.bare)
          && ["lead", "head", "chief", "principal"].contains(second.bare)
        || first.bare == "in" && second.bare == "record"
      if isTitle, !stoodTogether(first, second) {
        objections.append(.absent(.title, "\(first.text) \(second.text)"))
      }
    }
    return objections + rolesTaken
  }

  /// `as the manager` where the source says so of nobody.
  private var rolesTaken: [Objection] {
    textWords.indices.compactMap { index in
      guard textWords[index].bare == "as", let role = role(after: index, in: textWords),
        !sourceWords.indices.contains(where: {
          sourceWords[$0].bare == "as"
            && self.role(after: $0, in: sourceWords)?.singular == role.singular
        })
      else { return nil }
      return .absent(.title, "as … \(role.text)")
    }
  }

  /// The name of a role within the next four words, in the same clause.
  private func role(after index: Int, in words: [CheckedWord]) -> CheckedWord? {
    for word in words[(index + 1)...].prefix(4) {
      if word.followsBreak { return nil }
      if word.isAgent || Vocabulary.roles.contains(word.singular) { return word }
      if word.isFunction, !["a", "an", "the"].contains(word.bare) { return nil }
    }
    return nil
  }

  private func stoodTogether(_ first: CheckedWord, _ second: CheckedWord) -> Bool {
    zip(sourceWords, sourceWords.dropFirst()).contains {
      $0.bare == first.bare && $1.singular == second.singular
    }
      || ["a", "an", "the", "as"].contains(first.bare)
        && zip(sourceWords, sourceWords.dropFirst()).contains {
          ["a", "an", "the", "as", "of", "for"].contains($0.bare) && $1.singular == second.singular
        }
  }
}

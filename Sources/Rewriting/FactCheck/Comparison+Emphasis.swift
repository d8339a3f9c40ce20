extension Comparison {
  /// Words by which the source says less, left out while what they belong to is kept; and the other
  /// way round for `not`.
  var emphasisObjections: [Objection] {
    var objections: [Objection] = []
    for (index, word) in sourceWords.enumerated() {
      let isNegation = Vocabulary.negations.contains(word.bare)
      guard isNegation || Vocabulary.hedges.contains(word.bare) else { continue }
      let isKept =
        isNegation
        ? textWords.contains { Vocabulary.negations.contains($0.bare) }
        : textWords.contains { Paraphrases.shared.match(word, $0) }
      if !isKept, areKept(governed(by: index)) {
        objections.append(Objection(.emphasis, "'\(word.text)' of the source is left out"))
      }
    }
    let negated = textWords.first { Vocabulary.negations.contains($0.bare) }
    if let negated, !sourceWords.contains(where: { Vocabulary.negations.contains($0.bare) }) {
      objections.append(.absent(.claim, negated.text))
    }
    return objections
  }

  /// The words that a word of the source bears on: the next two that say something.
  private func governed(by index: Int) -> [CheckedWord] {
    var governed: [CheckedWord] = []
    for word in sourceWords[(index + 1)...] {
      if governed.isEmpty, word.bare == "and" || word.bare == "or" { return [] }
      if word.followsBreak || governed.count == 2 { break }
      if !word.isFunction { governed.append(word) }
    }
    return governed
  }

  private func areKept(_ words: [CheckedWord]) -> Bool {
    words.contains { word in textWords.contains { Paraphrases.shared.match(word, $0) } }
  }
}

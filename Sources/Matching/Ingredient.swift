/// A part of the score that can be left out to measure what it brings (docs/matching.md).
public enum Ingredient: String, CaseIterable, Sendable {
  /// Words by their stems.
  case stemming
  /// Words of one family at part of the weight: instruct, instructor.
  case families
  /// Skills by any of their names, and names of several words as one.
  case lexicon
  /// Skills that another one implies.
  case implications
  /// Synonyms, forms and kinds of things.
  case thesaurus
  /// Words side by side: "incident response", "response to incidents".
  case phrases
  /// Rare words weigh more.
  case rarity
  /// Titles and lists of skills weigh more than running text, names of employers less.
  case fields
  /// Must weighs more than nice to have.
  case modality
  /// What the job's title shares with titles of the profile.
  case titles
  /// Names of skills against names of skills by their spelling.
  case names
  /// Long lines say less to the point.
  case length
  /// Of "AWS or GCP" one is enough.
  case alternatives
  /// Lines are chosen for what the others leave open.
  case cover
}

extension Features {
  mutating func leaveOut(_ without: Set<Ingredient>) {
    guard !without.isEmpty else { return }
    if without.contains(.lexicon) { mentions = [] }
    for index in words.indices {
      if without.contains(.stemming) {
        words[index].stem = text.tokens[Int(words[index].token)].surface
      }
      if !without.isDisjoint(with: [.stemming, .families]) {
        words[index].root = words[index].stem
      }
      if without.contains(.rarity) { words[index].weight = Self.levelWeight }
    }
  }

  /// What a word weighs where all weigh the same: about the mean of the table.
  private static let levelWeight: Float = 4
}

extension Query {
  mutating func leaveOut(_ without: Set<Ingredient>) {
    guard !without.isDisjoint(with: [.thesaurus, .names, .alternatives, .phrases]) else { return }
    if without.contains(.names) { name = nil }
    if without.contains(.phrases) { phrases = [] }
    for index in units.indices {
      if without.contains(.alternatives) { units[index].isAlternative = false }
      guard without.contains(.thesaurus) else { continue }
      for word in units[index].words.indices { units[index].words[word].neighbours = [] }
    }
    setShares()
  }
}

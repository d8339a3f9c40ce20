/// What is looked for: a requirement or a title, cut into units that are found or not.
struct Query: Sendable {
  /// A concept or a single word.
  struct Unit: Sendable {
    /// Concepts that the same words name; empty for a plain word.
    var concepts: [Int32]
    /// The words, for a match in other words.
    var words: [Word]
    /// Bits that finding it is worth.
    var weight: Float
    /// Part of the whole query; all shares add up to 1.
    var share: Float = 0
    var tokens: Range<Int>
    /// What another name of the concept is worth: all in fields where names are exact.
    var alias = Tuning.alias
    /// Stands for the same as the unit before it: one of them is enough, and the share is common.
    var isAlternative = false
  }

  /// A word with all that can stand for it.
  struct Word: Sendable {
    var stem: Term
    var root: Term
    var weight: Float
    var neighbours: [Thesaurus.Neighbour]
    /// Words of the same family don't stand for it.
    var isExact = false

    init(_ word: Features.Word) {
      stem = word.stem
      root = word.root
      weight = word.weight
      neighbours = Thesaurus.shared.neighbours(of: word.stem)
    }
  }

  var text: TokenizedText
  var units: [Unit]
  /// Neighbours among its words.
  var phrases: [Phrase]
  var weight: Float
  /// The text as a name, when it is short enough to be one.
  var name: NameForm?

  init(_ features: Features, weight: Float, lexicon: Lexicon) {
    text = features.text
    self.weight = weight
    units = Self.units(of: features)
    phrases = Phrase.all(in: features)
    Self.markAlternatives(&units, in: text)
    for index in units.indices
    where units[index].concepts.contains(where: {
      Self.exactFields.contains(lexicon.concepts[Int($0)].field)
    }) {
      units[index].alias = 1
      // Nor is "Germany" German, or "nursing" a licence of nurses.
      for word in units[index].words.indices {
        units[index].words[word].isExact = true
      }
    }
    setShares()
    if text.tokens.count <= NameForm.mostWords {
      let mentions = lexicon.mentions(in: text, isNameList: true)
      name = NameForm(text, mentions: mentions, lexicon: lexicon)
    }
  }

  /// Fields whose names mean one thing: another name of a certificate is the certificate.
  private static let exactFields: Set<String> = ["certificates", "languages"]

  /// Weight of all units.
  var total: Float { units.reduce(0) { $0 + $1.weight } }

  /// Sets the shares: a group of alternatives has one, by its weightiest unit.
  ///
  /// The first counts more: it says what is done.
  mutating func setShares() {
    var groups: [Range<Int>] = []
    for index in units.indices {
      if units[index].isAlternative, let last = groups.popLast() {
        groups.append(last.lowerBound..<index + 1)
      } else {
        groups.append(index..<index + 1)
      }
    }
    var weights = groups.map { group in group.reduce(Float(0)) { max($0, units[$1].weight) } }
    if weights.count > 1 { weights[0] *= Tuning.lead }
    let total = max(weights.reduce(0, +), 0.001)
    for (group, weight) in zip(groups, weights) {
      for index in group { units[index].share = weight / total }
    }
  }

  private static func units(of features: Features) -> [Unit] {
    var units: [Unit] = []
    var word = 0
    var mention = 0
    let words = features.words
    let mentions = features.mentions
    while word < words.count || mention < mentions.count {
      let start = mention < mentions.count ? mentions[mention].tokens.lowerBound : Int.max
      if word < words.count, Int(words[word].token) < start {
        let token = Int(words[word].token)
        units.append(
          Unit(
            concepts: [], words: [Word(words[word])], weight: words[word].weight,
            tokens: token..<token + 1))
        word += 1
        continue
      }
      guard mention < mentions.count else { break }
      let range = mentions[mention].tokens
      var unit = Unit(concepts: [], words: [], weight: 0, tokens: range)
      while mention < mentions.count, mentions[mention].tokens.lowerBound < range.upperBound {
        unit.concepts.append(mentions[mention].concept)
        mention += 1
      }
      while word < words.count, Int(words[word].token) < range.upperBound {
        if Int(words[word].token) >= range.lowerBound { unit.words.append(Word(words[word])) }
        word += 1
      }
      unit.weight = weight(ofConcept: unit.words)
      units.append(unit)
    }
    return units
  }

  /// A name of several words counts as its rarest word and a part of the others.
  private static func weight(ofConcept words: [Word]) -> Float {
    let weights = words.map(\.weight)
    guard let rarest = weights.max() else { return Tuning.bareConcept }
    return rarest + Tuning.conceptRest * (weights.reduce(0, +) - rarest)
  }
}

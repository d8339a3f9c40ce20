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
  }

  /// A word with all that can stand for it.
  struct Word: Sendable {
    var stem: Term
    var root: Term
    var weight: Float
    var neighbours: [Thesaurus.Neighbour]

    init(_ word: Features.Word) {
      stem = word.stem
      root = word.root
      weight = word.weight
      neighbours = Thesaurus.shared.neighbours(of: word.stem)
    }
  }

  var text: TokenizedText
  var units: [Unit]
  var weight: Float
  /// The text as a name, when it is short enough to be one.
  var name: NameForm?

  init(_ features: Features, weight: Float, lexicon: Lexicon) {
    text = features.text
    self.weight = weight
    units = Self.units(of: features)
    setShares()
    if text.tokens.count <= NameForm.mostWords {
      let mentions = lexicon.mentions(in: text, isNameList: true)
      name = NameForm(text, mentions: mentions, lexicon: lexicon)
    }
  }

  /// Weight of all units.
  var total: Float { units.reduce(0) { $0 + $1.weight } }

  /// The first word counts more in shares: it says what is done.
  private mutating func setShares() {
    guard let first = units.first else { return }
    let lead = units.count > 1 ? Tuning.lead : 1
    let total = max(self.total + (lead - 1) * first.weight, 0.001)
    for index in units.indices {
      units[index].share = units[index].weight * (index == 0 ? lead : 1) / total
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

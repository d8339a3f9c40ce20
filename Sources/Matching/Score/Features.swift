/// What matching compares of a text: words with their weights, and the concepts of the lexicon.
struct Features: Sendable {
  struct Word: Sendable {
    var stem: Term
    var root: Term
    /// Bits that finding it is worth.
    var weight: Float
    /// Index into the text's tokens.
    var token: Int32
  }

  var text: TokenizedText
  var words: [Word]
  var mentions: [Mention]

  init(_ text: TokenizedText, lexicon: Lexicon, isNameList: Bool = false) {
    self.text = text
    mentions = lexicon.mentions(in: text, isNameList: isNameList)
    words = []
    words.reserveCapacity(text.tokens.count)
    for (index, token) in text.tokens.enumerated() where !token.isStopWord {
      let isNumber = token.flags.contains(.number)
      let weight = isNumber ? 1 : Frequencies.shared.weight(of: token.stem, in: text.language)
      words.append(
        Word(stem: token.stem, root: Root.of(token, in: text), weight: weight, token: Int32(index)))
    }
  }
}

/// What words of one family share: `instruct` for instructor, instruction and instructing.
enum Root {
  private static let suffixes = [
    "ation", "ition", "ement", "ment", "ator", "itor", "ance", "ence", "ancy", "ency", "ship",
    "ness", "able", "ible", "ist", "ian", "ion", "ive", "ity", "ing", "ant", "ent", "ure", "age",
    "ate", "ize", "ise", "er", "or", "al", "ic", "ed", "iv", "iz", "at", "ur", "y", "i", "e",
  ].map { Array($0.utf8) }

  private static let shortest = 4

  static func of(_ token: Token, in text: TokenizedText) -> Term {
    guard text.language == .english, token.flags.isDisjoint(with: [.gram, .number]) else {
      return token.stem
    }
    let range = Int(token.foldedStart)..<Int(token.foldedEnd)
    let word = text.folded[range]
    guard word.count > shortest, word.allSatisfy(ASCII.isLower) else { return token.stem }
    var stem = Porter2.stem(word)[...]
    for _ in 0..<2 {
      guard
        let suffix = suffixes.first(where: {
          stem.count >= $0.count + shortest && stem.suffix($0.count) == $0[...]
        })
      else { break }
      stem = stem.dropLast(suffix.count)
    }
    return Term(stem)
  }
}

/// A thing that people name in different words: a skill, a tool, a certificate, a language.
public struct Concept: Sendable {
  /// The name to print.
  public var name: String
  /// Such as `software` or `health`.
  public var field: String
  /// Concepts that having this one implies, with how much of the weight carries over.
  var implied: [Implication] = []

  struct Implication: Hashable, Sendable {
    var concept: Int32
    var weight: Float
  }
}

/// A concept found in a text.
struct Mention: Sendable {
  var concept: Int32
  var tokens: Range<Int>
}

extension Token {
  /// What the lexicon finds a word by, whatever the language of the text around it.
  ///
  /// Words of up to three letters and words with signs stand for themselves, longer ones for their
  /// English stem.
  func lexiconKey(in text: TokenizedText) -> Term {
    let start = Int(foldedStart)
    let count = Int(foldedEnd) - start
    guard count > 3, flags.isDisjoint(with: [.gram, .number]) else { return surface }
    if count == 4, text.folded[start + 3] == 0x73, text.folded[start + 2] != 0x73 {
      return Term(text.folded[start..<start + 3])
    }
    if text.language == .english, !flags.contains(.stopWord) { return stem }
    let word = text.folded[start..<start + count]
    return word.allSatisfy(ASCII.isLower) ? Term(Porter2.stem(word)) : surface
  }
}

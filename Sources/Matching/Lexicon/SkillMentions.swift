/// A skill that a text names, by the lexicon.
public struct SkillMention: Sendable {
  /// Its usual name: `Kubernetes` for K8s.
  public var name: String
  /// As the text has it.
  public var quote: String
}

extension Lexicon {
  /// The skills that a text names, in the order of the text.
  public func skills(in text: String) -> [SkillMention] {
    let tokens = Tokenizer.tokenize(text)
    return mentions(in: tokens).map { mention in
      SkillMention(
        name: concepts[Int(mention.concept)].name, quote: tokens.quote(mention.tokens))
    }
  }
}

/// What English words of one family share: `reduc` for reduce, reduced and reducing; other words as
/// they are.
public func wordStem(_ word: String) -> String {
  String(decoding: Porter2.stem(Array(word.utf8)), as: UTF8.self)
}

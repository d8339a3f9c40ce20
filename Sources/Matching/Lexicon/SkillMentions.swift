/// A skill that a text names, by the lexicon.
package struct SkillMention: Sendable {
  /// Its usual name: `Kubernetes` for K8s.
  package var name: String
  /// As the text has it.
  package var quote: String
}

extension Lexicon {
  /// The skills that a text names, in the order of the text.
  package func skills(in text: String) -> [SkillMention] {
    let tokens = Tokenizer.tokenize(text)
    return mentions(in: tokens).map { mention in
      SkillMention(
        name: concepts[Int(mention.concept)].name, quote: tokens.quote(mention.tokens))
    }
  }
}

/// What English words of one family share: `reduc` for reduce, reduced and reducing; other words as
/// they are.
package func wordStem(_ word: String) -> String {
  String(decoding: Porter2.stem(Array(word.utf8)), as: UTF8.self)
}

/// Two words side by side that belong together: "incident response", "response to incidents".
struct Phrase: Sendable {
  /// The same for both orders, and for all words of the two families.
  var key: Term
  /// Bits that finding it is worth beside its words.
  var weight: Float

  /// The pairs of neighbours in a text; function words may stand between them, a comma may not.
  static func all(in features: Features) -> [Phrase] {
    var phrases: [Phrase] = []
    for (a, b) in zip(features.words, features.words.dropFirst())
    where a.root != b.root && isJoined(Int(a.token), Int(b.token), features.text) {
      phrases.append(Phrase(key: key(a.root, b.root), weight: min(a.weight, b.weight)))
    }
    return phrases
  }

  private static let mostBetween = 2

  private static func isJoined(_ a: Int, _ b: Int, _ text: TokenizedText) -> Bool {
    b - a <= mostBetween + 1 && text.tokens[a + 1...b].allSatisfy { $0.gap < .comma }
  }

  private static func key(_ a: Term, _ b: Term) -> Term {
    a.hash < b.hash ? a.followed(by: b) : b.followed(by: a)
  }
}

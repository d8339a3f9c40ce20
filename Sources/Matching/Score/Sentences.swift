/// Passes over what an item says again: a word counts once a sentence, a sentence once an item.
///
/// Copies of a line and chains of keywords gain nothing.
struct Sentences {
  private var seen: Set<UInt64> = []

  /// Text that lost its stops is cut after so many words.
  private static let longest = 25

  /// The words of a field without repetitions.
  mutating func news(_ features: Features) -> [Features.Word] {
    var news: [Features.Word] = []
    news.reserveCapacity(features.words.count)
    var sentence = 0
    var signature: UInt64 = 0
    var count = 0
    for (index, word) in features.words.enumerated() {
      if count == Self.longest || index > 0 && isStop(before: index, features) {
        close(&news, from: sentence, signature)
        (sentence, signature, count) = (news.count, 0, 0)
      }
      count += 1
      guard !news[sentence...].contains(where: { $0.stem == word.stem }) else { continue }
      news.append(word)
      signature &+= word.stem.hash
    }
    close(&news, from: sentence, signature)
    return news
  }

  /// Takes a sentence back whose set of words was there before.
  private mutating func close(
    _ news: inout [Features.Word], from sentence: Int, _ signature: UInt64
  ) {
    guard sentence < news.count, !seen.insert(signature).inserted else { return }
    news.removeSubrange(sentence...)
  }

  /// Whether a sentence ends before a word; function words may stand between it and the last one.
  private func isStop(before index: Int, _ features: Features) -> Bool {
    let last = Int(features.words[index - 1].token)
    return features.text.tokens[last + 1...Int(features.words[index].token)]
      .contains { $0.gap == .stop }
  }
}

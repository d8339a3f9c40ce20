/// How well each item answers one unit of a query.
struct UnitMatch: Sendable {
  /// By item: the best single match, 0 to 1.
  var best: [Float]
  /// By item: what a reader would grant; words scattered over a line do not make a name.
  var shown: [Float]
  /// By item: all matches, the further ones at a part of their value.
  var sum: [Float]

  init(_ unit: Query.Unit, in index: ItemIndex) {
    best = [Float](repeating: 0, count: index.count)
    sum = best
    shown = best
    if unit.concepts.isEmpty, let word = unit.words.first {
      note(word, in: index)
      shown = best
    } else {
      noteConcept(unit, in: index)
    }
    for item in shown.indices where shown[item] < Tuning.softBelow {
      shown[item] *= Tuning.softness
    }
  }

  private mutating func note(_ item: Int32, _ similarity: Float, _ frequency: Float) {
    let slot = Int(item)
    best[slot] = max(best[slot], similarity * min(1, frequency))
    sum[slot] += similarity * frequency
  }

  private mutating func note(_ word: Features.Word, in index: ItemIndex) {
    for posting in index.postings(ofStem: word.stem) { note(posting.item, 1, posting.frequency) }
    for posting in index.postings(ofRoot: word.root) where best[Int(posting.item)] < 1 {
      note(posting.item, Tuning.root, posting.frequency)
    }
    for neighbour in Thesaurus.shared.neighbours(of: word.stem) {
      for posting in index.postings(ofStem: neighbour.term) {
        note(posting.item, neighbour.similarity, posting.frequency)
      }
    }
  }

  private mutating func noteConcept(_ unit: Query.Unit, in index: ItemIndex) {
    var total: Float = 0
    for word in unit.words {
      let match = UnitMatch(
        Query.Unit(concepts: [], words: [word], weight: word.weight, tokens: unit.tokens),
        in: index)
      total += word.weight
      for item in best.indices {
        best[item] += match.best[item] * word.weight
        sum[item] += match.sum[item] * word.weight
      }
    }
    let scattered = unit.words.count > 1 ? Tuning.scattered : 1
    for item in best.indices where total > 0 {
      best[item] /= total
      sum[item] /= total
      shown[item] = best[item] * scattered
    }
    for concept in unit.concepts {
      for posting in index.postings(ofConcept: concept) {
        let slot = Int(posting.item)
        let named = best[slot] > 0.99 ? 1 : Tuning.alias
        let value = min(1, posting.frequency) * named
        best[slot] = max(best[slot], value)
        shown[slot] = max(shown[slot], value)
        sum[slot] = max(sum[slot], posting.frequency * named)
      }
    }
  }
}

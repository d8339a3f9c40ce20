/// How well each item answers one unit of a query; made once and used for unit after unit.
struct UnitMatch: Sendable {
  /// By item: the best single match, 0 to 1.
  private(set) var best: [Float]
  /// By item: what a reader would grant; words scattered over a line do not make a name.
  private(set) var shown: [Float]
  /// By item: all matches together.
  private(set) var sum: [Float]
  /// Whether an item has the concept by one of its names.
  private(set) var isNamed = false
  private var wordBest: [Float]
  private var wordSum: [Float]
  private var isClear = true

  init(items: Int) {
    best = [Float](repeating: 0, count: items)
    shown = best
    sum = best
    wordBest = best
    wordSum = best
  }

  /// Looks a unit up; false when no item shows anything of it.
  mutating func find(_ unit: Query.Unit, in index: ItemIndex) -> Bool {
    if !isClear { clear() }
    isNamed = false
    if unit.concepts.isEmpty, let word = unit.words.first {
      guard note(word, in: index) else { return false }
      swap(&best, &wordBest)
      swap(&sum, &wordSum)
      shown = best
    } else {
      guard noteConcept(unit, in: index) else { return false }
    }
    for item in shown.indices where shown[item] < Tuning.softBelow {
      shown[item] *= Tuning.softness
    }
    return true
  }

  private mutating func clear() {
    for item in best.indices {
      best[item] = 0
      shown[item] = 0
      sum[item] = 0
    }
    clearWord()
    isClear = true
  }

  private mutating func clearWord() {
    for item in wordBest.indices {
      wordBest[item] = 0
      wordSum[item] = 0
    }
  }

  private mutating func note(_ posting: ItemIndex.Posting, _ similarity: Float) {
    let slot = Int(posting.item)
    wordBest[slot] = max(wordBest[slot], similarity * min(1, posting.frequency))
    wordSum[slot] += similarity * posting.frequency
    isClear = false
  }

  /// False when no item has the word in any form.
  private mutating func note(_ word: Query.Word, in index: ItemIndex) -> Bool {
    var isFound = false
    for posting in index.postings(ofStem: word.stem) {
      note(posting, 1)
      isFound = true
    }
    if !word.isExact {
      for posting in index.postings(ofRoot: word.root) where wordBest[Int(posting.item)] < 1 {
        note(posting, Tuning.root)
        isFound = true
      }
    }
    for neighbour in word.neighbours {
      for posting in index.postings(ofStem: neighbour.term) {
        note(posting, neighbour.similarity)
        isFound = true
      }
    }
    return isFound
  }

  private mutating func noteConcept(_ unit: Query.Unit, in index: ItemIndex) -> Bool {
    var isFound = false
    var total: Float = 0
    for word in unit.words {
      total += word.weight
      guard note(word, in: index) else { continue }
      isFound = true
      for item in best.indices {
        best[item] += wordBest[item] * word.weight
        sum[item] += wordSum[item] * word.weight
      }
      clearWord()
    }
    let scattered = unit.words.count > 1 ? Tuning.scattered : 1
    if isFound {
      for item in best.indices {
        best[item] /= total
        sum[item] /= total
        shown[item] = best[item] * scattered
      }
    }
    for concept in unit.concepts {
      for posting in index.postings(ofConcept: concept) {
        noteName(posting, alias: unit.alias)
        isFound = true
      }
    }
    return isFound
  }

  /// The concept stands in the item under one of its names.
  private mutating func noteName(_ posting: ItemIndex.Posting, alias: Float) {
    let slot = Int(posting.item)
    let named = best[slot] > 0.99 ? 1 : alias
    if posting.frequency >= 1 { isNamed = true }
    let value = min(1, posting.frequency) * named
    best[slot] = max(best[slot], value)
    shown[slot] = max(shown[slot], value)
    sum[slot] = max(sum[slot], posting.frequency * named)
    isClear = false
  }
}

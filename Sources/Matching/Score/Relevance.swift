import Glibc

/// How every item answers every query.
struct Relevance: Sendable {
  /// By query: for each unit and item how well the item shows the unit, 0 to 1.
  private(set) var matches: [UnitMatrix] = []
  /// By query, by item: weighted share of the query's units that the item shows, 0 to 1.
  private(set) var coverage: [[Float]] = []
  /// By item: the sum over all queries of weight × saturated matches.
  private(set) var scores: [Float]
  /// By item: words, weighted alike.
  let words: [Float]
  /// By item: what its length makes of its shares.
  private let focus: [Float]
  /// By item: how its length slows saturation, and what further matches add.
  private let lengths: [(factor: Float, further: Float)]

  /// Values of units (rows) in items (columns).
  struct UnitMatrix: Sendable {
    let items: Int
    var values: [Float]
    /// By unit: whether an item has the concept by one of its names.
    var named: [Bool]

    subscript(unit: Int, item: Int) -> Float { values[unit * items + item] }

    func isNamed(_ unit: Int) -> Bool { named[unit] }

    /// The best value of a unit in any item, by what each item's word is worth.
    func best(_ unit: Int, worth: [Float]) -> Float {
      worth.indices.reduce(0) { max($0, values[unit * items + $1] * worth[$1]) }
    }

    /// The best value of a unit in any item.
    func best(_ unit: Int) -> Float {
      values[unit * items..<(unit + 1) * items].reduce(0, max)
    }
  }

  init(_ queries: [Query], in index: ItemIndex) {
    scores = [Float](repeating: 0, count: index.count)
    words = index.lengths
    focus = (0..<index.count).map(index.focus)
    lengths = index.lengths.map(Self.lengthEffect)
    matches.reserveCapacity(queries.count)
    coverage.reserveCapacity(queries.count)
    var match = UnitMatch(items: index.count)
    for query in queries { add(query, index, &match) }
  }

  private static func lengthEffect(_ length: Float) -> (factor: Float, further: Float) {
    let ratio = length / Tuning.usualLength
    let slowed =
      ratio > Tuning.longText
      ? Tuning.longText * powf(ratio / Tuning.longText, Tuning.longRoot) : ratio
    return (
      1 - Tuning.b + Tuning.b * slowed,
      min(Tuning.furtherMost, Tuning.further * max(1, ratio / Tuning.furtherFrom))
    )
  }

  private mutating func add(_ query: Query, _ index: ItemIndex, _ match: inout UnitMatch) {
    var covered = [Float](repeating: 0, count: index.count)
    var matrix = UnitMatrix(
      items: index.count, values: [Float](repeating: 0, count: index.count * query.units.count),
      named: [Bool](repeating: false, count: query.units.count))
    var group = covered
    for (row, unit) in query.units.enumerated() {
      if !unit.isAlternative { for item in group.indices { group[item] = 0 } }
      guard match.find(unit, in: index) else { continue }
      matrix.named[row] = match.isNamed
      let worth = query.weight * unit.weight * (Tuning.k1 + 1)
      for item in covered.indices where match.best[item] > 0 {
        // Of alternatives the best one counts.
        covered[item] += unit.share * max(0, match.shown[item] - group[item])
        group[item] = max(group[item], match.shown[item])
        matrix.values[row * index.count + item] = match.shown[item]
        let rest = max(0, match.sum[item] - match.best[item])
        let frequency = match.best[item] + lengths[item].further * rest
        scores[item] += worth * frequency / (frequency + Tuning.k1 * lengths[item].factor)
      }
    }
    addPhrases(query, index, &covered)
    for item in covered.indices where covered[item] > 0 {
      covered[item] = min(1, covered[item] * focus[item])
    }
    if let name = query.name { add(name, query, index, &covered) }
    matches.append(matrix)
    coverage.append(covered)
  }

  /// Adds what items show of the query's words side by side; once each, so that repeating is vain.
  private mutating func addPhrases(_ query: Query, _ index: ItemIndex, _ covered: inout [Float]) {
    let total = query.phrases.reduce(Float(0)) { $0 + $1.weight }
    guard total > 0 else { return }
    for phrase in query.phrases {
      let worth = query.weight * phrase.weight * (Tuning.k1 + 1) * Tuning.phrase
      for posting in index.postings(ofPhrase: phrase.key) {
        let item = Int(posting.item)
        let frequency = min(1, posting.frequency)
        scores[item] += worth * frequency / (frequency + Tuning.k1 * lengths[item].factor)
        covered[item] *= 1 + Tuning.together * phrase.weight / total
      }
    }
  }

  /// Adds what the titles of items show of the job's title.
  mutating func addTitles(_ title: Query, in titles: ItemIndex) {
    var match = UnitMatch(items: titles.count)
    for unit in title.units where match.find(unit, in: titles) {
      for item in scores.indices where match.best[item] > 0 {
        scores[item] += Tuning.titleInTitle * unit.weight * match.shown[item]
      }
    }
  }

  /// Compares the name that a query consists of with the names that items consist of.
  private mutating func add(
    _ name: NameForm, _ query: Query, _ index: ItemIndex, _ covered: inout [Float]
  ) {
    for item in covered.indices where !index.names[item].isEmpty {
      let best = index.names[item].reduce(Float(0)) { max($0, name.similarity(to: $1)) }
      if best >= Tuning.sameName { covered[item] = max(covered[item], best) }
      scores[item] += query.weight * max(query.total, Tuning.bareConcept) * best * Tuning.name
    }
  }
}

/// How every item answers every query.
struct Relevance: Sendable {
  /// By query, by unit, by item: how well the item shows the unit, 0 to 1.
  var matches: [[[Float]]] = []
  /// By query, by item: weighted share of the query's units that the item shows, 0 to 1.
  var coverage: [[Float]] = []
  /// By item: the sum over all queries of weight × saturated matches.
  var scores: [Float]
  /// By item: what its length makes of its shares.
  let focus: [Float]

  init(_ queries: [Query], in index: ItemIndex) {
    scores = [Float](repeating: 0, count: index.count)
    focus = (0..<index.count).map(index.focus)
    for query in queries { add(query, index) }
  }

  private mutating func add(_ query: Query, _ index: ItemIndex) {
    var covered = [Float](repeating: 0, count: index.count)
    var units: [[Float]] = []
    for unit in query.units {
      let match = UnitMatch(unit, in: index)
      for item in covered.indices where match.best[item] > 0 {
        covered[item] += unit.share * match.shown[item]
        let further = max(0, match.sum[item] - match.best[item])
        let frequency = match.best[item] + Tuning.further * further
        let length = 1 - Tuning.b + Tuning.b * index.lengths[item] / Tuning.usualLength
        let saturated = frequency * (Tuning.k1 + 1) / (frequency + Tuning.k1 * length)
        scores[item] += query.weight * unit.weight * saturated
      }
      units.append(match.shown)
    }
    for item in covered.indices where covered[item] > 0 {
      covered[item] = min(1, covered[item] * focus[item])
    }
    if let name = query.name { add(name, query, index, &covered) }
    matches.append(units)
    coverage.append(covered)
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

/// Finds lines that are copied from the posting: they show more of it than a line has room for.
struct Originality {
  /// By item: 1, or less the more of its words are the posting's.
  let worth: [Float]

  /// A line may show as many distinct words and names of a posting as it has room for: so many, or
  /// this part of its own words.
  private static let room: Float = 20
  private static let part: Float = 1.0 / 3
  /// How well a unit has to match to be taken for copied.
  private static let same: Float = 0.8

  init(_ queries: [Query], _ relevance: Relevance, items: Int) {
    var rows: [Term: [(query: Int, row: Int)]] = [:]
    for (number, query) in queries.enumerated() {
      for (row, unit) in query.units.enumerated() {
        let key = unit.words.reduce(Term(hash: 0)) { $0.followed(by: $1.stem) }
        rows[key, default: []].append((number, row))
      }
    }
    var shown = [Float](repeating: 0, count: items)
    for group in rows.values {
      for item in shown.indices
      where group.contains(where: { relevance.matches[$0.query][$0.row, item] >= Self.same }) {
        shown[item] += 1
      }
    }
    worth = shown.indices.map { item in
      let room = max(Self.room, relevance.words[item] * Self.part)
      return shown[item] > room ? room / shown[item] : 1
    }
  }
}

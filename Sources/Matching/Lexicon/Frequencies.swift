/// How rare a stem is in English work texts, from a table that ships with the tool.
///
/// A background table instead of counts over the texts at hand: the weight of a word does not
/// depend on what else is compared.
struct Frequencies: Sendable {
  static let shared = Frequencies(LexiconData.frequencies)

  /// log2 of the number of texts that the table was counted from.
  private static let size: Float = 11.8
  /// Stems that the table does not list are taken to be in about ten texts.
  private static let unlisted: Float = 3.4

  private var buckets: TermTable

  init(_ data: [UInt8]) {
    buckets = TermTable(minimumCapacity: 1600)
    for columns in TableReader(data) where columns.count > 1 {
      let bucket = columns[1].reduce(Int32(0)) { $0 * 10 + Int32($1 & 15) }
      buckets.set(Term(columns[0]), bucket)
    }
  }

  /// Bits that finding the stem is worth: about 1 (everywhere) to 8 (rare).
  func weight(of stem: Term) -> Float {
    let bucket = buckets[stem].map(Float.init) ?? Self.unlisted
    return max(0.8, Self.size - bucket)
  }
}

/// How rare a stem is in work texts, from tables that ship with the tool.
///
/// A background table instead of counts over the texts at hand: the weight of a word does not
/// depend on what else is compared. English stems are counted; of other languages the table knows
/// the words that most postings have.
struct Frequencies: Sendable {
  static let shared = Frequencies(LexiconData.frequencies, common: LexiconData.common)

  /// log2 of the number of texts that the table was counted from.
  private static let size: Float = 11.8
  /// Stems that the table does not list are taken to be in about ten texts.
  private static let unlisted: Float = 3.4
  /// What a common word of another language weighs, in bits: as "required" does in English.
  private static let commonWeight: Float = 2.8

  private var buckets: TermTable
  /// By stem: a bit for each language in which it is common.
  private var common = TermTable(minimumCapacity: 800)

  init(_ data: [UInt8], common words: [UInt8]) {
    buckets = TermTable(minimumCapacity: 1600)
    for columns in TableReader(data) where columns.count > 1 {
      let bucket = columns[1].reduce(Int32(0)) { $0 * 10 + Int32($1 & 15) }
      buckets.set(Term(columns[0]), bucket)
    }
    for columns in TableReader(words) where columns.count > 1 {
      guard let language = Language(rawValue: String(decoding: columns[0], as: UTF8.self)) else {
        continue
      }
      for token in Tokenizer.tokenize(Array(columns[1]), language: language).tokens {
        common.set(token.stem, (common[token.stem] ?? 0) | language.bit)
      }
    }
  }

  /// Bits that finding the stem is worth: about 1 (everywhere) to 8 (rare).
  func weight(of stem: Term, in language: Language) -> Float {
    if language != .english, let mask = common[stem], mask & language.bit != 0 {
      return Self.commonWeight
    }
    let bucket = buckets[stem].map(Float.init) ?? Self.unlisted
    return max(0.8, Self.size - bucket)
  }
}

/// The languages that matching knows function words of.
enum Language: String, CaseIterable, Sendable {
  case english = "en"
  case german = "de"
  case french = "fr"
  case spanish = "es"
  case dutch = "nl"
  case portuguese = "pt"
  case italian = "it"
  case swedish = "sv"
  case danish = "da"
  case norwegian = "nb"
  case finnish = "fi"
  case polish = "pl"
  case japanese = "ja"
  case korean = "ko"
  case chinese = "zh"
  /// A script without a list of function words, such as Greek or Arabic.
  case unknown = ""

  /// The language whose function words are the most frequent; in doubt that of the text around it.
  static func guess(
    _ tokens: [Token], of source: [UInt8], otherwise: Language = .english
  ) -> Language {
    guard !tokens.isEmpty else { return .english }
    if let language = guessByScript(tokens, of: source) { return language }
    var counts = FunctionWordCounts()
    counts.add(tokens.prefix(400))
    return counts.language(otherwise: otherwise)
  }

  /// The language of texts that belong together: a profile's, a posting's.
  ///
  /// Where next to nothing tells it, it is that of what they are held against.
  static func guess(_ texts: some Sequence<String>, otherwise: Language = .english) -> Language {
    var counts = FunctionWordCounts()
    for text in texts { counts.add(Tokenizer.tokenize(text, language: .unknown).tokens[...]) }
    return counts.isEnglish(rather: otherwise) ? .english : counts.language(otherwise: otherwise)
  }

  private static func guessByScript(_ tokens: [Token], of source: [UInt8]) -> Language? {
    let grams = tokens.count { $0.flags.contains(.gram) }
    guard grams * 3 > tokens.count else { return nil }
    var han = 0
    var kana = 0
    var hangul = 0
    var offset = 0
    while offset < min(source.count, 4000) {
      let (value, length) = Scalar.decode(source, at: offset)
      offset += length
      guard value >= 0x80 else { continue }
      switch Scalar.kind(value) {
      case .han: han += 1
      case .hiragana, .katakana: kana += 1
      case .hangul: hangul += 1
      default: break
      }
    }
    if hangul > han + kana { return .korean }
    if kana * 8 > han, kana > 0 { return .japanese }
    return han > 0 ? .chinese : nil
  }

  var bit: Int32 {
    Int32(1) << Int32(Self.allCases.firstIndex(of: self) ?? 0)
  }
}

/// How many function words of each language a text has.
private struct FunctionWordCounts {
  private var counts = [Int](repeating: 0, count: Language.allCases.count)

  mutating func add(_ tokens: ArraySlice<Token>) {
    for token in tokens {
      guard let mask = StopWords.shared.mask(of: token.surface) else { continue }
      for index in counts.indices where mask & (1 << Int32(index)) != 0 { counts[index] += 1 }
    }
  }

  /// Whether English words are there and no fewer than those of another language.
  func isEnglish(rather other: Language) -> Bool {
    let place = Language.allCases.firstIndex(of: other) ?? 0
    return counts[0] > 0 && counts[place] <= counts[0] && counts.allSatisfy { $0 <= counts[0] + 1 }
  }

  func language(otherwise: Language) -> Language {
    var best = 0
    for index in counts.indices where counts[index] > counts[best] { best = index }
    // A name or a list has hardly any function words: do not let one "die" decide.
    if counts[best] > counts[0] + 1 { return Language.allCases[best] }
    let around = Language.allCases.firstIndex(of: otherwise) ?? 0
    return counts[around] >= counts[0] ? otherwise : .english
  }
}

/// Function words of all languages in one table.
struct StopWords: Sendable {
  static let shared = StopWords(LexiconData.stopwords)

  private var table: TermTable

  /// Lines of a language code, a tab and words; `#` starts a comment line.
  init(_ data: [UInt8]) {
    table = TermTable(minimumCapacity: 2400)
    for line in TableReader(data) {
      guard let language = Language(rawValue: String(decoding: line[0], as: UTF8.self)),
        line.count > 1
      else { continue }
      for word in line[1].split(separator: 0x20) {
        let term = Term(word.lazy.filter { $0 != 0x27 })
        table.set(term, (table[term] ?? 0) | language.bit)
      }
    }
  }

  /// One bit for each language in which the word is a function word.
  func mask(of term: Term) -> Int32? { table[term] }
}

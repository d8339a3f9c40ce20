/// Stems of words seen before, by their surface, where many short texts of one language repeat them.
typealias StemMemo = [Term: Term]

extension TokenizedText {
  /// Fills in stems and marks function words, by the text's language.
  mutating func stem(_ memo: inout StemMemo?) {
    let bit = language.bit
    for index in tokens.indices {
      if let mask = StopWords.shared.mask(of: tokens[index].surface), mask & bit != 0 {
        tokens[index].flags.insert(.stopWord)
        continue
      }
      guard tokens[index].flags.isDisjoint(with: [.gram, .number]) else { continue }
      let range = Int(tokens[index].foldedStart)..<Int(tokens[index].foldedEnd)
      guard folded[range].allSatisfy(ASCII.isLower) else { continue }
      let known = memo?[tokens[index].surface]
      tokens[index].stem = known ?? Stemmer.stem(folded[range], language: language)
      if known == nil { memo?[tokens[index].surface] = tokens[index].stem }
    }
  }
}

/// The stem of a folded word, by language.
enum Stemmer {
  static func stem(_ word: ArraySlice<UInt8>, language: Language) -> Term {
    if language == .english { return Term(Porter2.stem(word)) }
    return LightStemmer.rules[language].map { Term($0.stem(word)) } ?? Term(word)
  }
}

/// Takes inflection off words of languages where cutting the longest known ending is enough.
struct LightStemmer: Sendable {
  private typealias Ending = (suffix: [UInt8], replacement: [UInt8])

  /// Endings of each pass, longest first: case and number before what is left of a verb, so that
  /// a word and its plural end alike.
  private var passes: [[Ending]]
  /// Letters that have to stay.
  private var minimum: Int

  /// Endings separated by spaces; `a>b` replaces, `|` starts another pass.
  private init(minimum: Int, _ text: String) {
    self.minimum = minimum
    passes = text.split(separator: "|").map { pass in
      pass.split(separator: " ").map { entry in
        let parts = entry.split(separator: ">")
        return (Array(parts[0].utf8), parts.count > 1 ? Array(parts[1].utf8) : [])
      }.sorted { $0.suffix.count > $1.suffix.count }
    }
  }

  func stem(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var stem = Array(word)
    for pass in passes {
      guard
        let ending = pass.first(where: {
          stem.count >= $0.suffix.count + minimum && stem.suffix($0.suffix.count) == $0.suffix[...]
        })
      else { continue }
      stem.removeLast(ending.suffix.count)
      stem += ending.replacement
    }
    return stem
  }

  /// Inflection only (number, gender, case, the commonest verb forms), on words without accents.
  static let rules: [Language: LightStemmer] = [
    .german: LightStemmer(
      minimum: 4, "ungen>ung innen in>in ern em er en es e s n | t st et te ten end"),
    .french: LightStemmer(
      minimum: 3,
      """
      aux>al eaux>eau elle>el elles>el euse>eur euses>eur rice>eur rices>eur antes>ant ante>ant \
      ees es e s | ee er ez ent ons ant em emment>ent amment>ant
      """),
    .spanish: LightStemmer(
      minimum: 3,
      "iones>ion es s os as o a e ar er ir ando iendo ado ada ados adas ido ida idos idas amos"),
    .portuguese: LightStemmer(
      minimum: 3,
      """
      oes>ao aes>ao ao>ao ais>al eis>el is>il ns>m es s os as o a e ar er ir ando endo indo ado ada \
      ados adas ido ida idos idas
      """),
    .italian: LightStemmer(
      minimum: 3,
      "i e o a are ere ire ando endo ato ata ati ate uto uta uti ute ito ita iti ite chi>c che>c"),
    .dutch: LightStemmer(minimum: 3, "heden>heid eren ingen>ing en e s | t er je end"),
    .swedish: LightStemmer(
      minimum: 3,
      "arna arnas orna erna ar er or an en et ade at ande are a e s as es ens ets ningar>ning"),
    .danish: LightStemmer(minimum: 3, "erne ernes erer ede ende er en et es e s ens ets inger>ing"),
    .norwegian: LightStemmer(
      minimum: 3, "ene enes ede ende er en et a e s ens ets inger>ing ingen>ing"),
    .finnish: LightStemmer(
      minimum: 4, "ssa sta lla lta lle ksi in en an ien ja t a n iin ista issa illa ille"),
    .polish: LightStemmer(
      minimum: 3,
      """
      ami ach owi ego emu ych ymi ich imi iej ej om ow ie em ow y i a e u o ac ic ec al ala il \
      ila anie>an ania>an aniu>an enie>en enia>en osc>osc osci>osc
      """),
  ]
}

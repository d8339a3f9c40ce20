/// The locales that need no file, as rows of words.
///
/// Month names and patterns follow CLDR where it has a form for month and year. A row of titles has
/// the sections in the order of `SectionKind`, a row of terms that of `Locale.Term`.
enum BuiltInLocales {
  static let tags = [
    "en-US", "en-GB", "de", "fr", "es", "pt", "it", "nl", "sv", "pl", "tr", "uk", "ja", "ko",
    "zh-Hans", "ar", "he", "hi",
  ]

  static func make(at index: Int) -> Locale {
    let make = makers.indices.contains(index) ? makers[index] : americanEnglish
    return make(tags.indices.contains(index) ? tags[index] : tags[0])
  }

  private static let makers: [@Sendable (String) -> Locale] = [
    americanEnglish, britishEnglish, german, french, spanish, portuguese, italian, dutch, swedish,
    polish, turkish, ukrainian, japanese, korean, chinese, arabic, hebrew, hindi,
  ]

  /// Puts rows of words, separated by bars, where they belong.
  static func locale(
    _ tag: String, titles: String, terms: String, months: String, shortMonths: String = "",
    patterns: Locale.Patterns, decimal: String = ",", group: String = "."
  ) -> Locale {
    let names = row(months)
    let kinds = SectionKind.allCases.filter { $0 != .custom }
    var locale = Locale(
      tag: tag,
      titles: Dictionary(zip(kinds, row(titles)), uniquingKeysWith: { first, _ in first }),
      terms: Dictionary(
        zip(Locale.Term.allCases, row(terms)), uniquingKeysWith: { first, _ in first }),
      months: names, shortMonths: shortMonths.isEmpty ? names : row(shortMonths),
      patterns: patterns)
    let language = String(tag.prefix { $0 != "-" })
    for (term, phrase) in zip(Locale.Term.letterTerms, row(letterPhrases[language] ?? "")) {
      locale.terms[term] = phrase
    }
    locale.decimalSeparator = decimal
    locale.groupSeparator = group
    return locale
  }

  static func row(_ text: String) -> [String] {
    text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  }

  static let monthYear = Locale.Patterns(
    short: "MMM y", long: "MMMM y", numeric: "MM/y", full: "d MMMM y")
  static let dotted = Locale.Patterns(
    short: "MMM y", long: "MMMM y", numeric: "MM.y", full: "d MMMM y")
}

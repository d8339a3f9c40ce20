/// How well somebody speaks a language, as far as the usual words and the levels of the CEFR tell.
enum LanguageLevel: Int, Comparable {
  case basic, intermediate, advanced, fluent, native

  static func < (a: LanguageLevel, b: LanguageLevel) -> Bool { a.rawValue < b.rawValue }

  /// Nil where the text says nothing that is known.
  init?(_ fluency: String) {
    let words = fluency.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
    let found = Self.words.first { row in
      words.contains { word in row.starts.contains { word.hasPrefix($0) } }
    }
    guard let found else { return nil }
    self = found.level
  }

  /// Beginnings of words, the best level first: "native or bilingual", "full professional".
  private static let words: [(level: LanguageLevel, starts: [String])] = [
    (
      .native,
      [
        "native", "bilingual", "mother", "first", "mutter", "materna", "maternelle", "madrelingua",
        "moedertaal", "modersmål", "ojczysty",
      ]
    ),
    (
      .fluent,
      [
        "fluent", "full", "c2", "verhandlungssicher", "fließend", "courant", "fluido", "fluente",
        "vloeiend", "flytande", "biegł",
      ]
    ),
    (
      .advanced,
      ["advanced", "professional", "proficient", "business", "c1", "b2", "avanz", "avanc"]
    ),
    (.intermediate, ["intermediate", "conversational", "working", "b1", "good", "gut", "limited"]),
    (.basic, ["basic", "elementary", "beginner", "a1", "a2", "grund", "notion", "básic", "base"]),
  ]
}

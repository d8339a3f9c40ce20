import Matching

/// Which words say the same: forms of one word, and words of one group.
struct Paraphrases: Sendable {
  static let shared = Paraphrases(groups + "\n" + workGroups)

  private var byStem: [String: Set<Int>] = [:]
  private var byWord: [String: Set<Int>] = [:]

  init(_ text: String) {
    for (number, line) in text.split(separator: "\n").enumerated() {
      for word in line.split(separator: " ").map(String.init) {
        byWord[word, default: []].insert(number)
        byStem[Self.stem(word), default: []].insert(number)
      }
    }
  }

  /// Whether two words may stand for one another.
  func match(_ a: CheckedWord, _ b: CheckedWord) -> Bool {
    if a.bare == b.bare { return true }
    // A developer is not who has developed something: names of roles have no other forms.
    if a.isAgent || b.isAgent { return a.singular == b.singular || shareWord(a, b) }
    return a.stem == b.stem || !groups(a).isDisjoint(with: groups(b))
  }

  /// Whether two words are forms of one.
  func areForms(_ a: CheckedWord, _ b: CheckedWord) -> Bool {
    a.singular == b.singular || !a.isAgent && !b.isAgent && a.stem == b.stem
  }

  private func shareWord(_ a: CheckedWord, _ b: CheckedWord) -> Bool {
    guard let first = byWord[a.bare] ?? byWord[a.singular],
      let second = byWord[b.bare] ?? byWord[b.singular]
    else { return false }
    return !first.isDisjoint(with: second)
  }

  private func groups(_ word: CheckedWord) -> Set<Int> {
    byWord[word.bare] ?? byStem[word.stem] ?? []
  }

  private static let american: [String: String] = [
    "centre": "center", "centres": "centers", "metre": "meter", "metres": "meters",
    "litre": "liter", "litres": "liters", "theatre": "theater", "theatres": "theaters",
    "fibre": "fiber", "licence": "license", "licences": "licenses", "defence": "defense",
    "catalogue": "catalog", "grey": "gray", "programme": "program", "programmes": "programs",
    "labelled": "labeled", "labelling": "labeling", "travelled": "traveled",
    "travelling": "traveling", "modelling": "modeling", "modelled": "modeled",
    "cancelled": "canceled", "counselled": "counseled", "counselling": "counseling",
    "e-mail": "email", "e-mails": "emails",
  ]

  /// The stem in American spelling.
  static func stem(_ word: String) -> String {
    if let american = american[word] { return wordStem(american) }
    if word.count > 5, word.hasSuffix("our") || word.hasSuffix("ours") || word.hasSuffix("oured") {
      return wordStem(word.replacing("our", with: "or"))
    }
    for (ending, american) in [
      ("isation", "ization"), ("isations", "izations"), ("ising", "izing"), ("ised", "ized"),
      ("ises", "izes"), ("ise", "ize"), ("yse", "yze"), ("ysed", "yzed"), ("ysing", "yzing"),
    ] where word.count > ending.count + 2 && word.hasSuffix(ending) {
      return wordStem(word.dropLast(ending.count) + american)
    }
    return wordStem(word)
  }
}

/// A word of a text that is checked.
struct CheckedWord: Sendable {
  /// As it stands there, without signs around it.
  let text: String
  /// In lower case, without `'s`.
  let bare: String
  let stem: String
  let singular: String
  let isCapital: Bool
  /// Whether a sentence begins with it.
  let isFirst: Bool
  /// Its place among the words and numbers of the text.
  let place: Int
  /// Whether a comma, `and` or the like stands between it and the word before.
  let followsBreak: Bool

  init(_ text: String, isFirst: Bool, place: Int, followsBreak: Bool) {
    self.text = text
    var bare = text.lowercased()
    for ending in ["'s", "’s", "'", "’"] where bare.hasSuffix(ending) {
      bare = String(bare.dropLast(ending.count))
      break
    }
    self.bare = bare
    stem = Paraphrases.stem(bare)
    singular =
      bare.count > 3 && bare.hasSuffix("s") && !bare.hasSuffix("ss")
      ? String(bare.dropLast()) : bare
    isCapital = text.first?.isUppercase ?? false
    self.isFirst = isFirst
    self.place = place
    self.followsBreak = followsBreak
  }

  /// Whether it names who does something: developer, director, scientist.
  var isAgent: Bool {
    if Vocabulary.impersonal.contains(bare) || Vocabulary.impersonal.contains(singular) {
      return false
    }
    if Vocabulary.roles.contains(singular), singular != "lead", singular != "head" { return true }
    return singular.count > 4 && ["er", "or", "ist", "eer"].contains { singular.hasSuffix($0) }
  }

  var isFunction: Bool { Vocabulary.function.contains(bare) }
}

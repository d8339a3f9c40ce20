/// One thing that a posting asks for.
public struct Requirement: Sendable {
  public enum Modality: String, Sendable {
    case must, nice
    /// What the work consists of: evidence of having done it counts.
    case duty
  }

  /// Which component of the score it belongs to.
  public enum Aspect: String, Sendable {
    case skills, experience, education, language, license
    /// Where the work is, and permission to work: stated or not, never part of the score.
    case location, permit

    /// Not a matter of ability.
    var isCondition: Bool { self == .location || self == .permit }
  }

  /// `r1`, `r2` … in the order of the posting.
  public var id: String
  public var text: String
  public var modality: Modality
  /// Line of the posting or field, such as `content/jobs/acme.md:12`.
  public var source: String
  /// How much it counts in the overall score.
  public var weight: Double
  /// Years of experience asked for.
  public var years: Int?
  public var degree: Degree?
  public var aspect: Aspect
}

/// Levels of education that postings ask for, lowest first.
public enum Degree: Int, Comparable, Sendable {
  case school = 1
  case vocational, bachelor, master, doctorate

  public static func < (a: Degree, b: Degree) -> Bool { a.rawValue < b.rawValue }

  private static let words: [(Degree, [Term])] = [
    (.school, ["ged", "diploma", "abitur", "matura", "gcse", "gcses"]),
    (.vocational, ["associate", "apprenticeship", "ausbildung", "vocational", "hnd", "btec"]),
    (
      .bachelor,
      [
        "bachelor", "bachelors", "bs", "bsc", "beng", "bsn", "undergraduate", "degree",
        "licence", "grado", "laurea", "kandidat", "bba", "studium", "hbo", "inzynier",
      ]
    ),
    (
      .master,
      [
        "master", "masters", "msc", "meng", "mba", "msn", "diplom", "magister",
        "postgraduate", "jd", "llm", "mestrado", "magistrale",
      ]
    ),
    (.doctorate, ["phd", "doctorate", "doctoral", "promotion", "dnp", "pharmd"]),
  ].map { ($0, $1.map { Term($0) }) }

  /// Words that mean a degree only in one language.
  private static let foreign: [Term: Language] = [
    Term("licence"): .french, Term("promotion"): .german, Term("grado"): .spanish,
    Term("studium"): .german, Term("diplom"): .german,
  ]

  /// "Master of Science", "Bachelor's or Master's": with one of these beside it the word is a
  /// degree; a scrum master, a sales associate are not.
  private static let doubtful = Set(["master", "masters", "associate"].map(Term.init))
  private static let company = Set(
    [
      "of", "degree", "degrees", "in", "level", "bachelor", "bachelors", "studium", "abschluss",
      "diploma", "science", "arts", "or", "oder", "ou", "en", "thesis",
    ].map(Term.init))

  /// Whether a word says which degree, or that it is one, rather than in what.
  static func isLevel(_ term: Term) -> Bool {
    levels.contains(term) || words.contains { $1.contains(term) }
  }

  private static let levels = Set(["degree", "degrees", "diploma", "abschluss"].map(Term.init))

  /// The degrees that a text names, lowest first.
  static func named(in text: TokenizedText) -> [Degree] {
    words.compactMap { degree, terms in
      text.tokens.indices.contains {
        terms.contains(text.tokens[$0].surface) && isDegree($0, in: text)
      } ? degree : nil
    }
  }

  private static func isDegree(_ index: Int, in text: TokenizedText) -> Bool {
    let token = text.tokens[index]
    if let language = foreign[token.surface] { return text.language == language }
    guard doubtful.contains(token.surface) else { return true }
    let isPossessive =
      text.source[Int(token.end)...].starts(with: [0x27])
      || text.source[Int(token.end)...].starts(with: [0xE2, 0x80, 0x99])
    if isPossessive || text.tokens.count == 1 { return true }
    let near = max(0, index - 1)...min(text.tokens.count - 1, index + 1)
    return near.contains { $0 != index && company.contains(text.tokens[$0].surface) }
  }
}

/// One thing that a posting asks for.
package struct Requirement: Sendable {
  package enum Modality: String, Sendable {
    case must, nice
    /// What the work consists of: evidence of having done it counts.
    case duty
  }

  /// Which component of the score it belongs to.
  package enum Aspect: String, Sendable {
    case skills, experience, education, language, license
    /// Where the work is, and permission to work: stated or not, never part of the score.
    case location, permit

    /// Not a matter of ability.
    var isCondition: Bool { self == .location || self == .permit }
  }

  /// `r1`, `r2` … in the order of the posting.
  package var id: String
  package var text: String
  package var modality: Modality
  /// Line of the posting or field, such as `content/jobs/acme.md:12`.
  package var source: String
  /// How much it counts in the overall score.
  package var weight: Double
  /// Years of experience asked for.
  package var years: Int?
  package var degree: Degree?
  package var aspect: Aspect
}

/// Levels of education that postings ask for, lowest first.
package enum Degree: Int, Comparable, Sendable {
  case school = 1
  case vocational, bachelor, master, doctorate

  package static func < (a: Degree, b: Degree) -> Bool { a.rawValue < b.rawValue }

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

  /// The degrees that a text names, lowest first.
  static func named(in text: TokenizedText) -> [Degree] {
    words.compactMap { degree, terms in
      text.tokens.contains { terms.contains($0.surface) } ? degree : nil
    }
  }
}

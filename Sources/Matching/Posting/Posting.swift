/// A job posting, read: its title and what it asks for.
public struct Posting: Sendable {
  public var title: String
  public var lines: [Line]
  /// What its lines are in where they don't say it themselves.
  var language: Language

  public struct Line: Sendable {
    public var text: String
    /// Line of the posting, such as `content/jobs/acme.md:12`.
    public var source: String
    /// nil for an introduction or boilerplate.
    public var modality: Requirement.Modality?
    public var isBoilerplate: Bool
    var weight: Double

    init(
      text: String, source: String, modality: Requirement.Modality?, isBoilerplate: Bool = false
    ) {
      self.text = text
      self.source = source
      self.modality = modality
      self.isBoilerplate = isBoilerplate
      weight = ModalityWeight.of(modality, isBoilerplate: isBoilerplate)
    }
  }

  /// Reads a posting; `reference` tells where an offset of the body stands.
  public init(title: String, body: String, reference: (Int) -> String = { "byte \($0)" }) {
    self.title = title
    let language = Language.guess([title, body])
    self.language = language
    lines = PostingLines.read(Array(body.utf8)).compactMap { line in
      guard !line.isHeading else { return nil }
      let text = Tokenizer.tokenize(Array(line.text.utf8), otherwise: language)
      let verdict = ModalityRules.judge(text, section: line.section)
      var modality: Requirement.Modality?
      if case .asks(let asked) = verdict { modality = asked }
      if verdict == .intro {
        modality = ModalityRules.guess(text, isListItem: line.isListItem)
      }
      return Line(
        text: line.text, source: reference(line.range.lowerBound), modality: modality,
        isBoilerplate: verdict == .boilerplate)
    }
  }
}

extension Posting {
  /// What each of some lines of a posting is, by the section where it stands and its own words.
  public static func modalities(of lines: [String], in body: String) -> [Requirement.Modality] {
    let read = PostingLines.read(Array(body.utf8))
    var sections: [UInt64: PostingSection] = [:]
    for line in read where !line.isHeading {
      sections[key(line.text)] = line.section ?? .intro
    }
    return lines.map { line in
      let text = Tokenizer.tokenize(line)
      switch ModalityRules.judge(text, section: sections[key(line)]) {
      case .asks(let modality): return modality
      case .intro, .boilerplate: return ModalityRules.guess(text)
      }
    }
  }

  /// Equal for lines of the same words.
  static func key(_ text: String) -> UInt64 {
    let stems = Set(Tokenizer.tokenize(text).tokens.filter { !$0.isStopWord }.map(\.stem.hash))
    return stems.reduce(0, ^)
  }
}

/// Weights of lines by what they are; found on labelled postings, see docs/matching.md.
enum ModalityWeight {
  static func of(_ modality: Requirement.Modality?, isBoilerplate: Bool) -> Double {
    switch modality {
    case .must?: 1.1
    case .duty?: 0.85
    case .nice?: 0.6
    case nil: isBoilerplate ? 0.05 : 0.5
    }
  }

  /// What a word of the job's title counts anywhere; in titles of the profile it counts for more.
  static let title = 1.0
}

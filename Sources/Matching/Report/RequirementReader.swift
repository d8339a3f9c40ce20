/// Turns the lines of a posting into requirements with their queries.
struct RequirementReader {
  var requirements: [Requirement] = []
  var queries: [Query] = []
  /// Lines that were read only because nothing else asks for anything.
  var usesIntroduction = false
  private let language: Language

  init(_ posting: Posting, matcher: Matcher) {
    language = posting.language
    let asked = posting.lines.filter { $0.modality != nil }
    for line in asked { add(line, line.modality ?? .must, matcher) }
    if requirements.count < 3 {
      usesIntroduction = true
      for line in posting.lines where line.modality == nil && !line.isBoilerplate {
        add(line, .duty, matcher)
      }
    }
  }

  private mutating func add(
    _ line: Posting.Line, _ modality: Requirement.Modality, _ matcher: Matcher
  ) {
    let features = matcher.features(line.text, around: language)
    let query = matcher.query(features, weight: line.weight)
    guard query.total > 0 else { return }
    requirements.append(
      Requirement(
        id: "r\(requirements.count + 1)", text: Self.oneLine(line.text), modality: modality,
        source: line.source, weight: line.weight, years: ModalityRules.years(in: features.text),
        degree: Degree.named(in: features.text).first,
        aspect: Self.aspect(features, modality, matcher)))
    queries.append(query)
  }

  /// The text with line breaks and runs of spaces as one space.
  private static func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func aspect(
    _ features: Features, _ modality: Requirement.Modality, _ matcher: Matcher
  ) -> Requirement.Aspect {
    let cues = PostingWords.shared.cues(in: features.text.tokens[...])
    if (cues[.permit] ?? 0) > 0 { return .permit }
    if (cues[.place] ?? 0) > 0, features.mentions.isEmpty { return .location }
    if modality == .duty { return .experience }
    let fields = features.mentions.map { matcher.lexicon.concepts[Int($0.concept)].field }
    if !Degree.named(in: features.text).isEmpty { return .education }
    if ModalityRules.years(in: features.text) != nil { return .experience }
    if fields.contains("certificates") { return .license }
    if fields.contains("languages"), fields.allSatisfy({ $0 == "languages" || $0 == "soft" }) {
      return .language
    }
    return .skills
  }
}

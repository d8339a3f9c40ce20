public import JSON
public import Profiles

/// One resume as templates see it and as the JSON format prints it: `header`, `sections` and
/// `metadata`; a letter has `letter` beside them, and no section prints.
///
/// Names and titles are plain strings; prose (summaries, descriptions, highlights) is an object of
/// `text` and safe `html`. Everything in the profile reaches it unless the tailoring drops it.
public struct ResumeDocument: Sendable {
  public var header: JSONValue
  public var sections: [JSONValue]
  public var metadata: JSONValue
  /// The cover letter; nil for a resume.
  public var letter: JSONValue?

  public var json: JSONValue {
    guard let letter else {
      return ["header": header, "sections": .array(sections), "metadata": metadata]
    }
    return ["header": header, "letter": letter, "metadata": metadata]
  }
}

/// Facts about a variant that the profile itself doesn't hold.
public struct VariantFacts: Sendable {
  public var profile: String
  public var job: String
  public var template: String
  public var document: String
  public var locale: String
  public var audience: [String]
  public var pages: Int?
  public var jobTitle: String?
  public var company: String?
  /// The build's "today" (ISO date), when known.
  public var date: String?
  public var tool: String

  public init(
    profile: String, job: String, template: String, document: String, locale: String,
    audience: [String] = [], pages: Int? = nil, jobTitle: String? = nil, company: String? = nil,
    date: String? = nil, tool: String
  ) {
    self.profile = profile
    self.job = job
    self.template = template
    self.document = document
    self.locale = locale
    self.audience = audience
    self.pages = pages
    self.jobTitle = jobTitle
    self.company = company
    self.date = date
    self.tool = tool
  }
}

extension ResumeDocument {
  /// Builds the document of a resolved profile.
  public init(
    profile: Profile, tailoring: Tailoring, locale: Locale, facts: VariantFacts
  ) {
    let builder = DocumentBuilder(tailoring: tailoring, locale: locale)
    header = builder.header(profile.basics)
    sections = builder.sections(of: profile)
    metadata = builder.metadata(of: profile, facts: facts)
  }

  /// Builds the cover letter of a resolved profile.
  public init(
    profile: Profile, letter draft: LetterDraft, dropped: Set<String>, locale: Locale,
    facts: VariantFacts
  ) {
    self.init(profile: profile, tailoring: Tailoring(), locale: locale, facts: facts)
    letter = draft.json(without: dropped, date: facts.date)
  }
}

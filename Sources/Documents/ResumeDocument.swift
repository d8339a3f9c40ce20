package import JSON
package import Profiles

/// One resume as templates see it and as the JSON format prints it: `header`, `sections` and
/// `metadata`; a letter has `letter` beside them, and no section prints.
///
/// Names and titles are plain strings; prose (summaries, descriptions, highlights) is an object of
/// `text` and safe `html`. Everything in the profile reaches it unless the tailoring drops it.
package struct ResumeDocument: Sendable {
  package var header: JSONValue
  package var sections: [JSONValue]
  package var metadata: JSONValue
  /// The cover letter; nil for a resume.
  package var letter: JSONValue?

  package var json: JSONValue {
    guard let letter else {
      return ["header": header, "sections": .array(sections), "metadata": metadata]
    }
    return ["header": header, "letter": letter, "metadata": metadata]
  }
}

/// Facts about a variant that the profile itself doesn't hold.
package struct VariantFacts: Sendable {
  package var profile: String
  package var job: String
  package var template: String
  package var document: String
  package var locale: String
  package var audience: [String]
  package var pages: Int?
  package var jobTitle: String?
  package var company: String?
  /// The build's "today" (ISO date), when known.
  package var date: String?
  package var tool: String

  package init(
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
  package init(
    profile: Profile, tailoring: Tailoring, locale: Locale, facts: VariantFacts
  ) {
    let builder = DocumentBuilder(tailoring: tailoring, locale: locale)
    header = builder.header(profile.basics)
    sections = builder.sections(of: profile)
    metadata = builder.metadata(of: profile, facts: facts)
  }

  /// Builds the cover letter of a resolved profile.
  package init(
    profile: Profile, letter draft: LetterDraft, dropped: Set<String>, locale: Locale,
    facts: VariantFacts
  ) {
    self.init(profile: profile, tailoring: Tailoring(), locale: locale, facts: facts)
    letter = draft.json(without: dropped, date: facts.date)
  }
}

extension Schema {
  /// The fields of one entry of a section.
  public static func entry(_ kind: SectionKind) -> RecordSchema {
    switch kind {
    case .work: work
    case .volunteer: volunteer
    case .projects: project
    case .education: education
    case .skills: skill
    case .languages: language
    case .certificates: certificate
    case .awards: award
    case .publications: publication
    case .interests: interest
    case .references: reference
    case .summary, .custom: customEntry
    }
  }

  private static let entryFacets: [FieldSchema] =
    [.extra("id", .text(.line), "Stable name of the entry in reports and other files.")] + facets

  private static let startDate = FieldSchema(
    "startDate", .date(.start), "First day or month: 2021, 2021-05, 2021-05-01.",
    aliases: ["start", "from"])
  private static let endDate = FieldSchema(
    "endDate", .date(.end), "Last day or month; nothing or `present` while it goes on.",
    aliases: ["end", "to", "until"])
  private static let url = FieldSchema("url", .text(.url), "Web address.", aliases: ["website"])
  private static let summary = FieldSchema("summary", .text(.paragraphs), "What it was about.")
  private static let place = FieldSchema.extra("location", .text(.place), "Where it was.")
  private static let highlights = FieldSchema(
    "highlights", .texts, "Accomplishments, a sentence each.",
    aliases: ["bullets", "achievements", "accomplishments"])
  private static let technologies = FieldSchema.extra(
    "keywords", .names, "Technologies and methods used.", aliases: ["technologies", "stack"])

  private static let position = RecordSchema(
    "position", "One of several positions at an employer.", textKey: "position",
    [
      FieldSchema("position", .text(.line), "Job title.", aliases: ["title", "role", "jobTitle"]),
      place,
      .extra("type", .text(.line), "Full-time, contract, internship."),
      startDate, endDate, summary, highlights, technologies,
    ] + entryFacets)

  private static let work = RecordSchema(
    "work entry", "An employer and what you did there.", textKey: "name",
    [
      FieldSchema(
        "name", .text(.line), "Employer.", aliases: ["company", "employer", "organization"]),
      FieldSchema("position", .text(.line), "Job title.", aliases: ["title", "role", "jobTitle"]),
      FieldSchema("location", .text(.place), "Where it was: Menlo Park, CA."),
      FieldSchema("description", .text(.line), "What the employer does."),
      .extra("type", .text(.line), "Full-time, contract, internship."),
      url, startDate, endDate, summary, highlights, technologies,
      .extra("positions", .records(position), "Several positions there, latest first."),
    ] + entryFacets)

  private static let volunteer = RecordSchema(
    "volunteer entry", "Voluntary work.", textKey: "organization",
    [
      FieldSchema("organization", .text(.line), "Organisation.", aliases: ["name", "company"]),
      FieldSchema("position", .text(.line), "What you were.", aliases: ["title", "role"]),
      place, url, startDate, endDate, summary, highlights, technologies,
    ] + entryFacets)

  private static let project = RecordSchema(
    "project", "A project.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Name of the project.", aliases: ["title"]),
      FieldSchema("entity", .text(.line), "Company or organisation it belongs to."),
      FieldSchema("type", .text(.line), "application, talk, conference."),
      FieldSchema("description", .text(.paragraphs), "What it is."),
      place, url, startDate, endDate, summary, highlights,
      FieldSchema(
        "keywords", .names, "Technologies and methods used.", aliases: ["technologies", "stack"]),
      FieldSchema("roles", .names, "Your roles: Team lead, Designer.", aliases: ["role"]),
    ] + entryFacets)

  private static let education = RecordSchema(
    "education entry", "A school or university.", textKey: "institution",
    [
      FieldSchema(
        "institution", .text(.line), "School or university.",
        aliases: ["school", "university", "college", "name"]),
      FieldSchema("area", .text(.line), "Subject.", aliases: ["field", "major", "subject"]),
      FieldSchema("studyType", .text(.line), "Degree: Bachelor of Science.", aliases: ["degree"]),
      place, url, startDate, endDate,
      FieldSchema("score", .text(.line), "Grade, as typed: 3.90.", aliases: ["gpa", "grade"]),
      .extra("honors", .text(.line), "Distinction: cum laude.", aliases: ["honours"]),
      summary,
      .extra("highlights", .texts, "Accomplishments, a sentence each.", aliases: ["bullets"]),
      FieldSchema("courses", .names, "Notable courses.", aliases: ["coursework"]),
    ] + entryFacets)

  private static let skill = RecordSchema(
    "skill", "A group of skills, or one skill.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Name of the group or skill.", aliases: ["category"]),
      FieldSchema("level", .text(.line), "Level: Master.", aliases: ["proficiency"]),
      FieldSchema("keywords", .names, "The skills of the group.", aliases: ["items"]),
    ] + entryFacets)

  private static let language = RecordSchema(
    "language", "A spoken language.", textKey: "language",
    [
      FieldSchema("language", .text(.line), "Language.", aliases: ["name"]),
      FieldSchema(
        "fluency", .text(.line), "How well: Native speaker, B2.", aliases: ["level", "proficiency"]
      ),
      .extra("keywords", .names, "Certificates of it and the like."),
    ] + entryFacets)

  private static let certificate = RecordSchema(
    "certificate", "A certificate or licence.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Name of the certificate.", aliases: ["title"]),
      FieldSchema(
        "issuer", .text(.line), "Who issued it.",
        aliases: ["authority", "organization", "issuedBy", "issuingOrganization"]),
      FieldSchema("date", .date(.single), "When it was issued.", aliases: ["issueDate"]),
      .extra("expires", .date(.end), "When it ends.", aliases: ["expiryDate", "endDate"]),
      .extra("number", .text(.line), "Number of the licence or credential."),
      url,
      .extra("summary", .text(.paragraphs), "What it is about.", aliases: ["description"]),
    ] + entryFacets)

  private static let award = RecordSchema(
    "award", "An award or honour.", textKey: "title",
    [
      FieldSchema("title", .text(.line), "Name of the award.", aliases: ["name"]),
      FieldSchema("awarder", .text(.line), "Who gave it.", aliases: ["issuer", "organization"]),
      FieldSchema("date", .date(.single), "When it was given."),
      .extra("url", .text(.url), "Web address.", aliases: ["website"]),
      FieldSchema("summary", .text(.paragraphs), "What it was for.", aliases: ["description"]),
    ] + entryFacets)

  private static let publication = RecordSchema(
    "publication", "A publication, talk or patent.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Title.", aliases: ["title"]),
      .extra("authors", .names, "All authors, in order.", aliases: ["author"]),
      FieldSchema("publisher", .text(.line), "Journal, conference or publisher."),
      FieldSchema("releaseDate", .date(.single), "When it came out.", aliases: ["date"]),
      .extra("doi", .text(.line), "Digital object identifier."),
      url, summary,
    ] + entryFacets)

  private static let interest = RecordSchema(
    "interest", "An interest.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Name of the interest."),
      FieldSchema("keywords", .names, "What about it."),
      .extra("summary", .text(.paragraphs), "A sentence about it.", aliases: ["description"]),
    ] + entryFacets)

  private static let reference = RecordSchema(
    "reference", "Somebody who vouches for you.", textKey: "reference",
    [
      FieldSchema("name", .text(.line), "Who it is."),
      FieldSchema(
        "reference", .text(.paragraphs), "What they say.", aliases: ["summary", "quote"]),
      .extra("relationship", .text(.line), "What they are to you.", aliases: ["position", "role"]),
      .extra("email", .text(.email), "E-mail address."),
      .extra("phone", .text(.phone), "Phone number."),
      .extra("url", .text(.url), "Web address.", aliases: ["website"]),
    ] + entryFacets)

  public static let customEntry = RecordSchema(
    "entry", "An entry of a section of your own.", textKey: "summary",
    [
      .extra("name", .text(.line), "Title of the entry.", aliases: ["title"]),
      .extra(
        "subtitle", .text(.line), "Second line: organisation, position.",
        aliases: ["organization", "position", "issuer"]),
      .extra("location", .text(.place), "Where it was."),
      .extra("url", .text(.url), "Web address.", aliases: ["website"]),
      .extra("date", .date(.single), "When it was."),
      startDate, endDate,
      .extra("summary", .text(.paragraphs), "Text.", aliases: ["description"]),
      .extra("highlights", .texts, "Accomplishments, a sentence each.", aliases: ["bullets"]),
      .extra("keywords", .names, "Short words after it."),
    ] + entryFacets)
}

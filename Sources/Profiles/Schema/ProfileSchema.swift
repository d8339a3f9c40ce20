extension Schema {
  public static let profile = RecordSchema(
    "profile", "A career: all that a resume or letter may draw on.",
    [
      FieldSchema("$schema", .anything, "Link to a JSON Schema of this file."),
      .extra("extends", .text(.path), "Id of a profile that this one overlays."),
      .extra("language", .text(.language), "BCP 47 tag of the language of the text: en, de-CH."),
      FieldSchema("basics", .record(basics), "Who it is and how to reach them."),
      section("work", "Employment.", aliases: ["experience", "employment", "jobs"]),
      section("volunteer", "Voluntary work.", aliases: ["volunteering"]),
      section("projects", "Projects.", aliases: ["project"]),
      section("education", "Schools and degrees."),
      section("skills", "Groups of skills."),
      .extra("softSkills", .names, "Soft skills, printed as a group of their own."),
      section("languages", "Spoken languages."),
      section(
        "certificates", "Certificates and licences.",
        aliases: ["certifications", "certificate", "certification", "certs", "licenses"]),
      section("awards", "Awards and honours.", aliases: ["honors", "honours"]),
      section("publications", "Publications, talks and patents."),
      section("interests", "Interests.", aliases: ["hobbies"]),
      section("references", "References."),
      .extra("sections", .records(customSection), "Sections of your own."),
      .extra("sectionOrder", .words, "Ids of sections in the order in which they print."),
      .extra("letter", .record(letter), "Material of the cover letter."),
      .extra("options", .anything, "Options of templates: {accent: \"#005a9c\", photo: false}."),
      .extra("writingStyle", .text(.paragraphs), "How a rewriter shall word things."),
      .extra("prompts", .texts, "What a rewriter is told besides."),
      FieldSchema("meta", .record(meta), "The file's version and settings of other tools."),
    ])

  public static let basics = RecordSchema(
    "basics", "Who it is and how to reach them.",
    [
      FieldSchema("name", .text(.line), "Full name."),
      FieldSchema(
        "label", .text(.line), "Professional title: Web Developer.",
        aliases: ["headline", "jobTitle"]),
      FieldSchema(
        "image", .text(.path), "Portrait: a file beside the profile.",
        aliases: ["picture", "photo"]),
      FieldSchema("email", .text(.email), "E-mail address.", aliases: ["mail"]),
      FieldSchema("phone", .text(.phone), "Phone number, as it shall print."),
      FieldSchema("url", .text(.url), "Home page.", aliases: ["website", "homepage"]),
      FieldSchema("summary", .text(.paragraphs), "Two or three sentences about you."),
      FieldSchema("location", .record(location), "Where you live."),
      FieldSchema("profiles", .records(network), "Accounts on networks.", aliases: ["socials"]),
    ])

  public static let location = RecordSchema(
    "location", "A postal address, or the part of it that shall print.", textKey: "city",
    [
      FieldSchema("address", .text(.line), "Street and house number."),
      FieldSchema("postalCode", .text(.line), "Postal code.", aliases: ["zip", "zipCode"]),
      FieldSchema("city", .text(.line), "City."),
      FieldSchema("region", .text(.line), "State, province or region.", aliases: ["state"]),
      FieldSchema(
        "countryCode", .text(.line), "Country as two letters (ISO 3166-1): DE, US.",
        aliases: ["country"]),
    ])

  public static let network = RecordSchema(
    "network profile", "An account on a network.", textKey: "url",
    [
      FieldSchema("network", .text(.line), "Network: LinkedIn, GitHub."),
      FieldSchema("username", .text(.line), "Name of the account.", aliases: ["user", "handle"]),
      FieldSchema("url", .text(.url), "Address of the account.", aliases: ["website"]),
    ] + facets)

  public static let letter = RecordSchema(
    "letter", "Material of the cover letter.",
    [
      .extra("recipient", .text(.paragraphs), "Whom it is addressed to."),
      .extra("greeting", .text(.line), "Salutation; the locale has one for nobody in particular."),
      .extra("opening", .text(.paragraphs), "First paragraph."),
      .extra("paragraphs", .texts, "The paragraphs in between.", aliases: ["body"]),
      .extra("closing", .text(.paragraphs), "Last paragraph."),
      .extra("signature", .text(.line), "Name below; that of the profile where nothing is said."),
    ])

  public static let meta = RecordSchema(
    "meta", "The file's version and settings of other tools.", isOpen: true,
    [
      FieldSchema("canonical", .text(.url), "Address of the newest version of this file."),
      FieldSchema("version", .text(.line), "Version of the schema: v1.0.0."),
      FieldSchema("lastModified", .text(.line), "Time of the last change (ISO 8601)."),
      .extra("language", .text(.language), "BCP 47 tag of the language of the text."),
    ])

  /// The section around a list of entries, where it is written as a map.
  public static let sectionForm = RecordSchema(
    "section", "A section with a title or tags of its own.",
    [
      .extra("title", .text(.line), "Title in place of the locale's."),
      .extra("id", .text(.line), "Name for `sectionOrder`."),
      .extra("entries", .section(customEntry), "The entries."),
    ] + facets)

  public static let customSection = RecordSchema(
    "section", "A section of your own.", sectionForm.fields)

  /// What the map form adds to sections, entries and texts.
  public static let facets: [FieldSchema] = [
    .extra("tags", .words, "Audiences that see it; untagged is for everybody."),
    .extra("skills", .names, "Skills that it shows without naming them."),
    .extra("keep", .choice(["always", "never"]), "Whether tailoring may drop it."),
    .extra("alternates", .alternates, "Other wordings, each with the audiences that see it."),
  ]

  /// Whether a field is one of them, and not the section `skills` for one.
  static func isFacet(_ field: FieldSchema) -> Bool {
    facets.contains { $0.key == field.key && $0.description == field.description }
  }

  /// `{text, tags, skills, keep, alternates}` in place of a plain text.
  public static let textForm = RecordSchema(
    "text", "A text and what varies it.",
    [.extra("text", .text(.paragraphs), "The text, or texts by language.")] + facets)

  private static func section(
    _ key: String, _ description: String, aliases: [String] = []
  ) -> FieldSchema {
    let record = SectionKind(rawValue: key).map(entry) ?? customEntry
    return FieldSchema(key, .section(record), description, aliases: aliases)
  }
}

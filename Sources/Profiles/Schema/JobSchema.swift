extension Schema {
  public static let job = RecordSchema(
    "posting", "A job posting: JSON Resume's job schema, and what the applicant adds.",
    [
      FieldSchema("$schema", .anything, "Link to a JSON Schema of this file."),
      FieldSchema("title", .text(.line), "Title of the job.", aliases: ["position", "role"]),
      FieldSchema(
        "company", .text(.line), "Employer.", aliases: ["employer", "organization", "name"]),
      FieldSchema("location", .text(.place), "Where it is."),
      FieldSchema("remote", .text(.line), "Remote work: Full, Hybrid, None."),
      FieldSchema("type", .text(.line), "Full-time, part-time, contract.", aliases: ["jobType"]),
      .extra("url", .text(.url), "Where the posting was found.", aliases: ["link", "website"]),
      FieldSchema("date", .date(.single), "When it was posted.", aliases: ["posted"]),
      .extra(
        "deadline", .date(.end), "Last day to apply.", aliases: ["closes", "closingDate"]),
      FieldSchema("salary", .text(.line), "Salary, as printed."),
      FieldSchema("experience", .text(.line), "Seniority asked for: Senior, 5+ years."),
      FieldSchema("description", .text(.paragraphs), "What the job is.", aliases: ["summary"]),
      FieldSchema(
        "responsibilities", .texts, "Duties, a sentence each.", aliases: ["duties", "tasks"]),
      FieldSchema(
        "qualifications", .texts, "Requirements, a sentence each.", aliases: ["requirements"]),
      FieldSchema("skills", .records(jobSkill), "Skills asked for: names, or groups of them."),
      .extra("emphasize", .names, "What the resume for this job shall stress."),
      .extra("audience", .words, "Audience of its resumes: tags that are chosen."),
      .extra("templates", .words, "Templates for this job."),
      .extra("pages", .integer(1...50), "Pages that the resume may fill."),
      .extra("options", .anything, "Options of templates, for this job."),
      .extra("letter", .record(letter), "Material of the cover letter for this job."),
      .extra(
        "language", .text(.language), "BCP 47 tag of the language of the posting.",
        aliases: ["lang", "locale"]),
      FieldSchema("meta", .anything, "The file's version and settings of other tools."),
    ])

  public static let jobSkill = RecordSchema(
    "skill", "A skill, or a group of skills.", textKey: "name",
    [
      FieldSchema("name", .text(.line), "Name of the skill or group.", aliases: ["category"]),
      FieldSchema("level", .text(.line), "Level asked for."),
      FieldSchema("keywords", .names, "The skills of the group.", aliases: ["items"]),
    ])
}

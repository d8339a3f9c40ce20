extension Schema {
  public static let lexicon = RecordSchema(
    "lexicon", "Skills of your own, and more names for those that the tool knows.",
    [
      .extra("$schema", .anything, "Link to a JSON Schema of this file."),
      .extra("skills", .records(skill), "The skills."),
    ])

  private static let skill = RecordSchema(
    "skill", "A skill with its names.",
    [
      .extra("name", .text(.line), "The name to print."),
      .extra("aliases", .names, "Other names; '~' before one that is a common word too."),
      .extra("implies", .names, "Skills that having this one implies."),
      .extra("field", .text(.line), "Such as software, health or law."),
    ])
}

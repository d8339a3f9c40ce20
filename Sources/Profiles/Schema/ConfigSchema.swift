extension Schema {
  public static let config = RecordSchema(
    "configuration", "What Bespoke builds; all of it is optional.",
    [
      .extra("$schema", .anything, "Link to a JSON Schema of this file."),
      .extra("defaults", .record(build), "What each build takes where it says nothing itself."),
      .extra("builds", .records(build), "What to build; without it, every profile for every job."),
      .extra(
        "filename", .text(.line),
        "Name of the files to send: {name}_{company}_{title}_{document}; for all builds."),
      .extra("gates", .record(gates), "What fails a build that could be made."),
      .extra("limits", .record(limits), "Bounds against a slip of the pen."),
      .extra(
        "history", .choice(["local", "kept"]),
        "Where the ledger is: in .bespoke/, or kept in content/history.jsonl for git."),
      .extra("rewriter", .record(rewriter), "Command that may reword highlights."),
      .extra("publish", .record(publish), "Where `publish` puts documents."),
    ])

  public static let build = RecordSchema(
    "build", "Profiles and jobs, and the forms in which they are made.",
    [
      .extra("name", .text(.line), "Goes into the file names."),
      .extra(
        "profiles", .words, "Ids of profiles; * and ? stand for any letters.",
        aliases: ["profile"]),
      .extra(
        "jobs", .words,
        "Ids of jobs, with * and ?; `general` is the resume for no job in particular.",
        aliases: ["job"]),
      .extra("templates", .words, "Names of templates, with * and ?.", aliases: ["template"]),
      .extra(
        "documents", .choices(["resume", "letter"]), "Documents to make.", aliases: ["document"]),
      .extra("formats", .choices(formats), "File formats to make.", aliases: ["format"]),
      .extra(
        "audience", .words, "Tags that are chosen; empty: all texts are in.",
        aliases: ["audiences", "tags"]),
      .extra("exclude", .words, "Tags that keep a text out."),
      .extra(
        "redact", .choices(Redaction.allCases.map(\.rawValue)),
        "What is taken out of a public copy."),
      .extra("pages", .integer(1...50), "Pages that a resume may fill."),
      .extra("paper", .choice(Config.Paper.allCases.map(\.rawValue)), "Paper size."),
      .extra(
        "locale", .words, "Languages, as BCP 47 tags.",
        aliases: ["locales", "language", "languages"]),
      .extra("options", .anything, "Options of templates: {accent: \"#005a9c\", photo: false}."),
      .extra("filename", .text(.line), "Name of the files to send, for this build."),
    ])

  public static let gates = RecordSchema(
    "gates", "What fails a build that could be made.",
    [
      .extra("min-score", .number, "Least overall score of a tailored resume, 0 to 100."),
      .extra("max-pages", .integer(1...50), "Most pages of a resume."),
      .extra("fail-on", .choice(["error", "warning"]), "Least severity that fails a build."),
    ])

  public static let limits = RecordSchema(
    "limits", "Bounds against a slip of the pen.",
    [
      .extra("variants", .integer(1...10_000_000), "Documents that one build may make."),
      .extra("file-size", .integer(1...1024), "Megabytes of one input file."),
      .extra(
        "cache", .integer(1...1_000_000),
        "Megabytes of .bespoke/cache; what was used longest ago goes first."),
    ])

  public static let rewriter = RecordSchema(
    "rewriter", "Command that may reword highlights.",
    [
      .extra("command", .words, "Program and arguments; the prompt comes on standard input."),
      .extra("timeout", .integer(1...3600), "Seconds that it may take."),
      .extra("environment", .words, "Environment variables that it sees."),
      .extra("send-contact", .flag, "Whether name and contact data are in the prompt."),
    ])

  public static let publish = RecordSchema(
    "publish", "Where `publish` puts documents: a folder, or what a command does with them.",
    textKey: "folder",
    [
      .extra("folder", .text(.line), "Folder, relative to the project or absolute."),
      .extra(
        "command", .words,
        "Program and arguments; with {file} among them it runs once a file, else once for all."),
      .extra("files", .words, "Files of out/ to publish, with * and ?; all of them without it."),
      .extra("timeout", .integer(1...86_400), "Seconds that one call may take."),
      .extra("environment", .words, "Environment variables that the command sees."),
    ])

  static let formats = ["html", "pdf", "docx", "txt", "md", "json", "png"]
}

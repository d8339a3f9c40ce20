import Arguments
import Diagnostics
import Files
import JSON
import Profiles

extension CommandTable {
  static let foreignFile = Positional(
    "FILE", "A profile in another tool's form; - for standard input", .required)
  static let outputFile = Option(
    "out", short: "o", .text, "FILE", "Where the result goes (default: standard output)")
  static let overwrite = Option.flag("force", short: "f", "Replace a file that is there")

  static let importing = Command(
    "import", "Turn another tool's profile into a file for content/profiles",
    discussion: """
      Reads JSON Resume (versions 0 and 1), RenderCV, YAMLResume, FRESH, and the ZIP archive of \
      LinkedIn's data export. Each key that has no place here is named in a warning. A resume as \
      PDF, DOCX, ODT, HTML, Markdown or text starts a profile that is marked as to be checked.
      """,
    positionals: [foreignFile], options: [outputFile, overwrite])
}

/// `bespoke import FILE`: another tool's profile as our YAML.
struct ImportCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    let path = parsed.word(at: CommandTable.foreignFile) ?? "-"
    let output = parsed.value(of: CommandTable.outputFile) ?? "-"
    if output != "-", !parsed.has(CommandTable.overwrite), NamedFile.exists(output) {
      console.report([
        .error(
          "file-exists", "'\(output)' is there already", path: output,
          help: "choose another name, or replace it with --force")
      ])
      return .failure
    }
    var problems: [Diagnostic] = []
    do throws(FileError) {
      let file = try NamedFile.read(path)
      if ResumeImport.takes(file) { return try ResumeImport(file, output, console, parsed).run() }
      let imported = Importer.read(file, into: &problems)
      console.report(problems)
      guard let imported else { return .failure }
      let schema = SchemaFile(parsed, from: output)
      try NamedFile.write(schema.editorLine + imported.yaml, to: output)
      if output != "-" { try schema.write() }
      tell(imported, problems, output)
    } catch {
      console.report([error.diagnostic()])
      return .failure
    }
    return problems.hasErrors ? .failure : .success
  }

  private func tell(_ imported: ImportedProfile, _ problems: [Diagnostic], _ output: String) {
    let lost = problems.count { $0.id == "not-carried" }
    let keys = lost == 0 ? "every key carried over" : "keys not carried over: \(lost)"
    let place = output == "-" ? "" : ", written to \(output)"
    console.say("read as \(imported.format.rawValue): \(keys)\(place)")
  }
}

/// The schema that the first line of a new profile points editors at.
struct SchemaFile {
  /// The file that holds it, as a path from the working folder.
  private let path: String
  private let isThere: Bool
  /// From the new file's folder.
  private let link: String

  /// Where a project keeps it: that of the shipped content, else beside the content.
  private static let places = [
    "docs/schema/profile.schema.json", "content/schema/profile.schema.json",
  ]

  /// `profile` is the new file, `-` one that will stand in content/profiles.
  init(_ parsed: ParsedArguments, from profile: String) {
    let root = parsed.value(of: CommandTable.root).map { $0 + "/" } ?? ""
    let known = Self.places.first { NamedFile.exists(root + $0) }
    let place = known ?? Self.places[1]
    isThere = known != nil
    path = root + place
    let folder = profile.folderAndName.folder
    link = Self.relative(path, from: profile == "-" ? root + "content/profiles" : folder)
  }

  var editorLine: String { Schema.editorLine(link) }

  /// Writes the schema where the project has none yet.
  func write() throws(FileError) {
    guard !isThere else { return }
    try NamedFile.write(Schema.jsonSchema(of: .profile).serialized(indented: true), to: path)
  }

  /// A path as seen from another folder; absolute where the two share nothing.
  private static func relative(_ path: String, from folder: String) -> String {
    guard path.hasPrefix("/") == folder.hasPrefix("/"), !folder.contains("..") else { return path }
    var target = path.split(separator: "/").filter { $0 != "." }[...]
    var base = folder.split(separator: "/").filter { $0 != "." }[...]
    while let first = target.first, first == base.first {
      target = target.dropFirst()
      base = base.dropFirst()
    }
    return (base.map { _ in ".." } + target.map(String.init)).joined(separator: "/")
  }
}

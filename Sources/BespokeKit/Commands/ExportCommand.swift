import Arguments
import Diagnostics
import Files
import JSON
import Profiles

extension CommandTable {
  static let exported = Positional(
    "PROFILE", "Id of a profile, or a file (default: the only one)", .optional)
  static let audience = Option("audience", .list([]), "TAGS", "Tags that are chosen")
  static let exclude = Option("exclude", .list([]), "TAGS", "Tags that keep a text out")
  static let redact = Option(
    "redact", .list(Redaction.allCases.map(\.rawValue)), "LIST", "What a public copy lacks")
  static let locale = Option("locale", .text, "TAG", "Language to take, such as de")

  static let export = Command(
    "export", "Print a profile as JSON Resume v1",
    discussion: """
      The result validates against the official schema. What JSON Resume has no name for keeps \
      ours, which that schema allows.
      """,
    positionals: [exported],
    options: [outputFile, overwrite, audience, exclude, redact, locale])
}

/// `bespoke export PROFILE`: a profile for other tools.
struct ExportCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
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
      if let text = try exported(into: &problems) { try NamedFile.write(text, to: output) }
    } catch {
      problems.append(error.diagnostic())
    }
    console.report(problems)
    return problems.hasErrors ? .failure : .success
  }

  /// The text of the export; nil, with an error, when there is no such profile.
  private func exported(into problems: inout [Diagnostic]) throws(FileError) -> String? {
    let files = try parsed.project()
    // Of the project only what this profile needs is of interest.
    var unheard: [Diagnostic] = []
    let listing = ContentListing(files, into: &unheard)
    let loader = ContentLoader(files, listing: listing)
    guard let profile = try profile(loader, into: &problems) else { return nil }
    var locale: Locale?
    if let tag = parsed.value(of: CommandTable.locale) {
      locale = loader.locale(tag, into: &problems)
      guard locale != nil else { return nil }
    }
    let variant = Profiles.Variant(
      audience: parsed.values(of: CommandTable.audience),
      exclude: parsed.values(of: CommandTable.exclude),
      redact: parsed.values(of: CommandTable.redact).compactMap(Redaction.init), locale: locale)
    let resolved = profile.resolved(variant, into: &problems)
    for omission in resolved.omissions {
      console.say("left out: \(omission.id) (\(omission.reason))")
    }
    return JSONResumeExporter.export(resolved, into: &problems).serialized(indented: true)
  }

  private func profile(
    _ loader: ContentLoader, into problems: inout [Diagnostic]
  ) throws(FileError) -> Profile? {
    let profiles = loader.listing.profiles
    guard let name = parsed.word(at: CommandTable.exported) else {
      if profiles.count == 1 { return loader.profile(profiles[0], into: &problems) }
      problems.append(
        .error(
          "missing-argument", "which profile?", help: known(profiles.map(\.id))))
      return nil
    }
    if let source = profiles.first(where: { $0.id == name }) {
      return loader.profile(source, into: &problems)
    }
    guard name == "-" || NamedFile.exists(name) else {
      let ids = profiles.map(\.id)
      problems.append(
        .error(
          "unknown-profile", "no profile is called '\(name)', and no file",
          help: didYouMean(name, in: ids) ?? known(ids)))
      return nil
    }
    return ContentLoader.profile(try NamedFile.read(name), into: &problems)
  }

  private func known(_ ids: [String]) -> String {
    ids.isEmpty ? "there are none in content/profiles" : "there are \(ids.joined(separator: ", "))"
  }
}

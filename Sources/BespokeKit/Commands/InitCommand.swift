import Arguments
import Diagnostics
import Files
import Profiles

extension CommandTable {
  static let newProject = Positional(
    "DIR", "The new project's folder (default: this one)", .optional)
  static let importedFile = Option(
    "import", .text, "FILE", "Begin with a profile of another tool, as 'bespoke import' reads it")

  static let initialize = Command(
    "init", "Make a project that builds at once",
    discussion: """
      Writes a profile, a posting, bespoke.yaml, .gitignore, a Makefile and files for continuous \
      integration, and asks nothing. What is there already is left as it is.
      """,
    positionals: [newProject], options: [importedFile])
}

/// `bespoke init DIR`: the first files of a project.
struct InitCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    let folder =
      parsed.word(at: CommandTable.newProject) ?? parsed.value(of: CommandTable.root) ?? "."
    var problems: [Diagnostic] = []
    var isMade = false
    do throws(FileError) {
      if let profile = try profile(into: &problems) {
        try write(StarterFiles.all(profile: profile), to: folder)
        isMade = true
      }
    } catch {
      problems.append(error.diagnostic())
    }
    console.report(problems)
    guard isMade else { return .failure }
    let step = folder == "." ? "" : "cd \(folder) && "
    console.say("next: \(step)bespoke build, then open out/index.html")
    return .success
  }

  /// The profile to begin with: the one imported, or the starter's; nil when it can't be read.
  private func profile(
    into problems: inout [Diagnostic]
  ) throws(FileError) -> StarterFiles.Profile? {
    guard let path = parsed.value(of: CommandTable.importedFile) else {
      return StarterFiles.example
    }
    let file = try NamedFile.read(path)
    guard let imported = Importer.read(file, into: &problems) else { return nil }
    let name = imported.profile.basics.name?.value ?? "me"
    return StarterFiles.Profile(id: name.fileName, yaml: imported.yaml)
  }

  private func write(
    _ files: [(path: RelativePath, text: String)], to folder: String
  ) throws(FileError) {
    let project = try Self.folder(folder)
    for (path, text) in files {
      guard try project.linkStatus(of: path) == nil else {
        console.say("kept \(path.text)")
        continue
      }
      try project.write(Array(text.utf8), to: path)
      console.say("made \(path.text)")
    }
  }

  /// The folder, made where it isn't there; its own parent must be.
  private static func folder(_ path: String) throws(FileError) -> DiskFileSystem {
    if let here = try? DiskFileSystem(root: path) { return here }
    guard !path.hasPrefix("/"), let place = try? RelativePath(path) else {
      let (parent, name) = path.folderAndName
      return try DiskFileSystem(root: parent).subtree(try NamedFile.relative(name))
    }
    return try DiskFileSystem(root: ".").subtree(place)
  }
}

extension String {
  /// Letters and digits of ASCII in lower case with hyphens between words: `ada-lovelace`.
  fileprivate var fileName: String {
    var name = ""
    for character in lowercased() {
      if character.isASCII, character.isLetter || character.isNumber {
        name.append(character)
      } else if name.last != "-", !name.isEmpty {
        name.append("-")
      }
    }
    while name.last == "-" { name.removeLast() }
    return name.isEmpty ? "me" : String(name.prefix(60))
  }
}

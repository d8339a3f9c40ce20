import Arguments
import Diagnostics
import Files
import Graphics
import JSON

extension CommandTable {
  static let doctor = Command(
    "doctor", "Check what this machine lacks, and say what mends it",
    discussion: """
      Looks at the fonts that templates name, the programs that some commands call, the locale, git \
      and the permissions of the project. Exits with 1 when something is missing.
      """,
    options: [json])
}

/// `bespoke doctor`: what is there, what is not, and the line that mends it.
struct DoctorCommand {
  /// One thing looked at.
  struct Finding {
    enum State: String { case fine, missing, doubtful }

    var subject: String
    var state: State
    /// What was found, or what doesn't work without it.
    var detail: String
    /// What to type.
    var remedy: String?

    var json: JSONValue {
      [
        "subject": .string(subject), "state": .string(state.rawValue), "detail": .string(detail),
        "remedy": remedy.map { .string($0) } ?? .null,
      ]
    }

    var lines: [String] {
      let mark = state == .fine ? "ok     " : state == .missing ? "missing" : "doubt  "
      return ["\(mark)  \(subject): \(detail)"] + (remedy.map { ["         → \($0)"] } ?? [])
    }
  }

  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    let root = parsed.value(of: CommandTable.root) ?? "."
    guard let project = parsed.project(tellingOn: console) else { return .usage }
    let findings =
      fonts(project) + programs() + [locale()] + repository(root) + permissions(root, project)
    if parsed.has(CommandTable.json) {
      let list = JSONValue.array(findings.map(\.json))
      StandardStream.output.write(list.serialized(indented: true) + "\n")
    } else {
      for line in findings.flatMap(\.lines) { StandardStream.output.write(printable(line) + "\n") }
    }
    return findings.contains { $0.state == .missing } ? .failure : .success
  }

  // MARK: Fonts

  /// Debian's packages of the families that shipped templates name.
  private static let fontPackages = [
    "Lato": "fonts-lato", "Carlito": "fonts-crosextra-carlito", "Open Sans": "fonts-open-sans",
    "Roboto Slab": "fonts-roboto-slab", "Linux Libertine O": "fonts-linuxlibertine",
    "Liberation Sans": "fonts-liberation2", "Libertinus Serif": "fonts-linuxlibertine",
  ]

  private func fonts(_ project: DiskFileSystem) -> [Finding] {
    let loader = TemplateLoader(files: project)
    let library = FontLibrary(folders: [project.rootPath + "/content/fonts"])
    var unheard: [Diagnostic] = []
    var templates: [String: [String]] = [:]
    for name in loader.names() {
      let description = loader.description(TemplateFiles.root.child(name), into: &unheard)
      for font in description.fonts { templates[font, default: []].append(name) }
    }
    return templates.sorted { $0.key < $1.key }.map { font, users in
      let users = "template \(users.joined(separator: ", "))"
      if library.has(font) {
        return Finding(subject: "font \(font)", state: .fine, detail: users)
      }
      let package = Self.fontPackages[font].map { "apt-get install \($0)" }
      return Finding(
        subject: "font \(font)", state: .missing, detail: "\(users) falls back to another face",
        remedy: package ?? "put its files into content/fonts")
    }
  }

  // MARK: Programs

  private func programs() -> [Finding] {
    [("pdftotext", "poppler-utils", "reading PDF resumes"), ("git", "git", "dates by commits")].map
    {
      name, package, use in
      Self.isOnPath(name)
        ? Finding(subject: name, state: .fine, detail: use)
        : Finding(
          subject: name, state: .doubtful, detail: "not there; \(use) does not work without it",
          remedy: "apt-get install \(package)")
    }
  }

  private static func isOnPath(_ name: String) -> Bool {
    (environmentValue("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains {
      isExecutable("\($0)/\(name)")
    }
  }

  // MARK: Surroundings

  private func locale() -> Finding {
    let names = ["LC_ALL", "LC_CTYPE", "LANG"]
    let value = names.lazy.compactMap { environmentValue($0) }.first { !$0.isEmpty } ?? "C"
    let isUTF8 = value.lowercased().contains("utf-8") || value.lowercased().contains("utf8")
    return Finding(
      subject: "locale", state: isUTF8 ? .fine : .doubtful,
      detail: isUTF8 ? value : "'\(value)' is not UTF-8: a terminal may show other characters",
      remedy: isUTF8 ? nil : "export LC_ALL=C.UTF-8")
  }

  private func repository(_ root: String) -> [Finding] {
    guard Self.isOnPath("git"),
      let answer = try? Subprocess(
        ["git", "-C", root, "rev-parse", "--is-shallow-repository"], quiet: true)
    else { return [] }
    guard answer.status == 0 else {
      return [
        Finding(
          subject: "repository", state: .doubtful,
          detail: "the project is in none: documents are dated by today", remedy: "git init")
      ]
    }
    let isShallow = answer.text.contains("true")
    return [
      Finding(
        subject: "repository", state: isShallow ? .doubtful : .fine,
        detail: isShallow ? "shallow: older commits and their dates are not there" : "whole",
        remedy: isShallow ? "git fetch --unshallow" : nil)
    ]
  }

  private func permissions(_ root: String, _ project: DiskFileSystem) -> [Finding] {
    ["content", "out", ".bespoke", "."].compactMap { name in
      let isThere = name == "." || project.exists(RelativePath.root.child(name))
      guard isThere else { return nil }
      let path = name == "." ? project.rootPath : "\(project.rootPath)/\(name)"
      let wanted = name == "content" ? "read" : "written"
      let isFine = name == "content" ? isReadable(path) : isWritable(path)
      return Finding(
        subject: name == "." ? "the project's folder" : name, state: isFine ? .fine : .missing,
        detail: isFine ? "can be \(wanted)" : "cannot be \(wanted)",
        remedy: isFine ? nil : "chown -R \"$USER\" \(name)")
    }
  }
}

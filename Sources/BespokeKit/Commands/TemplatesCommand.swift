import Arguments
import Diagnostics
import Files
import JSON

extension CommandTable {
  static let templateAction = Positional(
    "ACTION", "'new' makes a template; without it, all are listed", .optional, choices: ["new"])
  static let newTemplate = Positional("NAME", "Name of the new template's folder", .optional)
  static let sourceTemplate = Option(
    "from", .text, "TEMPLATE", "The template to copy (default: modern)")

  static let templates = Command(
    "templates", "List the templates with their options, or copy one",
    discussion: """
      Options are set by `options:` in a profile, a posting or a build of bespoke.yaml. \
      `bespoke templates new NAME --from TEMPLATE` puts a copy into templates/NAME, yours to change.
      """,
    positionals: [templateAction, newTemplate], options: [sourceTemplate, json])
}

/// `bespoke templates`: what there is, and a copy to start from.
struct TemplatesCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    guard let project = parsed.project(tellingOn: console) else { return .usage }
    guard parsed.word(at: CommandTable.templateAction) != nil else { return list(project) }
    guard let name = parsed.word(at: CommandTable.newTemplate) else {
      console.report([
        .error(
          "missing-name", "the new template needs a name",
          help: "bespoke templates new NAME --from modern")
      ])
      return .usage
    }
    let source = parsed.value(of: CommandTable.sourceTemplate) ?? "modern"
    let outcome = TemplateCopy(project: project).make(name, from: source)
    console.report(outcome.problems)
    guard !outcome.files.isEmpty else { return .failure }
    for file in outcome.files { console.say("made \(file)") }
    return .success
  }

  private func list(_ project: DiskFileSystem) -> ExitCode {
    let loader = TemplateLoader(files: project)
    var problems: [Diagnostic] = []
    let templates = loader.names().map { name in
      TemplateListing(
        name: name, isOwn: loader.files.isOwn(name),
        description: loader.description(TemplateFiles.root.child(name), into: &problems))
    }
    if parsed.has(CommandTable.json) {
      let list = JSONValue.array(templates.map(\.json))
      StandardStream.output.write(list.serialized(indented: true) + "\n")
    } else {
      StandardStream.output.write(templates.map(\.text).joined(separator: "\n"))
    }
    console.report(problems)
    return problems.contains { $0.severity == .error } ? .failure : .success
  }
}

/// One template as `bespoke templates` prints it.
struct TemplateListing {
  let name: String
  /// Whether it stands in the project; the others come with the tool.
  let isOwn: Bool
  let description: TemplateDescription

  var text: String {
    var text = "\(name)  \(printable(description.summary))\n"
    text += "  \(description.documents.joined(separator: ", ")); "
    text += isOwn ? "templates/\(name)\n" : "comes with bespoke\n"
    let width = description.options.map { $0.name.count }.max() ?? 0
    for option in description.options {
      let padding = String(repeating: " ", count: width - option.name.count)
      let value = option.shownValue.isEmpty ? "(none)" : option.shownValue
      text += "  \(printable(option.name))\(padding)  \(printable(value))"
      if case .choice(let choices) = option.kind {
        text += "  (\(choices.joined(separator: ", ")))"
      }
      text += "\n"
      if !option.summary.isEmpty {
        text += "  \(String(repeating: " ", count: width))  \(printable(option.summary))\n"
      }
    }
    return text
  }

  var json: JSONValue {
    [
      "name": .string(name), "title": .string(description.title),
      "description": .string(description.summary), "own": .bool(isOwn),
      "documents": .array(description.documents.map { .string($0) }),
      "fonts": .array(description.fonts.map { .string($0) }),
      "options": .array(description.options.map(option)),
    ]
  }

  private func option(_ option: TemplateOption) -> JSONValue {
    var choices: [JSONValue] = []
    if case .choice(let words) = option.kind { choices = words.map { .string($0) } }
    return [
      "name": .string(option.name), "type": .string(option.kindName),
      "default": option.kind == .sections
        ? .array(option.values.map { .string($0) }) : .string(option.values.first ?? ""),
      "choices": .array(choices), "description": .string(option.summary),
    ]
  }
}

/// Copies a template into the project.
struct TemplateCopy {
  let project: any FileSystem

  /// The files that were made; none where something stands in the way.
  func make(_ name: String, from source: String) -> (files: [String], problems: [Diagnostic]) {
    let files = TemplateFiles(project)
    let names = TemplateLoader(files: project).names()
    guard names.contains(source) else {
      let known = "there are \(names.joined(separator: ", "))"
      return (
        [],
        [
          .error(
            "unknown-template", "no template is called '\(source)'",
            help: didYouMean(source, in: names) ?? known)
        ]
      )
    }
    guard let folder = folder(name) else {
      return (
        [],
        [
          .error(
            "wrong-name", "'\(name)' can't name a template",
            help: "use small letters, digits and hyphens")
        ]
      )
    }
    guard !project.exists(folder) else {
      return ([], [.error("name-taken", "'\(folder.text)' is there already", path: folder.text)])
    }
    return copy(TemplateFiles.root.child(source), to: folder, named: name, files)
  }

  private func folder(_ name: String) -> RelativePath? {
    let isPlain = name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
    }
    guard isPlain, !name.isEmpty, name.utf8.count <= 64, name != "partials" else { return nil }
    return TemplateFiles.root.child(name)
  }

  private func copy(
    _ source: RelativePath, to folder: RelativePath, named name: String, _ files: TemplateFiles
  ) -> (files: [String], problems: [Diagnostic]) {
    var made: [String] = []
    do throws(FileError) {
      for (path, target) in pairs(source, folder, files) {
        var bytes = try files.read(path)
        if target.text == folder.child("template.yaml").text { bytes = renamed(bytes, name) }
        try project.write(bytes, to: target)
        made.append(target.text)
      }
      return (made, [])
    } catch {
      return (made, [error.diagnostic()])
    }
  }

  /// Every file of a template and where its copy goes; its own partials stand one folder deeper.
  private func pairs(
    _ source: RelativePath, _ folder: RelativePath, _ files: TemplateFiles
  ) -> [(RelativePath, RelativePath)] {
    files.names(in: source).flatMap { name -> [(RelativePath, RelativePath)] in
      let (path, target) = (source.child(name), folder.child(name))
      let inner = files.names(in: path)
      return inner.isEmpty ? [(path, target)] : pairs(path, target, files)
    }
  }

  /// `template.yaml` with the copy's name for people.
  private func renamed(_ bytes: [UInt8], _ name: String) -> [UInt8] {
    let lines = String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let changed = lines.map { $0.hasPrefix("name: ") ? "name: \(name)" : String($0) }
    return Array(changed.joined(separator: "\n").utf8)
  }
}

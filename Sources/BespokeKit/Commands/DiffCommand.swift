import Arguments
import BuildGraph
import Diagnostics
import Files
import History
import JSON

extension CommandTable {
  static let revisions = Positional(
    "REV", "A commit: none compares HEAD with the files here, one with them, two with each other",
    .any)
  static let asMarkdown = Option.flag("markdown", "Print Markdown, for a pull request")

  static let diff = Command(
    "diff", "Show what changed in the text of each document between two commits",
    discussion: """
      Makes the text of every document of both sides, in memory, and compares it line by line. \
      Documents that changed alike stand together. Both sides are dated alike, so that only content \
      shows.
      """,
    positionals: [revisions],
    options: [historyProfile, historyJob, chosenTemplates, asMarkdown, json, jobs])
}

/// `bespoke diff [REV [REV]]`.
struct DiffCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    let revisions = parsed.words(at: CommandTable.revisions)
    guard revisions.count <= 2 else {
      console.report([
        .error("too-many-arguments", "at most two commits can be compared", help: "name one or two")
      ])
      return .usage
    }
    do {
      let project = try parsed.project()
      let git = GitTree(project)
      let old = try git.commit(revisions.first ?? "HEAD")
      let new = try revisions.count > 1 ? git.commit(revisions[1]) : nil
      let head = try git.commit("HEAD")
      let date = environmentDate ?? git.date(new ?? head)
      var problems: [Diagnostic] = []
      let before = texts(try git.files(old), project, date, revisions.first ?? "HEAD", &problems)
      let files: any FileSystem = if let new { try git.files(new) } else { project }
      let after = texts(
        files, project, date, revisions.count > 1 ? revisions[1] : nil, &problems)
      console.report(problems)
      guard let before, let after else { return .failure }
      write(DocumentDifferences(before, after))
      return problems.hasErrors ? .failure : .success
    } catch let failure as GitTree.Failure {
      console.report([failure.diagnostic])
    } catch let error as FileError {
      console.report([error.diagnostic()])
    } catch {
      console.report([.error("diff-failed", "comparison failed: \(error)")])
    }
    return .usage
  }

  /// The text of each document, by its id; nil where nothing can be made.
  ///
  /// Warnings are the build's to tell.
  private func texts(
    _ files: any FileSystem, _ project: DiskFileSystem, _ date: String?, _ side: String?,
    _ problems: inout [Diagnostic]
  ) -> [String: [String]]? {
    let output = MemoryFileSystem()
    var settings = BuildSettings(project: files, output: output, state: MemoryFileSystem())
    settings.host = try? DiskFileSystem.host()
    settings.workers = parsed.integer(of: CommandTable.jobs) ?? processorCount
    settings.isWanted = { $0.name == OutputFormat.md.rawValue }
    var overrides = BuildPlanner.Overrides()
    overrides.formats = [OutputFormat.md.rawValue]
    let templates = parsed.values(of: CommandTable.chosenTemplates)
    let planner = BuildPlanner(
      overrides: overrides, today: date ?? "1970-01-01", fonts: FontSource(project))
    let report = BuildGraph.build(settings) { graph, files in _ = try planner.plan(&graph, files) }
    problems += report.allDiagnostics.filter { $0.severity == .error }.map { problem in
      var problem = problem
      if let side { problem.message += " (in \(side))" }
      return problem
    }
    guard report.isPlanned else { return nil }
    var texts: [String: [String]] = [:]
    for (path, text) in output.files where path.hasSuffix(".md") {
      let id = String(path.dropLast(3))
      if isAskedFor(id, templates) { texts[id] = Self.lines(text) }
    }
    return texts
  }

  private func isAskedFor(_ id: String, _ templates: [String]) -> Bool {
    let names = id.split(separator: "/").map(String.init)
    guard names.count == 3 else { return true }
    let profile = parsed.value(of: CommandTable.historyProfile)
    let job = parsed.value(of: CommandTable.historyJob)
    return (profile == nil || names[0] == profile) && (job == nil || names[1] == job)
      && (templates.isEmpty
        || templates.contains {
          names[2].split(whereSeparator: { "-.".contains($0) }).contains($0[...])
        })
  }

  /// Lines without blank ones and without the escapes of Markdown.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n").filter { $0.contains { !$0.isWhitespace } }.map { line in
      var plain = ""
      var isEscaped = false
      for character in line {
        if character == "\\", !isEscaped {
          isEscaped = true
          continue
        }
        if isEscaped, !character.isPunctuation, !character.isSymbol { plain.append("\\") }
        isEscaped = false
        plain.append(character)
      }
      return plain
    }
  }

  private func write(_ differences: DocumentDifferences) {
    if parsed.has(CommandTable.json) {
      StandardStream.output.write(differences.json.serialized(indented: true))
    } else if parsed.has(CommandTable.asMarkdown) {
      StandardStream.output.write(differences.markdown)
    } else {
      StandardStream.output.write(differences.text(usesColor: usesColor))
    }
  }

  private var usesColor: Bool {
    parsed.value(of: CommandTable.color) == "always"
      || console.options.usesColor && StandardStream.output.isTerminal
  }
}

/// What changed, documents that changed alike together.
struct DocumentDifferences {
  struct Group {
    var documents: [String]
    var difference: TextDifference
  }

  private(set) var groups: [Group] = []
  let added: [String]
  let removed: [String]
  let unchanged: Int

  init(_ before: [String: [String]], _ after: [String: [String]]) {
    added = after.keys.filter { before[$0] == nil }.sorted()
    removed = before.keys.filter { after[$0] == nil }.sorted()
    var places: [TextDifference: Int] = [:]
    var unchanged = 0
    for id in after.keys.sorted() {
      guard let old = before[id], let new = after[id] else { continue }
      guard old != new else {
        unchanged += 1
        continue
      }
      let difference = TextDifference(from: old, to: new)
      if let place = places[difference] {
        groups[place].documents.append(id)
      } else {
        places[difference] = groups.count
        groups.append(Group(documents: [id], difference: difference))
      }
    }
    self.unchanged = unchanged
  }

  private var summary: String {
    let changed = groups.reduce(0) { $0 + $1.documents.count }
    return
      "\(changed) documents changed, \(added.count) added, \(removed.count) removed, "
      + "\(unchanged) unchanged"
  }

  func text(usesColor: Bool) -> String {
    var text = ""
    for group in groups {
      text += group.documents.joined(separator: "\n") + "\n"
      for line in group.difference.text.split(separator: "\n") {
        let color = line.first == "+" ? "32" : "31"
        let isChanged = line.first == "+" || line.first == "-"
        let shown = printable(String(line))
        text +=
          usesColor && isChanged ? "  \u{1B}[\(color)m\(shown)\u{1B}[0m\n" : "  \(shown)\n"
      }
    }
    text += added.map { "\($0): new\n" }.joined() + removed.map { "\($0): gone\n" }.joined()
    return text + summary + "\n"
  }

  var markdown: String {
    var text = "**\(summary)**\n"
    for group in groups {
      // A fence longer than any in the text.
      let longest = group.difference.text.split { $0 != "`" }.map(\.count).max() ?? 0
      let fence = String(repeating: "`", count: max(3, longest + 1))
      let names = group.documents.map { "`\($0)`" }.joined(separator: ", ")
      text += "\n\(names)\n\n\(fence)diff\n\(group.difference.text)\n\(fence)\n"
    }
    for id in added { text += "\n- `\(id)` is new" }
    for id in removed { text += "\n- `\(id)` is gone" }
    return added.isEmpty && removed.isEmpty ? text : text + "\n"
  }

  var json: JSONValue {
    [
      "changed": .array(
        groups.map { group in
          guard case .object(let members) = group.difference.json else { return .null }
          let documents: JSONValue = .array(group.documents.map { .string($0) })
          return .object([.init("documents", documents)] + members)
        }),
      "added": .array(added.map { .string($0) }), "removed": .array(removed.map { .string($0) }),
      "unchanged": .integer(unchanged),
    ]
  }
}

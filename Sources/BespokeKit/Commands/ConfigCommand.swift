import Arguments
import Diagnostics
import Files
import JSON
import Profiles

extension CommandTable {
  static let config = Command(
    "config", "Print every effective value and where it comes from",
    discussion: """
      The result is a bespoke.yaml that says in full what the project's own one leaves to defaults. \
      Options of 'build' count as they do there.
      """,
    options: [out, jobs, formats, chosenTemplates, failOn, json])
}

/// `bespoke config`: what a build would go by.
struct ConfigCommand {
  private let parsed: ParsedArguments
  private let console: Console

  init(_ parsed: ParsedArguments, _ console: Console) {
    self.parsed = parsed
    self.console = console
  }

  func run() -> ExitCode {
    var problems: [Diagnostic] = []
    do throws(FileError) {
      let files = try parsed.project()
      let listing = ContentListing(files, into: &problems)
      let loader = ContentLoader(files, listing: listing)
      guard var config = loader.config(into: &problems) else {
        console.report(problems)
        return .failure
      }
      BuildPlanner.Overrides(parsed).apply(to: &config)
      // Their own problems are for `check`.
      var unheard: [Diagnostic] = []
      let jobs = listing.jobs.compactMap { loader.job($0, into: &unheard) }
      let page = EffectiveConfiguration(config: config, jobs: jobs, run: run(config))
      StandardStream.output.write(
        parsed.has(CommandTable.json) ? page.json.serialized(indented: true) : page.yaml)
      console.report(problems)
    } catch {
      console.report([error.diagnostic()])
      return .usage
    }
    return problems.hasErrors ? .failure : .success
  }

  /// What no file says.
  private func run(_ config: Config) -> [EffectiveValue] {
    let jobs = parsed.integer(of: CommandTable.jobs)
    return [
      EffectiveValue(
        "out", .string(parsed.value(of: CommandTable.out) ?? "out"),
        origin(CommandTable.out)),
      EffectiveValue("workers", .integer(jobs ?? processorCount), origin(CommandTable.jobs)),
      EffectiveValue(
        "diagnostics", .string(console.options.format.rawValue),
        parsed.value(of: CommandTable.diagnostics) == nil && console.options.format == .github
          ? .environment("GITHUB_ACTIONS") : origin(CommandTable.diagnostics)),
      EffectiveValue(
        "date", environmentDate.map { .string($0) } ?? .null,
        environmentDate == nil ? .builtIn : .environment("SOURCE_DATE_EPOCH")),
    ]
  }

  private func origin(_ option: Option) -> Origin {
    parsed.value(of: option) == nil ? .builtIn : .commandLine("--\(option.long)")
  }
}

/// A configuration with nothing left unsaid.
struct EffectiveConfiguration {
  let config: Config
  let jobs: [Job]
  /// What the command line and the environment decide alone.
  let run: [EffectiveValue]

  /// Postings that set something themselves.
  private var settingJobs: [(name: String, values: [EffectiveValue])] {
    jobs.map { ($0.id, $0.effectiveValues) }.filter { !$0.1.isEmpty }
  }

  private var single: [EffectiveValue] {
    [
      EffectiveValue(
        "history", .string(config.history.value ? "kept" : "local"), config.history.origin)
    ]
  }

  // MARK: YAML

  /// The values as `bespoke.yaml` would hold them, each with its origin as a comment.
  var yaml: String {
    var rows: [(text: String, origin: String)] = [("builds:", "")]
    for build in config.builds {
      for (index, value) in build.effectiveValues.enumerated() {
        rows.append(row(value, indent: index == 0 ? "  - " : "    "))
      }
    }
    for group in config.effectiveGroups {
      rows.append((group.name + ":", ""))
      rows += group.values.map { row($0, indent: "  ") }
    }
    rows += single.map { row($0, indent: "") }
    for job in settingJobs {
      rows.append(("# posting \(printable(job.name)):", ""))
      rows += job.values.map { row($0, indent: "#   ") }
    }
    rows.append(("# this run:", ""))
    rows += run.map { row($0, indent: "#   ") }
    return aligned(rows)
  }

  /// What nobody set is an empty value, which reads as not set.
  private func row(_ value: EffectiveValue, indent: String) -> (text: String, origin: String) {
    let text = value.value == .null ? "" : " " + Self.flow(value.value)
    return (indent + value.key + ":" + text, value.origin.description)
  }

  private static func flow(_ value: JSONValue) -> String {
    guard let items = value.arrayValue else { return value.serialized() }
    return "[" + items.map { $0.serialized() }.joined(separator: ", ") + "]"
  }

  private func aligned(_ rows: [(text: String, origin: String)]) -> String {
    let widths = rows.filter { !$0.origin.isEmpty }.map(\.text.count).filter { $0 <= 48 }
    let width = widths.max() ?? 0
    return rows.map { text, origin in
      guard !origin.isEmpty else { return text + "\n" }
      let gap = String(repeating: " ", count: max(0, width - text.count) + 2)
      return text + gap + "# " + printable(origin) + "\n"
    }.joined()
  }

  // MARK: JSON

  var json: JSONValue {
    var members = [
      JSONValue.Member("builds", .array(config.builds.map { object($0.effectiveValues) }))
    ]
    members += config.effectiveGroups.map { JSONValue.Member($0.name, object($0.values)) }
    members += single.map { JSONValue.Member($0.key, item($0)) }
    members.append(
      JSONValue.Member(
        "jobs", .object(settingJobs.map { JSONValue.Member($0.name, object($0.values)) })))
    members.append(JSONValue.Member("run", object(run)))
    return .object(members)
  }

  private func object(_ values: [EffectiveValue]) -> JSONValue {
    .object(values.map { JSONValue.Member($0.key, item($0)) })
  }

  private func item(_ value: EffectiveValue) -> JSONValue {
    ["value": value.value, "origin": .string(value.origin.description)]
  }
}

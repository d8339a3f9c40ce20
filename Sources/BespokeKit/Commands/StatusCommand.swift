import Arguments
import BuildGraph
import Diagnostics
import Files
import JSON

extension CommandTable {
  static let status = Command(
    "status", "Show every document with its steps: done, stale or failed, when and why",
    discussion: "Builds nothing and changes nothing.", positionals: [targets],
    options: [out, formats, chosenTemplates, json])
}

/// `bespoke status`: each variant as a row of named steps.
enum StatusCommand {
  static func run(
    _ parsed: ParsedArguments, _ console: Console, _ arguments: [String]
  ) -> ExitCode {
    let command = BuildCommand(parsed, console, arguments: arguments)
    guard let (report, settings) = command.examine() else { return .usage }
    guard report.isPlanned else {
      console.report(report.allDiagnostics)
      return .failure
    }
    var status = BuildStatus(report, lastRuns(settings))
    status.rewriting = RewritingCost(settings.state)
    if parsed.has(json) {
      StandardStream.output.write(status.json.serialized(indented: true) + "\n")
    } else {
      // Problems of the plan; those of steps stand with the steps.
      console.report(report.diagnostics)
      StandardStream.output.write(status.text)
    }
    return .success
  }

  private static var json: Option { CommandTable.json }
}

/// What is known of each variant's steps.
struct BuildStatus {
  enum State: String { case done, stale, failed }

  struct StepRow {
    var id: String
    var title: String
    var state: State
    var reason: String?
    var last: LastRun?
    var outputs: [String]
  }

  struct Row {
    var id: String
    var steps: [StepRow]

    var state: State {
      if steps.contains(where: { $0.state == .failed }) { return .failed }
      return steps.contains { $0.state == .stale } ? .stale : .done
    }
  }

  /// A row for each variant, in the order of the graph.
  private(set) var variants: [Row] = []
  /// Steps that belong to no single variant: reports, the gallery.
  private(set) var shared: [StepRow] = []
  /// What the rewriter has cost.
  var rewriting = RewritingCost()

  init(_ report: BuildReport, _ last: [String: LastRun]) {
    let rows = report.steps.map { StepRow($0, last[$0.step.id]) }
    let steps = report.steps.map(\.step)
    var formats: [Int: [Int]] = [:]
    var isInRow = Array(repeating: false, count: steps.count)
    for step in steps where step.title.count == 2 || step.name == "provenance" {
      if let document = step.needs.first(where: { ["resume", "letter"].contains(steps[$0].name) }) {
        formats[document, default: []].append(step.index)
      }
    }
    for step in steps where ["resume", "letter"].contains(step.name) {
      var members = Self.closure(of: step.index, steps)
      members += formats[step.index] ?? []
      for member in members { isInRow[member] = true }
      variants.append(Row(id: step.id, steps: members.map { rows[$0] }))
    }
    shared = steps.indices.filter { !isInRow[$0] }.map { rows[$0] }
  }

  /// A step and all that it needs, in the order of the graph.
  private static func closure(of index: Int, _ steps: [Graph.StepInfo]) -> [Int] {
    var found: Set<Int> = [index]
    var pending = [index]
    while let next = pending.popLast() {
      for need in steps[next].needs where found.insert(need).inserted { pending.append(need) }
    }
    return found.sorted()
  }
}

extension BuildStatus.StepRow {
  init(_ report: StepReport, _ last: LastRun?) {
    id = report.step.id
    title = report.step.name == "read" ? id : report.step.title.joined(separator: " ")
    self.last = last
    outputs = report.step.outputs.map(\.text)
    switch report.status {
    case .upToDate, .restored, .ran:
      state = .done
    case .failed:
      state = .failed
      reason = report.diagnostics.first { $0.severity == .error }?.message
    default:
      let hasFailed = last?.hasFailed ?? false
      state = hasFailed ? .failed : .stale
      reason = (hasFailed ? last?.failure : nil) ?? report.reason
    }
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("name", .string(title)), .init("id", .string(id)),
      .init("status", .string(state.rawValue)),
      .init("start", last?.start.map { .string(isoTime($0)) } ?? .null),
      .init("duration", last.map { .number(Self.seconds($0.duration)) } ?? .null),
      .init("run", last?.run.map { .string($0) } ?? .null),
      .init("reason", reason.map { .string($0) } ?? .null),
    ]
    if !outputs.isEmpty {
      members.append(.init("outputs", .array(outputs.map { .string($0) })))
    }
    return .object(members)
  }

  /// Seconds with six decimals, as a JSON number.
  private static func seconds(_ nanoseconds: Int64) -> String {
    let micro = max(0, nanoseconds) / 1000
    let digits = String(micro % 1_000_000)
    return "\(micro / 1_000_000)." + String(repeating: "0", count: 6 - digits.count) + digits
  }

  func line(_ width: Int) -> String {
    let padding = String(repeating: " ", count: max(1, width - title.count + 2))
    var line = "  \(title)\(padding)\(state.rawValue)"
    if let start = last?.start { line += "  \(isoTime(start))" }
    if let last { line += "  \(last.duration / 1_000_000).\(last.duration / 100_000 % 10) ms" }
    if let reason { line += "  \(reason)" }
    return printable(line) + "\n"
  }
}

extension BuildStatus {
  var json: JSONValue {
    [
      "variants": .array(
        variants.map { row in
          [
            "id": .string(row.id), "status": .string(row.state.rawValue),
            "steps": .array(row.steps.map(\.json)),
          ]
        }),
      "shared": .array(shared.map(\.json)), "rewriting": rewriting.json,
    ]
  }

  var text: String {
    let width = (variants.flatMap(\.steps) + shared).map(\.title.count).max() ?? 0
    var text = ""
    for row in variants {
      text += "\(printable(row.id)): \(row.state.rawValue)\n"
      for step in row.steps { text += step.line(width) }
    }
    if !shared.isEmpty {
      text += "all:\n"
      for step in shared { text += step.line(width) }
    }
    let counts = [State.done, .stale, .failed].map { state in
      "\(variants.count { $0.state == state }) \(state.rawValue)"
    }
    return text + rewriting.text
      + "\(variants.count) documents: \(counts.joined(separator: ", "))\n"
  }
}

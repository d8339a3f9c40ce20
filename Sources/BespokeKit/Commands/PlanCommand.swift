import Arguments
import BuildGraph
import Diagnostics
import Files

extension CommandTable {
  static let planForm = Option(
    "as", .choice(["json", "ninja"]), "FORM", "What to write (default: json)")

  static let plan = Command(
    "plan", "Write the graph of a build for another build engine",
    discussion: """
      'bespoke plan --as ninja > build.ninja' lets Ninja build the same bytes, an edge for each \
      profile and posting. 'bespoke plan --as json' gives edges with commands, and the steps that \
      'bespoke build' would take. Write the plan again after adding a profile or a posting.
      """,
    positionals: [targets], options: [planForm, out, shard, formats, chosenTemplates])
}

/// `bespoke plan --as ninja|json`: the graph of a build, on standard output.
enum PlanCommand {
  static func run(_ parsed: ParsedArguments, _ console: Console) -> ExitCode {
    let extras = BuildExtras(parsed)
    guard extras.problems.isEmpty else {
      console.report(extras.problems)
      return .usage
    }
    do throws(FileError) {
      let files = try DiskFileSystem(root: parsed.value(of: CommandTable.root) ?? ".")
      var overrides = BuildPlanner.Overrides(parsed)
      overrides.shard = extras.shard
      let planner = BuildPlanner(
        overrides: overrides, today: environmentDate, fonts: FontSource(files))
      var graph = Graph()
      let variants = (try? planner.plan(&graph, files))?.variants ?? []
      console.report(graph.diagnostics)
      guard !graph.diagnostics.contains(where: { $0.severity == .error }) else { return .failure }
      let plan = EnginePlan(
        graph: graph, variants: variants, options: options(parsed),
        output: parsed.value(of: CommandTable.out) ?? BuildState.defaultOutputPath)
      let text = parsed.value(of: CommandTable.planForm) == "ninja" ? plan.ninja : plan.json
      return StandardStream.output.write(text) ? .success : .failure
    } catch {
      console.report([error.diagnostic()])
      return .usage
    }
  }

  /// What each edge's command has to repeat.
  private static func options(_ parsed: ParsedArguments) -> [String] {
    [CommandTable.formats, CommandTable.chosenTemplates].flatMap { option -> [String] in
      let values = parsed.values(of: option)
      return values.isEmpty ? [] : ["--\(option.long)", values.joined(separator: ",")]
    }
  }
}

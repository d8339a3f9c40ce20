import BuildGraph
import Files
import JSON

/// A build as edges with commands, for another build engine to run.
///
/// An edge makes all documents of one profile and posting, without state or lock, so that edges run
/// side by side; a last one joins their manifests to the gallery and the manifest of all. What an
/// edge reads it says itself, in a Make rule.
struct EnginePlan {
  struct Edge {
    /// `ada/acme`.
    var id: String
    /// Relative to the project, the part's manifest first.
    var outputs: [String]
    var command: [String]
    var depfile: String
  }

  /// Where parts leave their manifests and rules.
  private static let folder = "\(BuildState.folder)/plan"

  let edges: [Edge]
  private let steps: [Graph.StepInfo]
  private let program: String
  private let output: String

  /// The plan of a graph; `options` are those of `bespoke build` for every edge, `output` is the
  /// output folder as the user named it.
  init(graph: Graph, variants: [Variant], options: [String], output: String) {
    steps = graph.steps
    self.output = output
    let program = Self.programPath
    self.program = program
    var places: [String: Int] = [:]
    var edges: [Edge] = []
    for variant in variants where places[variant.folder] == nil {
      places[variant.folder] = edges.count
      let name = ContentHash(of: Array(variant.folder.utf8)).hexadecimal.prefix(16)
      let part = "\(Self.folder)/\(name).json"
      let depfile = "\(Self.folder)/\(name).d"
      edges.append(
        Edge(
          id: variant.folder, outputs: [part],
          command: [
            program, "build", "--no-state", "-q", "-j", "1", "--out", output, "--manifest", part,
            "--depfile", depfile,
          ] + options + ["--", variant.folder],
          depfile: depfile))
    }
    for step in graph.steps {
      for path in step.outputs {
        guard let edge = places[path.names.prefix(2).joined(separator: "/")] else { continue }
        edges[edge].outputs.append("\(output)/\(path.text)")
      }
    }
    self.edges = edges
  }

  /// The front beside this engine, else the engine.
  private static var programPath: String {
    guard let engine = executablePath() else { return "bespoke" }
    let front = engine.folderAndName.folder + "/bespoke"
    return isExecutable(front) ? front : engine
  }

  private var gathered: [String] {
    [Inventory.galleryPath, Inventory.manifestPath].map { "\(output)/\($0.text)" }
  }

  // MARK: Ninja

  /// A `build.ninja`, to be run from the project's folder.
  var ninja: String {
    var text = """
      # Written by 'bespoke plan --as ninja'; run Ninja in the project's folder.
      ninja_required_version = 1.10
      builddir = \(Self.folder)

      rule part
        command = $run
        depfile = $rule
        deps = gcc
        restat = 1
        description = $id

      rule gather
        command = \(Self.shell(program)) merge -q --out \(Self.shell(output)) @$rspfile
        rspfile = \(Self.folder)/parts
        rspfile_content = $in_newline
        restat = 1
        description = gallery and manifest


      """
    for edge in edges {
      text += "build \(edge.outputs.map(Self.path).joined(separator: " ")): part\n"
      text += "  run = \(Self.variable(edge.command.map(Self.shell).joined(separator: " ")))\n"
      text += "  rule = \(Self.variable(edge.depfile))\n  id = \(Self.variable(edge.id))\n"
    }
    let parts = edges.compactMap(\.outputs.first).map(Self.path)
    text += "\nbuild \(gathered.map(Self.path).joined(separator: " ")): gather $\n    "
    return text + parts.joined(separator: " $\n    ") + "\n"
  }

  /// A path in a `build` line.
  private static func path(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if character == "$" || character == " " || character == ":" { result += "$" }
      result.append(character)
    }
  }

  /// The value of a variable.
  private static func variable(_ text: String) -> String {
    text.reduce(into: "") { $0 += $1 == "$" ? "$$" : String($1) }
  }

  /// One word for a POSIX shell.
  private static func shell(_ word: String) -> String {
    let plain = word.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F, 0x2C: true
      default: false
      }
    }
    if plain, !word.isEmpty { return word }
    return "'" + word.reduce(into: "") { $0 += $1 == "'" ? "'\\''" : String($1) } + "'"
  }

  // MARK: JSON

  /// Edges with commands, and the steps that `bespoke build` takes.
  var json: String {
    func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    let parts = edges.compactMap(\.outputs.first)
    let value: JSONValue = [
      "version": 1, "tool": .string("Bespoke \(CommandTable.version)"),
      "edges": .array(
        edges.map { edge in
          [
            "id": .string(edge.id), "outputs": strings(edge.outputs),
            "command": strings(edge.command), "depfile": .string(edge.depfile),
          ]
        }),
      "gather": [
        "inputs": strings(parts), "outputs": strings(gathered),
        "command": strings([program, "merge", "-q", "--out", output] + parts),
      ],
      "steps": .array(
        steps.map { step in
          [
            "id": .string(step.id), "name": .string(step.name),
            "needs": strings(step.needs.map { steps[$0].id }),
            "outputs": strings(step.outputs.map(\.text)),
          ]
        }),
    ]
    return value.serialized(indented: true)
  }
}

import Diagnostics
import Files

/// `bespoke-stage STAGE`: one stage on its own, for suites and for people who look into a stage.
public struct StageCommand: Sendable {
  /// One row of the table of probes.
  public struct Probe: Sendable {
    public var name: String
    /// What follows the name on the command line, and what the probe reads and writes.
    public var usage: String
    /// Takes the arguments after the name; `input` reads all of stdin when it is called.
    public var run: @Sendable (_ arguments: [String], _ input: () -> [UInt8]) -> ProbeResult

    public init(
      _ name: String, _ usage: String,
      run: @escaping @Sendable (_ arguments: [String], _ input: () -> [UInt8]) -> ProbeResult
    ) {
      self.name = name
      self.usage = usage
      self.run = run
    }
  }

  /// Every probe that there is, in the order of the help text.
  public static let probes: [Probe] = [
    Probe("yaml", "< YAML: one JSON line per document") { _, input in
      yamlProbe(input: input())
    },
    Probe("json", "< JSON: the value on one line") { _, input in
      jsonProbe(input: input())
    },
    Probe("mustache", "< {\"template\", \"data\", \"partials\"}: the rendering") { _, input in
      mustacheProbe(input: input())
    },
    Probe("markdown", "[--inline] < text: safe HTML") { arguments, input in
      markdownProbe(arguments: arguments, input: input())
    },
    Probe("boxes", "FILE…: the border boxes of #test-root and what is in it, a JSON line each") {
      files, _ in boxesProbe(files: files)
    },
    Probe("fit", "DIR: what a project's page fits left out and would have had room for") {
      folders, _ in fitProbe(folders: folders)
    },
    Probe("rank", "[--without INGREDIENT,…] < tasks: a score for each candidate") {
      arguments, input in matchingProbe(arguments, input, rankProbe)
    },
    Probe(
      "matched",
      "[--without …] < tasks: for each requirement how far it is met, and the evidence"
    ) { arguments, input in matchingProbe(arguments, input, matchedProbe) },
    Probe("spans", "< texts: the parts of each that name something asked for") { _, input in
      taskLines(input(), spansProbe)
    },
    Probe("extract", "FILE…: text, profile and concerns of foreign resumes, a JSON line each") {
      files, _ in extractProbe(files: files)
    },
    Probe("modality", "< tasks: must, nice or duty for each line") { _, input in
      taskLines(input(), modalityProbe)
    },
    Probe("facts", "< {source, rewrite, skills}: what speaks against each rewrite") { _, input in
      taskLines(input(), factsProbe)
    },
  ]

  /// Runs the probe that the first argument names; the program's name is not among them.
  public static func run(_ arguments: [String], input: () -> [UInt8]) -> ProbeResult {
    guard let name = arguments.first else {
      return ProbeResult(output: help, exitCode: 2)
    }
    if name == "-h" || name == "--help" { return ProbeResult(output: help) }
    guard let probe = probes.first(where: { $0.name == name }) else {
      let known = probes.map(\.name).joined(separator: ", ")
      let problem = Diagnostic.error(
        "unknown-stage", "unknown stage '\(name)'", help: "the stages are \(known)")
      return ProbeResult(output: "", diagnostics: [problem], exitCode: 2)
    }
    return probe.run(Array(arguments.dropFirst()), input)
  }

  /// Runs the command line against the standard streams and returns the exit code.
  public static func main(_ arguments: [String]) -> Int32 {
    let result = run(arguments) { (try? StandardStream.readInput()) ?? [] }
    StandardStream.output.write(result.output)
    let talk = result.diagnostics.map(lines(of:)).joined()
    StandardStream.error.write(Array(talk.utf8))
    return result.exitCode
  }

  private static var help: String {
    let rows = probes.map { "  \($0.name) \($0.usage)\n" }
    return "usage: bespoke-stage STAGE\n" + rows.joined()
  }

  /// `path:line:column: severity: message [id]`, then the help and the notes, a line each.
  private static func lines(of diagnostic: Diagnostic) -> String {
    var text = prefix(diagnostic.location, path: diagnostic.path)
    text += "\(diagnostic.severity): \(diagnostic.message) [\(diagnostic.id)]\n"
    if let help = diagnostic.help { text += "  help: \(help)\n" }
    for note in diagnostic.notes {
      text += "  note: \(prefix(note.location, path: nil))\(note.message)\n"
    }
    return text
  }

  private static func prefix(_ location: Location?, path: String?) -> String {
    guard let location else { return path.map { "\($0): " } ?? "" }
    let position = location.position
    return "\(location.file.path):\(position.line):\(position.column): "
  }
}

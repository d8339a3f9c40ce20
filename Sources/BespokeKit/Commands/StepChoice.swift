import Arguments
import BuildGraph
import Diagnostics

extension CommandTable {
  static let fromStep = Option(
    "from", .text, "STEP", "Make this step again and all that come after it")
  static let onlyStep = Option("only", .text, "STEP", "Make this step again and nothing else")
}

/// Steps named by `--from` or `--only`: `match`, `resume`, `pdf`, `letter-pdf` and the like.
struct StepChoice: Sendable {
  /// The words of the name: `letter`, `pdf`.
  private let words: [String]
  private let isOnly: Bool

  init?(_ parsed: ParsedArguments) {
    isOnly = parsed.value(of: CommandTable.onlyStep) != nil
    guard
      let text = parsed.value(of: CommandTable.onlyStep) ?? parsed.value(of: CommandTable.fromStep)
    else { return nil }
    words = text.split { $0 == " " || $0 == "-" }.map(String.init)
  }

  func apply(to settings: inout BuildSettings) {
    let choice = self
    settings.isForced = {
      choice.isOnly ? choice.names($0) : choice.names($0) || choice.precedes($0)
    }
    if isOnly { settings.isWanted = { choice.names($0) } }
  }

  /// An error when no step of a graph has the name.
  func problem(in graph: Graph) -> Diagnostic? {
    guard !graph.steps.isEmpty, !graph.steps.contains(where: names) else { return nil }
    let known = Set(graph.steps.map { $0.title.joined(separator: "-") }).sorted()
    let name = words.joined(separator: "-")
    return .error(
      "unknown-step", "no step is called '\(name)'",
      help: didYouMean(name, in: known) ?? "there are \(known.joined(separator: ", "))")
  }

  private func names(_ step: Graph.StepInfo) -> Bool {
    let title = step.title
    return words == title || (words.count == 1 && words.first == title.last)
  }

  /// Whether a step comes after the named one, for the same kind of document or for all of them.
  private func precedes(_ step: Graph.StepInfo) -> Bool {
    let title = step.title
    let rank = Self.rank(of: words)
    guard Self.rank(of: title) > rank else { return false }
    let documents = ["resume", "letter"]
    guard let own = words.first, documents.contains(own), let other = title.first,
      documents.contains(other)
    else { return true }
    return own == other
  }

  private static func rank(of title: [String]) -> Int {
    switch title {
    case ["read"], ["tags"]: 0
    case ["match"]: 1
    case ["resume"], ["letter"]: 2
    case let title where title.count == 2 || OutputFormat(rawValue: title.last ?? "") != nil: 3
    default: 4
    }
  }
}

extension Graph.StepInfo {
  /// What a person calls the step: `match`, `resume`, `resume pdf`, `gallery`.
  var title: [String] {
    guard OutputFormat(rawValue: name) != nil else { return [name] }
    let file = id.split(separator: "/").last ?? ""
    return [String(file.prefix { $0 != "-" }), name]
  }
}

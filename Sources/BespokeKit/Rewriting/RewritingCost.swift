import BuildGraph
import Diagnostics
import Files
import JSON
import Rewriting

/// What the calls of the rewriter cost, run by run, as far as it told.
struct RewritingCost {
  struct Run {
    var id: String
    var calls = 0
    var accepted = 0
    var refused = 0
    var milliseconds = 0
    var inputTokens = 0
    var outputTokens = 0
    var cost = 0.0
  }

  private(set) var runs: [Run] = []

  init() {}

  init(_ state: any FileSystem) {
    let store = ResponseStore(SubtreeFileSystem(state, at: RunFolder.root), run: "")
    for (place, record) in store.records {
      let id = place.names.first.map(String.init) ?? ""
      if runs.last?.id != id { runs.append(Run(id: id)) }
      let last = runs.count - 1
      runs[last].calls += 1
      runs[last].accepted += record.accepted
      runs[last].refused += record.refused
      runs[last].milliseconds += record.milliseconds
      runs[last].inputTokens += record.usage.inputTokens ?? 0
      runs[last].outputTokens += record.usage.outputTokens ?? 0
      runs[last].cost += record.usage.cost ?? 0
    }
  }

  private var total: Run {
    runs.reduce(into: Run(id: "all")) { sum, run in
      sum.calls += run.calls
      sum.accepted += run.accepted
      sum.refused += run.refused
      sum.milliseconds += run.milliseconds
      sum.inputTokens += run.inputTokens
      sum.outputTokens += run.outputTokens
      sum.cost += run.cost
    }
  }

  /// A line for each run and one for all; nothing where nobody was asked.
  var text: String {
    guard !runs.isEmpty else { return "" }
    return "rewriter:\n" + (runs + (runs.count > 1 ? [total] : [])).map(\.line).joined()
  }

  var json: JSONValue {
    ["runs": .array(runs.map(\.json)), "total": total.json]
  }
}

extension RewritingCost.Run {
  fileprivate var line: String {
    "  \(id)  \(calls) calls, \(accepted) accepted, \(refused) refused, "
      + "\(inputTokens) + \(outputTokens) tokens, \(cost == 0 ? "no cost told" : "$\(rounded)"), "
      + "\(milliseconds) ms\n"
  }

  private var rounded: String { JSONValue.decimal(cost, digits: 4).serialized() }

  fileprivate var json: JSONValue {
    [
      "run": .string(id), "calls": .integer(calls), "accepted": .integer(accepted),
      "refused": .integer(refused), "milliseconds": .integer(milliseconds),
      "inputTokens": .integer(inputTokens), "outputTokens": .integer(outputTokens),
      "cost": .decimal(cost, digits: 6),
    ]
  }
}

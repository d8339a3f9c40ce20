import Diagnostics
public import JSON

/// The ranking of a batch: as a table for people and as JSON.
public struct RankingTable {
  private let outcomes: [Batch.Outcome]

  /// - Parameter outcomes: best first.
  public init(_ outcomes: [Batch.Outcome]) { self.outcomes = outcomes }

  public var text: String {
    var rows = [["", "score", "shown", "part", "missing", "concerns", "readable", "file", "name"]]
    var rank = 0
    for outcome in outcomes where outcome.error == nil {
      rank += 1
      rows.append([
        "\(rank)", Self.score(outcome.score), "\(outcome.shown)", "\(outcome.partial)",
        "\(outcome.missing)", outcome.concerns == 0 ? "-" : "\(outcome.concerns)",
        outcome.readability, printable(outcome.name), printable(outcome.candidate),
      ])
    }
    var text = rank == 0 ? "" : Self.aligned(rows)
    for outcome in outcomes {
      guard let error = outcome.error else { continue }
      text += "error: \(printable(outcome.name)): \(printable(error))\n"
    }
    return text
  }

  private static func score(_ score: Double?) -> String {
    guard let score else { return "" }
    let tenths = Int((score * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let widths = rows[0].indices.map { column in rows.map { displayColumns($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let blanks = String(repeating: " ", count: max(0, widths[column] - displayColumns(cell)))
        line += (column == 0 ? "" : "  ") + (column < 6 ? blanks + cell : cell + blanks)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line + "\n"
    }.joined()
  }

  public var json: JSONValue {
    .array(
      outcomes.filter { $0.error == nil }.enumerated().map { rank, outcome in
        [
          "rank": .integer(rank + 1), "file": .string(outcome.name),
          "overallScore": outcome.score.map { .decimal($0, digits: 6) } ?? .null,
        ]
      })
  }
}

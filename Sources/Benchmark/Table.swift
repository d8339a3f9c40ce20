/// The figures as a table of text, with what became worse since the baseline.
struct Table {
  private var rows: [[String]] = [["figure", "ours", "peer", "peer's", "ratio", "aim", "before"]]
  private var remarks: [String] = []
  private(set) var ratios: [(name: String, ratio: Double)] = []

  /// Whether everything was measured and nothing got worse.
  var isFine: Bool { remarks.isEmpty }

  mutating func add(_ figure: Figure, _ result: Result<Figure.Costs, any Error>, before: Double?) {
    let costs: Figure.Costs
    switch result {
    case .success(let measured): costs = measured
    case .failure(let error):
      let reason = (error as? BenchError)?.message ?? "\(error)"
      remarks.append("\(figure.name): not measured: \(reason)")
      rows.append([figure.name, "–", figure.peer, "–", "–", figure.aim.text, ""])
      return
    }
    let ratio = figure.aim.ratio(costs)
    let unit = figure.unit.rawValue
    let earlier = before.map { decimal($0, 2) } ?? ""
    let verdict = figure.aim.isReached(by: ratio) ? "" : " missed"
    rows.append([
      figure.name, "\(decimal(costs.ours, 2)) \(unit)", figure.peer,
      "\(decimal(costs.peers, 2)) \(unit)", decimal(ratio, 2), figure.aim.text + verdict, earlier,
    ])
    ratios.append((figure.name, ratio))
    if let before, figure.aim.isWorse(ratio, than: before) {
      remarks.append(
        "\(figure.name): the ratio was \(decimal(before, 2)) and is \(decimal(ratio, 2)) now")
    }
  }

  var text: String {
    let columns = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    let lines = rows.map { row in
      var line = ""
      for (cell, width) in zip(row, columns) {
        line += cell + String(repeating: " ", count: width - cell.count + 2)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
    return (lines + remarks.map { "bench: " + $0 }).joined(separator: "\n") + "\n"
  }
}

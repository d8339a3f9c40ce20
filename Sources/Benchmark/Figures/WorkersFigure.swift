/// What a second worker brings, by the clock; it needs two processors with nothing else to do.
enum WorkersFigure {
  static let figure = Figure(
    "two workers / one", against: "one worker, a document", aim: .timesLess(1.65)
  ) { bench in
    let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
    let count = 300
    let costs = try bench.leastTimes(rounds: 5) {
      try DocumentBatch.make(count, workers: 2, of: text, everyParagraph: true)
    } peers: {
      try DocumentBatch.make(count, workers: 1, of: text, everyParagraph: true)
    }
    return Figure.Costs(ours: costs.ours / Double(count), peers: costs.peers / Double(count))
  }
}

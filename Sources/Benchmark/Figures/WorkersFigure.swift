/// What a second worker brings, by the clock; it needs two processors with nothing else to do.
enum WorkersFigure {
  static let figure = Figure(
    "two workers / one", against: "one worker, a document", aim: .timesLess(1.65)
  ) { bench in
    let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
    let pages = (0..<300).map { text.html(mark: " \($0)", inEveryParagraph: true) }
    let costs = try bench.leastTimes(rounds: 5) {
      try DocumentBatch.make(pages, workers: 2)
    } peers: {
      try DocumentBatch.make(pages, workers: 1)
    }
    let count = Double(pages.count)
    return Figure.Costs(ours: costs.ours / count, peers: costs.peers / count)
  }
}

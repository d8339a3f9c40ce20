import Files

/// The most memory that one process holds while it makes 5,000 documents which share no paragraph.
enum MemoryFigure {
  static let figure = Figure(
    "memory of 5,000 pdf / limit", against: "the limit", in: .megabytes, aim: .timesOf(1)
  ) { bench in
    let count = bench.effort < 1 ? 1000 : 5000
    let result = try bench.run(["\(bench.programs)/bench", "--documents", String(count)])
    return Figure.Costs(ours: Double(result.peakKilobytes) / 1024, peers: 48)
  }
}

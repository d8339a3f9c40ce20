import Files
import Synchronization

/// A thousand documents to a thousand files with two workers, by the clock.
enum FilesFigure {
  static let figure = Figure(
    "1,000 pdf files / c", against: "C, two processes", aim: .timesOf(1.25)
  ) { bench in
    let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
    let pages = (0..<1000).map { text.html(mark: " \($0)") }
    let ours = try bench.folder("files")
    let names = ["files-c-0", "files-c-1"]
    for name in names { _ = try bench.folder(name) }
    return try bench.leastTimes(rounds: 3) {
      try DocumentBatch.make(pages, workers: 2, into: ours)
    } peers: {
      try both(CPeer(bench), bench, names)
    }
  }

  private static func both(_ peer: CPeer, _ bench: Bench, _ names: [String]) throws -> Int64 {
    let failure = Mutex<String?>(nil)
    let start = monotonicNanoseconds()
    runOnThreads(2) { number in
      do {
        _ = try peer.run(500, to: "\(bench.work)/\(names[number])/")
      } catch {
        failure.withLock { $0 = (error as? BenchError)?.message ?? "\(error)" }
      }
    }
    if let message = failure.withLock({ $0 }) { throw BenchError(message) }
    return monotonicNanoseconds() - start
  }
}

import Files
import Synchronization

/// Many documents in one process, on some threads; each differs from the others.
enum DocumentBatch {
  /// Makes the documents of pages; every thread has an engine of its own and takes the next one.
  ///
  /// - Returns: the nanoseconds that it took.
  static func make(_ pages: [String], workers: Int, into files: DiskFileSystem? = nil) throws
    -> Int64
  {
    try make(pages.count, workers: workers, into: files) { pages[$0] }
  }

  private static func make(
    _ count: Int, workers: Int, into files: DiskFileSystem? = nil,
    page: @escaping @Sendable (_ number: Int) -> String
  ) throws -> Int64 {
    let next = Atomic(0)
    let failure = Mutex<String?>(nil)
    _ = PageEngine.library
    let start = monotonicNanoseconds()
    runOnThreads(workers) { _ in
      let engine = PageEngine()
      while case let number = next.add(1, ordering: .relaxed).oldValue, number < count {
        do {
          let bytes = try engine.pdf(page(number))
          _ = try files?.write(bytes, to: RelativePath("\(number).pdf"), options: [])
        } catch {
          failure.withLock { $0 = (error as? BenchError)?.message ?? "\(error)" }
          return
        }
      }
    }
    if let message = failure.withLock({ $0 }) { throw BenchError(message) }
    return monotonicNanoseconds() - start
  }

  // MARK: As a process of its own

  /// The count that `bench --documents COUNT` asks for, which another bench started.
  static func count(asked arguments: [String]) -> Int? {
    arguments.count == 2 && arguments[0] == "--documents" ? Int(arguments[1]) : nil
  }

  /// Makes documents that share no paragraph, for the memory that it takes.
  static func run(_ count: Int) -> Int32 {
    let bench = Bench(root: absolutePath(of: ".") ?? ".", programs: "", work: "", effort: 1)
    do {
      let text = TwoPages(try bench.read(bench.path("two-pages.txt")))
      _ = try make(count, workers: 1) { text.html(mark: " \($0)", inEveryParagraph: true) }
      return 0
    } catch {
      StandardStream.error.write("bench: \((error as? BenchError)?.message ?? "\(error)")\n")
      return 1
    }
  }
}

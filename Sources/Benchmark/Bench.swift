import Diagnostics
public import Files

/// What figures measure with: the project, its programs, the peers, a folder to work in.
public struct Bench: Sendable {
  /// The project's folder, absolute.
  public var root: String
  /// Where our programs are, absolute.
  public var programs: String
  /// A folder of its own, which is emptied by those who use it.
  public var work: String
  /// Scales how often things are repeated: 1 for exact figures, less for a glance.
  public var effort: Double

  /// The file of the peers' inputs and programs.
  public func path(_ name: String) -> String { "\(root)/bench/\(name)" }

  public func rounds(_ count: Int) -> Int { max(3, Int(Double(count) * effort)) }

  // MARK: Time

  /// Milliseconds of processor time that a body takes: the median of some rounds, after a first
  /// one that doesn't count.
  ///
  /// What it works on is made before, in each round anew.
  public func processorTime<Input>(
    rounds count: Int, of input: (_ round: Int) throws -> Input, _ body: (Input) throws -> Void
  ) rethrows -> Double {
    try body(try input(0))
    return median(
      try (1...rounds(count)).map { round in
        let input = try input(round)
        let start = processorNanoseconds()
        try body(input)
        return Double(processorNanoseconds() - start) / 1e6
      })
  }

  /// Milliseconds by the clock of what runs on several threads or in other programs: the least of
  /// rounds in which ours and the peer's take turns, since whatever else runs only adds.
  public func leastTimes(
    rounds count: Int, ours: () throws -> Int64, peers: () throws -> Int64
  ) rethrows -> Figure.Costs {
    var best = Figure.Costs(ours: .infinity, peers: .infinity)
    for _ in 0..<rounds(count) {
      best.ours = min(best.ours, Double(try ours()) / 1e6)
      best.peers = min(best.peers, Double(try peers()) / 1e6)
    }
    return best
  }

  /// The same where nothing is made before: the body is told the round.
  public func processorTime(rounds count: Int, _ body: (_ round: Int) throws -> Void) rethrows
    -> Double
  {
    try processorTime(rounds: count, of: { $0 }, body)
  }

  // MARK: Programs

  /// Runs a program in the project's folder; it must succeed.
  @discardableResult
  public func run(_ arguments: [String]) throws -> Subprocess {
    let result: Subprocess
    do {
      result = try Subprocess(arguments, quiet: true)
    } catch {
      throw BenchError(error.diagnostic().message)
    }
    guard result.status == 0 else {
      throw BenchError("'\(arguments.joined(separator: " "))' ended with status \(result.status)")
    }
    return result
  }

  /// Runs a script of bench/peers in the benchmark's Python environment; its last line is the
  /// figure.
  public func python(_ script: String, _ arguments: [String] = []) throws -> Double {
    let interpreter = "\(root)/.venv-bench/bin/python"
    guard isExecutable(interpreter) else {
      throw BenchError("no \(interpreter): run scripts/setup bench")
    }
    return try number(run([interpreter, path("peers/\(script)")] + arguments))
  }

  /// The number that stands last in what a program printed.
  public func number(_ result: Subprocess) throws -> Double {
    guard let word = result.text.split(whereSeparator: \.isWhitespace).last,
      let value = Double(word)
    else { throw BenchError("the peer printed no number: \(result.text)") }
    return value
  }

  // MARK: Files

  public func read(_ path: String) throws -> String {
    String(decoding: try bytes(of: path), as: UTF8.self)
  }

  func bytes(of path: String) throws -> [UInt8] {
    do {
      let host = try DiskFileSystem.host()
      let file = try RelativePath(String(path.drop { $0 == "/" }))
      return try host.load(file, limit: 64 << 20).bytes
    } catch {
      throw BenchError("cannot read \(path)")
    }
  }

  /// Files below the folder to work in.
  public func folder(_ name: String) throws -> DiskFileSystem {
    do {
      return try DiskFileSystem(root: work).subtree(try RelativePath(name))
    } catch {
      throw BenchError("cannot make \(work)/\(name)")
    }
  }
}

func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  return sorted.isEmpty ? .nan : sorted[sorted.count / 2]
}

import BuildGraph
import Files
import Synchronization

/// One line on a terminal that counts steps and says how long it will take; nothing elsewhere.
final class Progress: Sendable {
  private struct State {
    var estimate = Estimate()
    var shownAt: Int64 = 0
    var isVisible = false
  }

  private let state = Mutex(State())
  private let isShown: Bool
  /// The line is written again after this many nanoseconds.
  private static let interval: Int64 = 100_000_000

  init(console: Console) {
    // A terminal that cannot clear a line would be left with all of them.
    isShown =
      StandardStream.error.isTerminal && environmentValue("TERM") != "dumb"
      && !console.options.isQuiet && !console.options.isVerbose
  }

  func note(_ event: BuildEvent) {
    guard isShown else { return }
    state.withLock { state in
      switch event {
      case .planned(let counts): state.estimate.begin(counts, at: monotonicNanoseconds())
      case .started: break
      case .finished(let report):
        let now = monotonicNanoseconds()
        state.estimate.finish(report.step.name, took: report.duration, at: now)
        show(&state, now)
      }
    }
  }

  /// Takes the line away, says something and leaves the line to the next step.
  func giveWay(_ say: () -> Void = {}) {
    state.withLock { state in
      clear(&state)
      say()
    }
  }

  private func show(_ state: inout State, _ now: Int64) {
    if state.estimate.isDone {
      clear(&state)
    } else if now - state.shownAt >= Self.interval {
      state.shownAt = now
      state.isVisible = true
      // A line that wraps could not be cleared as a whole.
      let line = state.estimate.line(at: now).prefix((StandardStream.error.columns ?? 80) - 1)
      StandardStream.error.write("\r\u{1B}[K" + line)
    }
  }

  private func clear(_ state: inout State) {
    if state.isVisible { StandardStream.error.write("\r\u{1B}[K") }
    state.isVisible = false
  }
}

/// How much of a build is done, and how long the rest will take.
///
/// The work of a step is what steps of its name took on average in this run, those that had nothing
/// to do included; time passes as it has passed for the work done so far, whatever the number of
/// workers. Nothing is said before there is something to go by.
struct Estimate {
  private struct Kind {
    var planned = 0
    var done = 0
    var work: Int64 = 0
  }

  private var kinds: [String: Kind] = [:]
  private var total = 0
  private var done = 0
  private var beganAt: Int64 = 0

  /// Nothing is foretold in the first second, nor before this share of the steps.
  private static let quietTime: Int64 = 1_000_000_000
  private static let quietShare = 0.02

  var isDone: Bool { done >= total }

  mutating func begin(_ counts: [String: Int], at now: Int64) {
    self = Estimate()
    kinds = counts.mapValues { Kind(planned: $0) }
    total = counts.values.reduce(0, +)
    beganAt = now
  }

  mutating func finish(_ name: String, took duration: Int64, at now: Int64) {
    kinds[name, default: Kind()].done += 1
    kinds[name, default: Kind()].work += duration
    done += 1
  }

  /// Seconds until the end; nil as long as nobody can know.
  func secondsLeft(at now: Int64) -> Double? {
    let elapsed = now - beganAt
    guard elapsed >= Self.quietTime, Double(done) >= Self.quietShare * Double(total) else {
      return nil
    }
    var known = 0.0
    var left = 0.0
    for kind in kinds.values {
      known += Double(kind.work)
      guard kind.done > 0 else { continue }
      left += Double(kind.work) / Double(kind.done) * Double(kind.planned - kind.done)
    }
    guard known > 0 else { return nil }
    return left / known * Double(elapsed) / 1e9
  }

  func line(at now: Int64) -> String {
    let share = total == 0 ? 100 : done * 100 / total
    var line = "\(done)/\(total) steps, \(share) %"
    if let seconds = secondsLeft(at: now) { line += ", \(Self.shown(seconds)) left" }
    return line
  }

  /// As exact as an estimate is: `8 s`, `1 min 20 s`, `25 min`.
  private static func shown(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded(.up))
    if whole < 60 { return "about \(whole) s" }
    if whole < 600 { return "about \(whole / 60) min \(whole % 60 / 10 * 10) s" }
    return "about \((whole + 30) / 60) min"
  }
}

import Arguments
import BuildGraph
import Files
import Synchronization

/// Builds again and again in one process, whenever something has changed since the last build began.
///
/// Changes that come while a build runs are answered by one more build after it.
final class Rebuilder: Sendable {
  private struct State {
    var isStale = true
    var isEnded = false
    var changes: Set<String> = []
  }

  private let state = Monitor(State())
  private let isCancelled = Atomic(false)
  private let parsed: ParsedArguments
  private let console: Console
  private let arguments: [String]
  /// Told of each build when it is done.
  private let onBuilt: @Sendable (BuildReport) -> Void

  init(
    _ parsed: ParsedArguments, _ console: Console, arguments: [String],
    onBuilt: @escaping @Sendable (BuildReport) -> Void = { _ in }
  ) {
    self.parsed = parsed
    self.console = console
    self.arguments = arguments
    self.onBuilt = onBuilt
  }

  /// What decides about the documents below a project.
  static let watchedNames: Set<String> = ["content", "templates", "bespoke.yaml"]

  func noteChange(_ paths: Set<String>) {
    state.update { state in
      state.isStale = true
      state.changes.formUnion(paths)
    }
  }

  /// Ends `run`, a build under way included.
  func end() {
    isCancelled.store(true, ordering: .relaxed)
    state.update { $0.isEnded = true }
  }

  /// Builds once, and after that each time that something has changed, until the end.
  func run() {
    while let changes = nextChanges() {
      if !changes.isEmpty { console.say(Self.summary(changes)) }
      var command = BuildCommand(parsed, console, arguments: arguments)
      command.isCancelled = { self.isCancelled.load(ordering: .relaxed) }
      command.onReport = onBuilt
      _ = command.run()
    }
  }

  /// Waits for changes; nil at the end, an empty set for the first build.
  private func nextChanges() -> Set<String>? {
    state.wait { state -> Set<String>?? in
      if state.isEnded { return .some(nil) }
      guard state.isStale else { return nil }
      state.isStale = false
      defer { state.changes = [] }
      return .some(state.changes)
    }
  }

  private static func summary(_ changes: Set<String>) -> String {
    let paths = changes.sorted()
    let more = paths.count > 1 ? " and \(paths.count - 1) more" : ""
    return "\(paths.first ?? "")\(more) changed"
  }
}

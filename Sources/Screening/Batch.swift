import Files
package import JSON

/// Files that are screened against one job, some at a time.
///
/// Only what ranks and names a file stays in memory; results go out as they come, so that the
/// number of files costs next to nothing.
package struct Batch: Sendable {
  /// What became of one file.
  package struct Outcome: Sendable {
    /// From 1, in the order in which the files were given.
    package var number: Int
    package var name: String
    package var score: Double?
    /// Requirements shown, in part, and missing.
    package var shown = 0
    package var partial = 0
    package var missing = 0
    package var concerns = 0
    package var readability = ""
    package var candidate = ""
    package var error: String?
  }

  package struct Item: Sendable {
    package var path: String
    /// What it is called in results.
    package var name: String

    package init(path: String, name: String) {
      self.path = path
      self.name = name
    }
  }

  package let items: [Item]
  package let workers: Int
  /// Screens one file: a result with `status`, and the text that was read.
  package let screen: @Sendable (Item) -> (result: JSONValue, text: String?)

  package init(
    _ items: [Item], workers: Int,
    screen: @escaping @Sendable (Item) -> (result: JSONValue, text: String?)
  ) {
    self.items = items
    self.workers = workers
    self.screen = screen
  }

  /// Screens all files; `onStart` and `onResult` are called for one file at a time.
  ///
  /// - Returns: the outcomes, best first; errors last, each in the order of the files.
  package func run(
    onStart: @escaping @Sendable (Int, Item) -> Void,
    onResult: @escaping @Sendable (Int, Item, JSONValue, String?) -> Void
  ) -> [Outcome] {
    let state = Monitor((next: 0, outcomes: [Outcome]()))
    let talk = Monitor(())
    runOnThreads(max(1, min(workers, items.count))) { _ in
      while Interruption.signal == nil {
        let index = state.update { state -> Int? in
          guard state.next < items.count else { return nil }
          state.next += 1
          return state.next - 1
        }
        guard let index else { return }
        let item = items[index]
        talk.update { _ in onStart(index + 1, item) }
        let (result, text) = screen(item)
        guard Interruption.signal == nil else { return }
        let outcome = Self.outcome(index + 1, item, result)
        state.update { $0.outcomes.append(outcome) }
        talk.update { _ in onResult(index + 1, item, result, text) }
      }
    }
    return Self.ranked(state.read { $0.outcomes })
  }

  package static func ranked(_ outcomes: [Outcome]) -> [Outcome] {
    outcomes.sorted { a, b in
      switch (a.score, b.score) {
      case (let first?, let second?) where first != second: first > second
      case (.some, nil): true
      case (nil, .some): false
      default: a.number < b.number
      }
    }
  }

  private static func outcome(_ number: Int, _ item: Item, _ result: JSONValue) -> Outcome {
    var outcome = Outcome(number: number, name: item.name)
    outcome.error = result["error"]?["message"]?.stringValue
    if case .number(let digits) = result["overallScore"] { outcome.score = Double(digits) }
    outcome.shown = result["matchedRequirements"]?.arrayValue?.count ?? 0
    outcome.partial = result["partialRequirements"]?.arrayValue?.count ?? 0
    outcome.missing = result["missingRequirements"]?.arrayValue?.count ?? 0
    outcome.concerns =
      result["concerns"]?.arrayValue?.count { $0["kind"]?.stringValue != "match" } ?? 0
    outcome.readability = result["readability"]?["level"]?.stringValue ?? ""
    outcome.candidate = result["candidate"]?["name"]?.stringValue ?? ""
    return outcome
  }
}

import Files
public import JSON

/// Files that are screened against one job, some at a time.
///
/// Only what ranks and names a file stays in memory; results go out as they come, so that the
/// number of files costs next to nothing.
public struct Batch: Sendable {
  /// What became of one file.
  public struct Outcome: Sendable {
    /// From 1, in the order in which the files were given.
    public var number: Int
    public var name: String
    public var score: Double?
    /// Requirements shown, in part, and missing.
    public var shown = 0
    public var partial = 0
    public var missing = 0
    public var concerns = 0
    public var readability = ""
    public var candidate = ""
    public var error: String?
  }

  public struct Item: Sendable {
    public var path: String
    /// What it is called in results.
    public var name: String

    public init(path: String, name: String) {
      self.path = path
      self.name = name
    }
  }

  public let items: [Item]
  public let workers: Int
  /// Screens one file: a result with `status`, and the text that was read.
  public let screen: @Sendable (Item) -> (result: JSONValue, text: String?)

  public init(
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
  public func run(
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

  public static func ranked(_ outcomes: [Outcome]) -> [Outcome] {
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

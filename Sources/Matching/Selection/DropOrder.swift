import Profiles

/// What page fit may take away from a resume, least wanted first.
struct DropOrder {
  let items: [MatchItem]
  /// By item: the place in the order of choice, 0 first.
  let places: [Int]
  let scores: [Float]
  let reasons: [String]
  let today: Int

  private typealias Placed = (place: Int, isEntry: Bool, step: MatchReport.DropStep)

  /// Jobs that ended less than this many months ago keep a highlight.
  private static let recent = 60

  func steps() -> [MatchReport.DropStep] {
    let guarded = guardedHighlights()
    let parts = Dictionary(grouping: items.indices) { items[$0].entry }
    var steps: [Placed] = []
    for index in items.indices {
      let item = items[index]
      guard item.keep == .automatic, !guarded.contains(index) else { continue }
      switch item.kind {
      case .summary: continue
      case .highlight, .skills: steps.append((places[index], false, step(index, .drop)))
      case .entry: addEntry(index, parts[item.entry] ?? [], guarded, to: &steps)
      }
    }
    // An entry that goes with its best line goes after it: while it is condensed, no line shows.
    return steps.sorted { a, b in
      (a.place, a.isEntry ? 0 : 1) > (b.place, b.isEntry ? 0 : 1)
    }.map(\.step)
  }

  private func step(_ index: Int, _ action: MatchReport.DropStep.Action) -> MatchReport.DropStep {
    MatchReport.DropStep(
      id: items[index].id, action: action, score: Double(scores[index]), reason: reasons[index])
  }

  /// An entry goes when its best line would; one of a chronological section keeps its own line.
  private func addEntry(
    _ index: Int, _ parts: [Int], _ guarded: Set<Int>, to steps: inout [Placed]
  ) {
    guard !parts.contains(where: { guarded.contains($0) || items[$0].keep == .always }) else {
      return
    }
    let best = parts.map { places[$0] }.min() ?? places[index]
    let isChronological = items[index].section?.isChronological ?? false
    steps.append((best, true, step(index, isChronological ? .condense : .drop)))
  }

  /// The best highlight of each recent job.
  private func guardedHighlights() -> Set<Int> {
    var best: [String: Int] = [:]
    for index in items.indices {
      let item = items[index]
      guard item.kind == .highlight, item.section == .work, item.keep != .never else { continue }
      guard (item.end ?? today) >= today - Self.recent else { continue }
      if let known = best[item.entry], places[known] < places[index] { continue }
      best[item.entry] = index
    }
    return Set(best.values)
  }
}

import Profiles

/// What page fit may take away from a resume, least wanted first.
struct DropOrder {
  private let items: [MatchItem]
  /// By item: the place in the order of choice, 0 first.
  private let places: [Int]
  private let levels: [LanguageLevel?]
  private let scores: [Float]
  private let reasons: [String]
  private let today: Int

  init(items: [MatchItem], places: [Int], scores: [Float], reasons: [String], today: Int) {
    self.items = items
    self.scores = scores
    self.reasons = reasons
    self.today = today
    levels = items.map { item in
      guard item.section == .languages, item.kind == .entry else { return nil }
      let texts = item.fields.filter { $0.role == .text }.map(\.text)
      return texts.compactMap(LanguageLevel.init).max()
    }
    self.places = Self.keepingBetterLanguages(places, levels)
  }

  /// No language leaves before one that is spoken less well: who reads of Spanish asks for English.
  private static func keepingBetterLanguages(
    _ places: [Int], _ levels: [LanguageLevel?]
  ) -> [Int] {
    let languages = levels.indices.filter { levels[$0] != nil }
    var kept = places
    for index in languages {
      let lesser = languages.filter { (levels[$0] ?? .native) < (levels[index] ?? .basic) }
      kept[index] = min(places[index], lesser.map { places[$0] }.min() ?? places[index])
    }
    return kept
  }

  private typealias Placed = (
    place: Int, isEntry: Bool, level: Int, index: Int, step: MatchReport.DropStep
  )

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
      case .highlight, .skills:
        steps.append((places[index], false, 0, index, step(index, .drop)))
      case .entry: addEntry(index, parts[item.entry] ?? [], guarded, to: &steps)
      }
    }
    // An entry that goes with its best line goes after it: while it is condensed, no line shows.
    return steps.sorted { a, b in
      (a.place, a.isEntry ? 0 : 1, -a.level, a.index)
        > (b.place, b.isEntry ? 0 : 1, -b.level, b.index)
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
    let level = levels[index]?.rawValue ?? 0
    steps.append((best, true, level, index, step(index, isChronological ? .condense : .drop)))
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

/// Finds what a document leaves out, and how tight it is set, to fill so many pages.
///
/// Items that may leave come in order, least wanted first. A layout that is too long says how much
/// of it must go, and the heights of items, measured in the first layout, say how many that takes;
/// what left and still has room then comes back, most wanted first. Only where all that may leave
/// has left and it is still too long, spacing tightens. It also does for a last page of a few lines.
struct PageFit<Layout> {
  /// One item that may leave.
  struct Step {
    /// How the elements start that the page shows of it.
    var texts: [String]
    /// The step that must be undone first, for a line of an entry.
    var needs: Int?
    /// Stands in a line with others and frees no line of its own.
    var isWord = false
    /// The title of the section that leaves with the last of the steps that name it.
    var section: String?
  }

  /// Pages that may be filled; nil for as many as it takes.
  let limit: Int?
  let steps: [Step]
  /// The tightest level; 0 where nothing may tighten.
  let tightest: Int
  /// The last level that text keeps its size at.
  let gentlest: Int
  private let makeLayout: (_ left: Set<Int>, _ tightness: Int) -> Layout
  private let measure: (_ layout: Layout, _ readsText: Bool) -> PageMeasure

  /// The layout that was chosen, the steps that left for it, and how tight it is.
  private(set) var layout: Layout
  private(set) var left: Set<Int> = []
  private(set) var tightness = 0
  private(set) var layoutCount = 1
  /// Whether it fits; when even leaving everything out was not enough, it doesn't.
  private(set) var fits = true
  /// How far `layout` is too long, px and lines; zero when it fits.
  private(set) var excess: (height: Double, lines: Int) = (0, 0)

  private var extents: [PageMeasure.Extent] = []
  private var sections: [String: (steps: Set<Int>, heading: PageMeasure.Extent)] = [:]
  private var measured: PageMeasure
  /// Of the template's own setting, CSS px from line to line.
  private var pitch = 0.0
  /// The layout that was last found too long.
  private var tooLong: (layout: Layout, measure: PageMeasure)?

  init(
    limit: Int?, steps: [Step], tightest: Int = 0, gentlest: Int = 0,
    measure: @escaping (_ layout: Layout, _ readsText: Bool) -> PageMeasure,
    layOut: @escaping (_ left: Set<Int>, _ tightness: Int) -> Layout
  ) {
    self.limit = limit
    self.steps = steps
    self.tightest = tightest
    self.gentlest = gentlest
    self.measure = measure
    makeLayout = layOut
    layout = layOut([], 0)
    measured = PageMeasure(pageCount: 0, blocks: [])
    guard limit != nil || gentlest > 0 else { return }
    measured = measure(layout, false)
    if let limit, measured.pageCount > limit { shorten(to: limit) } else { pullBack() }
  }

  /// Of more steps than this none is looked for on the page: each is taken for a line.
  private static var measuredSteps: Int { 2000 }

  private mutating func shorten(to limit: Int) {
    let readsText = steps.count <= Self.measuredSteps
    measured = measure(layout, readsText)
    pitch = measured.pitch
    // What is not found is taken for a line.
    let line = PageMeasure.Extent(left: 0, right: .infinity, height: measured.pitch)
    var word = line
    word.height = 0
    extents = steps.map { step in
      if step.isWord || step.texts.isEmpty { return word }
      if !readsText { return line }
      return measured.extent(of: step.texts) ?? line
    }
    for (index, step) in steps.enumerated() {
      guard let title = step.section else { continue }
      let heading = sections[title]?.heading ?? measured.extent(of: [title]) ?? line
      sections[title, default: ([], heading)].steps.insert(index)
    }
    fits = dropFirst(limit) || tighten(limit)
    if fits { refill(limit) } else { excess = measured.excess(beyond: limit) }
  }

  /// Lays out and, when it fits, keeps the outcome.
  private mutating func attempt(_ left: Set<Int>, _ tightness: Int, _ limit: Int) -> PageMeasure? {
    let trial = makeLayout(left, tightness)
    layoutCount += 1
    let measure = measure(trial, false)
    guard measure.pageCount <= limit else {
      tooLong = (trial, measure)
      return measure
    }
    keep(trial, measure, left, tightness)
    return nil
  }

  private mutating func keep(
    _ layout: Layout, _ measure: PageMeasure, _ left: Set<Int>, _ tightness: Int
  ) {
    self.layout = layout
    self.left = left
    self.tightness = tightness
    measured = measure
  }

  // MARK: Leaving

  /// Leaves out first steps until it fits; false when not even all of them suffice.
  private mutating func dropFirst(_ limit: Int) -> Bool {
    guard !steps.isEmpty else { return false }
    var tooFew = 0
    var tooLong = measured
    var rounds = 0
    while tooFew < steps.count {
      var count = enough(from: tooFew, for: tooLong.overflow(beyond: limit))
      // An estimate that fails again and again gives way to halving.
      if rounds >= 3 { count = max(count, (tooFew + steps.count + 1) / 2) }
      guard let overflowing = attempt(Set(0..<count), 0, limit) else { return true }
      (tooFew, tooLong, rounds) = (count, overflowing, rounds + 1)
    }
    return false
  }

  /// How many steps have to leave, by the heights that they free.
  private func enough(from start: Int, for overflow: [PageMeasure.Extent]) -> Int {
    start + Array(start..<steps.count).count(freeing: overflow, extents)
  }

  // MARK: Tightening

  /// With all that may leave gone, the least tightness that fits; false when none does.
  private mutating func tighten(_ limit: Int) -> Bool {
    let all = Set(steps.indices)
    guard tightest > 0 else {
      settle(all, 0)
      return false
    }
    let loose = tooLong?.measure ?? measured
    guard attempt(all, tightest, limit) == nil else {
      settle(all, tightest)
      return false
    }
    loosen(all, limit, from: loose)
    return true
  }

  /// From a level that fits, the least that does: the one that what is missing at level 0 and what
  /// is spare now point to, its neighbour, and then by halves.
  private mutating func loosen(_ left: Set<Int>, _ limit: Int, from loose: PageMeasure) {
    var tooLoose = 0
    let missing = loose.excess(beyond: limit).height
    let spare = spareHeight(within: limit)
    var level = Int((Double(tightness) * missing / max(1, missing + spare)).rounded())
    var trials = 0
    while tightness - tooLoose > 1 {
      level = min(max(level, tooLoose + 1), tightness - 1)
      let fits = attempt(left, level, limit) == nil
      if !fits { tooLoose = level }
      trials += 1
      level = trials == 1 ? level + (fits ? -1 : 1) : (tooLoose + tightness) / 2
    }
  }

  /// A last page that is filled less than this looks forgotten.
  private static var leastShare: Double { 1.0 / 3 }

  /// Takes a last page that holds little back into the others, where gaps alone have the room.
  private mutating func pullBack() {
    let pages = measured.pageCount
    guard pages > 1, gentlest > 0, measured.lastPageShare < Self.leastShare else { return }
    let loose = measured
    if attempt([], gentlest, pages - 1) == nil { loosen([], pages - 1, from: loose) }
  }

  /// Takes the layout that is too long, to say by how much.
  private mutating func settle(_ left: Set<Int>, _ tightness: Int) {
    if let tooLong { keep(tooLong.layout, tooLong.measure, left, tightness) }
  }

  // MARK: Coming back

  /// More layouts than this are not spent on filling what is left of the last page.
  private static var refillLimit: Int { 16 }

  /// Takes back what still has room, most wanted first.
  private mutating func refill(_ limit: Int) {
    var refused: Set<Int> = []
    let start = layoutCount
    while layoutCount - start < Self.refillLimit {
      let returning = candidates(limit, without: refused)
      guard !returning.isEmpty else { return }
      let bad = take(returning, limit, until: start + Self.refillLimit)
      if bad <= returning.count { refused.insert(returning[bad - 1]) }
    }
  }

  /// Takes back as many of the steps as fit, from the first; a layout that is too long says how many
  /// less to try, and where that is wrong twice, halving goes on.
  ///
  /// - Returns: the least count that is known not to fit, one more than there are when all do.
  private mutating func take(
    _ returning: [Int], _ limit: Int, until lastLayout: Int
  ) -> Int {
    let (level, all) = (tightness, left)
    var (good, bad, count, failures) = (0, returning.count + 1, returning.count, 0)
    while bad - good > 1, layoutCount < lastLayout {
      let taken = returning.prefix(count)
      guard let tooLong = attempt(all.subtracting(taken), level, limit) else {
        (good, failures) = (count, 0)
        count = (good + bad + 1) / 2
        continue
      }
      (bad, failures) = (count, failures + 1)
      let fewer = count - taken.reversed().count(freeing: tooLong.overflow(beyond: limit), extents)
      count = failures > 2 ? (good + bad) / 2 : min(max(fewer, good + 1), bad - 1)
    }
    return bad
  }

  /// The steps for which there seems to be room, most wanted first.
  private func candidates(_ limit: Int, without refused: Set<Int>) -> [Int] {
    let scale = pitch > 0 ? min(1, measured.pitch / pitch) : 1
    var room = Room(measured, limit: limit)
    var out = left
    var found: [Int] = []
    for step in left.sorted(by: >) where !refused.contains(step) {
      if let needed = steps[step].needs, out.contains(needed) { continue }
      var extent = extents[step]
      // The first of a section brings the section's title with it.
      if let section = steps[step].section.flatMap({ sections[$0] }),
        section.steps.isSubset(of: out)
      {
        extent.height += section.heading.height
      }
      extent.height *= scale
      // Where something was refused already, what is left is not filled to the last line.
      guard room.take(extent, sparing: refused.isEmpty ? 0 : 2 * measured.pitch) else { continue }
      out.remove(step)
      found.append(step)
    }
    return found
  }
}

// MARK: Proof

extension PageFit {
  /// What is left of the pages allowed, in lines.
  var room: Double { spareHeight(within: limit ?? 0) / measured.pitch }

  /// What is left of so many pages, CSS px.
  private func spareHeight(within limit: Int) -> Double {
    measured.room + Double(max(0, limit - measured.pageCount)) * measured.bottom
  }

  /// The steps that left and that would have fitted, each alone: a layout for each.
  func returnable() -> [Int] {
    guard let limit, fits else { return [] }
    return left.sorted().filter { step in
      if let needed = steps[step].needs, left.contains(needed) { return false }
      let layout = makeLayout(left.subtracting([step]), tightness)
      return measure(layout, false).pageCount <= limit
    }
  }
}

extension Collection<Int> {
  /// How many of these steps free the heights that are missing, at most all of them.
  fileprivate func count(
    freeing overflow: [PageMeasure.Extent], _ extents: [PageMeasure.Extent]
  ) -> Int {
    var missing = overflow
    for (count, step) in enumerated() {
      let extent = extents[step]
      for index in missing.indices
      where extent.overlaps(missing[index].left, missing[index].right) {
        missing[index].height -= extent.height
      }
      if missing.allSatisfy({ $0.height <= 0 }) { return count + 1 }
    }
    return count
  }
}

/// The room that is left on the pages allowed, column by column.
private struct Room {
  private let bottom: Double
  private let last: [PageMeasure.Block]
  private var taken: [PageMeasure.Extent] = []

  init(_ measure: PageMeasure, limit: Int) {
    let top = measure.blocks.map(\.top).min() ?? 0
    let bottom = measure.bottom
    let sparePages = max(0, limit - max(1, measure.pageCount))
    self.bottom = bottom + Double(sparePages) * max(0, bottom - top)
    last = measure.blocks.filter { $0.page == measure.pageCount - 1 }
  }

  /// Takes what something needs, when there is as much; room up to `least` stays as it is.
  mutating func take(_ extent: PageMeasure.Extent, sparing least: Double) -> Bool {
    var end = last.filter { extent.overlaps($0.left, $0.right) }.map(\.bottom).max() ?? 0
    for other in taken where extent.overlaps(other.left, other.right) { end += other.height }
    guard end + extent.height <= bottom + 1, bottom - end > least else { return false }
    if extent.height > 0 { taken.append(extent) }
    return true
  }
}

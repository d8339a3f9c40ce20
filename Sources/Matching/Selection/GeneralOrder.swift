public import Profiles

extension MatchReport {
  /// What page fit may take from a resume that no posting shapes, least wanted first.
  ///
  /// An author puts first what matters most: later lines of older entries leave before the first
  /// lines of the newest.
  public static func generalOrder(of profile: Profile, today: Int) -> [DropStep] {
    let items = MatchItem.items(of: profile)
    var depths: [Int] = []
    var entries: [SectionKind?: Int] = [:]
    var depth = 0
    for item in items {
      if item.kind == .highlight {
        depth += 1
      } else {
        depth = entries[item.section, default: 0]
        entries[item.section, default: 0] += 1
      }
      depths.append(depth)
    }
    var places = [Int](repeating: 0, count: items.count)
    let order = items.indices.sorted { (depths[$0], $0) < (depths[$1], $1) }
    for (place, item) in order.enumerated() { places[item] = place }
    let reason = "later lines and older entries leave first"
    return DropOrder(
      items: items, places: places, scores: items.map { _ in 0 },
      reasons: items.map { _ in reason }, today: today
    ).steps()
  }
}

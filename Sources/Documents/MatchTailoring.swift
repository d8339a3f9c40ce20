package import Matching
package import Profiles

extension Tailoring {
  /// The tailoring of a report, or of none, after some steps of its order of dropping.
  package init(
    _ report: MatchReport?, steps: some Sequence<MatchReport.DropStep>, profile: Profile
  ) {
    self.init()
    for step in steps {
      switch step.action {
      case .drop: dropped.insert(step.id)
      case .condense: condensed.insert(step.id)
      }
    }
    if let report { keywordOrder = Self.keywordOrder(report, profile) }
  }

  /// Within a group of skills, those that the posting asks for come first, best match first.
  private static func keywordOrder(
    _ report: MatchReport, _ profile: Profile
  ) -> [String: [String]] {
    let scores = Dictionary(
      report.items.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
    var order: [String: [String]] = [:]
    for group in profile.sections where group.kind == .skills {
      for entry in group.entries where entry.keywords.count > 1 {
        let ids = entry.keywords.indices.map { "\(entry.id).\($0 + 1)" }
        order[entry.id] = ids.enumerated().sorted { a, b in
          let first = scores[a.element] ?? 0
          let second = scores[b.element] ?? 0
          return first == second ? a.offset < b.offset : first > second
        }.map(\.element)
      }
    }
    return order
  }
}

extension MatchReport {
  /// What page fit may take away, least wanted first.
  package func fitOrder(in profile: Profile) -> [DropStep] { dropOrder.inFitOrder(of: profile) }
}

extension [MatchReport.DropStep] {
  /// Lines and entries before single skills, which stand many to a line and hardly make room.
  package func inFitOrder(of profile: Profile) -> [MatchReport.DropStep] {
    let groups = profile.sections.filter { $0.kind == .skills }.flatMap(\.entries)
    let skills = Set(
      groups.flatMap { group in
        [group.id] + group.keywords.indices.map { "\(group.id).\($0 + 1)" }
      })
    return filter { !skills.contains($0.id) } + filter { skills.contains($0.id) }
  }
}

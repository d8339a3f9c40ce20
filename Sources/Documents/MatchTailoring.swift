public import Matching
public import Profiles

extension Tailoring {
  /// The tailoring of a report, or of none, after some steps of its order of dropping.
  public init(
    _ report: MatchReport?, steps: some Sequence<MatchReport.DropStep>, profile: Profile
  ) {
    self.init()
    for step in steps {
      switch step.action {
      case .drop: dropped.insert(step.id)
      case .condense: condensed.insert(step.id)
      }
    }
    guard let report else { return }
    let scores = Dictionary(
      report.items.map { ($0.id, $0.score) }, uniquingKeysWith: { first, _ in first })
    for section in profile.sections where section.kind == .skills {
      order(section, by: scores)
    }
  }

  /// The skills that the posting asks for come first, best match first: groups in their section
  /// and names in their group; what it doesn't ask for keeps the profile's order.
  private mutating func order(_ section: Section, by scores: [String: Double]) {
    var best: [String: Double] = [:]
    for entry in section.entries {
      let ids = entry.keywords.indices.map { "\(entry.id).\($0 + 1)" }
      best[entry.id] = ([entry.id] + ids).map { scores[$0] ?? 0 }.max()
      if ids.count > 1 { keywordOrder[entry.id] = Self.sorted(ids, by: scores) }
    }
    entryOrder[section.id] = Self.sorted(section.entries.map(\.id), by: best)
  }

  private static func sorted(_ ids: [String], by scores: [String: Double]) -> [String] {
    ids.enumerated().sorted { a, b in
      let first = scores[a.element] ?? 0
      let second = scores[b.element] ?? 0
      return first == second ? a.offset < b.offset : first > second
    }.map(\.element)
  }
}

extension MatchReport {
  /// What page fit may take away, least wanted first.
  public func fitOrder(in profile: Profile) -> [DropStep] { dropOrder.inFitOrder(of: profile) }
}

extension [MatchReport.DropStep] {
  /// Lines and entries before single skills, which stand many to a line and hardly make room.
  public func inFitOrder(of profile: Profile) -> [MatchReport.DropStep] {
    let groups = profile.sections.filter { $0.kind == .skills }.flatMap(\.entries)
    let skills = Set(
      groups.flatMap { group in
        [group.id] + group.keywords.indices.map { "\(group.id).\($0 + 1)" }
      })
    return filter { !skills.contains($0.id) } + filter { skills.contains($0.id) }
  }
}

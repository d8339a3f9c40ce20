internal import Diagnostics
internal import JSON
internal import Profiles

/// Turns the values of a profile into what a template sees; one file a part: header, sections,
/// entries, metadata.
struct DocumentBuilder {
  let tailoring: Tailoring
  let locale: Locale

  /// The sections in printing order; a section of which nothing is left isn't there.
  func sections(of profile: Profile) -> [JSONValue] {
    var sections: [JSONValue] = []
    if let summary = profile.basics.summary, !summary.value.isEmpty {
      sections.append(summarySection(summary))
    }
    return sections + ordered(profile.sections).compactMap(section)
  }

  private func ordered(_ sections: [Section]) -> [Section] {
    let rank = Dictionary(
      tailoring.sectionOrder.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return sections.enumerated().sorted { a, b in
      let first = rank[a.element.kind] ?? Int.max
      let second = rank[b.element.kind] ?? Int.max
      return (first, a.offset) < (second, b.offset)
    }.map(\.element)
  }

  private func summarySection(_ summary: Text) -> JSONValue {
    let prose = RichText(summary.value)
    return .object(
      [
        .init("type", "summary"), .init("id", "summary"),
        .init("title", .string(locale.title(of: .summary))),
        .init("isSummary", true), .init("text", .string(prose.text)),
        .init("html", .string(prose.html)),
        .init("source", .string(summary.location.lineReference)),
      ])
  }

  private func section(_ section: Section) -> JSONValue? {
    let entries = kept(section)
    guard !entries.isEmpty else { return nil }
    var members: [JSONValue.Member] = [
      .init("type", .string(section.kind.rawValue)),
      .init("id", .string(section.id)),
      .init("title", .string(locale.title(of: section))),
      .init(section.kind.layoutFlag, true),
      .init("source", .string(section.location.lineReference)),
    ]
    if section.kind == .skills {
      members.append(.init("categories", .array(entries.map(category))))
    } else {
      members.append(.init("entries", .array(entries.map { entry($0, in: section.kind) })))
    }
    return .object(members)
  }

  private func kept(_ section: Section) -> [Entry] {
    let entries = section.entries.filter { !tailoring.dropped.contains($0.id) }
    guard let order = tailoring.entryOrder[section.id] else { return entries }
    let rank = Dictionary(
      order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return entries.enumerated().sorted { a, b in
      (rank[a.element.id] ?? Int.max, a.offset) < (rank[b.element.id] ?? Int.max, b.offset)
    }.map(\.element)
  }

  private func category(_ group: Entry) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(group.id)), .init("source", .string(group.location.lineReference)),
    ]
    for key in ["name", "level"] {
      if let text = group[key] { members.append(.init(key, .string(text.value))) }
    }
    members += keywords(of: group, isSkillGroup: true)
    return .object(members)
  }
}

extension SectionKind {
  /// The flag by which the shared partials choose how to print a section.
  fileprivate var layoutFlag: String {
    switch self {
    case .summary: "isSummary"
    case .skills: "isSkills"
    case .languages, .certificates, .awards, .interests: "isFacts"
    case .references: "isReferences"
    case .work, .volunteer, .projects, .education, .publications, .custom: "isStories"
    }
  }
}

import Diagnostics
public import Profiles

extension MatchItem {
  /// All that a profile shows, in the order of the file.
  public static func items(of profile: Profile) -> [MatchItem] {
    var items: [MatchItem] = []
    if let summary = profile.basics.summary {
      let item = MatchItem(
        id: "summary", source: summary.location.lineReference, kind: .summary, section: .summary,
        entry: "summary", fields: [(.text, PlainText.of(summary.value))])
      items.append(item)
    }
    for section in profile.sections {
      for entry in section.entries { add(entry, of: section, to: &items) }
    }
    return items
  }

  private static func add(_ entry: Entry, of section: Section, to items: inout [MatchItem]) {
    if section.kind == .skills {
      items += skillItems(of: entry, in: section)
      return
    }
    var item = MatchItem(
      id: entry.id, source: entry.location.lineReference, kind: .entry, section: section.kind,
      entry: entry.id, fields: fields(of: entry, in: section.kind))
    item.keep = section.facets.keep == .never ? .never : entry.facets.keep
    item.start = entry.start?.months ?? entry.date?.months
    item.end = entry.isOngoing ? nil : entry.end?.months ?? entry.date?.months
    if entry.isOngoing { item.end = nil }
    items.append(item)
    for highlight in entry.highlights {
      var line = MatchItem(
        id: highlight.id, source: highlight.text.location.lineReference, kind: .highlight,
        section: section.kind, entry: entry.id,
        fields: [(.text, PlainText.of(highlight.text.value))]
          + skills(highlight.text.facets.skills))
      line.keep = item.keep == .never ? .never : highlight.text.facets.keep
      line.start = item.start
      line.end = item.end
      items.append(line)
    }
    for position in entry.positions { add(position, of: section, to: &items) }
  }

  /// One item for each skill, so that evidence names the skill and not the group.
  private static func skillItems(of entry: Entry, in section: Section) -> [MatchItem] {
    let name = entry["name"].map { PlainText.of($0.value) } ?? ""
    if entry.keywords.isEmpty {
      var item = MatchItem(
        id: entry.id, source: entry.location.lineReference, kind: .skills, section: .skills,
        entry: entry.id, fields: [(.skills, name)])
      item.keep = entry.facets.keep
      return [item]
    }
    return entry.keywords.enumerated().map { index, keyword in
      var item = MatchItem(
        id: "\(entry.id).\(index + 1)", source: keyword.location.lineReference, kind: .skills,
        section: .skills, entry: entry.id, fields: [(.skills, PlainText.of(keyword.value))])
      item.keep = keyword.facets.keep == .automatic ? entry.facets.keep : keyword.facets.keep
      return item
    }
  }

  private static let titleKeys: Set<String> = [
    "position", "name", "title", "studyType", "area", "language",
  ]
  private static let nameKeys: Set<String> = [
    "institution", "organization", "publisher", "issuer", "awarder", "entity", "location",
  ]
  private static let skippedKeys: Set<String> = ["url", "score", "reference", "type"]

  private static func fields(
    of entry: Entry, in section: SectionKind
  ) -> [(role: Role, text: String)] {
    // What stands in a reference is said of somebody else.
    guard section != .references else { return [] }
    var fields: [(role: Role, text: String)] = []
    let degree = section == .education ? degree(of: entry) : nil
    for field in entry.fields where !skippedKeys.contains(field.key) {
      if degree != nil, field.key == "studyType" || field.key == "area" { continue }
      let role: Role
      if nameKeys.contains(field.key) || section == .work && field.key == "name" {
        role = .name
      } else {
        role = titleKeys.contains(field.key) ? .title : .text
      }
      fields.append((role, PlainText.of(field.text.value)))
    }
    if let degree { fields.insert((.title, degree), at: 0) }
    return fields + skills(entry.keywords) + skills(entry.facets.skills)
  }

  /// "Bachelor of Science in Nursing": the degree and its subject as one says them.
  private static func degree(of entry: Entry) -> String? {
    guard let kind = entry["studyType"], let area = entry["area"] else { return nil }
    return PlainText.of(kind.value) + " in " + PlainText.of(area.value)
  }

  private static func skills(_ texts: [Text]) -> [(role: Role, text: String)] {
    guard !texts.isEmpty else { return [] }
    return [(.skills, texts.map { PlainText.of($0.value) }.joined(separator: ", "))]
  }
}

/// Inline Markdown without its signs: what a reader sees.
enum PlainText {
  static func of(_ markdown: String) -> String {
    let bytes = Array(markdown.utf8)
    guard bytes.contains(where: { $0 == 0x2A || $0 == 0x5B || $0 == 0x60 || $0 == 0x5F }) else {
      return markdown
    }
    var plain: [UInt8] = []
    // Looked for once: brackets that nothing closes must not cost a search each.
    let lastClose = bytes.lastIndex(of: 0x29) ?? -1
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x2A, 0x60: break
      case 0x5F where index == 0 || !ASCII.isWord(bytes[index - 1]): break
      case 0x5D where index < lastClose && bytes[index + 1] == 0x28:
        index = bytes[index...].firstIndex(of: 0x29) ?? index
      case 0x5B: break
      default: plain.append(bytes[index])
      }
      index += 1
    }
    return String(decoding: plain, as: UTF8.self)
  }
}

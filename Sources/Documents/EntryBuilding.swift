internal import Diagnostics
internal import JSON
internal import Profiles

/// Prose fields, which are Markdown; all others are names and print as typed.
private let proseFields: Set<String> = ["summary", "description", "reference"]

extension DocumentBuilder {
  /// One entry: its own fields by JSON Resume key, then what templates need ready-made.
  func entry(_ entry: Entry, in kind: SectionKind) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("id", .string(entry.id)), .init("source", .string(entry.location.lineReference)),
    ]
    let isCondensed = tailoring.condensed.contains(entry.id)
    for field in entry.fields where !field.text.value.isEmpty {
      let isProse = proseFields.contains(field.key)
      if isCondensed, isProse { continue }
      let key = field.key == "reference" ? "summary" : field.key
      members.append(
        .init(key, isProse ? RichText(field.text.value).json : .string(field.text.value)))
    }
    members += headings(of: entry, in: kind)
    members += dates(of: entry)
    members += isCondensed ? [.init("hasHighlights", false)] : highlights(of: entry)
    members += isCondensed ? [.init("hasKeywords", false)] : keywords(of: entry)
    if let url = entry["url"], let link = Link(url.value) {
      members.append(.init("link", link.json))
    }
    members += positions(of: entry, in: kind)
    return .object(members)
  }

  /// `heading`, `subheading`, `place` and `where`: the lines that every section's entries share.
  private func headings(of entry: Entry, in kind: SectionKind) -> [JSONValue.Member] {
    let line = HeadingLine(entry, kind)
    var members: [JSONValue.Member] = [.init("heading", .string(line.heading))]
    if !line.subheading.isEmpty { members.append(.init("subheading", .string(line.subheading))) }
    let place = entry["location"]?.value ?? ""
    if !place.isEmpty { members.append(.init("place", .string(place))) }
    members.append(.init("separator", .string(kind == .languages ? " –" : ",")))
    members.append(.init("where", .array(whereabouts(entry, line, place: place))))
    return members
  }

  /// The organisation (linked where a URL is known) and the place, for one line below the heading.
  private func whereabouts(_ entry: Entry, _ line: HeadingLine, place: String) -> [JSONValue] {
    let link = entry["url"].flatMap { Link($0.value) }
    var parts: [JSONValue] = []
    func add(_ text: String, _ url: String? = nil) {
      guard !text.isEmpty else { return }
      parts.append(["text": .string(text), "url": url.map { .string($0) } ?? .null])
    }
    add(line.subheading, link?.url)
    add(place)
    if line.subheading.isEmpty, let link { add(link.display, link.url) }
    return parts
  }

  private func dates(of entry: Entry) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    for (key, date) in [("startDate", entry.start), ("endDate", entry.end), ("date", entry.date)] {
      if let date { members.append(.init(key, json(date))) }
    }
    if let range = range(of: entry) { members.append(.init("range", .string(range))) }
    members.append(.init("isCurrent", .bool(entry.isOngoing)))
    return members
  }

  private func range(of entry: Entry) -> String? {
    if let date = entry.date { return locale.format(date) }
    if entry.start != nil || entry.end != nil {
      return locale.formatRange(entry.start, entry.end)
    }
    let positions = entry.positions.filter { !tailoring.dropped.contains($0.id) }
    let starts = positions.compactMap(\.start).filter { $0.months != nil }
    guard let first = starts.min(by: { ($0.months ?? 0) < ($1.months ?? 0) }) else { return nil }
    let isOngoing = positions.contains(where: \.isOngoing)
    let last = positions.compactMap(\.end).max { ($0.months ?? 0) < ($1.months ?? 0) }
    return locale.formatRange(first, isOngoing ? nil : last)
  }

  private func json(_ date: PartialDate) -> JSONValue {
    var members: [JSONValue.Member] = [.init("text", .string(locale.format(date)))]
    if case .date(let year, let month, let day) = date.value {
      let parts = [pad(year, 4)] + [month, day].compactMap { $0 }.map { pad($0, 2) }
      members.append(.init("iso", .string(parts.joined(separator: "-"))))
      members.append(.init("year", .integer(year)))
      if let month { members.append(.init("month", .integer(month))) }
    }
    return .object(members)
  }

  private func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private func highlights(of entry: Entry) -> [JSONValue.Member] {
    let kept = entry.highlights.filter { !tailoring.dropped.contains($0.id) }
    guard !kept.isEmpty else { return [.init("hasHighlights", false)] }
    let values = kept.map { highlight -> JSONValue in
      let prose = RichText(highlight.text.value)
      return [
        "id": .string(highlight.id), "source": .string(highlight.text.location.lineReference),
        "text": .string(prose.text), "html": .string(prose.html),
      ]
    }
    return [.init("highlights", .array(values)), .init("hasHighlights", true)]
  }

  /// `keywords` and `hasKeywords`, in the order of the tailoring where it has one.
  func keywords(of entry: Entry, isSkillGroup: Bool = false) -> [JSONValue.Member] {
    var keywords = entry.keywords.enumerated().map { index, keyword in
      (id: "\(entry.id).\(index + 1)", name: keyword.value)
    }
    // Elsewhere keywords have no ids of their own: `work-1.1` is a highlight there.
    if isSkillGroup { keywords.removeAll { tailoring.dropped.contains($0.id) } }
    if let order = tailoring.keywordOrder[entry.id] {
      let rank = Dictionary(
        order.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
      keywords = keywords.enumerated().sorted { a, b in
        (rank[a.element.id] ?? Int.max, a.offset) < (rank[b.element.id] ?? Int.max, b.offset)
      }.map(\.element)
    }
    guard !keywords.isEmpty else { return [.init("hasKeywords", false)] }
    return [
      .init("keywords", .array(keywords.map { .string($0.name) })), .init("hasKeywords", true),
    ]
  }

  private func positions(of entry: Entry, in kind: SectionKind) -> [JSONValue.Member] {
    let kept = entry.positions.filter { !tailoring.dropped.contains($0.id) }
    guard !kept.isEmpty else { return [.init("hasPositions", false)] }
    return [
      .init("positions", .array(kept.map { masked(self.entry($0, in: kind)) })),
      .init("hasPositions", true),
    ]
  }
}

/// What a position doesn't say is null, so that a template doesn't print its employer's instead.
private func masked(_ position: JSONValue) -> JSONValue {
  guard case .object(var members) = position else { return position }
  for key in ["summary", "description", "subheading", "place", "range", "score", "link"]
  where position[key] == nil {
    members.append(.init(key, .null))
  }
  return .object(members)
}

/// The heading and the line below it, from the fields that each section has.
private struct HeadingLine {
  var heading: String
  var subheading: String

  init(_ entry: Entry, _ kind: SectionKind) {
    func text(_ keys: String...) -> String {
      keys.lazy.compactMap { entry[$0]?.value }.first { !$0.isEmpty } ?? ""
    }
    func both(_ a: String, _ b: String) -> String {
      [a, b].filter { !$0.isEmpty }.joined(separator: ", ")
    }
    switch kind {
    case .work: (heading, subheading) = (text("position"), text("name"))
    case .volunteer: (heading, subheading) = (text("position"), text("organization"))
    case .education:
      (heading, subheading) = (both(text("studyType"), text("area")), text("institution"))
    case .projects: (heading, subheading) = (text("name"), both(text("entity"), text("type")))
    case .awards: (heading, subheading) = (text("title"), text("awarder"))
    case .certificates: (heading, subheading) = (text("name"), text("issuer"))
    case .publications: (heading, subheading) = (text("name"), text("publisher"))
    case .languages: (heading, subheading) = (text("language"), text("fluency"))
    case .references: (heading, subheading) = (text("name"), "")
    case .custom:
      (heading, subheading) = (text("title", "name"), text("subtitle", "organization", "position"))
    case .summary, .skills, .interests: (heading, subheading) = (text("name"), text("level"))
    }
    if heading.isEmpty { (heading, subheading) = (subheading, "") }
  }
}

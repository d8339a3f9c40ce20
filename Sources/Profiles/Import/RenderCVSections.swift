import Diagnostics
import YAML

/// The sections of a RenderCV file, sorted into ours.
struct RenderCVSections {
  private(set) var summary: YAMLNode?
  private var standard: [(key: String, value: YAMLNode)] = []
  private var custom: [YAMLNode] = []

  /// In the order of the file; sections of their own title last.
  var members: [YAMLNode.Entry] {
    let known = standard.map { YAMLNode.Entry($0.key, $0.value) }
    return custom.isEmpty ? known : known + [.init("sections", .list(custom))]
  }

  /// What an entry is, by the keys that it has.
  private enum EntryType {
    case education, experience, publication, oneLine, bullet, text, normal, unknown
  }

  mutating func add(_ section: YAMLNode.Entry, _ conversion: inout Conversion) {
    let key = section.keyName
    guard let items = section.value.items else {
      if !section.value.isVoid { conversion.notCarried("cv.sections.\(key)", section.key) }
      return
    }
    let path = "cv.sections.\(key)"
    let type = items.first { !$0.isVoid }.map { Self.type(of: $0) } ?? .unknown
    if type == .text, Self.summaryTitles.contains(Self.words(key)), summary == nil {
      let texts = items.compactMap(\.text)
      summary = texts.isEmpty ? nil : .text(texts.joined(separator: "\n\n"), section.value.span)
      return
    }
    let ours = target(key, type)
    guard let entries = list(items, type, ours, path, &conversion) else { return }
    place(entries, section.key, ours)
  }

  private static let summaryTitles: Set<String> = [
    "summary", "about", "about me", "profile", "objective", "professional summary",
    "career objective", "executive summary",
  ]

  /// A section of ours that is still free, else one of its own title.
  private mutating func place(_ entries: YAMLNode, _ key: YAMLNode, _ ours: SectionKind) {
    let title = Self.title(key.scalar?.text ?? "")
    let isFree = !standard.contains { $0.key == ours.rawValue }
    guard ours != .custom, isFree else {
      guard
        let section = YAMLNode.map([("title", .text(title, key.span)), ("entries", entries)])
      else { return }
      custom.append(section)
      return
    }
    let isUsual = Self.usualTitles.contains(title.lowercased())
    let value =
      isUsual ? entries : YAMLNode.map([("title", .text(title, key.span)), ("entries", entries)])
    standard.append((ours.rawValue, value ?? entries))
  }

  /// Titles that the locale's own one stands for.
  private static let usualTitles: Set<String> = [
    "education", "experience", "work experience", "professional experience", "employment", "work",
    "projects", "publications", "skills", "technologies", "languages", "awards", "honors",
    "certificates", "certifications", "volunteering", "volunteer", "interests", "references",
  ]

  private func target(_ key: String, _ type: EntryType) -> SectionKind {
    let words = Self.words(key)
    let has: ([String]) -> Bool = { stems in stems.contains { words.contains($0) } }
    let kind: SectionKind =
      switch type {
      case .education: .education
      case .experience: has(["volunteer"]) ? .volunteer : .work
      case .publication: .publications
      case .oneLine, .bullet, .text, .normal:
        if has(["skill", "technolog", "competenc"]) {
          .skills
        } else if has(["language"]), type == .oneLine {
          .languages
        } else if has(["certif"]), type != .oneLine {
          .certificates
        } else if has(["award", "honor", "honour"]), type != .oneLine {
          .awards
        } else if has(["project"]), type == .normal {
          .projects
        } else if has(["interest", "hobb"]) {
          .interests
        } else {
          .custom
        }
      case .unknown: .custom
      }
    return standard.contains { $0.key == kind.rawValue } ? .custom : kind
  }

  private static func type(of node: YAMLNode) -> EntryType {
    guard let entries = node.entries else { return node.scalar == nil ? .unknown : .text }
    let keys = Set(entries.map(\.keyName))
    if keys.contains("institution") { return .education }
    if keys.contains("company") || keys.contains("position") { return .experience }
    if keys.contains("title") { return .publication }
    if keys.contains("label") { return .oneLine }
    if !keys.isDisjoint(with: ["bullet", "number", "reversed_number"]) { return .bullet }
    return keys.contains("name") ? .normal : .unknown
  }

  // MARK: Entries

  private func list(
    _ items: [YAMLNode], _ type: EntryType, _ ours: SectionKind, _ path: String,
    _ conversion: inout Conversion
  ) -> YAMLNode? {
    var result: [YAMLNode] = []
    for (index, item) in items.enumerated() where !item.isVoid {
      guard item.entries != nil else {
        result.append(item)
        continue
      }
      guard Self.type(of: item) == type, type != .unknown else {
        conversion.report(
          .warning(
            "unknown-entry", "entry of '\(path)' is not like the others or of no known kind",
            at: Location(file: conversion.file, span: item.span)))
        if let entry = Self.readable(item, ours, "\(path)[\(index)]", &conversion) {
          result.append(entry)
        }
        continue
      }
      var source = KeyedNode(item, path: "\(path)[\(index)]")
      let entries = Self.withLink(
        conversion.apply(Self.rules(type, ours, source), to: &source))
      conversion.finish(source)
      if !entries.isEmpty { result.append(YAMLNode(.mapping(entries), span: item.span)) }
    }
    return result.isEmpty ? nil : .list(result)
  }

  /// What can be had of an entry that is unlike the others: its texts under our names.
  private static func readable(
    _ item: YAMLNode, _ ours: SectionKind, _ path: String, _ conversion: inout Conversion
  ) -> YAMLNode? {
    var source = KeyedNode(item, path: path)
    let entries = withLink(conversion.apply(rules(type(of: item), ours, source), to: &source))
    conversion.finish(source)
    return entries.isEmpty ? nil : YAMLNode(.mapping(entries), span: item.span)
  }

  private static func rules(
    _ type: EntryType, _ ours: SectionKind, _ source: KeyedNode
  ) -> [Rule] {
    let period = [
      Rule("start_date", "startDate", .date), Rule("end_date", "endDate", .date),
    ]
    let rest = [Rule("location"), Rule("summary"), Rule("highlights", nil, .list)]
    let isDated = source.peek("start_date") == nil && source.peek("end_date") == nil
    let date = isDated ? [Rule("date", "startDate", .period)] : []
    switch (type, ours) {
    case (.education, .education):
      return [Rule("institution"), Rule("area"), Rule("degree", "studyType")] + date + period + rest
    case (.experience, .work):
      return [Rule("company", "name"), Rule("position")] + date + period + rest
    case (.experience, .volunteer):
      return [Rule("company", "organization"), Rule("position")] + date + period + rest
    case (.normal, .projects): return [Rule("name")] + date + period + rest
    case (.normal, .awards):
      return [Rule("name", "title"), Rule("date", nil, .date), Rule("summary")]
    case (.normal, .certificates):
      return [Rule("name"), Rule("date", nil, .date), Rule("summary")]
    case (.publication, .publications):
      return [
        Rule("title", "name"), Rule("authors"), Rule("journal", "publisher"),
        Rule("date", "releaseDate", .date), Rule("doi"), Rule("url"), Rule("summary"),
      ]
    case (.oneLine, .skills), (.oneLine, .interests):
      return [Rule("label", "name"), Rule("details", "keywords", .commas)]
    case (.oneLine, .languages): return [Rule("label", "language"), Rule("details", "fluency")]
    case (.bullet, _):
      let key = ours == .awards ? "title" : ours == .custom ? "summary" : "name"
      return [Rule("bullet", key), Rule("number", key), Rule("reversed_number", key)]
    default:
      // What the section has no place for is told as not carried.
      let schema = Schema.entry(ours)
      return (other(ours) + date + period + rest).filter { rule in
        rule.change == .period || schema.field(rule.to) != nil
      }
    }
  }

  /// Any entry under the names of a section of one's own.
  private static func other(_ ours: SectionKind) -> [Rule] {
    let schema = Schema.entry(ours)
    let name = schema.textKey == "summary" ? "name" : schema.textKey
    let second = ["subtitle", "area", "position", "summary"].first { schema.field($0) != nil }
    return [
      Rule("name", name), Rule("institution", name), Rule("company", name), Rule("title", name),
      Rule("label", name), Rule("area", second), Rule("position", second),
      Rule("details", "summary"), Rule("journal", second), Rule("authors", "keywords"),
      Rule("url"),
    ]
  }

  /// A name that is one link gives the address its own field.
  private static func withLink(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    guard !entries.contains(where: { $0.keyName == "url" }),
      let index = entries.firstIndex(where: { $0.keyName == "name" }),
      let text = entries[index].value.text, text.hasPrefix("["), text.hasSuffix(")"),
      let middle = text.range(ofLink: "](")
    else { return entries }
    var result = entries
    let name = text[text.index(after: text.startIndex)..<middle.lowerBound]
    let url = text[middle.upperBound...].dropLast()
    guard !name.contains("]"), !url.contains(")") else { return entries }
    let span = entries[index].value.span
    result[index] = .init("name", .text(String(name), span))
    result.insert(.init("url", .text(String(url), span)), at: index + 1)
    return result
  }

  // MARK: Titles

  /// `work_experience` as `work experience`.
  private static func words(_ key: String) -> String {
    String(key.lowercased().map { $0 == "_" ? " " : $0 })
  }

  /// As RenderCV prints it: words of a key begin with capitals, a title typed as such stays.
  private static func title(_ key: String) -> String {
    guard !key.contains(" "), key == key.lowercased() else { return key }
    return key.split(separator: "_").map { word in
      ["of", "and", "the", "in", "for", "to", "a", "an", "or"].contains(String(word))
        ? String(word) : word.prefix(1).uppercased() + word.dropFirst()
    }.joined(separator: " ")
  }
}

extension String {
  /// The first occurrence of two characters.
  fileprivate func range(ofLink mark: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(mark) {
        return start..<index(start, offsetBy: mark.count)
      }
      start = index(after: start)
    }
    return nil
  }
}

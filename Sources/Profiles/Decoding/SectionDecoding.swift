import Diagnostics
import YAML

extension Decoding {
  /// Reads a section of JSON Resume: a list of entries, or `{title, tags, entries}`.
  mutating func section(_ node: YAMLNode, _ kind: SectionKind) -> Section? {
    let schema = Schema.entry(kind)
    switch node.content {
    case .sequence(let items):
      let entries = entries(items, schema, id: kind.rawValue)
      guard !entries.isEmpty else { return nil }
      return Section(
        kind: kind, id: kind.rawValue, entries: entries, location: location(node.span))
    case .scalar:
      guard !isAbsent(node, kind.rawValue) else { return nil }
      wrongType(node, kind.rawValue, expected: "a list of entries")
      return nil
    case .mapping(let members): return sectionMap(members, node, kind, schema)
    }
  }

  private mutating func sectionMap(
    _ members: [YAMLNode.Entry], _ node: YAMLNode, _ kind: SectionKind, _ schema: RecordSchema
  ) -> Section? {
    guard !members.isEmpty else { return nil }
    if node["entries"] != nil {
      return formedSection(members, node, kind, schema, id: kind.rawValue)
    }
    let keys = members.map { $0.key.scalar?.text ?? "" }
    let entries: [Entry]
    if keys.contains(where: { schema.position(of: $0) != nil }) {
      warn(
        "map-as-list",
        "'\(kind.rawValue)' is a mapping where a list is expected; read as one entry",
        at: node, help: "begin each entry with '- '")
      entries = [entry(node, schema, id: "\(kind.rawValue)-1")].compactMap { $0 }
    } else if kind == .skills {
      entries = skillGroups(members, schema)
    } else {
      wrongType(node, kind.rawValue, expected: "a list of entries")
      return nil
    }
    guard !entries.isEmpty else { return nil }
    return Section(kind: kind, id: kind.rawValue, entries: entries, location: location(node.span))
  }

  /// `skills: {Languages: [Go, C], Tools: [Git]}`: a group a key.
  private mutating func skillGroups(
    _ members: [YAMLNode.Entry], _ schema: RecordSchema
  ) -> [Entry] {
    members.enumerated().compactMap { index, member in
      var group = entry(member.key, schema, id: "skills-\(index + 1)")
      group?.keywords = names(member.value, member.key.scalar?.text ?? "skills")
      return group
    }
  }

  private mutating func entries(
    _ items: [YAMLNode], _ schema: RecordSchema, id: String
  ) -> [Entry] {
    var entries: [Entry] = []
    entries.reserveCapacity(items.count)
    for (index, item) in items.enumerated() {
      if let entry = entry(item, schema, id: "\(id)-\(index + 1)") { entries.append(entry) }
    }
    return entries
  }

  private mutating func formedSection(
    _ members: [YAMLNode.Entry], _ node: YAMLNode, _ kind: SectionKind, _ schema: RecordSchema,
    id: String
  ) -> Section? {
    let form = Schema.sectionForm
    let values = self.members(of: members, form)
    let title = values.value(of: "title", form).flatMap { text($0, "title") }
    let ownID = values.value(of: "id", form).flatMap { text($0, "id")?.value }
    let name = kind == .custom ? ownID ?? id : id
    var entries: [Entry] = []
    if let list = values.value(of: "entries", form), !isAbsent(list, "entries") {
      if let items = list.items {
        entries = self.entries(items, schema, id: name)
      } else if list.scalar != nil, let only = entry(list, schema, id: "\(name)-1") {
        entries = [only]
      } else {
        wrongType(list, "entries", expected: "a list")
      }
    }
    guard !entries.isEmpty else { return nil }
    var section = Section(
      kind: kind, id: name, title: title, entries: entries, location: location(node.span))
    section.facets = facets(Array(values.values.suffix(Schema.facets.count)))
    if !section.facets.alternates.isEmpty, section.title != nil {
      section.title?.facets.alternates += section.facets.alternates
      section.facets.alternates = []
    }
    return section
  }

  /// Reads `sections`: those that the profile names itself.
  mutating func customSections(_ node: YAMLNode) -> [Section] {
    guard !isAbsent(node, "sections") else { return [] }
    if let members = node.entries { return titledSections(members) }
    guard let items = node.items else {
      wrongType(node, "sections", expected: "a list of {title, entries}")
      return []
    }
    var sections: [Section] = []
    for (index, item) in items.enumerated() {
      guard let members = item.entries else {
        if !isAbsent(item, "sections") {
          wrongType(item, "sections", expected: "a mapping {title, entries}")
        }
        continue
      }
      let title = item["title"]?.scalar?.text ?? ""
      let id = uniqueID(title.slug(or: "section-\(index + 1)"), sections)
      guard
        let section = formedSection(members, item, .custom, Schema.customEntry, id: id)
      else { continue }
      if section.title == nil {
        warn("missing-title", "section without a 'title'", at: item)
      }
      sections.append(section)
    }
    return sections
  }

  /// `sections: {Patents: […]}`: the title as the key.
  private mutating func titledSections(_ members: [YAMLNode.Entry]) -> [Section] {
    var sections: [Section] = []
    for (index, member) in members.enumerated() {
      guard let title = text(member.key, "title") else { continue }
      let id = uniqueID(title.value.slug(or: "section-\(index + 1)"), sections)
      guard let items = member.value.items else {
        if !isAbsent(member.value, title.value) {
          wrongType(member.value, title.value.shortened, expected: "a list of entries")
        }
        continue
      }
      let entries = entries(items, Schema.customEntry, id: id)
      guard !entries.isEmpty else { continue }
      sections.append(
        Section(
          kind: .custom, id: id, title: title, entries: entries,
          location: location(member.value.span)))
    }
    return sections
  }

  private func uniqueID(_ id: String, _ sections: [Section]) -> String {
    let isTaken: (String) -> Bool = { name in
      SectionKind(rawValue: name) != nil || sections.contains { $0.id == name }
    }
    guard isTaken(id) else { return id }
    var number = 2
    while isTaken("\(id)-\(number)") { number += 1 }
    return "\(id)-\(number)"
  }
}

extension String {
  /// Letters and digits in lower case with hyphens between words, at most 60 characters.
  func slug(or fallback: String) -> String {
    var slug = ""
    for character in lowercased().prefix(60) {
      if character.isWordLike {
        slug.append(character)
      } else if slug.utf8.last != UInt8(ascii: "-"), !slug.isEmpty {
        slug.append("-")
      }
    }
    while slug.last == "-" { slug.removeLast() }
    return slug.isEmpty ? fallback : slug
  }
}

extension Character {
  /// A letter or digit; those of ASCII are known without a look into Unicode's tables.
  fileprivate var isWordLike: Bool {
    guard let byte = asciiValue else { return isLetter || isNumber }
    return (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
  }
}

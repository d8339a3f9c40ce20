import Diagnostics
import YAML

extension Decoding {
  /// Reads one entry of a section; an entry without any content is absent.
  ///
  /// `id` is the name it has where the profile gives none.
  mutating func entry(_ node: YAMLNode, _ schema: RecordSchema, id: String) -> Entry? {
    var entry = Entry(id: id, location: location(node.span))
    switch node.content {
    case .scalar:
      guard !isAbsent(node, schema.name) else { return nil }
      guard let key = schema.textKey, let text = text(node, key, .paragraphs) else { return nil }
      entry.fields = [Entry.Field(key, text)]
      return entry
    case .sequence:
      wrongType(node, schema.name, expected: "a mapping")
      return nil
    case .mapping(let entries):
      let members = members(of: entries, schema)
      entry.unknown = members.unknown
      if let value = members.value(of: "id", schema) { nameEntry(&entry, value) }
      for (field, value) in zip(schema.fields, members.values) {
        guard let value else { continue }
        read(value, field, into: &entry)
      }
      applyFacets(members, schema, to: &entry)
    }
    checkOrder(entry)
    return entry.isEmpty ? nil : entry
  }

  private mutating func read(_ value: YAMLNode, _ field: FieldSchema, into entry: inout Entry) {
    switch field.kind {
    case .text(let format):
      guard field.key != "id", let text = text(value, field.key, format) else { return }
      entry.fields.append(Entry.Field(field.key, text))
    case .date(let role):
      let date = date(value, field.key)
      switch role {
      case .start: entry.start = date
      case .end: entry.end = date
      case .single: entry.date = date
      }
    case .texts:
      entry.highlights = texts(value, field.key).enumerated().map { index, text in
        Highlight(id: "\(entry.id).\(index + 1)", text: text)
      }
    case .names where field.key == "skills": return
    case .names:
      let names = names(value, field.key)
      if field.key == "keywords" || field.key == "courses" {
        entry.keywords = names
      } else if !names.isEmpty {
        entry.lists.append(Entry.NameList(field.key, names))
      }
    case .records(let schema): entry.positions = positions(value, schema, of: entry.id)
    default: return
    }
  }

  private mutating func positions(
    _ node: YAMLNode, _ schema: RecordSchema, of id: String
  ) -> [Entry] {
    guard !isAbsent(node, "positions") else { return [] }
    guard let items = node.items else {
      wrongType(node, "positions", expected: "a list")
      return []
    }
    return items.enumerated().compactMap { index, item in
      entry(item, schema, id: "\(id)-\(index + 1)")
    }
  }

  /// Takes the id that the profile gives, unless another entry has it already.
  private mutating func nameEntry(_ entry: inout Entry, _ node: YAMLNode) {
    guard let text = text(node, "id") else { return }
    guard entryIDs.insert(text.value).inserted else {
      warn(
        "duplicate-id", "id '\(text.value.shortened)' is used by an earlier entry", at: node,
        help: "this one is called '\(entry.id)'")
      return
    }
    entry.id = text.value
    entry.hasOwnID = true
  }

  /// Tags and so on; alternates of an entry are those of the field that its text stands for.
  private mutating func applyFacets(
    _ members: Members, _ schema: RecordSchema, to entry: inout Entry
  ) {
    let count = Schema.facets.count
    guard members.values.suffix(count).contains(where: { $0 != nil }) else { return }
    entry.facets = facets(Array(members.values.suffix(count)))
    guard !entry.facets.alternates.isEmpty else { return }
    let key = schema.textKey ?? ""
    guard let index = entry.fields.firstIndex(where: { $0.key == key }) else {
      report(
        .warning(
          "unused-alternate", "alternates of this \(schema.name) need its '\(key)'",
          at: entry.facets.alternates[0].location))
      return
    }
    entry.fields[index].text.facets.alternates += entry.facets.alternates
    entry.facets.alternates = []
  }
}

extension Members {
  func value(of key: String, _ schema: RecordSchema) -> YAMLNode? {
    schema.position(of: key).flatMap { values[$0] }
  }
}

extension Entry {
  /// Whether nothing of it would print.
  var isEmpty: Bool {
    fields.isEmpty && highlights.isEmpty && keywords.isEmpty && lists.isEmpty && positions.isEmpty
      && start == nil && end == nil && date == nil && unknown.isEmpty
  }
}

import Diagnostics
import YAML

extension Profile {
  /// Takes in a further file of the same profile; what both give is an error, but for entries of a
  /// section, which come after those that are there.
  mutating func add(_ part: Profile, into diagnostics: inout [Diagnostic]) {
    for field in Schema.basics.fields where basics[field.key] != nil {
      guard let second = part.basics[field.key], let first = basics[field.key] else { continue }
      diagnostics.append(
        .error(
          "duplicate-key", "'\(field.key)' is given twice in this profile", at: second.location,
          notes: [Diagnostic.Note("first given here", at: first.location)]))
    }
    basics.fill(from: part.basics)
    letter = letter.laid(over: part.letter)
    options += part.options
    writingStyle = writingStyle ?? part.writingStyle
    prompts += part.prompts
    sources += part.sources
    metadata.merge(part.metadata)
    unknown += part.unknown
    base = base ?? part.base
    if sectionOrder.isEmpty { sectionOrder = part.sectionOrder }
    for section in part.sections { append(section) }
    reorder()
  }

  private mutating func append(_ section: Section) {
    guard let index = sections.firstIndex(where: { $0.id == section.id }) else {
      sections.append(section)
      return
    }
    let count = sections[index].entries.count
    for (offset, entry) in section.entries.enumerated() {
      sections[index].entries.append(
        entry.hasOwnID
          ? entry : entry.renamed("\(section.id)-\(count + offset + 1)"))
    }
    sections[index].title = sections[index].title ?? section.title
  }

  /// This profile over another: what it gives replaces what the other has.
  ///
  /// Texts replace texts and a section replaces the section of its name, unless an entry of it has
  /// the `id` of one below: then those entries are laid over theirs and the others come first.
  func overlaid(on base: Profile, into diagnostics: inout [Diagnostic]) -> Profile {
    var result = base
    result.id = id
    result.file = file
    var basics = self.basics
    basics.fill(from: base.basics)
    result.basics = basics
    result.letter = letter.laid(over: base.letter)
    result.options = base.options + options
    result.writingStyle = writingStyle ?? base.writingStyle
    if !prompts.isEmpty { result.prompts = prompts }
    result.sources = sources + base.sources
    result.metadata.language = metadata.language ?? base.metadata.language
    result.metadata.values =
      metadata.values
      + base.metadata.values.filter { value in !metadata.values.contains { $0.key == value.key } }
    result.metadata.other += metadata.other
    result.unknown += unknown
    result.base = self.base
    if !sectionOrder.isEmpty { result.sectionOrder = sectionOrder }
    for section in sections { result.overlay(section) }
    result.reorder()
    return result
  }

  private mutating func overlay(_ section: Section) {
    guard let index = sections.firstIndex(where: { $0.id == section.id }) else {
      sections.append(section)
      return
    }
    let below = sections[index]
    let named = section.entries.filter { $0.hasOwnID }
    guard named.contains(where: { entry in below.entries.contains { $0.id == entry.id } }) else {
      sections[index] = section
      return
    }
    var entries = below.entries
    var added: [Entry] = []
    for entry in section.entries {
      if let place = entries.firstIndex(where: { $0.id == entry.id }), entry.hasOwnID {
        entries[place] = entry.overlaid(on: entries[place])
      } else {
        added.append(
          entry.hasOwnID
            ? entry : entry.renamed("\(section.id)-\(entries.count + added.count + 1)"))
      }
    }
    sections[index].entries = added + entries
    sections[index].title = section.title ?? below.title
    if section.facets.isGiven { sections[index].facets = section.facets }
  }

  private mutating func reorder() {
    var decoding = Decoding(file: file)
    sections = decoding.ordered(sections, by: sectionOrder)
  }
}

extension Basics {
  /// Takes what is missing from another.
  fileprivate mutating func fill(from other: Basics) {
    for field in Schema.basics.fields where self[field.key] == nil {
      self[field.key] = other[field.key]
    }
    location = location ?? other.location
    if profiles.isEmpty { profiles = other.profiles }
    unknown += other.unknown
  }
}

extension Letter {
  fileprivate func laid(over other: Letter) -> Letter {
    var result = other
    for field in Schema.letter.fields {
      if let text = self[field.key] { result[field.key] = text }
    }
    if !paragraphs.isEmpty { result.paragraphs = paragraphs }
    return result
  }
}

extension Facets {
  /// Whether the profile says anything of it.
  var isGiven: Bool {
    !tags.isEmpty || !skills.isEmpty || keep != .automatic || !alternates.isEmpty
  }
}

extension Entry {
  /// The entry under another id, its highlights and positions with it.
  fileprivate func renamed(_ newID: String) -> Entry {
    var entry = self
    entry.id = newID
    entry.highlights = highlights.enumerated().map { index, highlight in
      Highlight(id: "\(newID).\(index + 1)", text: highlight.text)
    }
    entry.positions = positions.enumerated().map { index, position in
      position.hasOwnID ? position : position.renamed("\(newID)-\(index + 1)")
    }
    return entry
  }

  /// This entry over another: fields replace fields, lists replace lists.
  fileprivate func overlaid(on base: Entry) -> Entry {
    var result = base
    result.location = location
    for field in fields {
      if let index = result.fields.firstIndex(where: { $0.key == field.key }) {
        result.fields[index] = field
      } else {
        result.fields.append(field)
      }
    }
    if !highlights.isEmpty { result.highlights = highlights }
    if !keywords.isEmpty { result.keywords = keywords }
    for list in lists {
      result.lists.removeAll { $0.key == list.key }
      result.lists.append(list)
    }
    if !positions.isEmpty { result.positions = positions }
    result.start = start ?? base.start
    result.end = end ?? base.end
    result.date = date ?? base.date
    if facets.isGiven { result.facets = facets }
    result.unknown += unknown
    return result
  }
}

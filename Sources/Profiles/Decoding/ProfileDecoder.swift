public import Diagnostics
public import YAML

/// Reads a profile from the tree of a YAML or JSON file.
public enum ProfileDecoder {
  /// Reads all that can be read and reports all that cannot, in one go.
  ///
  /// An error stands for text that is lost, a warning for anything doubtful. nil only when the file
  /// is no profile at all: not a map, or in the form of another tool.
  public static func decode(
    _ document: YAMLDocument, id: String, into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    var decoding = Decoding(file: document.file)
    let profile = decoding.profile(document.root, id: id)
    decoding.finish(into: &diagnostics)
    return profile
  }

  /// Reads a further file of a profile: `work.yaml` holds the section of its name, as a list or a
  /// map with `entries`; a file of any other name, or with the key in it, is a profile in part.
  public static func decodePart(
    _ document: YAMLDocument, name: String, id: String, into diagnostics: inout [Diagnostic]
  ) -> Profile? {
    let root = document.root
    guard Schema.profile.field(name) != nil, root[name] == nil else {
      return decode(document, id: id, into: &diagnostics)
    }
    let key = YAMLNode(
      .scalar(YAMLNode.Scalar(text: name, style: .plain)),
      span: Span(start: root.span.start, end: root.span.start))
    let whole = YAMLNode(
      .mapping([YAMLNode.Entry(key: key, value: root)]), span: root.span)
    return decode(YAMLDocument(file: document.file, root: whole), id: id, into: &diagnostics)
  }

  /// Warns about what a whole profile should have; parts and overlays may lack it.
  public static func checkCompleteness(_ profile: Profile, into diagnostics: inout [Diagnostic]) {
    if profile.basics.name == nil {
      diagnostics.append(
        .warning(
          "missing-name", "no name given in 'basics'", path: profile.file.path,
          help: "add basics: {name: …}"))
    }
    if profile.sections.isEmpty, profile.basics.summary == nil {
      diagnostics.append(
        .warning(
          "empty-profile", "nothing to print: no section has an entry",
          path: profile.file.path))
    }
  }
}

extension Decoding {
  mutating func profile(_ root: YAMLNode, id: String) -> Profile? {
    var profile = Profile(id: id, file: file, basics: Basics())
    profile.sources = [file]
    guard let entries = root.entries else {
      if let scalar = root.scalar, scalar.text.trimmed.isEmpty { return profile }
      report(
        .error(
          "wrong-type",
          "a profile is a mapping with 'basics', 'work' and so on, not \(root.kindName)",
          at: location(root.span)))
      return nil
    }
    if let tool = ImportFormat.foreign(root) {
      report(
        .error(
          "foreign-format", "this is a file of \(tool.rawValue)", at: location(root.span),
          help: "bespoke import \(file.path)"))
      return nil
    }
    let members = members(of: entries, Schema.profile)
    profile.unknown = members.unknown
    for (field, value) in zip(Schema.profile.fields, members.values) {
      guard let value else { continue }
      read(value, field, into: &profile)
    }
    addSoftSkills(members, to: &profile)
    profile.sections = ordered(profile.sections, by: profile.sectionOrder)
    return profile
  }

  private mutating func read(
    _ value: YAMLNode, _ field: FieldSchema, into profile: inout Profile
  ) {
    switch field.key {
    case "basics": profile.basics = basics(value)
    case "letter": profile.letter = letter(value)
    case "options": profile.options = templateSettings(value)
    case "meta": profile.metadata.merge(metadata(value))
    case "language": profile.metadata.language = text(value, "language", .language)?.value
    case "extends": profile.base = text(value, "extends")
    case "sections": profile.sections += customSections(value)
    case "writingStyle": profile.writingStyle = text(value, "writingStyle", .paragraphs)
    case "prompts": profile.prompts = texts(value, "prompts")
    case "sectionOrder": profile.sectionOrder = words(value, "sectionOrder")
    case "$schema": checkSchemaLink(value)
    default:
      guard let kind = SectionKind(rawValue: field.key), case .section = field.kind else { return }
      if let section = section(value, kind) { profile.sections.append(section) }
    }
  }

  private mutating func checkSchemaLink(_ value: YAMLNode) {
    if value.scalar == nil { wrongType(value, "$schema", expected: "a text") }
  }

  /// `softSkills` becomes one more group of the skills.
  private mutating func addSoftSkills(_ members: Members, to profile: inout Profile) {
    guard let node = members.value(of: "softSkills", Schema.profile) else { return }
    let names = names(node, "softSkills")
    guard !names.isEmpty else { return }
    var group = Entry(id: Entry.softSkillsID, location: location(node.span))
    group.fields = [Entry.Field("name", Text("Soft skills", location: group.location))]
    group.keywords = names
    if let index = profile.sections.firstIndex(where: { $0.kind == .skills }) {
      profile.sections[index].entries.append(group)
    } else {
      profile.sections.append(
        Section(kind: .skills, id: "skills", entries: [group], location: group.location))
    }
  }

  /// Sections in the order asked for, the others after them in the usual one.
  mutating func ordered(_ sections: [Section], by order: [Text]) -> [Section] {
    var rest = sections.enumerated().sorted { a, b in
      let (first, second) = (a.element.kind.usualRank, b.element.kind.usualRank)
      return first == second ? a.offset < b.offset : first < second
    }.map(\.element)
    var result: [Section] = []
    for name in order {
      if let index = rest.firstIndex(where: { $0.id == name.value }) {
        result.append(rest.remove(at: index))
      } else if SectionKind(rawValue: name.value) == nil {
        let near = nearMiss(of: name.value, in: sections.map(\.id))
        report(
          .warning(
            "unknown-section", "no section '\(name.value.shortened)'", at: name.location,
            help: near.map { "did you mean '\($0)'?" }))
      }
    }
    return result + rest
  }
}

extension Entry {
  /// The group that `softSkills` makes; the locale has its title.
  public static let softSkillsID = "soft-skills"
}

extension Profile.Metadata {
  mutating func merge(_ later: Profile.Metadata) {
    language = later.language ?? language
    values += later.values
    other += later.other
  }
}

extension SectionKind {
  /// The order in which sections print where the profile asks for none.
  public static let usualOrder: [SectionKind] = [
    .summary, .work, .projects, .education, .skills, .certificates, .languages, .volunteer,
    .awards, .publications, .custom, .interests, .references,
  ]

  var usualRank: Int { Self.usualOrder.firstIndex(of: self) ?? Self.usualOrder.count }
}

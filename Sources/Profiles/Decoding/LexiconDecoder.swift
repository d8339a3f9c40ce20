public import Diagnostics
public import YAML

/// Reads `content/lexicon.yaml`.
public enum LexiconDecoder {
  public static func decode(
    _ document: YAMLDocument, into diagnostics: inout [Diagnostic]
  ) -> [LexiconEntry] {
    var decoding = Decoding(file: document.file)
    let entries = decoding.lexicon(document.root)
    decoding.finish(into: &diagnostics)
    return entries
  }
}

extension Decoding {
  mutating func lexicon(_ root: YAMLNode) -> [LexiconEntry] {
    let schema = Schema.lexicon
    guard let members = record(root, schema), let list = members.value(of: "skills", schema) else {
      return []
    }
    guard let items = list.items else {
      wrongType(list, "skills", expected: "a list of skills")
      return []
    }
    return items.compactMap { skill($0) }
  }

  private mutating func skill(_ node: YAMLNode) -> LexiconEntry? {
    guard case .records(let schema)? = Schema.lexicon.field("skills")?.kind,
      let members = record(node, schema)
    else { return nil }
    guard let name = members.value(of: "name", schema).flatMap({ text($0, "name")?.value }) else {
      warn("missing-name", "a skill has no name", at: node, help: "write 'name: …'")
      return nil
    }
    var entry = LexiconEntry(name: name)
    entry.aliases = list("aliases", members, schema)
    entry.implies = list("implies", members, schema)
    entry.field = members.value(of: "field", schema).flatMap { text($0, "field")?.value } ?? ""
    return entry
  }

  private mutating func list(
    _ key: String, _ members: Members, _ schema: RecordSchema
  ) -> [String] {
    members.value(of: key, schema).map { names($0, key).map(\.value) } ?? []
  }
}

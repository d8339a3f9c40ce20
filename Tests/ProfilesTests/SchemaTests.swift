import Foundation
import JSON
import Profiles
import Testing

@Suite struct SchemaTests {
  /// `docs/schema` is what the first line of each content file points editors at.
  @Test(arguments: Schema.Document.allCases)
  func `the published schema is that of the table`(document: Schema.Document) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/schema/\(document.rawValue).schema.json").standardized
    let text = Schema.jsonSchema(of: document).serialized(indented: true)
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let published = try String(contentsOf: file, encoding: .utf8)
    #expect(published == text, "run again with UPDATE_SNAPSHOTS=1")
  }

  @Test(arguments: Schema.Document.allCases)
  func `the published reference is that of the table`(document: Schema.Document) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/reference/\(document.rawValue).md").standardized
    let text = Schema.reference(of: document)
    if ProcessInfo.processInfo.environment["UPDATE_SNAPSHOTS"] == "1" {
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let published = try String(contentsOf: file, encoding: .utf8)
    #expect(published == text, "run again with UPDATE_SNAPSHOTS=1")
  }

  @Test(arguments: Schema.Document.allCases)
  func `every reference in a schema leads somewhere`(document: Schema.Document) {
    let schema = Schema.jsonSchema(of: document)
    for reference in references(in: schema) {
      let name = reference.dropFirst("#/definitions/".count)
      #expect(schema["definitions"]?[String(name)] != nil, "\(reference)")
    }
  }

  @Test func `every field is described`() {
    for field in Schema.profile.fields + Schema.job.fields + Schema.config.fields {
      #expect(field.description.hasSuffix("."), "\(field.key)")
    }
    for kind in SectionKind.allCases {
      let keys = Schema.entry(kind).fields.map(\.key)
      #expect(Set(keys).count == keys.count)
      #expect(Schema.entry(kind).fields.allSatisfy { $0.description.hasSuffix(".") })
      #expect(keys.contains(Schema.entry(kind).textKey ?? ""))
    }
  }

  private func references(in value: JSONValue) -> [String] {
    switch value {
    case .array(let items): items.flatMap { references(in: $0) }
    case .object(let members):
      members.flatMap { member in
        member.key == "$ref"
          ? [member.value.stringValue ?? ""] : references(in: member.value)
      }
    default: []
    }
  }
}

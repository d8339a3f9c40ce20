public import JSON

extension Schema {
  /// The kinds of file that have a schema.
  public enum Document: String, CaseIterable, Sendable {
    case profile, job, config, locale

    var record: RecordSchema {
      switch self {
      case .profile: Schema.profile
      case .job: Schema.job
      case .config: Schema.config
      case .locale: Schema.locale
      }
    }
  }

  /// The table as a JSON Schema (draft-07), for editors and other validators.
  ///
  /// It takes what the decoder reads without a warning, and old names marked as deprecated; keys
  /// that begin with `x-` are free.
  public static func jsonSchema(of document: Document) -> JSONValue {
    var writer = JSONSchemaWriter()
    var members = writer.record(document.record).objectMembers
    members.insert(
      contentsOf: [
        JSONValue.Member("$schema", "http://json-schema.org/draft-07/schema#"),
        JSONValue.Member("title", .string("Bespoke \(document.record.name)")),
      ], at: 0)
    members.append(JSONValue.Member("definitions", .object(writer.definitions())))
    return .object(members)
  }
}

/// Turns records into schemas, each shared one into a definition.
private struct JSONSchemaWriter {
  private var records: [(name: String, value: JSONValue)] = []

  mutating func record(_ schema: RecordSchema) -> JSONValue {
    var properties: [JSONValue.Member] = []
    for field in schema.fields {
      // Tags and so on stand in nearly every record: they are defined once.
      if schema !== Schema.textForm, Schema.isFacet(field) {
        properties.append(JSONValue.Member(field.key, Self.reference(field.key)))
        continue
      }
      let value = value(field.kind)
      properties.append(JSONValue.Member(field.key, described(value, field.description)))
      for alias in field.aliases where schema.field(alias)?.key == field.key {
        let note = "Another name of `\(field.key)`."
        properties.append(
          JSONValue.Member(alias, described(value, note, extra: [.init("deprecated", true)])))
      }
    }
    return [
      "type": "object", "description": .string(schema.description),
      "properties": .object(properties), "patternProperties": ["^x-": true],
      "additionalProperties": .bool(schema.isOpen),
    ]
  }

  private func described(
    _ value: JSONValue, _ description: String, extra: [JSONValue.Member] = []
  ) -> JSONValue {
    let note = [JSONValue.Member("description", .string(description))] + extra
    guard value["$ref"] == nil else {
      // Draft-07 ignores what stands beside $ref.
      return .object(note + [JSONValue.Member("allOf", [value])])
    }
    return .object(note + value.objectMembers)
  }

  /// A record under `definitions`, written once however often it is used.
  private mutating func reference(_ schema: RecordSchema) -> JSONValue {
    let name = schema.name.split(separator: " ").joined(separator: "-")
    if !records.contains(where: { $0.name == name }) {
      records.append((name, .null))
      let index = records.count - 1
      records[index].value = record(schema)
    }
    return Self.reference(name)
  }

  private static func reference(_ name: String) -> JSONValue {
    ["$ref": .string("#/definitions/\(name)")]
  }

  private mutating func value(_ kind: ValueKind) -> JSONValue {
    switch kind {
    case .text(.place): return ["anyOf": [Self.reference("text"), reference(Schema.location)]]
    case .text: return Self.reference("text")
    case .date: return Self.reference("date")
    case .texts, .names: return ["type": "array", "items": Self.reference("text")]
    case .words: return Self.reference("words")
    case .integer(let range):
      return [
        "type": "integer", "minimum": .integer(range.lowerBound),
        "maximum": .integer(range.upperBound),
      ]
    case .number: return ["type": "number"]
    case .flag: return ["type": "boolean"]
    case .choice(let choices): return ["enum": .array(choices.map { .string($0) })]
    case .choices(let choices):
      let choice: JSONValue = ["enum": .array(choices.map { .string($0) })]
      return ["anyOf": [choice, ["type": "array", "items": choice]]]
    case .record(let schema): return textOr(schema)
    case .records(let schema): return ["type": "array", "items": textOr(schema)]
    case .section(let schema): return section(schema)
    case .alternates: return ["type": "array", "items": Self.reference("text")]
    case .anything: return [:]
    }
  }

  private mutating func textOr(_ schema: RecordSchema) -> JSONValue {
    let reference = reference(schema)
    guard schema.textKey != nil else { return reference }
    return ["anyOf": [["type": ["string", "number"]], reference]]
  }

  private mutating func section(_ schema: RecordSchema) -> JSONValue {
    let list: JSONValue = ["type": "array", "items": textOr(schema)]
    var properties = Schema.sectionForm.fields.filter { $0.key != "entries" }.map { field in
      JSONValue.Member(
        field.key,
        Schema.isFacet(field)
          ? Self.reference(field.key) : described(value(field.kind), field.description))
    }
    properties.append(JSONValue.Member("entries", list))
    let form: JSONValue = [
      "type": "object", "properties": .object(properties), "required": ["entries"],
      "patternProperties": ["^x-": true], "additionalProperties": false,
    ]
    guard schema.name == "skill" else { return ["anyOf": [list, form]] }
    let groups: JSONValue = [
      "type": "object", "not": ["required": ["entries"]],
      "additionalProperties": ["type": "array", "items": Self.reference("text")],
    ]
    return ["anyOf": [list, form, groups]]
  }

  /// A text: plain, with tags, or by language.
  private mutating func textDefinition() -> JSONValue {
    let plain: JSONValue = ["type": ["string", "number", "boolean"]]
    let scalar: JSONValue = ["type": ["string", "number", "boolean", "null"]]
    let byLanguage: JSONValue = [
      "type": "object", "description": "Texts by language: {en: …, de: …}.",
      "propertyNames": ["pattern": "^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"],
      "additionalProperties": plain, "minProperties": 1,
    ]
    var form = record(Schema.textForm).objectMembers
    for index in form.indices where form[index].key == "properties" {
      form[index].value = .object(
        form[index].value.objectMembers.map { member in
          guard member.key == "text" else { return member }
          return JSONValue.Member("text", ["anyOf": [plain, byLanguage]])
        })
    }
    form.append(JSONValue.Member("required", ["text"]))
    return [
      "description": "A text: plain, with tags, or by language.",
      "anyOf": [scalar, .object(form), byLanguage],
    ]
  }

  /// The shared forms, and the records that were referred to, in order of first use.
  mutating func definitions() -> [JSONValue.Member] {
    [
      JSONValue.Member("text", textDefinition()),
      JSONValue.Member(
        "date",
        [
          "description": "YYYY, YYYY-MM or YYYY-MM-DD; `present` while it goes on.",
          "anyOf": [
            ["type": "integer", "minimum": 1000, "maximum": 9999],
            ["type": ["string", "null"]],
          ],
        ]),
      JSONValue.Member(
        "words",
        [
          "anyOf": [
            ["type": "string"], ["type": "array", "items": ["type": ["string", "number"]]],
          ]
        ]
      ),
    ]
      + Schema.facets.map { field in
        JSONValue.Member(field.key, described(value(field.kind), field.description))
      } + records.map { JSONValue.Member($0.name, $0.value) }
  }
}

extension JSONValue {
  fileprivate var objectMembers: [Member] {
    if case .object(let members) = self { return members }
    return []
  }
}

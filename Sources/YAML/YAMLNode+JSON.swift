public import JSON

extension YAMLNode {
  /// The node as a JSON value under the core schema.
  ///
  /// Numbers keep their digits (`3.90`) and become JSON spelling where it differs (`0x1F` → 31);
  /// infinities and not-a-number, which JSON lacks, stay text. A key that is a collection becomes
  /// its JSON text.
  public var jsonValue: JSONValue {
    switch content {
    case .sequence(let items): .array(items.map(\.jsonValue))
    case .mapping(let entries):
      .object(entries.map { JSONValue.Member($0.key.keyText, $0.value.jsonValue) })
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: .null
      case .bool(let value): .bool(value)
      case .string(let text): .string(text)
      case .int, .float: scalar.jsonNumber.map { .number($0) } ?? .string(scalar.text)
      }
    }
  }

  /// The node as the key of a JSON object; equal keys of a mapping have equal texts.
  public var keyText: String {
    guard case .scalar(let scalar) = content else { return jsonValue.serialized() }
    switch scalar.resolved {
    case .null: return "null"
    case .bool(let value): return value ? "true" : "false"
    case .string(let text): return text
    case .int, .float: return scalar.jsonNumber ?? scalar.text
    }
  }
}

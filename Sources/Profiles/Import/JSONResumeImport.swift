import Diagnostics
import YAML

/// JSON Resume, version 0 or 1: the same names, so only old ones change.
///
/// A key that the schema does not have becomes `x-key`: it is kept, an export gives it back under
/// its own name, and no build warns about it. That goes for `tags` and the like too, which mean
/// something else to us than to whoever wrote them.
enum JSONResumeImport {
  static func convert(_ root: YAMLNode, _ conversion: inout Conversion) -> YAMLNode {
    record(root, Schema.profile, "", &conversion)
  }

  private static func record(
    _ node: YAMLNode, _ schema: RecordSchema, _ path: String, _ conversion: inout Conversion
  ) -> YAMLNode {
    guard let entries = node.entries else { return node }
    var values: [YAMLNode?] = Array(repeating: nil, count: schema.fields.count)
    var unknown: [YAMLNode.Entry] = []
    for entry in entries where !entry.value.isVoid {
      let key = entry.keyName
      guard let position = schema.position(of: key), values[position] == nil,
        !isOurs(key, schema.fields[position])
      else {
        if key != "$schema" { unknown.append(kept(entry, schema, path, &conversion)) }
        continue
      }
      values[position] = value(
        entry.value, schema.fields[position], path + key, &conversion)
    }
    let known = zip(schema.fields, values).compactMap { field, value in
      value.map { YAMLNode.Entry(field.key, $0) }
    }
    return YAMLNode(.mapping(known + unknown), span: node.span)
  }

  /// Keys of the map form, and `$schema`, of which the new file has its own.
  private static func isOurs(_ key: String, _ field: FieldSchema) -> Bool {
    key == "$schema" || key == "text" || Schema.isFacet(field)
  }

  private static func kept(
    _ entry: YAMLNode.Entry, _ schema: RecordSchema, _ path: String,
    _ conversion: inout Conversion
  ) -> YAMLNode.Entry {
    let key = entry.keyName
    guard !schema.isOpen, !key.hasPrefix("x-") else { return entry }
    conversion.report(
      .warning(
        "not-printed", "'\(path)\(key)' is kept as 'x-\(key)', which nothing prints",
        at: Location(file: conversion.file, span: entry.key.span)))
    return YAMLNode.Entry("x-" + key, entry.value)
  }

  private static func value(
    _ node: YAMLNode, _ field: FieldSchema, _ path: String, _ conversion: inout Conversion
  ) -> YAMLNode {
    switch field.kind {
    case .record(let schema): return record(node, schema, path + ".", &conversion)
    case .records(let schema), .section(let schema):
      guard let items = node.items else { return node }
      var result: [YAMLNode] = []
      for (index, item) in items.enumerated() where !item.isVoid {
        result.append(record(item, schema, "\(path)[\(index)].", &conversion))
      }
      return YAMLNode(.sequence(result), span: node.span)
    case .texts, .names:
      guard let items = node.items else { return node }
      return YAMLNode(.sequence(items.filter { !$0.isVoid }), span: node.span)
    default: return node
    }
  }
}

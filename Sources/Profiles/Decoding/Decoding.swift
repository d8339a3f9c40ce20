import Diagnostics
import YAML

/// The state of reading one file: where spans count and what was found wrong.
struct Decoding {
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []
  private var suppressed = 0
  /// Entry ids given so far, for warnings about a second use.
  var entryIDs: Set<String> = []
  /// More are counted, not listed: a megabyte of nonsense must not become a gigabyte of messages.
  static let diagnosticLimit = 1000

  init(file: SourceFile) { self.file = file }

  func location(_ span: Span) -> Location { Location(file: file, span: span) }

  mutating func report(_ diagnostic: Diagnostic) {
    guard diagnostics.count < Self.diagnosticLimit else {
      suppressed += 1
      return
    }
    diagnostics.append(diagnostic)
  }

  mutating func warn(
    _ id: String, _ message: @autoclosure () -> String, at node: YAMLNode, help: String? = nil
  ) {
    report(.warning(id, message(), at: location(node.span), help: help))
  }

  /// All that was reported, with a last line about what was only counted.
  consuming func finish(into all: inout [Diagnostic]) {
    all += diagnostics
    guard suppressed > 0 else { return }
    all.append(
      .warning("too-many-problems", "\(suppressed) further problems not listed", path: file.path))
  }

  /// Reports a value that cannot be read as what the field holds: it is lost.
  mutating func wrongType(_ node: YAMLNode, _ field: String, expected: String) {
    report(
      .error(
        "wrong-type", "'\(field)' is \(node.kindName) where \(expected) is expected",
        at: location(node.span)))
  }

  /// Whether nothing was typed; an explicit null is warned about, as JSON Resume has none.
  mutating func isAbsent(_ node: YAMLNode, _ field: String) -> Bool {
    guard case .scalar(let scalar) = node.content else { return false }
    guard scalar.style == .plain, scalar.tag == nil else {
      return scalar.text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
    switch scalar.text {
    case "": return true
    case "null", "~", "Null", "NULL":
      warn("null-value", "'\(field)' is null; read as absent", at: node)
      return true
    default: return false
    }
  }
}

/// The values of a map, in the order of its schema's fields.
struct Members {
  var values: [YAMLNode?]
  var unknown: [YAMLNode.Entry] = []
}

extension Decoding {
  /// Sorts the entries of a map by the fields of a schema and reports keys that it does not have.
  ///
  /// Keys that begin with `x-` are somebody else's and pass in silence.
  mutating func members(of entries: [YAMLNode.Entry], _ schema: RecordSchema) -> Members {
    var members = Members(values: Array(repeating: nil, count: schema.fields.count))
    for entry in entries {
      guard let key = entry.key.scalar?.text, let position = schema.position(of: key) else {
        members.unknown.append(entry)
        reportUnknown(entry.key, schema)
        continue
      }
      let field = schema.fields[position]
      if key != field.key, key != "text" {
        warn(
          "old-key", "'\(key)' is another name of '\(field.key)'", at: entry.key,
          help: "write '\(field.key)'")
      }
      if members.values[position] != nil {
        report(
          .error(
            "duplicate-key", "'\(field.key)' is given twice in this \(schema.name)",
            at: location(entry.key.span)))
        continue
      }
      members.values[position] = entry.value
    }
    return members
  }

  private mutating func reportUnknown(_ key: YAMLNode, _ schema: RecordSchema) {
    guard let name = key.scalar?.text else {
      report(
        .error("wrong-type", "a key is \(key.kindName), not a text", at: location(key.span)))
      return
    }
    guard !schema.isOpen, !name.hasPrefix("x-") else { return }
    guard diagnostics.count < Self.diagnosticLimit else {
      // A hint that nobody sees is not worth looking for.
      suppressed += 1
      return
    }
    let near = didYouMean(name, in: schema.fields.lazy.map(\.key))
    warn(
      "unknown-key", "unknown key '\(name)'", at: key,
      help: near)
  }
}

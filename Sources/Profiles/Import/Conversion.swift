import Diagnostics
import YAML

/// The state of turning another tool's file into our tree: which keys found no place.
///
/// Importers move nodes and keep their spans, so that the decoder's findings point into the file
/// that the person has.
struct Conversion {
  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(file: SourceFile) { self.file = file }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// Names a key whose value goes nowhere.
  mutating func notCarried(_ path: String, _ node: YAMLNode, help: String? = nil) {
    diagnostics.append(
      .warning(
        "not-carried", "'\(path)' is not carried over",
        at: Location(file: file, span: node.span), help: help))
  }

  /// Names what nobody took from a map.
  mutating func finish(_ source: KeyedNode) {
    for entry in source.rest {
      notCarried(source.path + (entry.key.scalar?.text ?? "?"), entry.key)
    }
  }
}

/// A map whose keys are taken one by one.
struct KeyedNode {
  private(set) var rest: [YAMLNode.Entry]
  /// With a final dot, for messages.
  let path: String

  /// Empty values are as if absent; anything but a map has no keys.
  init(_ node: YAMLNode?, path: String) {
    rest = (node?.entries ?? []).filter { !$0.value.isVoid }
    self.path = path.isEmpty ? "" : path + "."
  }

  mutating func take(_ key: String) -> YAMLNode? {
    guard let index = rest.firstIndex(where: { $0.key.scalar?.text == key }) else { return nil }
    return rest.remove(at: index).value
  }

  func peek(_ key: String) -> YAMLNode? {
    rest.first { $0.key.scalar?.text == key }?.value
  }
}

/// One key of another tool and what it is called here.
struct Rule {
  enum Change {
    case none
    /// Into ISO form where it can be read.
    case date
    /// A list, whether one text or many.
    case list
    /// A Markdown list becomes highlights; other text stays.
    case bullets
    /// Several words between commas become a list.
    case commas
    /// A range or single date: becomes `startDate` and `endDate`.
    case period
  }

  let from: String
  let to: String
  let change: Change

  init(_ from: String, _ to: String? = nil, _ change: Change = .none) {
    self.from = from
    self.to = to ?? from
    self.change = change
  }
}

extension Conversion {
  /// The entries that rules make of a map; the other keys stay in `source`.
  func apply(_ rules: [Rule], to source: inout KeyedNode) -> [YAMLNode.Entry] {
    var result: [YAMLNode.Entry] = []
    for rule in rules {
      guard let value = source.take(rule.from) else { continue }
      let made = apply(rule, to: value)
      for entry in made where !result.contains(where: { $0.keyName == entry.keyName }) {
        result.append(entry)
      }
    }
    return result
  }

  private func apply(_ rule: Rule, to value: YAMLNode) -> [YAMLNode.Entry] {
    switch rule.change {
    case .none: return [.init(rule.to, value)]
    case .date: return [.init(rule.to, ImportedDate.normalized(value))]
    case .list:
      return [.init(rule.to, value.items == nil ? .list([value]) : value)]
    case .commas:
      guard let scalar = value.scalar else { return [.init(rule.to, value)] }
      return [.init(rule.to, .list(scalar.text.commaParts.map { .text($0, value.span) }))]
    case .bullets:
      guard let items = value.scalar?.text.markdownItems else { return [.init(rule.to, value)] }
      return [.init("highlights", .list(items.map { .text($0, value.span) }))]
    case .period:
      let date = ImportedDate.normalized(value)
      return [.init("startDate", date), .init("endDate", date)]
    }
  }

  /// Each map of a list by the same rules; a plain text is kept.
  mutating func list(
    _ node: YAMLNode?, _ path: String, _ rules: [Rule]
  ) -> YAMLNode? {
    list(node, path) { conversion, source in conversion.apply(rules, to: &source) }
  }

  mutating func list(
    _ node: YAMLNode?, _ path: String,
    _ body: (inout Conversion, inout KeyedNode) -> [YAMLNode.Entry]
  ) -> YAMLNode? {
    guard let node, !node.isVoid else { return nil }
    guard let items = node.items else {
      notCarried(path, node)
      return nil
    }
    var result: [YAMLNode] = []
    for (index, item) in items.enumerated() where !item.isVoid {
      guard item.entries != nil else {
        result.append(item)
        continue
      }
      var source = KeyedNode(item, path: "\(path)[\(index)]")
      let entries = body(&self, &source)
      finish(source)
      if !entries.isEmpty { result.append(YAMLNode(.mapping(entries), span: item.span)) }
    }
    return result.isEmpty ? nil : YAMLNode(.sequence(result), span: node.span)
  }
}

extension YAMLNode {
  /// Whether nothing is in it.
  var isVoid: Bool {
    switch content {
    case .scalar(let scalar):
      scalar.text.utf8.allSatisfy { $0 <= 0x20 } || (scalar.style == .plain && isNull)
    case .sequence(let items): items.allSatisfy(\.isVoid)
    case .mapping(let entries): entries.allSatisfy(\.value.isVoid)
    }
  }

  static func text(_ text: String, _ span: Span = Span(start: 0, end: 0)) -> YAMLNode {
    YAMLNode(.scalar(Scalar(text: text, style: .doubleQuoted)), span: span)
  }

  static func list(_ items: [YAMLNode]) -> YAMLNode {
    YAMLNode(.sequence(items), span: items.first?.span ?? Span(start: 0, end: 0))
  }

  /// A map of the values that are there; nil when none is.
  static func map(_ members: [(String, YAMLNode?)]) -> YAMLNode? {
    map(members.compactMap { key, value in value.map { Entry(key, $0) } })
  }

  static func map(_ entries: [Entry]) -> YAMLNode? {
    guard let first = entries.first else { return nil }
    return YAMLNode(.mapping(entries), span: first.value.span)
  }
}

extension YAMLNode.Entry {
  init(_ key: String, _ value: YAMLNode) {
    let span = Span(start: value.span.start, end: value.span.start)
    self.init(key: YAMLNode(.scalar(.init(text: key, style: .plain)), span: span), value: value)
  }

  var keyName: String { key.scalar?.text ?? "" }
}

extension String {
  /// Split at commas that stand outside parentheses.
  var commaParts: [String] {
    var parts: [String] = []
    var part = ""
    var depth = 0
    for character in self {
      if character == "(" || character == "（" { depth += 1 }
      if character == ")" || character == "）" { depth -= 1 }
      if depth <= 0, character == "," || character == "、" {
        parts.append(String(part.trimmed))
        part = ""
      } else {
        part.append(character)
      }
    }
    parts.append(String(part.trimmed))
    return parts.filter { !$0.isEmpty }
  }

  /// The items when the text is one Markdown list and nothing else.
  var markdownItems: [String]? {
    var items: [String] = []
    for line in split(whereSeparator: \.isNewline) {
      let text = line.trimmed
      guard !text.isEmpty else { continue }
      if !line.hasPrefix(" "), text.hasPrefix("- ") || text.hasPrefix("* ") {
        items.append(String(text.dropFirst(2).trimmed))
      } else if line.hasPrefix(" "), !items.isEmpty {
        items[items.count - 1] += (text.hasPrefix("- ") ? "\n" : " ") + text
      } else {
        return nil
      }
    }
    return items.isEmpty ? nil : items
  }
}

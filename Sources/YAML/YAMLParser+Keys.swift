import Diagnostics

/// Uniqueness of keys (YAML 1.2.2 section 3.2.1.3) and keys that people mistake.
extension YAMLParser {
  /// Collections as keys may stand in one another this deep.
  private static let maximumKeyDepth = 4

  /// Reports equal keys of one mapping, each with the place of the first, and merge keys.
  mutating func checkKeys(_ entries: [YAMLNode.Entry]) throws(SyntaxError) {
    for entry in entries {
      if entry.key.scalar == nil { try checkKeyDepth(entry.key, 1) }
      if let scalar = entry.key.scalar, scalar.style == .plain, scalar.text == "<<" {
        warn(
          "merge-key", "'<<' is an ordinary key in YAML 1.2; nothing is merged",
          at: entry.key.range, help: "write the entries out")
      }
    }
    if entries.count > 8 {
      checkManyKeys(entries)
      return
    }
    for index in entries.indices.dropFirst() {
      let text = entries[index].key.keyText
      let first = entries[..<index].first { $0.key.keyText.hasSameBytes(as: text) }
      if let first { reportDuplicate(entries[index].key, first: first.key, text) }
    }
  }

  private mutating func checkManyKeys(_ entries: [YAMLNode.Entry]) {
    var firsts: [[UInt8]: Int] = [:]
    firsts.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      let text = entry.key.keyText
      let bytes = Array(text.utf8)
      if let first = firsts[bytes] {
        reportDuplicate(entry.key, first: entries[first].key, text)
      } else {
        firsts[bytes] = index
      }
    }
  }

  private mutating func reportDuplicate(_ key: YAMLNode, first: YAMLNode, _ text: String) {
    report(
      "duplicate-key", "second '\(text.quotable)' in one mapping", at: key.range,
      help: "rename or remove one of the two",
      notes: [Diagnostic.Note("the first one is here", at: location(first.range))])
  }

  /// The text of a key that holds keys grows with each level, hence the bound.
  private mutating func checkKeyDepth(_ node: YAMLNode, _ level: Int) throws(SyntaxError) {
    guard level <= Self.maximumKeyDepth else {
      throw fail(
        "too-deep", "more than \(Self.maximumKeyDepth) levels of keys inside keys",
        at: node.range)
    }
    switch node.content {
    case .scalar: return
    case .sequence(let items):
      for item in items { try checkKeyDepth(item, level) }
    case .mapping(let entries):
      for entry in entries {
        if entry.key.scalar == nil { try checkKeyDepth(entry.key, level + 1) }
        try checkKeyDepth(entry.value, level)
      }
    }
  }
}

extension YAMLNode {
  var range: Range<Int> { Int(span.start)..<Int(max(span.start, span.end)) }
}

extension String {
  /// Equality of bytes; `==` would take composed and decomposed letters for the same.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
  }

  /// The text as a message shows it: one line, 40 characters at most.
  var quotable: String {
    let line = prefix { !$0.isNewline }
    return line.count > 40 ? line.prefix(39) + "…" : String(line)
  }
}

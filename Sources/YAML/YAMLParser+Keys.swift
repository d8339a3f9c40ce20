import Diagnostics

/// Uniqueness of keys (YAML 1.2.2 section 3.2.1.3) and keys that people mistake.
extension YAMLParser {
  /// Collections as keys may stand in one another this deep.
  private static let maximumKeyDepth = 4

  /// Whether the keys, plain scalars on one line each, have different bytes and no other meaning.
  ///
  /// A short way past `checkKeys` for the usual mapping; false only means that it must be asked.
  func plainNamesDiffer(_ entries: [YAMLNode.Entry]) -> Bool {
    guard entries.count <= 24 else { return false }
    for index in entries.indices {
      let key = entries[index].key.span
      let length = key.end - key.start
      let first = bytes[Int(key.start)]
      if length == 4 || length == 5,
        (first | 0x20) == 0x6E || (first | 0x20) == 0x74
          || (first | 0x20) == 0x66, CoreLiteral(file.text(key)) != nil
      {
        return false
      }
      for other in entries.indices[..<index] {
        let span = entries[other].key.span
        if span.end - span.start == length, bytes[Int(span.start)] == first,
          bytes[Int(span.start)..<Int(span.end)] == bytes[Int(key.start)..<Int(key.end)]
        {
          return false
        }
      }
    }
    return true
  }

  /// Reports equal keys of one mapping, each with the place of the one before, and merge keys.
  mutating func checkKeys(_ entries: [YAMLNode.Entry]) throws(SyntaxError) {
    for entry in entries {
      if entry.key.scalar == nil { try checkKeyDepth(entry.key, 1) }
      if let scalar = entry.key.scalar, scalar.style == .plain, scalar.text == "<<" {
        warn(
          "merge-key", "'<<' is an ordinary key in YAML 1.2; nothing is merged",
          at: entry.key.range, help: "write the entries out")
      }
    }
    for (first, second) in YAMLNode.equalKeys(entries) {
      report(
        "duplicate-key", "second '\(entries[second].key.keyText.quotable)' in one mapping",
        at: entries[second].key.range, help: "rename or remove one of the two",
        notes: [
          Diagnostic.Note("the one before is here", at: location(entries[first].key.range))
        ])
    }
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

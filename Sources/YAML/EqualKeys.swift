import Diagnostics

extension YAMLNode {
  /// The pairs of entries with equal keys: each entry with the one of that key before it.
  static func equalKeys(_ entries: [Entry]) -> [(first: Int, second: Int)] {
    if entries.count <= 8 { return fewEqualKeys(entries) }
    var pairs: [(first: Int, second: Int)] = []
    var latest: [[UInt8]: Int] = [:]
    latest.reserveCapacity(entries.count)
    for (index, entry) in entries.enumerated() {
      let previous = latest.updateValue(index, forKey: Array(entry.key.keyText.utf8))
      if let previous { pairs.append((previous, index)) }
    }
    return pairs
  }

  private static func fewEqualKeys(_ entries: [Entry]) -> [(first: Int, second: Int)] {
    var pairs: [(first: Int, second: Int)] = []
    for index in entries.indices.dropFirst() {
      let text = entries[index].key.keyText
      let previous = entries[..<index].lastIndex { $0.key.keyText.hasSameBytes(as: text) }
      if let previous { pairs.append((previous, index)) }
    }
    return pairs
  }

  var range: Range<Int> { Int(span.start)..<Int(max(span.start, span.end)) }
}

extension String {
  /// Equality of bytes; `==` would take composed and decomposed letters for the same.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && self == other && utf8.elementsEqual(other.utf8)
  }

  /// The text as a message shows it: one line, 40 characters at most.
  var quotable: String {
    let line = prefix(41).prefix { !$0.isNewline }
    return line.count > 40 ? line.prefix(39) + "…" : String(line)
  }
}

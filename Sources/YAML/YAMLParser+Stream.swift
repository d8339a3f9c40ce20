import Diagnostics

/// Streams, documents and directives (YAML 1.2.2 sections 6.8 and 9).
extension YAMLParser {
  /// All documents up to the first syntax error.
  mutating func stream() -> [YAMLDocument] {
    var documents: [YAMLDocument] = []
    do {
      while let root = try document() { documents.append(YAMLDocument(file: file, root: root)) }
    } catch {
      // Reported where it was thrown.
    }
    checkCharacters()
    return documents
  }

  /// The next document; nil at the end of the stream.
  private mutating func document() throws(SyntaxError) -> YAMLNode? {
    anchors.startDocument()
    tagHandles = ["!": "!", "!!": YAMLNode.Tag.corePrefix]
    declaredHandles = []
    try documentPrefix()
    let start = offset
    try directives()
    let root: YAMLNode
    if lineIndent < 0, offset < end, bytes[offset] == ASCII.hyphen {
      offset += 3
      root = try blockNode(parent: -1, .document)
    } else if offset > start {
      throw fail(
        "directive", "directive without a document", at: start..<lineEnd(from: start),
        help: "put a line '---' after it, or remove it")
    } else if offset == end {
      return nil
    } else {
      root = try nodeOnLine(parent: -1, .document, emptyAt: offset)
    }
    guard lineIndent < 0 else { throw textAfterDocument(root) }
    anchors.endDocument()
    warnOfUnusedAnchors()
    return root
  }

  /// Passes over comments, byte order marks and `...` lines before a document.
  private mutating func documentPrefix() throws(SyntaxError) {
    findToken()
    while true {
      if bytes[offset] == 0xEF, bytes[offset + 1] == 0xBB, bytes[offset + 2] == 0xBF,
        offset == lineStart
      {
        noteQuoted(offset..<offset + 3)
        offset += 3
        findToken()
      } else if lineIndent < 0, bytes[offset] == ASCII.dot {
        offset += 3
        try finishLine(after: .documentEnd)
      } else {
        return
      }
    }
  }

  /// `%YAML` and `%TAG` lines; others are reserved and ignored with a warning.
  private mutating func directives() throws(SyntaxError) {
    var sawVersion = false
    while bytes[offset] == ASCII.percent, offset == lineStart {
      let start = offset
      let words = directiveWords()
      let line = start..<max(offset, start + 1)
      switch words.first {
      case "%YAML":
        guard !sawVersion else {
          throw fail("directive", "second '%YAML' directive", at: line)
        }
        sawVersion = true
        try versionDirective(words, line)
      case "%TAG": try tagDirective(words, line)
      default:
        warn(
          "directive", "unknown directive '\(words.first ?? "%")' is ignored", at: line)
      }
      try finishLine(after: .directive(line))
    }
  }

  /// The words of a directive line up to its comment, which a space must precede.
  private mutating func directiveWords() -> [String] {
    var words: [String] = []
    while true {
      let start = offset
      while !bytes[offset].endsWord { offset += 1 }
      words.append(String(decoding: bytes[start..<offset], as: UTF8.self))
      let next = afterBlanks(offset)
      if bytes[next].endsLine || bytes[next] == ASCII.hash { return words }
      offset = next
    }
  }

  private mutating func versionDirective(
    _ words: [String], _ line: Range<Int>
  ) throws(SyntaxError) {
    let parts = words.dropFirst().first?.split(separator: ".", omittingEmptySubsequences: false)
    guard words.count == 2, let parts, parts.count == 2,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(\.isDigit) })
    else {
      throw fail(
        "directive", "malformed '%YAML' directive", at: line, help: "write '%YAML 1.2'")
    }
    guard parts[0] == "1" else {
      throw fail("directive", "YAML \(words[1]) is not supported", at: line)
    }
    if parts[1] != "2" {
      warn("directive", "YAML \(words[1]) is read as YAML 1.2", at: line)
    }
  }

  private mutating func tagDirective(_ words: [String], _ line: Range<Int>) throws(SyntaxError) {
    guard words.count == 3, isTagHandle(words[1]), isTagPrefix(words[2]) else {
      throw fail(
        "directive", "malformed '%TAG' directive", at: line,
        help: "write '%TAG !name! tag:example.com,2000:'")
    }
    guard declaredHandles.insert(words[1]).inserted else {
      throw fail("directive", "second '%TAG' directive for '\(words[1])'", at: line)
    }
    tagHandles[words[1]] = words[2]
  }
}

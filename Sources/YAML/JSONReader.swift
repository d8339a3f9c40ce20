public import Diagnostics

/// Reads JSON by RFC 8259 into the same tree as YAML, with a span on every value.
///
/// Numbers keep their source text. A key that comes twice in one object is a warning and the last
/// one counts, as RFC 8259 section 4 leaves open and most readers do. Half a surrogate pair
/// becomes U+FFFD with a warning. Trailing commas, comments, single quotes and the like are
/// errors, each reported by name, and reading goes on after them.
public enum JSONReader {
  /// The value of a file; nil when there is an error.
  public static func parse(
    _ file: SourceFile, limits: ParseLimits = .standard, into diagnostics: inout [Diagnostic]
  ) -> YAMLDocument? {
    let input = DecodedInput.decode(
      file, limits: limits, guessesEncoding: false, into: &diagnostics)
    guard let input else { return nil }
    var parser = JSONParser(input.file, limits: limits)
    let root = parser.document()
    diagnostics += parser.problems.sorted
    guard let root, !parser.problems.diagnostics.contains(where: { $0.severity == .error }) else {
      return nil
    }
    return YAMLDocument(file: input.file, root: root)
  }
}

/// Recursive descent over the bytes of a JSON text, bounded in depth and nodes.
struct JSONParser: Reporting {
  let file: SourceFile
  /// The bytes of `file` and a NUL, which no valid input holds.
  let bytes: [UInt8]
  let end: Int
  let limits: ParseLimits
  var problems = ProblemList()
  var offset = 0
  private var depth = 0
  private var nodeCount = 0

  init(_ file: SourceFile, limits: ParseLimits) {
    self.file = file
    bytes = file.bytes + [0, 0]
    end = file.bytes.count
    self.limits = limits
  }

  mutating func document() -> YAMLNode? {
    do {
      try skipSpace()
      guard offset < end else {
        throw fail("unexpected-text", "no JSON value in the file", at: 0..<0)
      }
      let root = try value()
      try skipSpace()
      guard offset == end else {
        throw fail(
          "unexpected-text", "text after the end of the JSON value", at: offset..<offset + 1)
      }
      return root
    } catch {
      return nil
    }
  }

  private mutating func value() throws(SyntaxError) -> YAMLNode {
    let start = offset
    switch bytes[offset] {
    case ASCII.openBrace: return try object()
    case ASCII.openBracket: return try array()
    case ASCII.doubleQuote, ASCII.singleQuote:
      let text = try string()
      return try node(.scalar(.init(text: text, style: .doubleQuoted)), start..<offset)
    case ASCII.hyphen, ASCII.plus, ASCII.dot, ASCII.zero...ASCII.nine:
      let text = try number()
      return try node(.scalar(.init(text: text, style: .plain)), start..<offset)
    default:
      let word = try literal()
      return try node(.scalar(.init(text: word, style: .plain)), start..<offset)
    }
  }

  private mutating func array() throws(SyntaxError) -> YAMLNode {
    let open = offset
    try enter()
    var items: [YAMLNode] = []
    while try !closes(ASCII.closeBracket, open) {
      items.append(try value())
      try separator(ASCII.closeBracket, open)
    }
    depth -= 1
    return try node(.sequence(items), open..<offset)
  }

  private mutating func object() throws(SyntaxError) -> YAMLNode {
    let open = offset
    try enter()
    var entries: [YAMLNode.Entry] = []
    while try !closes(ASCII.closeBrace, open) {
      let key = try key()
      try skipSpace()
      if bytes[offset] == ASCII.colon {
        offset += 1
      } else {
        report("missing-colon", "':' expected after the key", at: offset..<offset + 1)
        if bytes[offset] == 0x3D { offset += 1 }
      }
      try skipSpace()
      entries.append(YAMLNode.Entry(key: key, value: try value()))
      try separator(ASCII.closeBrace, open)
    }
    depth -= 1
    return try node(.mapping(withoutRepeats(entries)), open..<offset)
  }

  /// A string, or a word that should be one.
  private mutating func key() throws(SyntaxError) -> YAMLNode {
    let start = offset
    let text: String
    if bytes[offset] == ASCII.doubleQuote || bytes[offset] == ASCII.singleQuote {
      text = try string()
    } else {
      while bytes[offset].isLetter || bytes[offset].isDigit || bytes[offset] == ASCII.underscore
        || bytes[offset] == ASCII.hyphen || bytes[offset] >= 0x80
      {
        offset += 1
      }
      guard offset > start else {
        throw fail("missing-key", "key in double quotes expected", at: start..<start + 1)
      }
      text = String(decoding: bytes[start..<offset], as: UTF8.self)
      report(
        "unquoted-key", "key without quotes", at: start..<offset,
        help: "write \"\(text.quotable)\"")
    }
    return try node(.scalar(.init(text: text, style: .doubleQuoted)), start..<offset)
  }

  /// Before an item: true, and passed, when the collection ends.
  private mutating func closes(_ closing: UInt8, _ open: Int) throws(SyntaxError) -> Bool {
    try skipSpace()
    if bytes[offset] == closing {
      offset += 1
      return true
    }
    guard offset < end else { throw unclosed(open) }
    return false
  }

  /// After an item: a comma, or nothing before the closing bracket.
  private mutating func separator(_ closing: UInt8, _ open: Int) throws(SyntaxError) {
    try skipSpace()
    if bytes[offset] == closing { return }
    let close = Character(Unicode.Scalar(closing))
    if bytes[offset] == ASCII.comma {
      let comma = offset
      offset += 1
      try skipSpace()
      guard bytes[offset] == closing else { return }
      report(
        "trailing-comma", "comma before '\(close)'", at: comma..<comma + 1, help: "remove it")
      return
    }
    guard offset < end else { throw unclosed(open) }
    let byte = bytes[offset]
    let note = Diagnostic.Note("the bracket was opened here", at: location(open..<open + 1))
    let startsValue =
      byte == ASCII.doubleQuote || byte == ASCII.openBrace || byte == ASCII.openBracket
    guard startsValue else {
      throw fail(
        "missing-comma", "',' or '\(close)' expected", at: offset..<offset + 1, notes: [note])
    }
    report("missing-comma", "missing ',' before this", at: offset..<offset + 1, notes: [note])
  }

  private mutating func unclosed(_ open: Int) -> SyntaxError {
    let bracket = Character(Unicode.Scalar(bytes[open]))
    return fail(
      "unclosed-bracket", "'\(bracket)' is never closed", at: open..<open + 1,
      help: "close it with '\(bracket == "[" ? "]" : "}")'")
  }

  private mutating func enter() throws(SyntaxError) {
    depth += 1
    guard depth <= limits.depth else {
      throw fail(
        "too-deep", "more than \(limits.depth) levels of nesting", at: offset..<offset + 1)
    }
    offset += 1
  }

  private mutating func node(
    _ content: YAMLNode.Content, _ span: Range<Int>
  ) throws(SyntaxError) -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      throw fail("too-large", "more than \(limits.nodes) values in one file", at: span)
    }
    return YAMLNode(content, span: Span(span))
  }

  /// The entries without those whose key comes again, each of which is a warning.
  private mutating func withoutRepeats(_ entries: [YAMLNode.Entry]) -> [YAMLNode.Entry] {
    var repeated: [Int] = []
    for (first, second) in YAMLNode.equalKeys(entries) {
      let text = entries[second].key.keyText.quotable
      warn(
        "duplicate-key", "second '\(text)' in one object; the last one counts",
        at: entries[second].key.range,
        notes: [
          Diagnostic.Note("the one before is here", at: location(entries[first].key.range))
        ])
      repeated.append(first)
    }
    guard !repeated.isEmpty else { return entries }
    let dropped = Set(repeated)
    return entries.indices.filter { !dropped.contains($0) }.map { entries[$0] }
  }
}

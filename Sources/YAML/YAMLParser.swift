import Diagnostics

/// Recursive descent over the bytes of a stream, one pass, no backtracking.
///
/// The block productions work on lines: `lineIndent` is the indentation of the line that `offset`
/// is in, and every node leaves the parser either at the first token of the next line or, inside
/// brackets, right after itself. A NUL, which no valid input holds, ends the buffer.
struct YAMLParser: Reporting {
  let file: SourceFile
  /// The bytes of `file` and four NULs, so that looking ahead needs no bounds.
  let bytes: [UInt8]
  let end: Int
  let limits: ParseLimits
  var problems = ProblemList()

  var offset = 0
  var lineStart = 0
  /// Spaces before the first token of the line; -1 at a document marker and at the end.
  var lineIndent = 0
  /// Whether tabs stand between these spaces and the token: no block collection can start here.
  var lineHasTab = false

  var depth = 0
  var nodeCount = 0
  var anchors = AnchorTable()
  var tagHandles: [String: String] = [:]
  var declaredHandles: Set<String> = []
  /// The column of the block collection that was closed last, to explain a bad indentation.
  var closedColumn: Int?

  private let quotedOnly: [Int]
  private var quotedRanges: [Range<Int>] = []

  init(_ input: DecodedInput, limits: ParseLimits) {
    file = input.file
    bytes = input.file.bytes + [0, 0, 0, 0]
    end = input.file.bytes.count
    quotedOnly = input.quotedOnly
    self.limits = limits
  }
}

// MARK: - Lines

extension YAMLParser {
  /// Skips spaces and tabs; true when there was a tab.
  mutating func skipBlanks() -> Bool {
    var sawTab = false
    while bytes[offset].isBlank {
      if bytes[offset] == ASCII.tab { sawTab = true }
      offset += 1
    }
    return sawTab
  }

  /// The offset after spaces and tabs.
  func afterBlanks(_ start: Int) -> Int {
    var index = start
    while bytes[index].isBlank { index += 1 }
    return index
  }

  func lineEnd(from start: Int) -> Int {
    var index = start
    while !bytes[index].endsLine { index += 1 }
    return index
  }

  /// The start of the next line, for the offset of a line end; the end itself when there is none.
  func afterBreak(_ lineEnd: Int) -> Int {
    if bytes[lineEnd] == ASCII.carriageReturn { return min(lineEnd + 2, end) }
    return min(lineEnd + 1, end)
  }

  /// Whether `---` or `...` as a word of its own stands at an offset, which must start a line.
  func isDocumentMarker(at index: Int) -> Bool {
    let byte = bytes[index]
    guard byte == ASCII.hyphen || byte == ASCII.dot else { return false }
    return bytes[index + 1] == byte && bytes[index + 2] == byte && bytes[index + 3].endsWord
  }

  /// Whether a `-`, `?` or `:` at an offset is an indicator in a block: a word of its own.
  func isIndicator(_ byte: UInt8, at index: Int) -> Bool {
    bytes[index] == byte && bytes[index + 1].endsWord
  }

  /// From the start of a line to the first token of the first line that has one.
  ///
  /// Blank lines and comment lines are passed over; at a document marker or the end of the input
  /// `lineIndent` becomes -1, which closes every open collection.
  mutating func findToken() {
    while true {
      lineStart = offset
      if isDocumentMarker(at: offset) { break }
      var index = offset
      while bytes[index] == ASCII.space { index += 1 }
      let spaces = index
      index = afterBlanks(index)
      let token = index
      if bytes[index] == ASCII.hash { index = lineEnd(from: index) }
      if !bytes[index].endsLine {
        lineIndent = spaces - lineStart
        lineHasTab = token > spaces
        offset = token
        return
      }
      offset = afterBreak(index)
      if index >= end { break }
    }
    lineStart = offset
    lineIndent = -1
    lineHasTab = false
  }

  /// Ends a line after a token: white space and a comment may follow, nothing else.
  mutating func finishLine(after construct: Construct) throws(SyntaxError) {
    offset = afterBlanks(offset)
    if bytes[offset] == ASCII.hash, offset == lineStart || bytes[offset - 1].isBlank {
      if case .plain(let span) = construct { warnOfComment(afterText: span) }
      offset = lineEnd(from: offset)
    } else if !bytes[offset].endsLine {
      throw unexpectedText(after: construct)
    }
    offset = afterBreak(offset)
    findToken()
  }
}

// MARK: - Bounds

extension YAMLParser {
  /// One collection deeper; `depth -= 1` leaves it.
  mutating func enter() throws(SyntaxError) {
    depth += 1
    anchors.deepest = max(anchors.deepest, depth)
    guard depth <= limits.depth else {
      throw fail(
        "too-deep", "more than \(limits.depth) levels of nesting", at: offset..<offset + 1)
    }
  }

  /// Makes a node and counts it.
  mutating func node(
    _ content: YAMLNode.Content, _ span: Range<Int>
  ) throws(SyntaxError) -> YAMLNode {
    nodeCount += 1
    guard nodeCount <= limits.nodes else {
      throw fail("too-large", "more than \(limits.nodes) values in one file", at: span)
    }
    return YAMLNode(content, span: Span(span))
  }

  /// The null that an absent node is.
  mutating func emptyNode(at index: Int) throws(SyntaxError) -> YAMLNode {
    try node(.scalar(YAMLNode.Scalar(text: "", style: .plain)), index..<index)
  }

  mutating func scalarNode(
    _ text: String, _ style: YAMLNode.Scalar.Style, _ span: Range<Int>
  ) throws(SyntaxError) -> YAMLNode {
    anchors.textBytes += text.utf8.count
    return try node(.scalar(YAMLNode.Scalar(text: text, style: style)), span)
  }

  /// Notes where quotes stood, if that matters to the characters of this input.
  mutating func noteQuoted(_ range: Range<Int>) {
    if !quotedOnly.isEmpty { quotedRanges.append(range) }
  }

  /// Reports the characters that stand outside quotes though they may not.
  mutating func checkCharacters() {
    var ranges = quotedRanges.sorted { $0.lowerBound < $1.lowerBound }[...]
    for index in quotedOnly where index < offset {
      while let first = ranges.first, first.upperBound <= index { ranges = ranges.dropFirst() }
      if let first = ranges.first, first.contains(index) { continue }
      reportInvisible(at: index)
      return
    }
  }
}

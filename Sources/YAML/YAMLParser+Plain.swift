import Diagnostics

/// Plain scalars (YAML 1.2.2 section 7.3.3).
extension YAMLParser {
  /// A plain scalar and its continuation lines; `offset` is left right after the text.
  ///
  /// In block context it may stop before `: `, which makes it a key or a mistake: the caller
  /// decides.
  mutating func plain(
    minimumIndent: Int, inFlow: Bool, oneLine: Bool
  ) throws(SyntaxError) -> YAMLNode {
    let start = offset
    offset = plainLine(from: start, inFlow: inFlow)
    let stop = afterBlanks(offset)
    if !oneLine, bytes[stop].endsLine,
      let next = continuation(after: stop, minimumIndent: minimumIndent, inFlow: inFlow)
    {
      return try plainLines(start, next, minimumIndent: minimumIndent, inFlow: inFlow)
    }
    if bytes[start] >= 0x80 || bytes[max(start, offset - 1)] >= 0x80 {
      warnOfInvisibleSpace(start..<offset)
    }
    let text = String(decoding: bytes[start..<offset], as: UTF8.self)
    return try scalarNode(text, .plain, start..<offset)
  }

  /// The usual node: a plain scalar on one line, or the mapping whose first key it is.
  ///
  /// A short way past the general one; nil, with nothing read, for everything else.
  mutating func plainNode(parent: Int, column: Int?) throws(SyntaxError) -> YAMLNode? {
    let start = offset
    guard bytes[start].isLetter || bytes[start].isDigit else { return nil }
    let textEnd = plainLine(from: start, inFlow: false)
    guard bytes[textEnd - 1] < 0x80 else { return nil }
    let stop = bytes[textEnd]
    if stop == ASCII.colon {
      guard let column, textEnd - start <= 1024 else { return nil }
      let key = try plainText(start..<textEnd)
      return try mapping(
        column: column, firstKey: key, isPlainName: bytes[start].isLetter)
    }
    guard stop.endsLine,
      continuation(after: textEnd, minimumIndent: parent + 1, inFlow: false) == nil
    else { return nil }
    let node = try plainText(start..<textEnd)
    offset = afterBreak(textEnd)
    closedColumn = nil
    findToken()
    return node
  }

  /// The usual key, a plain scalar that begins with a letter; nil, with nothing read, for others.
  mutating func plainName() throws(SyntaxError) -> YAMLNode? {
    let start = offset
    guard bytes[start].isLetter else { return nil }
    let textEnd = plainLine(from: start, inFlow: false)
    guard isIndicator(ASCII.colon, at: textEnd), bytes[textEnd - 1] < 0x80,
      textEnd - start <= 1024
    else { return nil }
    return try plainText(start..<textEnd)
  }

  /// A scalar of the bytes in a range, `offset` left behind it.
  private mutating func plainText(_ range: Range<Int>) throws(SyntaxError) -> YAMLNode {
    offset = range.upperBound
    return try scalarNode(String(decoding: bytes[range], as: UTF8.self), .plain, range)
  }

  /// The end of the text on one line: before a comment, a `: `, or a bracket or comma in flow.
  private func plainLine(from start: Int, inFlow: Bool) -> Int {
    var index = start
    var textEnd = start
    while true {
      let byte = bytes[index]
      if byte > ASCII.colon {
        if inFlow, byte.isFlowIndicator { return textEnd }
        index += 1
        textEnd = index
        continue
      }
      switch byte {
      case ASCII.space, ASCII.tab:
        index += 1
        continue
      case ASCII.null, ASCII.lineFeed, ASCII.carriageReturn:
        return textEnd
      case ASCII.colon:
        let next = bytes[index + 1]
        if next.endsWord || (inFlow && next.isFlowIndicator) { return textEnd }
      case ASCII.hash:
        if index > textEnd { return textEnd }
      case ASCII.comma:
        if inFlow { return textEnd }
      default: break
      }
      index += 1
      textEnd = index
    }
  }

  /// A line that a plain scalar goes on in.
  private struct Continuation {
    var lineStart: Int
    var textStart: Int
    /// Blank lines before it.
    var blankLines: Int
  }

  /// The line that goes on with a scalar whose line ends at `lineEnd`; nil when it ends there.
  private func continuation(
    after lineEnd: Int, minimumIndent: Int, inFlow: Bool
  ) -> Continuation? {
    var start = afterBreak(lineEnd)
    var blankLines = 0
    while start < end, !isDocumentMarker(at: start) {
      var index = start
      while bytes[index] == ASCII.space { index += 1 }
      let isDeepEnough = index - start >= minimumIndent
      let spaces = index
      index = afterBlanks(index)
      if bytes[index].endsLine {
        // Tabs are white space only behind the indentation (l-empty).
        guard isDeepEnough || index == spaces else { return nil }
        blankLines += 1
        start = afterBreak(index)
        continue
      }
      guard isDeepEnough, isPlain(at: index, inFlow: inFlow) else { return nil }
      return Continuation(lineStart: start, textStart: index, blankLines: blankLines)
    }
    return nil
  }

  /// Whether a character may go on with a plain scalar at the start of a line.
  private func isPlain(at index: Int, inFlow: Bool) -> Bool {
    let byte = bytes[index]
    let next = bytes[index + 1]
    if byte == ASCII.hash { return false }
    if byte == ASCII.colon { return !next.endsWord && !(inFlow && next.isFlowIndicator) }
    return !(inFlow && byte.isFlowIndicator)
  }

  private mutating func plainLines(
    _ start: Int, _ second: Continuation, minimumIndent: Int, inFlow: Bool
  ) throws(SyntaxError) -> YAMLNode {
    let firstEnd = offset
    var text = Array(bytes[start..<firstEnd])
    var line: Continuation? = second
    var swallowed: Int?
    while let current = line {
      if current.blankLines == 0 {
        text.append(ASCII.space)
      } else {
        text.append(contentsOf: repeatElement(ASCII.lineFeed, count: current.blankLines))
      }
      lineStart = current.lineStart
      if !inFlow, swallowed == nil, isBullet(at: current.textStart, text: start) {
        swallowed = current.textStart
      }
      offset = plainLine(from: current.textStart, inFlow: inFlow)
      text += bytes[current.textStart..<offset]
      let stop = afterBlanks(offset)
      line =
        bytes[stop].endsLine
        ? continuation(after: stop, minimumIndent: minimumIndent, inFlow: inFlow) : nil
    }
    if let swallowed { warnOfSwallowedList(at: swallowed, text: start..<firstEnd) }
    return try scalarNode(String(decoding: text, as: UTF8.self), .plain, start..<offset)
  }

  /// Whether a line that goes on with a text looks like an item: `- `, `• `, or `-` as before.
  private func isBullet(at index: Int, text: Int) -> Bool {
    if bytes[index] == ASCII.hyphen {
      return bytes[index + 1].endsWord || bytes[text] == ASCII.hyphen
    }
    return bytes[index] == 0xE2 && bytes[index + 1] == 0x80 && bytes[index + 2] == 0xA2
  }

  /// Whether a plain scalar may begin with the character at `offset` (ns-plain-first).
  func plainStartIsValid(inFlow: Bool) -> Bool {
    let next = bytes[offset + 1]
    switch bytes[offset] {
    case ASCII.hyphen, ASCII.question, ASCII.colon:
      return !next.endsWord && !(inFlow && next.isFlowIndicator)
    case ASCII.comma, ASCII.openBracket, ASCII.closeBracket, ASCII.openBrace, ASCII.closeBrace,
      ASCII.hash, ASCII.ampersand, ASCII.asterisk, ASCII.exclamation, ASCII.bar, ASCII.greater,
      ASCII.singleQuote, ASCII.doubleQuote, ASCII.percent, ASCII.at, ASCII.backtick:
      return false
    default: return true
    }
  }

  mutating func checkPlainStart(inFlow: Bool) throws(SyntaxError) {
    guard !plainStartIsValid(inFlow: inFlow) else { return }
    throw reservedStart(inFlow: inFlow)
  }
}

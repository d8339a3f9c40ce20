import Diagnostics

/// Literal and folded block scalars (YAML 1.2.2 section 8.1).
extension YAMLParser {
  private enum Chomping { case strip, clip, keep }

  private struct Header {
    var isFolded: Bool
    var chomping = Chomping.clip
    /// The indentation indicator.
    var indent: Int?
  }

  /// The text of a block scalar as it grows.
  private struct Lines {
    let isFolded: Bool
    var text: [UInt8] = []
    var emptyLines = 0
    var hasText = false
    var lastIsSpaced = false

    mutating func append(_ line: ArraySlice<UInt8>) {
      let isSpaced = isFolded && line.first?.isBlank == true
      var breaks = emptyLines
      if hasText {
        if !isFolded || isSpaced || lastIsSpaced {
          breaks += 1
        } else if emptyLines == 0 {
          text.append(ASCII.space)
        }
      }
      text.append(contentsOf: repeatElement(ASCII.lineFeed, count: breaks))
      text += line
      hasText = true
      lastIsSpaced = isSpaced
      emptyLines = 0
    }

    mutating func finish(_ chomping: Chomping) -> String {
      let last = hasText ? 1 : 0
      switch chomping {
      case .strip: break
      case .clip: text.append(contentsOf: repeatElement(ASCII.lineFeed, count: last))
      case .keep: text.append(contentsOf: repeatElement(ASCII.lineFeed, count: last + emptyLines))
      }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// The scalar at `|` or `>`; `offset` is left at the first token after it.
  mutating func blockScalar(parent: Int) throws(SyntaxError) -> YAMLNode {
    let start = offset
    let header = try blockHeader()
    var contentEnd = offset
    offset = afterBreak(lineEnd(from: offset))
    let indent: Int
    if let indicator = header.indent {
      indent = max(parent, 0) + indicator
    } else {
      indent = try detectIndent(parent: parent)
    }
    var lines = Lines(isFolded: header.isFolded)
    while offset < end {
      if indent == 0, isDocumentMarker(at: offset) { break }
      var index = offset
      while index < offset + indent, bytes[index] == ASCII.space { index += 1 }
      if bytes[index].endsLine {
        lines.emptyLines += 1
      } else if index < offset + indent {
        break
      } else {
        let textStart = index
        index = lineEnd(from: index)
        lines.append(bytes[textStart..<index])
        contentEnd = index
      }
      offset = afterBreak(index)
    }
    closedColumn = indent
    try checkTabAfterBlock()
    findToken()
    let style: YAMLNode.Scalar.Style = header.isFolded ? .folded : .literal
    return try scalarNode(lines.finish(header.chomping), style, start..<contentEnd)
  }

  /// `|` or `>` and its indicators; leaves `offset` right behind them.
  private mutating func blockHeader() throws(SyntaxError) -> Header {
    let start = offset
    var header = Header(isFolded: bytes[offset] == ASCII.greater)
    var hasChomping = false
    offset += 1
    while true {
      let byte = bytes[offset]
      if byte.isDigit, byte != ASCII.zero, header.indent == nil {
        header.indent = Int(byte - ASCII.zero)
      } else if byte == ASCII.plus || byte == ASCII.hyphen, !hasChomping {
        header.chomping = byte == ASCII.plus ? .keep : .strip
        hasChomping = true
      } else {
        break
      }
      offset += 1
    }
    let next = afterBlanks(offset)
    if bytes[next].endsLine || (bytes[next] == ASCII.hash && next > offset) { return header }
    throw textAfterBlockHeader(start, at: next)
  }

  /// The indentation of the first line that is not empty (section 8.1.1.1).
  private mutating func detectIndent(parent: Int) throws(SyntaxError) -> Int {
    var start = offset
    var longest = 0
    var longestEnd = start
    while start < end {
      var index = start
      while bytes[index] == ASCII.space { index += 1 }
      let spaces = index - start
      guard bytes[index].endsLine else {
        guard spaces > parent, !isDocumentMarker(at: start) else { break }
        guard longest <= spaces else { throw deepBlankLine(at: longestEnd, spaces) }
        return spaces
      }
      if spaces > longest {
        longest = spaces
        longestEnd = index
      }
      guard index < end else { break }
      start = afterBreak(index)
    }
    return max(longest, parent + 1)
  }

  /// A blank line with a tab where a block scalar has ended is neither its text nor a comment.
  private mutating func checkTabAfterBlock() throws(SyntaxError) {
    var index = offset
    while bytes[index] == ASCII.space { index += 1 }
    guard bytes[index] == ASCII.tab else { return }
    throw tabIndentation(at: index)
  }
}

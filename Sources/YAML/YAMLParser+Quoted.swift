import Diagnostics

/// Quoted scalars (YAML 1.2.2 sections 7.3.1 and 7.3.2).
extension YAMLParser {
  mutating func doubleQuoted(minimumIndent: Int) throws(SyntaxError) -> YAMLNode {
    let start = offset
    var index = start + 1
    while bytes[index] != ASCII.doubleQuote, bytes[index] != ASCII.backslash,
      !bytes[index].endsLine
    {
      index += 1
    }
    offset = index
    if bytes[index] == ASCII.doubleQuote {
      return try closeQuoted(String(decoding: bytes[start + 1..<index], as: UTF8.self), start)
    }
    var text = Array(bytes[start + 1..<index])
    // Folding strips white space, but not what an escape made.
    var kept = 0
    while bytes[offset] != ASCII.doubleQuote {
      let byte = bytes[offset]
      if byte == ASCII.backslash, bytes[offset + 1].endsLine {
        offset += 1
        try foldLine(&text, kept: text.count, escaped: true, start, minimumIndent)
        kept = text.count
      } else if byte == ASCII.backslash {
        escape(&text)
        kept = text.count
      } else if byte.endsLine {
        try foldLine(&text, kept: kept, escaped: false, start, minimumIndent)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    return try closeQuoted(String(decoding: text, as: UTF8.self), start)
  }

  mutating func singleQuoted(minimumIndent: Int) throws(SyntaxError) -> YAMLNode {
    let start = offset
    var index = start + 1
    while bytes[index] != ASCII.singleQuote, !bytes[index].endsLine { index += 1 }
    offset = index
    if bytes[index] == ASCII.singleQuote, bytes[index + 1] != ASCII.singleQuote {
      return try closeQuoted(String(decoding: bytes[start + 1..<index], as: UTF8.self), start)
    }
    var text = Array(bytes[start + 1..<index])
    while true {
      let byte = bytes[offset]
      if byte == ASCII.singleQuote {
        guard bytes[offset + 1] == ASCII.singleQuote else { break }
        text.append(byte)
        offset += 2
      } else if byte.endsLine {
        try foldLine(&text, kept: 0, escaped: false, start, minimumIndent)
      } else {
        text.append(byte)
        offset += 1
      }
    }
    return try closeQuoted(String(decoding: text, as: UTF8.self), start)
  }

  /// Passes the closing quote.
  private mutating func closeQuoted(
    _ text: String, _ start: Int
  ) throws(SyntaxError) -> YAMLNode {
    let style: YAMLNode.Scalar.Style =
      bytes[start] == ASCII.doubleQuote ? .doubleQuoted : .singleQuoted
    offset += 1
    noteQuoted(start..<offset)
    return try scalarNode(text, style, start..<offset)
  }

  /// Folds the line end at `offset` and passes the blank lines and indentation after it.
  ///
  /// One break becomes a space, further ones line feeds; an escaped break becomes nothing.
  private mutating func foldLine(
    _ text: inout [UInt8], kept: Int, escaped: Bool, _ start: Int, _ minimumIndent: Int
  ) throws(SyntaxError) {
    while !escaped, text.count > kept, let last = text.last, last.isBlank { text.removeLast() }
    var blankLines = 0
    while true {
      guard offset < end else { throw unclosedQuote(start) }
      offset = afterBreak(offset)
      lineStart = offset
      guard !isDocumentMarker(at: offset) else { throw unclosedQuote(start, before: offset) }
      while bytes[offset] == ASCII.space { offset += 1 }
      let spaces = offset
      offset = afterBlanks(offset)
      let isDeepEnough = spaces - lineStart >= minimumIndent
      if bytes[offset].endsLine {
        if offset > spaces, !isDeepEnough { throw tabIndentation(at: spaces) }
        blankLines += 1
      } else if isDeepEnough {
        break
      } else {
        throw quotedIndentation(start, hasTab: offset > spaces)
      }
    }
    if blankLines > 0 {
      text.append(contentsOf: repeatElement(ASCII.lineFeed, count: blankLines))
    } else if !escaped {
      text.append(ASCII.space)
    }
  }

  /// The escape sequence at `offset` (section 5.7); an invalid one is reported and dropped.
  private mutating func escape(_ text: inout [UInt8]) {
    let start = offset
    let code = bytes[offset + 1]
    let value: UInt32?
    offset += 2
    switch code {
    case 0x78: value = hexEscape(digits: 2)
    case 0x75: value = utf16Escape()
    case 0x55: value = hexEscape(digits: 8)
    default: value = Self.simpleEscape(code)
    }
    if let value {
      text.append(codePoint: value)
    } else {
      reportEscape(start)
    }
  }

  private static func simpleEscape(_ code: UInt8) -> UInt32? {
    switch code {
    case ASCII.zero: 0x00
    case 0x61: 0x07
    case 0x62: 0x08
    case 0x74, ASCII.tab: 0x09
    case 0x6E: 0x0A
    case 0x76: 0x0B
    case 0x66: 0x0C
    case 0x72: 0x0D
    case 0x65: 0x1B
    case ASCII.space: 0x20
    case ASCII.doubleQuote: 0x22
    case ASCII.slash: 0x2F
    case ASCII.backslash: 0x5C
    case 0x4E: 0x85
    case ASCII.underscore: 0xA0
    case 0x4C: 0x2028
    case 0x50: 0x2029
    default: nil
    }
  }

  /// The digits after `\x`, `\u` or `\U`; nil when there are too few.
  private mutating func hexDigits(_ digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = bytes[offset].hexValue else { return nil }
      value = value &<< 4 | digit
      offset += 1
    }
    return value
  }

  private mutating func hexEscape(digits: Int) -> UInt32? {
    hexDigits(digits).flatMap { Unicode.Scalar($0)?.value }
  }

  /// `\uD83D\uDE00` is one character, as in JSON; half a pair is none.
  private mutating func utf16Escape() -> UInt32? {
    guard let high = hexDigits(4) else { return nil }
    guard 0xD800...0xDFFF ~= high else { return high }
    guard high < 0xDC00, bytes[offset] == ASCII.backslash, bytes[offset + 1] == 0x75 else {
      return nil
    }
    offset += 2
    guard let low = hexDigits(4), 0xDC00...0xDFFF ~= low else { return nil }
    return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
  }
}

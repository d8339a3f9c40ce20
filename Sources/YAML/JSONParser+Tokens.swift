import Diagnostics

/// Strings, numbers, literals and white space (RFC 8259 sections 2, 6 and 7).
extension JSONParser {
  /// Passes white space; a comment is an error and is passed too.
  mutating func skipSpace() throws(SyntaxError) {
    while true {
      while bytes[offset] == ASCII.space || bytes[offset] == ASCII.lineFeed
        || bytes[offset] == ASCII.carriageReturn || bytes[offset] == ASCII.tab
      {
        offset += 1
      }
      let start = offset
      let isLine =
        bytes[offset] == ASCII.hash
        || (bytes[offset] == ASCII.slash && bytes[offset + 1] == ASCII.slash)
      if isLine {
        while !bytes[offset].endsLine { offset += 1 }
      } else if bytes[offset] == ASCII.slash, bytes[offset + 1] == ASCII.asterisk {
        try skipBlockComment()
      } else {
        return
      }
      report(
        "comment", "comment in JSON", at: start..<offset,
        help: "remove it, or keep the file as YAML, which has comments")
    }
  }

  private mutating func skipBlockComment() throws(SyntaxError) {
    let start = offset
    offset += 2
    while bytes[offset] != ASCII.asterisk || bytes[offset + 1] != ASCII.slash {
      guard offset < end else {
        throw fail("comment", "comment is never closed", at: start..<start + 2)
      }
      offset += 1
    }
    offset += 2
  }

  /// The string at `offset`; single quotes are an error and are read the same way.
  mutating func string() throws(SyntaxError) -> String {
    let start = offset
    let quote = bytes[start]
    var index = start + 1
    while bytes[index] != quote, bytes[index] != ASCII.backslash, bytes[index] >= ASCII.space {
      index += 1
    }
    offset = index
    var text: [UInt8] = []
    if bytes[offset] != quote { text = Array(bytes[start + 1..<index]) }
    let isSimple = bytes[offset] == quote
    while bytes[offset] != quote {
      let byte = bytes[offset]
      if byte == ASCII.backslash {
        try escape(&text, start)
      } else if byte.endsLine {
        throw unclosedString(start)
      } else {
        if byte == ASCII.tab {
          report(
            "control-character", "tab inside a string", at: offset..<offset + 1,
            help: "write \\t")
        }
        text.append(byte)
        offset += 1
      }
    }
    offset += 1
    if quote == ASCII.singleQuote {
      report(
        "single-quotes", "single quotes round a string", at: start..<start + 1,
        help: "JSON strings take double quotes")
    }
    if isSimple { return String(decoding: bytes[start + 1..<offset - 1], as: UTF8.self) }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func unclosedString(_ start: Int) -> SyntaxError {
    fail(
      "unclosed-quote", "string is not closed on its line", at: start..<start + 1,
      help: "close it with \", write \\\" for a quote and \\n for a line end inside")
  }

  private mutating func escape(_ text: inout [UInt8], _ start: Int) throws(SyntaxError) {
    let escapeStart = offset
    let code = bytes[offset + 1]
    guard !code.endsLine else { throw unclosedString(start) }
    offset += 2
    switch code {
    case ASCII.doubleQuote, ASCII.backslash, ASCII.slash: text.append(code)
    case 0x62: text.append(0x08)
    case 0x66: text.append(0x0C)
    case 0x6E: text.append(0x0A)
    case 0x72: text.append(0x0D)
    case 0x74: text.append(0x09)
    case 0x75:
      guard let unit = utf16Unit() else { return reportEscape(escapeStart) }
      appendPair(unit, to: &text, from: escapeStart)
    default:
      while bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      reportEscape(escapeStart)
    }
  }

  private mutating func reportEscape(_ start: Int) {
    let name = String(decoding: bytes[start..<offset], as: UTF8.self)
    report(
      "invalid-escape", "'\(name)' is not an escape sequence", at: start..<offset,
      help: "write \\\\ for a backslash")
  }

  /// Four hexadecimal digits; nil when there are fewer.
  private mutating func utf16Unit() -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = bytes[offset].hexValue else { return nil }
      value = value << 4 | digit
      offset += 1
    }
    return value
  }

  /// Appends a code unit, with the one after it where they make a pair.
  private mutating func appendPair(_ unit: UInt32, to text: inout [UInt8], from start: Int) {
    let afterFirst = offset
    if 0xD800...0xDBFF ~= unit, bytes[offset] == ASCII.backslash, bytes[offset + 1] == 0x75 {
      offset += 2
      if let low = utf16Unit(), 0xDC00...0xDFFF ~= low {
        text.append(codePoint: 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
        return
      }
      offset = afterFirst
    }
    if 0xD800...0xDFFF ~= unit {
      warn("lone-surrogate", "half a character; U+FFFD is put in its place", at: start..<offset)
    }
    text.append(codePoint: unit)
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?` and nothing else.
  mutating func number() throws(SyntaxError) -> String {
    let start = offset
    while bytes[offset].isLetter || bytes[offset].isDigit || bytes[offset] == ASCII.plus
      || bytes[offset] == ASCII.hyphen || bytes[offset] == ASCII.dot
    {
      offset += 1
    }
    let text = bytes[start..<offset]
    if let fault = Self.numberFault(text) {
      report("invalid-number", fault.message, at: start..<offset, help: fault.help)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func numberFault(
    _ text: ArraySlice<UInt8>
  ) -> (message: String, help: String?)? {
    var rest = text
    if rest.first == ASCII.plus { return ("number with a '+' sign", "remove the '+'") }
    if rest.first == ASCII.hyphen { rest = rest.dropFirst() }
    let whole = rest.prefix(while: \.isDigit)
    rest = rest.dropFirst(whole.count)
    if whole.isEmpty {
      return rest.first == ASCII.dot
        ? ("number without a digit before the point", "write 0 before the '.'")
        : ("this is not a number", "put a text in double quotes")
    }
    if whole.count > 1, whole.first == ASCII.zero {
      return ("number with a leading zero", "remove the zeros, or put it in double quotes")
    }
    if rest.first == ASCII.dot {
      let fraction = rest.dropFirst().prefix(while: \.isDigit)
      if fraction.isEmpty { return ("number without a digit after the point", nil) }
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard let letter = rest.first else { return nil }
    let exponent = rest.dropFirst()
    let digits =
      exponent.first == ASCII.plus || exponent.first == ASCII.hyphen
      ? exponent.dropFirst() : exponent
    if letter | 0x20 == 0x65, !digits.isEmpty, digits.allSatisfy(\.isDigit) { return nil }
    return ("this is not a number", "put a text, such as a date, in double quotes")
  }

  /// `true`, `false` or `null`; any other word is an error.
  mutating func literal() throws(SyntaxError) -> String {
    let start = offset
    while bytes[offset].isLetter || bytes[offset].isDigit || bytes[offset] >= 0x80
      || bytes[offset] == ASCII.underscore
    {
      offset += 1
    }
    let word = String(decoding: bytes[start..<offset], as: UTF8.self)
    if word == "true" || word == "false" || word == "null" { return word }
    guard !word.isEmpty else {
      guard offset < end else { throw fail("missing-value", "value expected", at: end..<end) }
      let name = Character(Unicode.Scalar(bytes[offset]))
      throw fail(
        "missing-value", "value expected, not '\(name)'", at: offset..<offset + 1,
        help: bytes[offset] == ASCII.comma ? "remove the comma, or write null" : nil)
    }
    let help =
      switch word.lowercased() {
      case "true", "false", "null": "write \(word.lowercased()), in small letters"
      case "none", "nil", "undefined", "nan", "infinity": "JSON has no \(word); write null"
      default: "put a text in double quotes"
      }
    report(
      "unquoted-text", "'\(word.quotable)' is not a JSON value", at: start..<offset, help: help)
    return word
  }
}

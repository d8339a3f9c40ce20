import Diagnostics

/// Comments, doctypes, CDATA sections and processing instructions (13.2.5.41 to 13.2.5.71).
extension Tokenizer {
  /// What a `<!` opens.
  mutating func declaration() -> Token? {
    let start = position
    if hasPrefix("<!--") {
      position += 4
      return comment(from: start)
    }
    if hasPrefix("<!doctype") {
      position += 9
      return doctype(from: start)
    }
    if hasPrefix("<![cdata["), isForeign || syntax == .xml {
      position += 9
      return cdata(from: start)
    }
    position += 2
    return bogusComment(from: start)
  }

  /// `<?`: skipped in XML, a bogus comment in HTML.
  mutating func processingInstruction() -> Token? {
    let start = position
    guard syntax == .xml else {
      position += 1
      return bogusComment(from: start)
    }
    position = find([0x3F, 0x3E], from: position).map { $0 + 2 } ?? bytes.count
    return nil
  }

  mutating func bogusComment(from start: Int) -> Token {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) ?? bytes.count
    let text = rawText(until: end, escapable: false)
    position = min(end + 1, bytes.count)
    return .comment(String(decoding: text.bytes, as: UTF8.self), span(from: start))
  }

  private mutating func comment(from start: Int) -> Token {
    if peek() == UInt8(ascii: ">") {
      position += 1
      return .comment("", span(from: start))
    }
    if peek() == UInt8(ascii: "-"), peek(1) == UInt8(ascii: ">") {
      position += 2
      return .comment("", span(from: start))
    }
    let (end, after) = commentEnd()
    let text = rawText(until: end, escapable: false)
    position = after
    return .comment(String(decoding: text.bytes, as: UTF8.self), span(from: start))
  }

  /// Where the text of a comment ends, and where the page goes on.
  private mutating func commentEnd() -> (end: Int, after: Int) {
    var index = position
    while index + 2 < bytes.count {
      if bytes[index] == UInt8(ascii: "-"), bytes[index + 1] == UInt8(ascii: "-") {
        if bytes[index + 2] == UInt8(ascii: ">") { return (index, index + 3) }
        if bytes[index + 2] == UInt8(ascii: "!"), index + 3 < bytes.count,
          bytes[index + 3] == UInt8(ascii: ">")
        {
          return (index, index + 4)
        }
      }
      index += 1
    }
    problems.warn(
      "unclosed-comment", "comment is never closed with '-->'", at: Span(position - 4..<position))
    let rest = bytes[position...]
    for ending in ["--!", "--", "-"] where rest.suffix(ending.utf8.count).elementsEqual(ending.utf8)
    {
      return (bytes.count - ending.utf8.count, bytes.count)
    }
    return (bytes.count, bytes.count)
  }

  private mutating func cdata(from start: Int) -> Token? {
    let end = find([0x5D, 0x5D, 0x3E], from: position) ?? bytes.count
    let text = rawText(until: end, escapable: false)
    position = min(end + 3, bytes.count)
    return text.bytes.isEmpty ? nil : .text(TextToken(bytes: text.bytes, span: span(from: start)))
  }

  // MARK: Doctype

  private mutating func doctype(from start: Int) -> Token {
    skipWhitespace()
    var doctype = Doctype(name: "", span: Span(start..<start))
    let nameStart = position
    while !isAtEnd, peek() != UInt8(ascii: ">"), peek() != UInt8(ascii: "["),
      !peek().isHTMLWhitespace
    {
      position += 1
    }
    doctype.name = String(decoding: bytes[nameStart..<position], as: UTF8.self).lowercased()
    skipWhitespace()
    if takeKeyword("public") {
      doctype.publicID = quotedText()
      doctype.isBroken = doctype.publicID == nil
      doctype.systemID = quotedText()
    } else if takeKeyword("system") {
      doctype.systemID = quotedText()
      doctype.isBroken = doctype.systemID == nil
    }
    if syntax == .xml { skipInternalSubset() }
    let end = bytes[position...].firstIndex(of: UInt8(ascii: ">"))
    if end == nil || doctype.name.isEmpty { doctype.isBroken = true }
    position = end.map { $0 + 1 } ?? bytes.count
    doctype.span = span(from: start)
    return .doctype(doctype)
  }

  private mutating func takeKeyword(_ word: String) -> Bool {
    guard hasPrefix(word) else { return false }
    position += word.utf8.count
    return true
  }

  /// A quoted identifier; nil when there is none, up to `>` when its quote is missing.
  private mutating func quotedText() -> String? {
    skipWhitespace()
    let quote = peek()
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    position += 1
    let start = position
    while !isAtEnd, peek() != quote, peek() != UInt8(ascii: ">") { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    if peek() == quote { position += 1 }
    return text
  }

  /// Declarations in `[…]`, none of which is read: entities of a page's own are a way to attack.
  private mutating func skipInternalSubset() {
    skipWhitespace()
    guard peek() == UInt8(ascii: "[") else { return }
    position = bytes[position...].firstIndex(of: UInt8(ascii: "]")) ?? bytes.count
  }

  // MARK: Search

  /// Whether the bytes here are this lower-case ASCII text, in upper or lower case.
  func hasPrefix(_ text: String, at index: Int? = nil) -> Bool {
    let index = index ?? position
    guard bytes.count - index >= text.utf8.count else { return false }
    return zip(bytes[index...], text.utf8).allSatisfy { $0.asciiLowercased == $1 }
  }

  /// The first place of a byte sequence at or after `start`.
  func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first else { return nil }
    var index = start
    while let hit = bytes[index...].firstIndex(of: first) {
      if bytes[hit...].starts(with: pattern) { return hit }
      index = hit + 1
    }
    return nil
  }
}

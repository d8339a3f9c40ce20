import Diagnostics

/// Tags and attributes (13.2.5.6 to 13.2.5.8 and 13.2.5.32 to 13.2.5.40).
extension Tokenizer {
  /// A start tag at `<`; nil when the file ends inside it, which drops it as browsers do.
  mutating func startTag() -> Token? {
    let start = position
    position += 1
    let name = tagName()
    let tag = syntax == .html ? Tag(name: name) : .other
    var found = StartTag(name: name, tag: tag, span: Span(start..<start))
    var names = AttributeNames()
    while true {
      skipWhitespace()
      if isAtEnd {
        problems.warn("unclosed-tag", "'<\(name)' is never closed with '>'", at: span(from: start))
        return nil
      }
      switch peek() {
      case UInt8(ascii: ">"):
        position += 1
        found.span = span(from: start)
        return .startTag(found)
      case UInt8(ascii: "/"):
        position += 1
        if peek() == UInt8(ascii: ">") { found.isSelfClosing = true }
      default:
        attribute(into: &found, names: &names)
      }
    }
  }

  /// An end tag at `</`, or the bogus comment that something else after `</` makes.
  mutating func endTag() -> Token? {
    let start = position
    if peek(2) == UInt8(ascii: ">") {
      position += 3
      return nil
    }
    let letter = peek(2)
    guard letter.isASCIILetter || (syntax == .xml && (letter >= 0x80 || letter == 0x5F)) else {
      position += 2
      return bogusComment(from: start)
    }
    position += 2
    let name = tagName()
    while !isAtEnd, peek() != UInt8(ascii: ">") {
      if peek().isHTMLWhitespace || peek() == UInt8(ascii: "/") {
        position += 1
      } else {
        skipAttribute()
      }
    }
    guard !isAtEnd else {
      problems.warn("unclosed-tag", "'</\(name)' is never closed with '>'", at: span(from: start))
      return nil
    }
    position += 1
    let tag = syntax == .html ? Tag(name: name) : .other
    return .endTag(EndTag(name: name, tag: tag, span: span(from: start)))
  }

  private mutating func tagName() -> String {
    let start = position
    while position < bytes.count, !endsName(bytes[position]) { position += 1 }
    return name(start..<position)
  }

  private func endsName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") || byte.isHTMLWhitespace
  }

  /// Lower case in HTML, as written in XML.
  private func name(_ range: Range<Int>) -> String {
    let slice = bytes[range]
    if slice.allSatisfy({ $0 &- 0x41 >= 26 && $0 != 0 }) {
      return String(decoding: slice, as: UTF8.self)
    }
    var name: [UInt8] = []
    for byte in slice {
      if byte == 0 {
        name += [0xEF, 0xBF, 0xBD]
      } else {
        name.append(syntax == .html ? byte.asciiLowercased : byte)
      }
    }
    return String(decoding: name, as: UTF8.self)
  }

  mutating func skipWhitespace() {
    while position < bytes.count, bytes[position].isHTMLWhitespace { position += 1 }
  }

  private mutating func attribute(into tag: inout StartTag, names: inout AttributeNames) {
    let start = position
    let name = attributeName()
    let value = attributeValue()
    guard names.insert(name, among: tag.attributes) else {
      problems.warn(
        "duplicate-attribute", "'\(name)' is given twice on one element", at: span(from: start))
      return
    }
    tag.attributes.append(HTMLDocument.Attribute(name: name, value: value))
  }

  private mutating func attributeName() -> String {
    let start = position
    // An equals sign at the very start belongs to the name.
    position += 1
    while position < bytes.count, !endsName(bytes[position]),
      bytes[position] != UInt8(ascii: "=")
    {
      position += 1
    }
    return name(start..<position)
  }

  /// The value after `=`; empty when there is none.
  private mutating func attributeValue() -> String {
    skipWhitespace()
    guard peek() == UInt8(ascii: "="), !isAtEnd else { return "" }
    position += 1
    skipWhitespace()
    let quote = peek()
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      position += 1
      let value = attributeText { $0 == quote }
      position = min(position + 1, bytes.count)
      return value
    }
    return attributeText { $0 == UInt8(ascii: ">") || $0.isHTMLWhitespace }
  }

  private mutating func attributeText(until ends: (UInt8) -> Bool) -> String {
    var run = position
    var text: [UInt8] = []
    while position < bytes.count, !ends(bytes[position]) {
      let byte = bytes[position]
      if byte == UInt8(ascii: "&") {
        text += bytes[run..<position]
        appendReference(to: &text, inAttribute: true)
        run = position
      } else if byte == 0x0D || byte == 0 {
        text += bytes[run..<position]
        appendSpecial(to: &text, decodes: false, showsNull: true)
        if syntax == .xml, text.last == 0x0A { text[text.count - 1] = 0x20 }
        run = position
      } else if syntax == .xml, byte == 0x0A || byte == 0x09 {
        text += bytes[run..<position] + [0x20]
        position += 1
        run = position
      } else {
        position += 1
      }
    }
    if text.isEmpty { return String(decoding: bytes[run..<position], as: UTF8.self) }
    text += bytes[run..<position]
    return String(decoding: text, as: UTF8.self)
  }

  /// An attribute of an end tag, which means nothing.
  private mutating func skipAttribute() {
    _ = attributeName()
    _ = attributeValue()
  }
}

/// Tells attributes that repeat a name, in constant time each for a tag with very many of them.
private struct AttributeNames {
  private static let few = 12
  private var seen: Set<String> = []

  /// False when the element has an attribute of that name.
  mutating func insert(_ name: String, among attributes: [HTMLDocument.Attribute]) -> Bool {
    guard attributes.count >= Self.few else {
      return !attributes.contains { $0.name == name }
    }
    if seen.isEmpty { seen = Set(attributes.map(\.name)) }
    return seen.insert(name).inserted
  }
}

import Diagnostics

/// Cuts the bytes of a page into tokens (HTML Living Standard 13.2.5, or XML for XHTML files).
///
/// Each byte is looked at a bounded number of times; the tree builder says through `content` when
/// raw text follows.
struct Tokenizer {
  /// How the text that follows is to be read.
  enum Content: Equatable {
    case data
    /// Text up to the end tag of this name; references are decoded in `escapable` text only.
    case rawText(String, escapable: Bool)
    case script
    case plaintext
  }

  enum Syntax {
    case html
    case xml
  }

  let bytes: [UInt8]
  let syntax: Syntax
  var position: Int
  var content = Content.data
  /// The tree builder is inside SVG or MathML, where CDATA sections count.
  var isForeign = false
  /// NUL in text becomes U+FFFD; it is dropped otherwise.
  var showsNull = false
  var problems: ParseProblems

  init(_ file: SourceFile, syntax: Syntax) {
    bytes = file.bytes
    self.syntax = syntax
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    problems = ParseProblems(file: file)
  }

  /// The byte so many places ahead; 0 past the end.
  func peek(_ distance: Int = 0) -> UInt8 {
    let index = position + distance
    return index < bytes.count ? bytes[index] : 0
  }

  var isAtEnd: Bool { position >= bytes.count }

  func span(from start: Int) -> Span { Span(start..<max(start, position)) }

  mutating func next() -> Token {
    while !isAtEnd {
      switch content {
      case .data:
        guard startsMarkup(at: position) else {
          return .text(dataText())
        }
        if let token = markup() { return token }
      case .plaintext:
        return .text(rawText(until: bytes.count, escapable: false))
      case .script:
        if let token = rawContent(end: scriptEnd(), escapable: false) { return token }
      case .rawText(let name, let escapable):
        if let token = rawContent(end: endTag(of: name), escapable: escapable) { return token }
      }
    }
    return .end
  }

  private mutating func rawContent(end: Int, escapable: Bool) -> Token? {
    content = .data
    return end > position ? .text(rawText(until: end, escapable: escapable)) : nil
  }

  /// Whether a `<` here opens a tag, a comment or a declaration, or stands for itself.
  func startsMarkup(at index: Int) -> Bool {
    guard bytes[index] == UInt8(ascii: "<"), index + 1 < bytes.count else { return false }
    let next = bytes[index + 1]
    return next.isASCIILetter || next == UInt8(ascii: "!") || next == UInt8(ascii: "?")
      || (next == UInt8(ascii: "/") && index + 2 < bytes.count)
      || (syntax == .xml && (next == UInt8(ascii: "_") || next >= 0x80))
  }

  private mutating func markup() -> Token? {
    switch peek(1) {
    case UInt8(ascii: "!"): return declaration()
    case UInt8(ascii: "?"): return processingInstruction()
    case UInt8(ascii: "/"): return endTag()
    default: return startTag()
    }
  }

  // MARK: Text

  /// Text up to the next markup.
  private mutating func dataText() -> TextToken {
    let start = position
    var text: [UInt8] = []
    var run = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte > 0x26, byte != UInt8(ascii: "<") {
        position += 1
      } else if byte == UInt8(ascii: "<") {
        if startsMarkup(at: position) { break }
        position += 1
      } else if byte == UInt8(ascii: "&") || byte == 0x0D || byte == 0 {
        text += bytes[run..<position]
        appendSpecial(to: &text, decodes: true, showsNull: showsNull || syntax == .xml)
        run = position
      } else {
        position += 1
      }
    }
    text += bytes[run..<position]
    return TextToken(bytes: text, span: span(from: start))
  }

  /// Text up to `end`, which markup inside does not end.
  mutating func rawText(until end: Int, escapable: Bool) -> TextToken {
    let start = position
    var text: [UInt8] = []
    var run = position
    while position < end {
      let byte = bytes[position]
      if byte == 0x0D || byte == 0 || (escapable && byte == UInt8(ascii: "&")) {
        text += bytes[run..<position]
        appendSpecial(to: &text, decodes: escapable, showsNull: true)
        run = position
      } else {
        position += 1
      }
    }
    text += bytes[min(run, position)..<position]
    return TextToken(bytes: text, span: span(from: start))
  }

  /// Takes one `&`, carriage return or NUL and appends what it stands for.
  mutating func appendSpecial(to text: inout [UInt8], decodes: Bool, showsNull: Bool) {
    switch bytes[position] {
    case UInt8(ascii: "&") where decodes:
      appendReference(to: &text, inAttribute: false)
    case 0x0D:
      position += 1
      if peek() != 0x0A || isAtEnd { text.append(0x0A) }
    case 0:
      position += 1
      if showsNull { text += [0xEF, 0xBF, 0xBD] }
    default:
      text.append(bytes[position])
      position += 1
    }
  }
}

import Diagnostics

/// What the tokenizer finds in the source, in order.
enum Token {
  case doctype(Doctype)
  case startTag(StartTag)
  case endTag(EndTag)
  case text(TextToken)
  case comment(String, Span)
  case end
}

struct Doctype {
  var name: String
  var publicID: String?
  var systemID: String?
  /// The declaration was cut off or malformed, which alone makes a page quirky.
  var isBroken = false
  var span: Span
}

struct StartTag {
  /// Lower case; as written in XML.
  var name: String
  var tag: Tag
  var attributes: [HTMLDocument.Attribute] = []
  var isSelfClosing = false
  var span: Span
}

struct EndTag {
  var name: String
  var tag: Tag
  var span: Span
}

/// A run of characters, references decoded and line ends normalised.
struct TextToken {
  var bytes: [UInt8]
  var span: Span

  var isWhitespace: Bool { bytes.allSatisfy(\.isHTMLWhitespace) }

  /// Cuts off the white space at the start and returns it.
  mutating func takeLeadingWhitespace() -> TextToken {
    let end = bytes.firstIndex { !$0.isHTMLWhitespace } ?? bytes.count
    let leading = TextToken(bytes: Array(bytes[..<end]), span: span)
    bytes.removeFirst(end)
    return leading
  }
}

extension UInt8 {
  /// Space, tab, line feed, form feed or carriage return.
  var isHTMLWhitespace: Bool {
    self == 0x20 || self == 0x0A || self == 0x09 || self == 0x0D || self == 0x0C
  }

  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var asciiLowercased: UInt8 { self &- 0x41 < 26 ? self | 0x20 : self }
}

/// The text of a syntax tree without its markup.
enum PlainText {
  /// The text of inlines; a soft break becomes `softBreak`, a hard one a line feed.
  static func of(_ tree: SyntaxTree, _ range: Range<Int>, softBreak: String = " ") -> String {
    var text = ""
    for index in range {
      switch tree.nodes[index].kind {
      case .text(let literal), .inlineCode(let literal): text += literal
      case .inlineHTML(let source):
        switch RawHTML.kind(of: source) {
        case .comment: continue
        case .lineBreak: text += "\n"
        case .other: text += source
        }
      case .softBreak: text += softBreak
      case .lineBreak: text += "\n"
      default: continue
      }
    }
    return printable(text)
  }

  /// Controls that neither HTML nor XML can hold become U+FFFD; tabs and line feeds stay.
  static func printable(_ text: String) -> String {
    let isControl = { (byte: UInt8) in
      byte == 0x7F || (byte < 0x20 && byte != 0x0A && byte != 0x09)
    }
    guard text.utf8.contains(where: isControl) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      scalars.append(scalar.isASCII && isControl(byte) ? "\u{FFFD}" : scalar)
    }
    return String(scalars)
  }
}

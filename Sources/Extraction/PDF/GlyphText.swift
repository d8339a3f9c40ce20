/// What `pdftohtml -xml` says of a PDF: the text that its glyphs spell, fonts, colours and links.
///
/// Text that stands in for glyphs (ActualText) is not in it, which is what tells forged text.
struct GlyphText {
  struct Piece {
    var text: String
    /// In points from the page's upper left corner.
    var box: Box
    var isBold: Bool
    var isWhite: Bool
    var links: [String]
  }

  struct Page {
    var width: Double
    var pieces: [Piece] = []
    /// Text without white space, in the order of the file.
    var letters: String { pieces.map { $0.text.filter { !$0.isWhitespace } }.joined() }
  }

  private(set) var pages: [Page] = []

  init(_ output: [UInt8]) {
    var whiteFonts: Set<Double> = []
    for row in output.split(separator: 0x0A) {
      let row = row.drop { $0 == 0x20 || $0 == 0x09 }
      if row.starts(with: "<page ".utf8) {
        let values = BoxedText.numbers(row)
        pages.append(Page(width: values["width"] ?? 0))
      } else if row.starts(with: "<fontspec ".utf8) {
        let text = String(decoding: row, as: UTF8.self)
        let color = text.split(separator: "color=\"#").dropFirst().first.map { $0.prefix(6) }
        if let value = color.flatMap({ Int($0, radix: 16) }),
          [value >> 16, value >> 8 & 255, value & 255].allSatisfy({ $0 > 231 }),
          let id = BoxedText.numbers(row)["id"]
        {
          whiteFonts.insert(id)
        }
      } else if row.starts(with: "<text ".utf8), !pages.isEmpty {
        if let piece = Self.piece(row, whiteFonts) { pages[pages.count - 1].pieces.append(piece) }
      }
    }
  }

  private static func piece(_ row: ArraySlice<UInt8>, _ whiteFonts: Set<Double>) -> Piece? {
    guard let start = row.firstIndex(of: UInt8(ascii: ">")) else { return nil }
    let values = BoxedText.numbers(row[...start])
    guard let left = values["left"], let top = values["top"], let width = values["width"],
      let height = values["height"]
    else { return nil }
    var markup = String(decoding: row[(start + 1)...], as: UTF8.self)
    if let end = markup.range(of: "</text>") { markup.removeSubrange(end.lowerBound...) }
    let (text, links) = Self.text(markup)
    // The program's own zoom: one and a half.
    let scale = 1.5
    return Piece(
      text: text,
      box: Box(
        left: left / scale, top: top / scale, right: (left + width) / scale,
        bottom: (top + height) / scale),
      isBold: markup.hasPrefix("<b>") || markup.hasPrefix("<i><b>") || markup.contains("\"><b>"),
      isWhite: values["font"].map(whiteFonts.contains) ?? false, links: links)
  }

  private static func text(_ markup: String) -> (text: String, links: [String]) {
    var text = ""
    var links: [String] = []
    var rest = markup[...]
    while let open = rest.firstIndex(of: "<") {
      text += rest[..<open]
      guard let close = rest[open...].firstIndex(of: ">") else { break }
      let tag = rest[open..<close]
      if tag.hasPrefix("<a href=\"") {
        links.append(BoxedText.unescaped(String(tag.dropFirst(9).prefix { $0 != "\"" })))
      }
      rest = rest[rest.index(after: close)...]
    }
    return (BoxedText.unescaped(text + (rest.contains("<") ? "" : String(rest))), links)
  }
}

extension String {
  func range(of word: String) -> Range<String.Index>? { firstRange(of: word) }
}

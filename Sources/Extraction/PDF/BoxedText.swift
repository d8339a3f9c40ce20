/// Words of a PDF with their boxes, as `pdftotext -bbox-layout` gives them.
struct BoxedText {
  struct Page {
    var width: Double
    var height: Double
    var words: [Word] = []
  }

  struct Word {
    var text: String
    var box: Box
    /// Numbers of the block and the line in the file.
    var block: Int
    var line: Int
    /// Why nobody sees it; nil when one does.
    var hidden: Hidden?
  }

  enum Hidden: String {
    case invisible = "drawn so that nothing is seen"
    case tiny = "too small to be read"
    case outside = "outside the page"
    case forged = "other text than the letters drawn"
    case unchecked = "on a page that could not be drawn"
  }

  private(set) var pages: [Page] = []

  /// Reads line by line what the program wrote, however far it came.
  init(_ output: [UInt8]) {
    var block = 0
    var line = 0
    for row in output.split(separator: 0x0A) {
      let row = row.drop { $0 == 0x20 }
      if row.starts(with: "<word ".utf8) {
        guard !pages.isEmpty, let word = Self.word(row, block, line) else { continue }
        pages[pages.count - 1].words.append(word)
      } else if row.starts(with: "<line ".utf8) {
        line += 1
      } else if row.starts(with: "<block ".utf8) {
        block += 1
      } else if row.starts(with: "<page ".utf8) {
        let values = Self.numbers(row)
        pages.append(Page(width: values["width"] ?? 0, height: values["height"] ?? 0))
      }
    }
  }

  private static func word(_ row: ArraySlice<UInt8>, _ block: Int, _ line: Int) -> Word? {
    guard let start = row.firstIndex(of: UInt8(ascii: ">")),
      let end = row.lastIndex(of: UInt8(ascii: "<")), start < end
    else { return nil }
    let values = numbers(row[...start])
    guard let left = values["xMin"], let top = values["yMin"], let right = values["xMax"],
      let bottom = values["yMax"]
    else { return nil }
    let text = unescaped(String(decoding: row[(start + 1)..<end], as: UTF8.self))
    return Word(
      text: text, box: Box(left: left, top: top, right: right, bottom: bottom), block: block,
      line: line)
  }

  /// The attributes of a tag that are numbers.
  static func numbers(_ tag: ArraySlice<UInt8>) -> [String: Double] {
    var values: [String: Double] = [:]
    for part in tag.split(separator: 0x20) {
      guard let equal = part.firstIndex(of: UInt8(ascii: "=")) else { continue }
      let value = part[(equal + 1)...].filter { $0 != 0x22 && $0 != 0x3E && $0 != 0x2F }
      if let number = Double(String(decoding: value, as: UTF8.self)), number.isFinite {
        values[String(decoding: part[..<equal], as: UTF8.self)] = number
      }
    }
    return values
  }

  static func unescaped(_ text: String) -> String {
    guard text.contains("&") else { return text }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&apos;", with: "'").replacing("&#160;", with: " ").replacing("&amp;", with: "&")
  }

  /// The same with only the words in doubt to be seen.
  var uncheckedOnly: BoxedText {
    var copy = self
    for page in copy.pages.indices {
      copy.pages[page].words = pages[page].words.filter { $0.hidden == .unchecked }.map {
        var word = $0
        word.hidden = nil
        return word
      }
    }
    return copy
  }

  mutating func show(page: Int, word: Int) { pages[page].words[word].hidden = nil }

  mutating func hide(_ reason: Hidden, page: Int, word: Int) {
    pages[page].words[word].hidden = reason
  }
}

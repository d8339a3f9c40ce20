import Archive

/// The text of a PDF as programs find it that follow the content stream: words in the order in
/// which they were painted.
///
/// For files of our own and of cairo; what foreign files do beyond that is not its business.
public struct PDFText {
  public struct Word: Hashable, Sendable {
    public var text: String
    /// From 0.
    public var page: Int
    /// It doesn't stand right behind the word before it.
    public var startsLine: Bool

    public init(text: String, page: Int, startsLine: Bool) {
      self.text = text
      self.page = page
      self.startsLine = startsLine
    }
  }

  public static func words(in bytes: [UInt8]) throws(PDFError) -> [Word] {
    let reader = try PDFReader(bytes)
    var builder = WordBuilder()
    var fonts: [Int: TextFont] = [:]
    for (index, page) in try reader.pages().enumerated() {
      guard let dictionary = try reader.object(page).dictionaryValue else { continue }
      var interpreter = TextInterpreter(reader: reader, fonts: fonts, builder: builder)
      builder = WordBuilder()
      let resources = try reader.resolve(dictionary["Resources"]).dictionaryValue
      let contents = try reader.resolve(dictionary["Contents"])
      var streams = contents.arrayValue ?? []
      if streams.isEmpty, let only = dictionary["Contents"] { streams = [only] }
      var content: [UInt8] = []
      for stream in streams.compactMap(\.referenceValue) {
        content += try reader.content(of: stream) + [0x0A]
      }
      interpreter.builder.startPage(index)
      try interpreter.run(content, resources ?? PDFDictionary(), depth: 0)
      fonts = interpreter.fonts
      builder = interpreter.builder
    }
    builder.endWord()
    return builder.words
  }
}

extension PDFReader {
  /// A stream's data, unpacked; empty when the object is no stream.
  func content(of number: Int) throws(PDFError) -> [UInt8] {
    guard let (dictionary, range) = try stream(number) else { return [] }
    let data = bytes[range]
    let filter = try resolve(dictionary["Filter"])
    switch filter.nameValue ?? filter.arrayValue?.first?.nameValue {
    case nil: return Array(data)
    case "FlateDecode":
      do {
        return try Deflate.unpack(data, format: .zlib, limit: 64 << 20)
      } catch {
        throw PDFError("stream can't be unpacked", at: range.lowerBound)
      }
    default: throw PDFError("stream is packed in an unknown way", at: range.lowerBound)
    }
  }
}

/// Joins glyphs to words by where they stand.
struct WordBuilder {
  private(set) var words: [PDFText.Word] = []
  private var text = ""
  private var startsLine = true
  private var page = 0
  /// The last glyph: where it ended and how large it was, in page space; nil at a page's start.
  private var last: (end: Double, y: Double, size: Double, isLeftward: Bool)?
  /// From where to where the open word reaches.
  private var extent = (from: 0.0, to: 0.0)
  /// A gap of this share of the font size parts words, as extractors have it.
  private static let wordGap = 0.15

  mutating func startPage(_ page: Int) {
    endWord()
    self.page = page
    last = nil
    startsLine = true
  }

  /// Adds the text of a glyph that reaches from `start` to `end`, `size` being the font's in page
  /// space.
  mutating func add(
    _ string: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
    size: Double
  ) {
    let isMark = string.unicodeScalars.allSatisfy(\.isMark)
    let isLeftward = string.unicodeScalars.contains { Self.runsLeftward($0) }
    var isAlone = false
    if isMark {
      isAlone = standsAlone(string, from: start, to: end, size: size)
      if isAlone { endLine() }
    } else if let last {
      if abs(start.y - last.y) > 0.5 * max(size, last.size) {
        endLine()
      } else if isLeftward || last.isLeftward {
        // Runs of one direction stand in the order of the eye: only the distance tells.
        let gap = max(start.x - extent.to, extent.from - end.x)
        if gap > Self.wordGap * size { endWord() }
      } else if start.x - last.end < -0.5 * size {
        endLine()
      } else if start.x - last.end > Self.wordGap * size {
        endWord()
      }
    }
    if !isMark || isAlone {
      last = (end.x, end.y, size, isLeftward)
    } else if let end = last.map({ max($0.end, end.x) }) {
      last?.end = end
    }
    extent = text.isEmpty ? (start.x, end.x) : (min(extent.from, start.x), max(extent.to, end.x))
    for scalar in string.unicodeScalars {
      if scalar.isWhitespace {
        endWord()
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
  }

  /// Whether a mark belongs to no glyph before it: below its line, however high marks are stacked,
  /// or away from the open word.
  private func standsAlone(
    _ mark: String, from start: (x: Double, y: Double), to end: (x: Double, y: Double),
    size: Double
  ) -> Bool {
    guard let last else { return true }
    if last.y - start.y > size { return true }
    // From right to left a mark comes before its letter.
    let isLeftward = last.isLeftward || mark.unicodeScalars.contains { Self.runsLeftward($0) }
    let gap = max(start.x - extent.to, extent.from - end.x)
    return !text.isEmpty && !isLeftward && gap > Self.wordGap * size
  }

  /// Hebrew, Arabic and their kin.
  private static func runsLeftward(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  private mutating func endLine() {
    endWord()
    startsLine = true
  }

  mutating func endWord() {
    guard !text.isEmpty else { return }
    words.append(PDFText.Word(text: text, page: page, startsLine: startsLine))
    text = ""
    startsLine = false
  }
}

extension Unicode.Scalar {
  /// A combining mark: it stands on what is there, wherever it is painted.
  fileprivate var isMark: Bool {
    guard !isASCII else { return false }
    let category = properties.generalCategory
    return category == .nonspacingMark || category == .enclosingMark
  }

  /// `White_Space` of Unicode, without a table for ASCII.
  public var isWhitespace: Bool {
    isASCII ? self == " " || (0x9...0xD).contains(value) : properties.isWhitespace
  }

  /// A control character (Cc), which are all in Latin-1.
  public var isControl: Bool { value < 0x20 || (0x7F...0x9F).contains(value) }
}

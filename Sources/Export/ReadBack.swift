public import Archive
import CSS
public import Diagnostics
public import PDFFile

/// The proof that a document's text is found again in the bytes written: every word of the page,
/// whole and in order.
///
/// It reads the file as extractors do and compares with what the styled tree says, so that a
/// template that tears words apart or paints them out of order is found out by the build, not by
/// an employer's parser.
public struct ReadBack {
  public enum Fault: Hashable {
    case missing(String)
    /// Found, with a gap inside.
    case torn(String)
    /// Found before words that it follows.
    case misplaced(String)
    /// A code point without meaning (private use), or a soft hyphen.
    case unreadable(String)

    /// The error that a build reports.
    public func diagnostic(_ path: String) -> Diagnostic {
      switch self {
      case .missing(let word):
        .error(
          "text-lost", "'\(word)' can't be read back from '\(path)'", path: path,
          help:
            "the template may hide it, set it without a font that has it, or glue it to a neighbour"
        )
      case .torn(let word):
        .error(
          "text-torn", "'\(word)' is torn apart in '\(path)'", path: path,
          help: "use less letter-spacing: under 0.1em programs still see a word")
      case .misplaced(let word):
        .error(
          "text-misplaced", "'\(word)' is read out of order in '\(path)'", path: path,
          help: "the template paints it before text that it follows: avoid z-index and order")
      case .unreadable(let word):
        .error(
          "text-unreadable", "'\(word)' in '\(path)' holds characters without meaning", path: path,
          help: "draw icons as pictures, not as letters of an icon font")
      }
    }
  }

  private struct Expected {
    var text: String
    /// Words of right-to-left paragraphs are painted in the order of the eye.
    var isOrdered: Bool
  }

  /// What is lost in a PDF; words with characters that no font has aren't asked for.
  public static func faults(
    inPDF bytes: [UInt8], of flow: Flow, missingGlyphs: [Unicode.Scalar] = []
  ) throws(PDFError) -> [Fault] {
    let found = try PDFText.words(in: bytes)
    var comparison = Comparison(found: found)
    let all = words(of: flow, asPainted: true)
    guard !missingGlyphs.isEmpty else {
      let faults = comparison.faults(all)
      guard !faults.isEmpty else { return [] }
      // Where words repeat, the next page may seem nearer than the next line: a reading from top to
      // bottom that finds all of them is proof as well.
      var straight = Comparison(found: found, isOneColumn: true)
      return straight.faults(all).isEmpty ? [] : faults
    }
    // With holes in the text its order can't be followed.
    let missing = Set(missingGlyphs)
    return comparison.faults(
      all.filter { !$0.text.unicodeScalars.contains(where: missing.contains) }
        .map { Expected(text: $0.text, isOrdered: false) })
  }

  public static func faults(
    inDOCX bytes: [UInt8], of flow: Flow
  ) throws(ArchiveError) -> [Fault] {
    var comparison = Comparison(found: try DOCXText.words(in: bytes))
    return comparison.faults(words(of: flow, asPainted: false))
  }

  /// The words that must be found.
  private static func words(of flow: Flow, asPainted: Bool) -> [Expected] {
    flow.paragraphs.flatMap { paragraph -> [Expected] in
      var text = ""
      for inline in paragraph.content {
        switch inline {
        case .text(let run):
          let isUpper = asPainted && run.style.text.textTransform == .uppercase
          text += isUpper ? run.text.uppercased() : run.text
        case .lineBreak, .gap, .image: text += "\n"
        }
      }
      if text.unicodeScalars.contains(where: { $0.isControl && $0 != "\n" }) {
        text.unicodeScalars.removeAll { $0.isControl && $0 != "\n" }
      }
      let isOrdered =
        paragraph.style.text.direction == .ltr && !DirectionalRuns.containsRightToLeft(text)
      // Then nothing can be asked of the painted order.
      guard
        !asPainted || !text.unicodeScalars.contains(where: Self.turnsLetters)
      else { return [] }
      // By code points: a space keeps its meaning when a combining mark follows it.
      let words = text.unicodeScalars.split(whereSeparator: \.isWhitespace)
      return words.compactMap { word in
        let text = visible(String(word))
        return text.isEmpty ? nil : Expected(text: text, isOrdered: isOrdered || !asPainted)
      }
    }
  }

  /// Overrides, and isolates from right to left, which may stay open to the end of the paragraph.
  private static func turnsLetters(_ scalar: Unicode.Scalar) -> Bool {
    ["\u{202D}", "\u{202E}", "\u{2067}"].contains(scalar)
  }

  /// A word without control and format characters (joiners, direction marks, tags), which formats
  /// and fonts keep or leave out as they like.
  private static func visible(_ text: String) -> String {
    guard !text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { return text }
    return String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter { scalar in
          switch scalar.properties.generalCategory {
          case .control, .format, .unassigned, .surrogate: scalar.value == 0xAD
          default: !scalar.properties.isDefaultIgnorableCodePoint
          }
        }))
  }

  private struct Comparison {
    let found: [PDFText.Word]
    /// The words of each page, and how far they are accounted for: columns go on page by page, so
    /// that order counts within a page.
    private var pages: [Range<Int>] = []
    private var current = 0
    /// Letters of the words, sorted: where order says nothing.
    private lazy var bag: Set<String> = Set(found.map { Self.sortedLetters($0.text) })

    /// In one column order counts from the first page to the last.
    init(found: [PDFText.Word], isOneColumn: Bool = false) {
      let found = found.compactMap { word -> PDFText.Word? in
        var word = word
        word.text = ReadBack.visible(word.text)
        return word.text.isEmpty ? nil : word
      }
      self.found = found
      var start = 0
      for index in found.indices
      where !isOneColumn && index > start && found[index].page != found[start].page {
        pages.append(start..<index)
        start = index
      }
      pages.append(start..<found.count)
    }

    mutating func faults(_ expected: [Expected]) -> [Fault] {
      var faults: [Fault] = []
      for word in expected {
        if !word.isOrdered {
          let letters = Self.sortedLetters(word.text)
          if !letters.isEmpty, !bag.contains(letters) { faults.append(.missing(word.text)) }
        } else if !take(word.text) {
          faults.append(fault(of: word.text))
        }
      }
      let known = Set(expected.flatMap(\.text.unicodeScalars))
      for word in found where word.text.unicodeScalars.contains(where: Self.isMeaningless) {
        let isOwn = word.text.unicodeScalars.allSatisfy {
          !Self.isMeaningless($0) || known.contains($0)
        }
        if !isOwn { faults.append(.unreadable(word.text)) }
      }
      return faults
    }

    /// Accounts for a word where the fewest others are passed over.
    private mutating func take(_ word: String) -> Bool {
      let rest = pages[current]
      let extras = rest.prefix(4).prefix { Self.isExtra(found[$0].text) }
      let near = rest.lowerBound..<min(rest.upperBound, extras.endIndex + 1)
      var best = find(word, in: near).map { (page: current, place: $0) }
      if best == nil {
        for page in pages.indices {
          guard let place = find(word, in: pages[page]) else { continue }
          let distance = place.start - pages[page].lowerBound
          if let known = best, known.place.start - pages[known.page].lowerBound <= distance {
            continue
          }
          best = (page, place)
        }
      }
      guard let best else { return false }
      current = best.page
      // A word may end on a later page.
      for page in current..<pages.count where pages[page].lowerBound < best.place.end {
        let end = pages[page].upperBound
        pages[page] = min(best.place.end, end)..<end
      }
      return true
    }

    /// What layout adds to the text: bullets and numbers of items.
    private static func isExtra(_ text: String) -> Bool {
      if let first = text.utf8.first, (0x61...0x7A).contains(first | 0x20) { return false }
      let digits = text.prefix { $0.isNumber }
      return text.count <= 4 && digits.count < text.count
        && text[digits.endIndex...].allSatisfy { $0.isPunctuation || $0.isSymbol }
    }

    private func fault(of word: String) -> Fault {
      if find(word, in: found.indices) != nil { return .misplaced(word) }
      if find(word, in: found.indices, allowsTears: true) != nil { return .torn(word) }
      return .missing(word)
    }

    /// Where a word stands first.
    private func find(
      _ word: String, in places: Range<Int>, allowsTears: Bool = false
    ) -> (start: Int, end: Int)? {
      for index in places {
        if let end = match(word, at: index, allowsTears: allowsTears) { return (index, end) }
      }
      return nil
    }

    /// A word may go on in the next line, behind a hyphen that the layout put there.
    private func match(_ word: String, at start: Int, allowsTears: Bool) -> Int? {
      var rest = word[...]
      var index = start
      while index < found.count {
        var piece = found[index].text[...]
        // By code points: a mark at the start of a text joins the bullet.
        let scalars = piece.unicodeScalars
        if index == start, scalars.count > 1, let first = scalars.first,
          Self.bullets.contains(first), word.unicodeScalars.first != first
        {
          piece = Substring(scalars.dropFirst())
        }
        if rest == piece { return index + 1 }
        if piece.last == "-" || piece.last == "‐", !rest.hasPrefix(piece) {
          piece = piece.dropLast()
        }
        guard !piece.isEmpty, rest.hasPrefix(piece) else { return nil }
        rest = rest.dropFirst(piece.count)
        index += 1
        guard allowsTears || index < found.count && found[index].startsLine else { return nil }
      }
      return nil
    }

    private static let bullets: Set<Unicode.Scalar> = ["•", "◦", "▪", "–", "‣", "·"]

    /// Punctuation moves away from its word where directions meet.
    private static func sortedLetters(_ text: String) -> String {
      let letters = text.unicodeScalars.filter {
        $0.properties.isAlphabetic || $0.properties.numericType != nil
      }
      return String(String.UnicodeScalarView(letters.sorted()))
    }

    private static func isMeaningless(_ scalar: Unicode.Scalar) -> Bool {
      !scalar.isASCII
        && (scalar.value == 0xAD || scalar.properties.generalCategory == .privateUse)
    }
  }
}

/// The text of a DOCX as programs find it: the paragraphs of the body, in order.
enum DOCXText {
  static func words(in bytes: [UInt8]) throws(ArchiveError) -> [PDFText.Word] {
    let zip = try ZIPReader(bytes)
    guard let document = try zip.content("word/document.xml") else {
      throw .damaged("word/document.xml is missing")
    }
    var reader = XMLReader(document)
    var text = ""
    // Drawings say where they stand in elements of their own.
    var isText = false
    do {
      while let event = try reader.next() {
        switch event {
        case .start(let name, _) where ["tab", "br", "p", "drawing"].contains(name.local):
          text += "\n"
        case .start(let name, _) where name.local == "t": isText = true
        case .end(let name) where name.local == "t": isText = false
        case .text(let piece) where isText: text += piece
        default: break
        }
      }
    } catch {
      throw .damaged("word/document.xml: \(error.message)")
    }
    return text.unicodeScalars.split(whereSeparator: \.isWhitespace).map {
      PDFText.Word(text: String($0), page: 0, startsLine: false)
    }
  }
}

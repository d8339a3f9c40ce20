import Files

/// The lines of a PDF in reading order, without what nobody sees.
public struct PDFText {
  public private(set) var extracted = ExtractedText(kind: .pdf)
  private let limits: ExtractionLimits

  /// Asks poppler's programs about the file at `path`.
  init(_ bytes: [UInt8], path: String, limits: ExtractionLimits) throws(ExtractionError) {
    self.limits = limits
    let tools = PDFTools(path: path, limits: limits)
    let text = try words(tools)
    try checkReadable(text)
    let glyphs = (try? tools.glyphs())?.output ?? []
    let drawn = min(text.pages.count, limits.drawnPages)
    let pictures = (try? tools.pictures(pages: drawn))?.output ?? []
    let structure = PDFStructure(bytes)
    let paper = structure.isCropped ? (try? tools.pageBoxes(pages: text.pages.count))?.output : nil
    judge(text, GlyphText(glyphs), Raster(pictures), structure, paper: paper ?? [])
  }

  /// The same of what the programs have said: words with boxes, glyphs, pictures, sizes of the paper.
  public init(
    words: [UInt8], glyphs: [UInt8], pictures: [UInt8], paper: [UInt8], of bytes: [UInt8]
  ) {
    limits = ExtractionLimits()
    judge(
      BoxedText(words), GlyphText(glyphs), Raster(pictures), PDFStructure(bytes), paper: paper)
  }

  private mutating func judge(
    _ text: BoxedText, _ glyphs: GlyphText, _ raster: Raster, _ structure: PDFStructure,
    paper: [UInt8]
  ) {
    var text = text
    extracted.pages = text.pages.count
    hideForged(&text, glyphs)
    let drawn = min(text.pages.count, limits.drawnPages)
    Visibility(raster: raster, drawnPages: drawn).check(&text)
    hideForged(&text, structure.forgeries)
    if structure.isCropped { hideCropped(&text, paper) }
    report(text)
    extracted.lines = PDFLines(text, glyphs, raster).lines
    extracted.unchecked = PDFLines(text.uncheckedOnly, GlyphText([]), Raster([])).lines.map(\.text)
    extracted.concerns += structure.concerns
    extracted.notes += structure.notes
  }

  // MARK: Reading

  private func words(_ tools: PDFTools) throws(ExtractionError) -> BoxedText {
    let process = try tools.boxes()
    let text = BoxedText(process.output)
    let said = String(decoding: process.errors.prefix(4096), as: UTF8.self)
    if said.contains("Incorrect password") {
      throw ExtractionError(
        "encrypted-file", "the PDF is encrypted and needs a password",
        help: "ask for a file without password")
    }
    guard text.pages.isEmpty else { return text }
    switch process.end {
    case .outOfTime, .interrupted:
      throw ExtractionError(
        "out-of-time", "reading the PDF took more than \(Int(limits.seconds)) s")
    case .tooMuchOutput: throw ExtractionError("too-large", "the PDF holds too much text")
    case .signal:
      throw ExtractionError(
        "too-costly", "reading the PDF crashed, or took more time or memory than a resume may")
    case .exited:
      throw ExtractionError("damaged-file", "the PDF is damaged: no page can be read")
    }
  }

  /// Refuses scans and fonts whose letters have no names, rather than ranking them as empty.
  private func checkReadable(_ text: BoxedText) throws(ExtractionError) {
    var letters = 0
    var others = 0
    for word in text.pages.flatMap(\.words) {
      for scalar in word.text.unicodeScalars {
        let isPrivate = (0xE000...0xF8FF).contains(scalar.value) || scalar.value == 0xFFFD
        if isPrivate || scalar.properties.generalCategory == .control {
          others += 1
        } else {
          letters += 1
        }
      }
    }
    if letters + others == 0 {
      throw ExtractionError(
        "no-text", "the PDF holds no text: a scan or a picture",
        help: "ask for the document that was printed, or run it through text recognition")
    }
    if letters < others {
      throw ExtractionError(
        "unreadable-text", "the PDF's fonts do not say which letters they show",
        help: "ask for a file made by another program")
    }
  }

  // MARK: Hidden text

  /// Words that the glyphs don't spell.
  private func hideForged(_ text: inout BoxedText, _ glyphs: GlyphText) {
    for (page, drawn) in zip(text.pages.indices, glyphs.pages) {
      let letters = Array(Self.plain(drawn.letters).utf8)
      let words = Set(
        drawn.pieces.flatMap { $0.text.split(whereSeparator: \.isWhitespace).map(Self.plain) })
      var searches = 0
      for (index, word) in text.pages[page].words.enumerated() {
        let plain = Self.plain(word.text)
        guard plain.utf8.count >= 2, !words.contains(plain), searches < 500 else { continue }
        searches += 1
        if !letters.contains(plain) { text.hide(.forged, page: page, word: index) }
      }
      forgive(&text, page)
    }
  }

  /// Words on the part of the paper that is cut off.
  private func hideCropped(_ text: inout BoxedText, _ paper: [UInt8]) {
    var boxes: [String: [Double]] = [:]
    for row in String(decoding: paper, as: UTF8.self).split(separator: "\n") {
      let words = row.split(separator: " ")
      guard words.count == 7, words[0] == "Page", words[2].hasSuffix("Box:") else { continue }
      boxes["\(words[1])\(words[2])"] = words[3...].compactMap { Double($0) }
    }
    for page in text.pages.indices {
      guard let paper = boxes["\(page + 1)MediaBox:"], let shown = boxes["\(page + 1)CropBox:"],
        paper.count == 4, shown.count == 4, paper != shown,
        abs(text.pages[page].width - (paper[2] - paper[0])) < 1
      else { continue }
      let seen = Box(
        left: shown[0] - paper[0], top: paper[3] - shown[3], right: shown[2] - paper[0],
        bottom: paper[3] - shown[1])
      for (index, word) in text.pages[page].words.enumerated() {
        let x = (word.box.left + word.box.right) / 2
        let isSeen =
          x > seen.left && x < seen.right && word.box.middle > seen.top
          && word.box.middle < seen.bottom
        if !isSeen { text.hide(.outside, page: page, word: index) }
      }
    }
  }

  /// Words with what a font says in place of the letters that it draws.
  private func hideForged(_ text: inout BoxedText, _ forgeries: Set<String>) {
    guard !forgeries.isEmpty else { return }
    for page in text.pages.indices {
      for (index, word) in text.pages[page].words.enumerated()
      where forgeries.contains(where: { word.text.contains($0) }) {
        text.hide(.forged, page: page, word: index)
      }
    }
  }

  /// A word or two that differ are differences of programs, not a forgery.
  private func forgive(_ text: inout BoxedText, _ page: Int) {
    let forged = text.pages[page].words.indices.filter {
      text.pages[page].words[$0].hidden == .forged
    }
    let letters = forged.reduce(0) { $0 + text.pages[page].words[$1].text.count }
    guard forged.count < 3, letters < 16 else { return }
    for index in forged { text.show(page: page, word: index) }
  }

  /// Letters and digits of ASCII, ligatures taken apart.
  private static func plain(_ text: some StringProtocol) -> String {
    var result = ""
    for scalar in text.lowercased().unicodeScalars {
      switch scalar.value {
      case 0x30...0x39, 0x61...0x7A: result.unicodeScalars.append(scalar)
      case 0xFB00...0xFB06: result += ligatures[Int(scalar.value - 0xFB00)]
      default: break
      }
    }
    return result
  }

  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]

  private mutating func report(_ text: BoxedText) {
    var groups: [BoxedText.Hidden: (count: Int, words: [String])] = [:]
    for word in text.pages.flatMap(\.words) {
      guard let reason = word.hidden else { continue }
      groups[reason, default: (0, [])].count += 1
      if groups[reason, default: (0, [])].words.count < 20 {
        groups[reason]?.words.append(word.text)
      }
    }
    for (reason, group) in groups.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let kind: Concern.Kind
      switch reason {
      case .forged: kind = .forgedText
      case .unchecked: kind = .unchecked
      default: kind = .hiddenText
      }
      let noun = group.count == 1 ? "1 word is" : "\(group.count) words are"
      extracted.concerns.append(
        Concern(
          kind, "\(noun) \(reason.rawValue); not counted", quote: group.words.joined(separator: " ")
        ))
    }
    if text.pages.count >= limits.pages {
      extracted.notes.append(
        ReadabilityNote("many-pages", "only the first \(limits.pages) pages are read"))
    }
  }
}

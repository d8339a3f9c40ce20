/// A paragraph, an item of a list or a heading: lines that belong together.
struct Paragraph {
  var text: String
  /// The number of its first line, from 0.
  var line: Int
  var isItem = false
  var isBold = false
  var heading: Int?
  var box: Box?
  var block = 0
  var page = 0
  var links: [String] = []

  /// Letters are all in upper case.
  var isUpperCase: Bool {
    text.contains(where: \.isLetter) && !text.contains(where: \.isLowercase)
  }
}

/// Joins the lines of paragraphs where the format keeps lines only.
struct ParagraphReader {
  private(set) var paragraphs: [Paragraph] = []
  private let lines: [TextLine]
  private let isPaged: Bool
  private var margins: [Double]
  /// Words of the document, to tell a hyphen from a broken word.
  private let words: Set<String>

  init(_ text: ExtractedText) {
    lines = text.lines
    isPaged = text.kind == .pdf
    words = Set(
      text.lines.flatMap { $0.text.lowercased().split { !$0.isLetter }.map(String.init) })
    margins = []
    margins = lines.indices.map(margin)
    for index in lines.indices { add(index) }
  }

  private mutating func add(_ index: Int) {
    let line = lines[index]
    let (text, hasBullet) = Self.withoutBullet(line.text)
    guard !text.isEmpty else { return }
    if !hasBullet, !line.isItem, index > 0, continues(index), let last = paragraphs.indices.last {
      paragraphs[last].text = joined(paragraphs[last].text, text)
      paragraphs[last].links += line.links
      return
    }
    var paragraph = Paragraph(text: text, line: index)
    paragraph.isItem = (hasBullet || line.isItem) && line.heading == nil
    paragraph.isBold = line.isBold
    paragraph.heading = line.heading
    paragraph.box = line.box
    paragraph.block = line.block
    paragraph.page = line.page
    paragraph.links = line.links
    paragraphs.append(paragraph)
  }

  /// The right edge of the column that a line stands in; infinite where nothing is wrapped.
  private func margin(_ index: Int) -> Double {
    guard let box = lines[index].box else { return .infinity }
    var rights: [Double] = []
    let near = isPaged ? 45.0 : 6.0
    for other in lines[max(0, index - 60)..<min(lines.count, index + 60)]
    where other.page == lines[index].page {
      guard let place = other.box, abs(place.left - box.left) < near else { continue }
      rights.append(place.right)
    }
    rights.sort(by: >)
    guard isPaged else { return max(72, rights.first ?? 0) }
    // One long line is no column.
    guard rights.count > 1, rights[1] > rights[0] * 0.9 || box.width > 150 else { return .infinity }
    return rights[0]
  }

  /// Whether a line goes on with the paragraph of the line before it.
  private func continues(_ index: Int) -> Bool {
    let (line, last) = (lines[index], lines[index - 1])
    if let starts = line.startsParagraph { return !starts }
    guard line.heading == nil, last.heading == nil, let box = line.box, let before = last.box,
      Headings.topic(of: line.text) == nil, Headings.topic(of: last.text) == nil,
      !line.text.contains("\t"), !last.text.contains("\t") || !isPaged
    else { return false }
    if Self.isDated(line.text) || Self.isDated(last.text) { return false }
    if !isPaged, line.block != last.block { return false }
    if isPaged, !isBelow(index, box, before) { return false }
    // What would still have fit into the line before begins something new.
    let letters = Double(max(1, last.text.count))
    let letter = max(before.width, 1) / letters
    let word = Double(line.text.prefix { !$0.isWhitespace }.count + 1) * letter
    guard before.right + word > margins[index - 1] - letter else { return false }
    return true
  }

  private func isBelow(_ index: Int, _ box: Box, _ before: Box) -> Bool {
    let (line, last) = (lines[index], lines[index - 1])
    guard line.isBold == last.isBold else { return false }
    if line.page != last.page {
      return line.text.first?.isLowercase == true
    }
    guard abs(box.height - before.height) < 0.15 * max(box.height, before.height) else {
      return false
    }
    let gap = box.top - before.bottom
    guard gap < 0.7 * box.height, gap > -0.5 * box.height else { return false }
    let endsSentence = last.text.last.map { ".!?".contains($0) } ?? false
    if line.text.first?.isLowercase == false, Self.isLabelled(line.text), Self.isLabelled(last.text)
    {
      return false
    }
    if endsSentence, line.text.first?.isLowercase == false, gap > usualGap(box, index) + 0.3 {
      return false
    }
    // A hanging indent goes right, never far left.
    return box.left > before.left - 3 && box.left < before.left + 40
  }

  /// `Systems: SAP, Oracle`: a group of a list.
  private static func isLabelled(_ text: String) -> Bool {
    guard let colon = text.prefix(40).firstIndex(of: ":"), colon > text.startIndex else {
      return false
    }
    return text[colon...].dropFirst().first == " " && text.first?.isLetter == true
  }

  /// The least gap between lines of that size around a line.
  private func usualGap(_ box: Box, _ index: Int) -> Double {
    var least = Double.infinity
    let near = lines[max(0, index - 60)..<min(lines.count, index + 60)]
    for (first, second) in zip(near, near.dropFirst()) where first.page == second.page {
      guard let a = first.box, let b = second.box, abs(a.height - box.height) < 0.2,
        abs(b.height - box.height) < 0.2, b.top > a.top
      else { continue }
      least = min(least, b.top - a.bottom)
    }
    return least
  }

  /// A short line with a period: the head of a job, never a part of running text.
  static func isDated(_ text: String) -> Bool {
    guard text.count <= 110 else { return false }
    return DateReader.periods(in: text).contains { $0.isRange }
  }

  private func joined(_ first: String, _ second: String) -> String {
    guard first.hasSuffix("-"), second.first?.isLetter == true else { return first + " " + second }
    let head = first.dropLast().reversed().prefix { $0.isLetter }.reversed()
    let tail = second.prefix { $0.isLetter }
    let whole = (String(head) + tail).lowercased()
    return words.contains(whole) ? first.dropLast() + second : first + second
  }

  // MARK: Bullets

  private static let bullets: Set<Unicode.Scalar> = [
    "•", "‣", "◦", "▪", "▫", "●", "○", "■", "□", "◆", "◇", "►", "▶", "➢", "➤", "✓", "✔", "✦", "★",
    "⁃",
    "∙", "·", "–", "—", "-", "*", "+", "→", "»", "§", "\u{F0B7}", "\u{F0A7}", "\u{F0D8}",
    "\u{F076}",
    "\u{F0FC}", "\u{B7}", "\u{2219}", "\u{25AA}", "\u{E080}",
  ]

  /// A line without the sign that makes it an item.
  static func withoutBullet(_ text: String) -> (text: String, isItem: Bool) {
    guard let first = text.unicodeScalars.first else { return (text, false) }
    let rest = String(text.unicodeScalars.dropFirst())
    let isPrivate = (0xE000...0xF8FF).contains(first.value)
    let isMark = bullets.contains(first) || isPrivate
    if isMark,
      rest.first?.isWhitespace == true || rest.isEmpty
        || !"-–—*+".unicodeScalars.contains(first) && !(rest.first?.isNumber ?? false)
    {
      return (rest.trimmed, !rest.isEmpty)
    }
    if first == "o", rest.hasPrefix(" "), rest.dropFirst().first?.isUppercase == true {
      return (rest.trimmed, true)
    }
    return (text, false)
  }
}

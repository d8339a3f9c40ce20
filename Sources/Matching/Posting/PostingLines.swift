/// A line, list item or sentence of a posting, with the kind of section that it stands in.
struct PostingLine: Sendable {
  /// UTF-8 offsets in the posting.
  var range: Range<Int>
  var text: String
  var isListItem: Bool
  /// nil before the first heading that says something.
  var section: PostingSection?
  /// The label or heading itself, not something asked for.
  var isHeading = false
}

/// Cuts a posting into lines and sections: Markdown, or plain text with or without structure.
struct PostingLines {
  private let source: [UInt8]
  private var lines: [PostingLine] = []
  private var section: PostingSection?
  /// Sections of enclosing Markdown headings, by level.
  private var levels: [(level: Int, section: PostingSection?)] = []
  private var paragraph: Range<Int>?
  private var paragraphIsListItem = false
  /// The sentence before a list, as it may say what the list is: "It is a plus if you know".
  private var leadIn: (line: Int, section: PostingSection?)?
  /// The section around a list that its own sentence introduces.
  private var outer: PostingSection??

  private init(_ source: [UInt8]) { self.source = source }

  static func read(_ source: [UInt8]) -> [PostingLine] {
    var reader = PostingLines(source)
    reader.run()
    return reader.lines
  }

  private mutating func run() {
    var start = 0
    while start < source.count {
      let end = source[start...].firstIndex(of: 0x0A) ?? source.count
      readLine(start..<end)
      start = end + 1
    }
    flush()
  }

  private mutating func readLine(_ full: Range<Int>) {
    let line = trim(full)
    guard !line.isEmpty else {
      flush()
      return
    }
    if let level = headingLevel(line) {
      flush()
      open(trimMarks(line), level: level)
    } else if let body = listItem(line) {
      flush()
      introduceList()
      paragraph = body
      paragraphIsListItem = true
    } else if !isMidSentence(line), let title = titleLine(line) {
      flush()
      open(title, level: 7)
    } else if let open = paragraph,
      continues(open, line, indented: line.lowerBound > full.lowerBound)
    {
      paragraph = open.lowerBound..<line.upperBound
    } else {
      flush()
      paragraph = line
      paragraphIsListItem = false
    }
  }

  // MARK: What a line is

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, source[low] <= 0x20 { low += 1 }
    while high > low, source[high - 1] <= 0x20 { high -= 1 }
    return low..<high
  }

  /// Without the signs of Markdown headings and emphasis around it.
  private func trimMarks(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    let isMark: (UInt8) -> Bool = { [0x23, 0x2A, 0x5F, 0x20, 0x3D, 0x3E].contains($0) }
    while low < high, isMark(source[low]) { low += 1 }
    while high > low, isMark(source[high - 1]) || source[high - 1] == 0x3A { high -= 1 }
    return low..<high
  }

  private func headingLevel(_ line: Range<Int>) -> Int? {
    let hashes = source[line].prefix { $0 == 0x23 }.count
    guard hashes > 0, hashes < 7, line.count > hashes, source[line.lowerBound + hashes] == 0x20
    else { return nil }
    return hashes
  }

  /// What follows the sign of a list item: `-`, `*`, a bullet, or a number.
  private func listItem(_ line: Range<Int>) -> Range<Int>? {
    let first = source[line.lowerBound]
    var next = line.lowerBound
    if first == 0x2D || first == 0x2A || first == 0x2B {
      next += 1
      guard next < line.upperBound, source[next] == 0x20 || source[next] == 0x09 else { return nil }
    } else if ASCII.isDigit(first) {
      while next < line.upperBound, ASCII.isDigit(source[next]), next - line.lowerBound < 3 {
        next += 1
      }
      guard next + 1 < line.upperBound, source[next] == 0x2E || source[next] == 0x29,
        source[next + 1] == 0x20
      else { return nil }
      next += 1
    } else {
      let (value, length) = Scalar.decode(source, at: next)
      guard
        [0x2022, 0xB7, 0x25E6, 0x25AA, 0x2023, 0x2013, 0x2014, 0x25CF, 0x30FB, 0x27A2]
          .contains(value)
      else { return nil }
      next += length
    }
    let body = trim(next..<line.upperBound)
    return body.isEmpty ? nil : body
  }

  /// A line that is a title though nothing marks it up: bold, a known title, or ending in a colon.
  private func titleLine(_ line: Range<Int>) -> Range<Int>? {
    guard line.count <= 90 else { return nil }
    let isBold = source[line].starts(with: [0x2A, 0x2A]) && source[line].suffix(3).contains(0x2A)
    let title = trimMarks(line)
    let tokens = Tokenizer.tokenize(Array(source[title]), language: .english).tokens
    guard !tokens.isEmpty, tokens.count <= 10 else { return nil }
    if PostingWords.shared.isHeading(tokens[...]) != nil { return title }
    let endsInColon = source[line.upperBound - 1] == 0x3A
    let isShout =
      tokens.count <= 6
      && tokens.allSatisfy { $0.flags.contains(.upper) || $0.flags.contains(.number) }
      && tokens.contains { $0.flags.contains(.upper) && $0.end - $0.start > 3 }
    guard isBold || endsInColon || isShout else { return nil }
    if isBold && tokens.count <= 8 { return title }
    return PostingWords.shared.section(ofHeading: tokens[...]) != nil ? title : nil
  }

  /// Whether a line goes on with the words of the one before it.
  private func isMidSentence(_ line: Range<Int>) -> Bool {
    guard let open = paragraph, ASCII.isLower(source[line.lowerBound]) else { return false }
    return ![0x2E, 0x21, 0x3F, 0x3A].contains(source[open.upperBound - 1])
  }

  private func continues(_ open: Range<Int>, _ line: Range<Int>, indented: Bool) -> Bool {
    let last = source[open.upperBound - 1]
    if [0x2E, 0x21, 0x3F, 0x3A].contains(last) { return paragraphIsListItem && indented }
    let lineStart = source[..<open.upperBound].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let lastLine = open.upperBound - max(lineStart, open.lowerBound)
    return lastLine >= 60 || paragraphIsListItem && indented
      || ASCII.isLower(source[line.lowerBound])
  }

  // MARK: Sections

  private mutating func open(_ title: Range<Int>, level: Int) {
    let text = Tokenizer.tokenize(Array(source[title]), language: .english)
    let known = PostingWords.shared.section(ofHeading: text.tokens[...])
    (leadIn, outer) = (nil, nil)
    levels.removeAll { $0.level >= level }
    section = known ?? (level == 7 ? section : levels.last?.section ?? nil)
    levels.append((level, section))
    add(title, isListItem: false, isHeading: true)
  }

  private mutating func add(_ range: Range<Int>, isListItem: Bool, isHeading: Bool = false) {
    guard !range.isEmpty else { return }
    lines.append(
      PostingLine(
        range: range, text: String(decoding: source[range], as: UTF8.self),
        isListItem: isListItem, section: section, isHeading: isHeading))
  }

  private mutating func flush() {
    guard var body = paragraph else { return }
    paragraph = nil
    if !paragraphIsListItem { endList() }
    let around = section
    if let label = label(of: body) {
      section = label.section
      body = trim(label.end..<body.upperBound)
    }
    for sentence in sentences(of: body) {
      add(sentence, isListItem: paragraphIsListItem)
    }
    leadIn = paragraphIsListItem ? nil : leadIn(endingIn: body)
    // "Requirements:" with nothing after it opens a section; with a list after it, that list only.
    if !body.isEmpty { section = paragraphIsListItem ? around : section }
  }

  // MARK: Lists that a sentence introduces

  private static let longestLeadIn = 12

  /// The last sentence of a paragraph where it is short and open: it ends in a colon or in nothing.
  private func leadIn(endingIn body: Range<Int>) -> (line: Int, section: PostingSection?)? {
    guard let last = lines.last, !last.isHeading, last.range.upperBound == body.upperBound,
      ![0x2E, 0x21, 0x3F].contains(source[last.range.upperBound - 1])
    else { return nil }
    let tokens = Tokenizer.tokenize(last.text, language: .english).tokens
    guard !tokens.isEmpty, tokens.count <= Self.longestLeadIn else { return nil }
    if let section = PostingWords.shared.section(ofHeading: tokens[...]) {
      return (lines.count - 1, section)
    }
    let cues = PostingWords.shared.cues(in: tokens[...])
    let known = [PostingSection.nice, .must, .duty].first { (cues[$0] ?? 0) > 0 }
    let endsInColon = source[last.range.upperBound - 1] == 0x3A
    return known != nil || endsInColon ? (lines.count - 1, known) : nil
  }

  private mutating func introduceList() {
    guard let found = leadIn else { return }
    leadIn = nil
    lines[found.line].isHeading = true
    guard let section = found.section else { return }
    outer = .some(self.section)
    self.section = section
  }

  private mutating func endList() {
    if let around = outer { section = around }
    outer = nil
  }

  /// A known title and a colon at the start of a paragraph.
  private func label(of body: Range<Int>) -> (section: PostingSection, end: Int)? {
    guard let colon = source[body].prefix(60).firstIndex(of: 0x3A) else { return nil }
    let title = trimMarks(body.lowerBound..<colon)
    let tokens = Tokenizer.tokenize(Array(source[title]), language: .english).tokens
    guard !tokens.isEmpty, tokens.count <= 6,
      let section = PostingWords.shared.isHeading(tokens[...])
    else { return nil }
    return (section, colon + 1)
  }

  /// Cuts at semicolons and at full stops before a capital, outside brackets.
  private func sentences(of body: Range<Int>) -> [Range<Int>] {
    var cuts: [Range<Int>] = []
    var start = body.lowerBound
    var depth = 0
    for index in body {
      switch source[index] {
      case 0x28, 0x5B: depth += 1
      case 0x29, 0x5D: depth = max(0, depth - 1)
      case 0x3B where depth == 0, 0x21 where depth == 0, 0x3F where depth == 0:
        cuts.append(trim(start..<index))
        start = index + 1
      case 0x2E where endsSentence(index, body):
        cuts.append(trim(start..<index + 1))
        start = index + 1
        depth = 0
      case 0xE3 where isIdeographicStop(index, body):
        cuts.append(trim(start..<index))
        start = index + 3
      default: break
      }
    }
    cuts.append(trim(start..<body.upperBound))
    return cuts.filter { !$0.isEmpty }
  }

  private func isIdeographicStop(_ index: Int, _ body: Range<Int>) -> Bool {
    index + 2 < body.upperBound && source[index + 1] == 0x80 && source[index + 2] == 0x82
  }

  private func endsSentence(_ index: Int, _ body: Range<Int>) -> Bool {
    var next = index + 1
    guard next < body.upperBound, source[next] <= 0x20 else { return false }
    while next < body.upperBound, source[next] <= 0x20 { next += 1 }
    guard next < body.upperBound, !ASCII.isLower(source[next]) else { return false }
    // "e.g. X", "St. Mary": a short word before the stop does not end a sentence.
    let word = source[body.lowerBound..<index].reversed().prefix { ASCII.isLetter($0) }.count
    return word == 0 || word > 2
  }
}

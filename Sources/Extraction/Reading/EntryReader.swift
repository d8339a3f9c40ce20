import Profiles

/// A job, a school or a project as it was found.
struct EntryDraft {
  var heads: [(text: String, line: Int)] = []
  var period: DateReader.Period?
  var periodLine = 0
  var items: [Paragraph] = []
  var line: Int { heads.first?.line ?? items.first?.line ?? periodLine }
}

/// Parts a section into its entries by the lines that carry dates.
struct EntrySplitter {
  private(set) var entries: [EntryDraft] = []
  private var paragraphs: [Paragraph]
  private let periods: [[DateReader.Period]]
  private let kind: SectionKind

  init(_ section: [Paragraph], kind: SectionKind) {
    self.kind = kind
    paragraphs = section
    periods = section.map { DateReader.periods(in: $0.text) }
    markIndented()
    split()
  }

  /// Whether a paragraph carries the dates of an entry.
  private func isAnchor(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    guard !paragraph.isItem || kind == .certificates, let period = periods[index].first else {
      return false
    }
    let rest = DateReader.without(periods[index], paragraph.text)
    guard rest.count <= 140, !Self.endsSentence(rest) || rest.count < 30 else { return false }
    // Sentences have years in them.
    return period.isRange || rest.count < 90 || kind == .education
  }

  private static func endsSentence(_ text: String) -> Bool {
    text.hasSuffix(".") && text.count > 40 && !text.hasSuffix("Inc.") && !text.hasSuffix("Co.")
  }

  private func isHead(_ index: Int) -> Bool {
    let paragraph = paragraphs[index]
    return !paragraph.isItem && paragraph.text.count <= 110 && !Self.endsSentence(paragraph.text)
  }

  /// Lines farther right than those with dates are items whose signs are drawn, not written.
  private mutating func markIndented() {
    let anchors = paragraphs.indices.filter {
      isAnchor($0) && periods[$0].contains(where: \.isRange)
    }
    guard !paragraphs.contains(where: \.isItem) else { return }
    for index in paragraphs.indices where !anchors.contains(index) {
      guard let anchor = anchors.last(where: { $0 < index }),
        let left = paragraphs[anchor].box?.left,
        let own = paragraphs[index].box?.left
      else { continue }
      if own > left + 4, own < left + 60 { paragraphs[index].isItem = true }
    }
  }

  private mutating func split() {
    let anchors = paragraphs.indices.filter(isAnchor)
    var starts = anchors.isEmpty ? undatedStarts() : datedStarts(anchors)
    if starts.isEmpty, !paragraphs.isEmpty { starts = [0] }
    if let first = starts.first, first > 0 { starts[0] = 0 }
    for (number, start) in starts.enumerated() {
      let end = number + 1 < starts.count ? starts[number + 1] : paragraphs.count
      entries.append(draft(start..<end))
    }
  }

  /// Where entries begin: as many lines before the one with the date as the first entry has.
  private func datedStarts(_ anchors: [Int]) -> [Int] {
    let lead = min(2, anchors[0])
    var starts: [Int] = []
    for (number, anchor) in anchors.enumerated() {
      let floor = number == 0 ? 0 : anchors[number - 1] + 1
      var start = anchor
      while start > floor, anchor - start < lead, isHead(start - 1), !isAnchor(start - 1) {
        start -= 1
      }
      // Two dates in neighbouring lines are one entry: an employer's and a position's.
      starts.append(start)
    }
    return starts
  }

  /// Without dates: at lines of their own looks.
  private func undatedStarts() -> [Int] {
    if paragraphs.contains(where: { $0.heading != nil }) {
      return paragraphs.indices.filter { paragraphs[$0].heading != nil }
    }
    if paragraphs.contains(where: \.isBold), paragraphs.contains(where: { !$0.isBold }) {
      return paragraphs.indices.filter { index in
        paragraphs[index].isBold && isHead(index) && (index == 0 || !paragraphs[index - 1].isBold)
      }
    }
    guard paragraphs.contains(where: \.isItem) else { return Array(paragraphs.indices) }
    return paragraphs.indices.filter { index in
      isHead(index) && (index == 0 || paragraphs[index - 1].isItem)
    }
  }

  private func draft(_ range: Range<Int>) -> EntryDraft {
    var draft = EntryDraft()
    var isBody = false
    for index in range {
      let paragraph = paragraphs[index]
      let isDate = isAnchor(index) && draft.period == nil
      if isDate {
        draft.period = periods[index].first
        draft.periodLine = paragraph.line
        let rest = DateReader.without([periods[index][0]], paragraph.text)
        if !rest.isEmpty { draft.heads.append((rest, paragraph.line)) }
        continue
      }
      if !isBody, isHead(index), draft.heads.count < 3, draft.items.isEmpty {
        draft.heads.append((paragraph.text, paragraph.line))
      } else {
        isBody = true
        draft.items.append(paragraph)
      }
    }
    return draft
  }
}

/// The parts of the lines at an entry's head.
struct HeadReader {
  private(set) var title: (text: String, line: Int)?
  private(set) var name: (text: String, line: Int)?
  private(set) var place: (text: String, line: Int)?
  private(set) var rest: [(text: String, line: Int)] = []

  private static let separators = [
    "\t", " | ", "|", " • ", " · ", " – ", " — ", " - ", " @ ", "   ",
  ]

  /// - Parameters:
  ///   - heads: the lines without their dates.
  ///   - titleScore: how much a text looks like a title or a degree.
  ///   - nameScore: how much it looks like an employer or a school.
  init(
    _ heads: [(text: String, line: Int)], titleScore: (String) -> Int, nameScore: (String) -> Int
  ) {
    var pieces = heads.flatMap { head in
      Self.pieces(head.text).map { (text: $0, line: head.line) }
    }
    // "Siemens, Munich, Germany" is an employer with its place: three parts are no place alone.
    let places = pieces.indices.filter { index in
      let text = pieces[index].text
      return Vocabulary.isPlace(text) && titleScore(text) == 0 && nameScore(text) == 0
        && text.split(separator: ",").count < 3
    }
    if pieces.count > 2, let index = places.last { place = pieces.remove(at: index) }
    if pieces.count == 1 { pieces = Self.apart(pieces[0], titleScore, nameScore) }
    guard !pieces.isEmpty else { return }
    let scores = pieces.map { titleScore($0.text) - nameScore($0.text) }
    let best = scores.max() ?? 0
    let index =
      best > 0 ? scores.firstIndex(of: best) ?? 0 : Self.fallback(pieces.map { nameScore($0.text) })
    let isOnlyName = pieces.count == 1 && best <= 0 && nameScore(pieces[0].text) > 0
    if !isOnlyName { title = pieces.remove(at: index) }
    if !pieces.isEmpty {
      let named =
        pieces.indices.max { nameScore(pieces[$0].text) < nameScore(pieces[$1].text) } ?? 0
      let chosen = nameScore(pieces[named].text) > 0 ? named : 0
      name = pieces.remove(at: chosen)
    }
    rest = pieces
    cutPlace(nameScore)
  }

  /// The first line, unless that names an employer and the second doesn't.
  private static func fallback(_ nameScores: [Int]) -> Int {
    nameScores.count > 1 && nameScores[0] > 0 && nameScores[1] == 0 ? 1 : 0
  }

  private static func pieces(_ text: String) -> [String] {
    var pieces = [text]
    for separator in separators {
      pieces = pieces.flatMap { $0.split(separator: separator).map { $0.trimmed } }
    }
    return pieces.map { $0.trimmingEdges(",;:").trimmed }.filter { !$0.isEmpty }
  }

  /// One line that holds it all: "Support Technician, Acme Corporation", "Engineer at Acme".
  private static func apart(
    _ piece: (text: String, line: Int), _ titleScore: (String) -> Int, _ nameScore: (String) -> Int
  ) -> [(text: String, line: Int)] {
    for word in [" at ", " bei ", " chez ", " presso "] {
      let parts = piece.text.split(separator: word, maxSplits: 1).map { $0.trimmed }
      if parts.count == 2, titleScore(parts[0]) > 0, nameScore(parts[0]) == 0 {
        return parts.map { ($0, piece.line) }
      }
    }
    let parts = piece.text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    guard parts.count > 1 else { return [piece] }
    let scores = parts.map { titleScore($0) - nameScore($0) }
    guard let best = scores.max(), best > 0, let index = scores.firstIndex(of: best) else {
      return [(parts[0], piece.line), (parts.dropFirst().joined(separator: ", "), piece.line)]
    }
    var others = parts
    let title = others.remove(at: index)
    return [(title, piece.line), (others.joined(separator: ", "), piece.line)]
  }

  private static let suffixes: Set<String> = [
    "inc", "inc.", "llc", "ltd", "ltd.", "gmbh", "ag", "corp", "corp.", "co", "co.", "l.p.", "lp",
    "s.a.",
  ]

  /// "Oracle, San Francisco, CA": the name up to the first comma, the place behind it.
  private mutating func cutPlace(_ nameScore: (String) -> Int) {
    guard place == nil, let found = name else { return }
    var parts = found.text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
    guard parts.count > 1 else { return }
    var text = parts.removeFirst()
    while let next = parts.first, Self.suffixes.contains(next.lowercased()) || nameScore(next) > 0 {
      text += ", " + next
      parts.removeFirst()
    }
    let tail = parts.joined(separator: ", ")
    guard !tail.isEmpty, tail.count < 60 else { return }
    name = (text, found.line)
    place = (tail, found.line)
  }
}

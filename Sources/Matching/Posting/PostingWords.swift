/// Where in a posting a line stands, as its heading tells.
public enum PostingSection: String, Sendable {
  case must, nice, duty, intro, boilerplate
  /// Cues only: what is said not to be asked, permission to work, places and travel.
  case skip, permit, place
}

/// Headings and phrases that tell what a line of a posting is.
struct PostingWords: Sendable {
  static let shared = PostingWords(LexiconData.posting)

  private var headings = TermTable(minimumCapacity: 1200)
  private var cues = TermTable(minimumCapacity: 1200)
  private static let sections: [PostingSection] = [
    .must, .nice, .duty, .intro, .boilerplate, .skip, .permit, .place,
  ]
  private static let longest = 6

  init(_ data: [UInt8]) {
    for columns in TableReader(data) where columns.count > 2 {
      let name = String(decoding: columns[1], as: UTF8.self)
      guard let section = Self.sections.firstIndex(where: { $0.rawValue == name }) else { continue }
      for phrase in columns[2].split(separator: 0x3B) {
        let words = Tokenizer.tokenize(Array(phrase), language: .english).tokens.map(\.surface)
        if columns[0].first == 0x68 {
          Self.add(words, Int32(section), to: &headings)
        } else {
          Self.add(words, Int32(section), to: &cues)
        }
      }
    }
  }

  /// Stores in bit 0 that longer phrases start so, above it the section + 1 that is meant, or 0.
  private static func add(_ words: [Term], _ section: Int32, to table: inout TermTable) {
    var sequence = Term(hash: 0)
    for (index, word) in words.enumerated() {
      sequence = sequence.followed(by: word)
      let old = table[sequence] ?? 0
      let isLast = index == words.count - 1
      if isLast, old >> 1 != 0 { return }
      table.set(sequence, isLast ? (section + 1) << 1 | old & 1 : old | 1)
    }
  }

  /// The longest phrase of a table that starts at a token.
  private func phrase(
    in table: TermTable, at start: Int, _ tokens: ArraySlice<Token>
  ) -> (section: PostingSection, length: Int)? {
    var sequence = Term(hash: 0)
    var best: (PostingSection, Int)?
    for index in start..<min(tokens.endIndex, start + Self.longest) {
      sequence = sequence.followed(by: tokens[index].surface)
      guard let value = table[sequence] else { break }
      if value >> 1 > 0 { best = (Self.sections[Int(value >> 1) - 1], index - start + 1) }
      if value & 1 == 0 { break }
    }
    return best
  }

  /// The section that a title opens: all of it is a known title, or it starts or ends with one.
  func section(ofHeading tokens: ArraySlice<Token>) -> PostingSection? {
    guard !tokens.isEmpty, tokens.count <= 10 else { return nil }
    let start = tokens.startIndex
    if let found = phrase(in: headings, at: start, tokens), found.length == tokens.count {
      return found.section
    }
    // "Bonus skills", "Preferred qualifications": the first word decides over the last one.
    var best: (section: PostingSection, length: Int)?
    for index in tokens.indices {
      guard let found = phrase(in: headings, at: index, tokens) else { continue }
      let touches = index == start || index + found.length == tokens.endIndex
      if touches, found.length > (best?.length ?? 0) { best = found }
    }
    guard let best, best.length * 3 >= tokens.count else { return nil }
    return best.section
  }

  /// Whether the whole of a short label is a known title.
  func isHeading(_ tokens: ArraySlice<Token>) -> PostingSection? {
    guard let found = phrase(in: headings, at: tokens.startIndex, tokens),
      found.length == tokens.count
    else { return nil }
    return found.section
  }

  /// How often each kind of cue stands in the tokens.
  func cues(in tokens: ArraySlice<Token>) -> [PostingSection: Int] {
    var counts: [PostingSection: Int] = [:]
    var index = tokens.startIndex
    while index < tokens.endIndex {
      if let found = phrase(in: cues, at: index, tokens) {
        counts[found.section, default: 0] += 1
        index += found.length
      } else {
        index += 1
      }
    }
    return counts
  }
}

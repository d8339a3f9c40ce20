/// Words that stand for one another in resumes and postings, and words for kinds of things.
///
/// Lines of the table: `+ sell sale` are forms of one word; `= assist help support` are synonyms; `> vehicle: car truck van` are kinds
/// of a thing; `~ teach lesson classroom` belong to one topic. Entries are words, read as stems.
struct Thesaurus: Sendable {
  static let shared = Thesaurus(LexiconData.thesaurus)

  /// A stem that can stand for another, and how well.
  struct Neighbour: Sendable {
    var term: Term
    var similarity: Float
    /// The word as the table has it, for explanations.
    var word: Int32
  }

  private var index = TermTable(minimumCapacity: 6000)
  private var neighbours: [[Neighbour]] = []
  private(set) var words: [String] = []
  private var wordIndex = TermTable(minimumCapacity: 6000)

  init(_ data: [UInt8]) {
    for columns in TableReader(data) { add(columns[0]) }
  }

  private mutating func add(_ line: ArraySlice<UInt8>) {
    let sign = line.first
    let body = line.dropFirst()
    if sign == 0x3E {
      let parts = body.split(separator: 0x3A)
      guard parts.count == 2 else { return }
      let heads = stems(parts[0])
      let kinds = stems(parts[1])
      for head in heads {
        for kind in kinds {
          link(head, kind, Tuning.kind)
          link(kind, head, Tuning.general)
        }
      }
    } else {
      let weight =
        sign == 0x2B ? Tuning.form : sign == 0x3D ? Tuning.synonym : Tuning.topic
      let members = stems(body)
      for a in members { for b in members { link(a, b, weight) } }
    }
  }

  private mutating func stems(_ text: ArraySlice<UInt8>) -> [(Term, Int32)] {
    text.split(separator: 0x20).map { word in
      let stem = Term(Porter2.stem(word))
      if let known = wordIndex[stem] { return (stem, known) }
      words.append(String(decoding: word, as: UTF8.self))
      wordIndex.set(stem, Int32(words.count - 1))
      return (stem, Int32(words.count - 1))
    }
  }

  /// Links two stems; the strongest link stays.
  private mutating func link(_ a: (Term, Int32), _ b: (Term, Int32), _ similarity: Float) {
    guard a.0 != b.0 else { return }
    let slot: Int
    if let known = index[a.0] {
      slot = Int(known)
    } else {
      slot = neighbours.count
      neighbours.append([])
      index.set(a.0, Int32(slot))
    }
    if let at = neighbours[slot].firstIndex(where: { $0.term == b.0 }) {
      neighbours[slot][at].similarity = max(neighbours[slot][at].similarity, similarity)
    } else {
      neighbours[slot].append(Neighbour(term: b.0, similarity: similarity, word: b.1))
    }
  }

  func neighbours(of stem: Term) -> [Neighbour] {
    index[stem].map { neighbours[Int($0)] } ?? []
  }
}

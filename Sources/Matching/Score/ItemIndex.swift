import Glibc

/// All items of a profile, ready to be asked for words and concepts.
struct ItemIndex: Sendable {
  struct Posting: Sendable {
    var item: Int32
    /// How often, weighted by field.
    var frequency: Float
  }

  private(set) var count = 0
  /// Words of each item, weighted by field.
  private(set) var lengths: [Float] = []
  /// Names of skills in each item.
  private(set) var names: [[NameForm]] = []
  private var stems = TermTable(minimumCapacity: 2000)
  private var roots = TermTable(minimumCapacity: 2000)
  private var stemPostings: [[Posting]] = []
  private var rootPostings: [[Posting]] = []
  private var conceptPostings: [Int32: [Posting]] = [:]
  private var phrases = TermTable(minimumCapacity: 2000)
  private var phrasePostings: [[Posting]] = []

  /// Adds an item as the fields that it consists of, each with its weight.
  mutating func add(
    _ fields: [(features: Features, weight: Float)], names: [NameForm], lexicon: Lexicon
  ) {
    let item = Int32(count)
    count += 1
    var length: Float = 0
    var sentences = Sentences()
    for (features, weight) in fields {
      length += Float(features.words.count)
      for word in sentences.news(features) {
        Self.note(word.stem, item, weight, &stems, &stemPostings)
        Self.note(word.root, item, weight, &roots, &rootPostings)
      }
      for phrase in Phrase.all(in: features) {
        Self.note(phrase.key, item, weight, &phrases, &phrasePostings)
      }
      for mention in features.mentions {
        note(mention.concept, item, weight)
        for implied in lexicon.concepts[Int(mention.concept)].implied {
          note(implied.concept, item, weight * implied.weight)
        }
      }
    }
    lengths.append(length)
    self.names.append(names)
  }

  /// Makes all items of usual length.
  mutating func levelLengths() {
    for item in lengths.indices { lengths[item] = Tuning.usualLength }
  }

  private static func note(
    _ term: Term, _ item: Int32, _ weight: Float, _ table: inout TermTable,
    _ postings: inout [[Posting]]
  ) {
    let slot: Int
    if let known = table[term] {
      slot = Int(known)
    } else {
      slot = postings.count
      postings.append([])
      table.set(term, Int32(slot))
    }
    if let last = postings[slot].last, last.item == item {
      postings[slot][postings[slot].count - 1].frequency += weight
    } else {
      postings[slot].append(Posting(item: item, frequency: weight))
    }
  }

  private mutating func note(_ concept: Int32, _ item: Int32, _ weight: Float) {
    Self.note(item, weight, in: &conceptPostings[concept, default: []])
  }

  /// In place: a copy of the list for each item would be quadratic.
  private static func note(_ item: Int32, _ weight: Float, in list: inout [Posting]) {
    if let last = list.last, last.item == item {
      list[list.count - 1].frequency = max(last.frequency, weight)
    } else {
      list.append(Posting(item: item, frequency: weight))
    }
  }

  /// How much a line keeps to the point: 1 at the usual length, more below, less above.
  func focus(of item: Int) -> Float {
    powf(Tuning.usualLength / max(Tuning.shortest, lengths[item]), Tuning.focus)
  }

  func postings(ofStem stem: Term) -> [Posting] {
    stems[stem].map { stemPostings[Int($0)] } ?? []
  }

  func postings(ofRoot root: Term) -> [Posting] {
    roots[root].map { rootPostings[Int($0)] } ?? []
  }

  func postings(ofPhrase phrase: Term) -> [Posting] {
    phrases[phrase].map { phrasePostings[Int($0)] } ?? []
  }

  func postings(ofConcept concept: Int32) -> [Posting] { conceptPostings[concept] ?? [] }
}

public import Profiles

/// Skills by all the names that people write for them, and what each implies.
///
/// Built once from tables (`name TAB alias; alias TAB implied; implied`) and then only read.
public struct Lexicon: Sendable {
  public private(set) var concepts: [Concept] = []
  /// Each word sequence that starts a name: bit 0 tells that longer names start so, the rest is
  /// the index of its first name + 1.
  private var sequences = TermTable(minimumCapacity: 12_000)
  private var names: [Name] = []
  private var byName: [String: Int32] = [:]
  private var pendingImplications: [(concept: Int32, name: String)] = []
  /// While names are added: three of four of their words were there before.
  private var stems: StemMemo? = [:]

  /// One way of writing a concept.
  private struct Name: Sendable {
    var concept: Int32
    /// A common word or a short form too: counts only where its surroundings say so.
    var isAmbiguous: Bool
    /// The first letter is a capital.
    var isCapitalised: Bool
    /// The next name of the same words, or -1.
    var next: Int32
  }

  /// No name is longer than this many words.
  private static let longestName = 8

  /// The lexicon that the tool ships with.
  public static let standard: Lexicon = {
    var lexicon = Lexicon()
    lexicon.add(table: LexiconData.skills)
    lexicon.finish()
    return lexicon
  }()

  /// The tool's lexicon with skills of the user's own; `standard` itself where there are none.
  public static func standard(with entries: [LexiconEntry]) -> Lexicon {
    guard !entries.isEmpty else { return standard }
    var lexicon = standard
    for entry in entries {
      lexicon.add(
        name: entry.name, field: entry.field, aliases: entry.aliases, implies: entry.implies)
    }
    lexicon.finish()
    return lexicon
  }

  public init() {}

  // MARK: Building

  /// Adds the lines of a table; `@field NAME` starts a field.
  public mutating func add(table: [UInt8]) {
    var field = ""
    for columns in TableReader(table) {
      let name = Self.text(columns[0])
      if name.hasPrefix("@field ") {
        field = String(name.dropFirst(7))
        continue
      }
      add(
        name: name, field: field, aliases: columns.count > 1 ? Self.list(columns[1]) : [],
        implies: columns.count > 2 ? Self.list(columns[2]).map(Self.text) : [])
    }
  }

  /// Adds a concept, or names and implications to one that is there.
  ///
  /// A `~` before a name marks it as ambiguous.
  public mutating func add(name: String, field: String, aliases: [String], implies: [String]) {
    add(name: name, field: field, aliases: aliases.map { Array($0.utf8)[...] }, implies: implies)
  }

  private mutating func add(
    name: String, field: String, aliases: [ArraySlice<UInt8>], implies: [String]
  ) {
    let plain = name.hasPrefix("~") ? String(name.dropFirst()) : name
    let key = plain.lowercased()
    let concept: Int32
    if let known = byName[key] {
      concept = known
    } else {
      concept = Int32(concepts.count)
      concepts.append(Concept(name: plain, field: field))
      byName[key] = concept
      add(alias: Array(name.utf8)[...], of: concept)
    }
    for alias in aliases { add(alias: alias, of: concept) }
    for name in implies { pendingImplications.append((concept, name)) }
  }

  private mutating func add(alias: ArraySlice<UInt8>, of concept: Int32) {
    let isAmbiguous = alias.first == UInt8(ascii: "~")
    let text = Tokenizer.tokenize(
      Array(isAmbiguous ? alias.dropFirst() : alias), language: .english, memo: &stems)
    guard let first = text.tokens.first, text.tokens.count <= Self.longestName else { return }
    var sequence = Term(hash: 0)
    for (index, token) in text.tokens.enumerated() {
      sequence = sequence.followed(by: token.lexiconKey(in: text))
      let old = sequences[sequence] ?? 0
      guard index == text.tokens.count - 1 else {
        sequences.set(sequence, old | 1)
        continue
      }
      guard !hasName(old, of: concept) else { return }
      names.append(
        Name(
          concept: concept, isAmbiguous: isAmbiguous,
          isCapitalised: first.flags.contains(.capital), next: old >> 1 - 1))
      sequences.set(sequence, Int32(names.count) << 1 | old & 1)
    }
  }

  private func hasName(_ value: Int32, of concept: Int32) -> Bool {
    var index = value >> 1 - 1
    while index >= 0 {
      if names[Int(index)].concept == concept { return true }
      index = names[Int(index)].next
    }
    return false
  }

  /// Resolves what concepts imply, over several steps; call once after the last `add`.
  public mutating func finish() {
    stems = [:]
    var direct = [[Int32]](repeating: [], count: concepts.count)
    for (concept, name) in pendingImplications {
      guard let target = byName[name.lowercased()], target != concept else { continue }
      direct[Int(concept)].append(target)
    }
    for index in concepts.indices {
      concepts[index].implied = Self.closure(of: Int32(index), direct)
    }
  }

  private static func closure(of start: Int32, _ direct: [[Int32]]) -> [Concept.Implication] {
    var found: [Concept.Implication] = []
    var frontier = [start]
    var weight: Float = 0.6
    for _ in 0..<3 {
      var next: [Int32] = []
      for concept in frontier {
        for target in direct[Int(concept)]
        where target != start && !found.contains(where: { $0.concept == target }) {
          found.append(Concept.Implication(concept: target, weight: weight))
          next.append(target)
        }
      }
      frontier = next
      weight *= 0.6
    }
    return found
  }

  /// Implications that name no concept, for the test that holds the tables together.
  public var unresolvedImplications: [String] {
    pendingImplications.filter { byName[$0.name.lowercased()] == nil }.map(\.name)
  }

  /// The same names, none of which implies another.
  var withoutImplications: Lexicon {
    var bare = self
    for index in bare.concepts.indices { bare.concepts[index].implied = [] }
    return bare
  }

  /// How many names all concepts have together.
  var nameCount: Int { names.count }

  public func concept(named name: String) -> Int32? { byName[name.lowercased()] }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  /// What stands between semicolons, without spaces around it.
  private static func list(_ bytes: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    bytes.split(separator: 0x3B).map { part in
      let trimmed = part.drop { $0 == 0x20 }
      return trimmed[..<((trimmed.lastIndex { $0 != 0x20 } ?? trimmed.startIndex - 1) + 1)]
    }
  }

  // MARK: Finding

  /// The concepts of a text by longest match, in text order; names of the same words all count.
  ///
  /// `isNameList` says that the text is a list of skills, where short names need no context.
  func mentions(in text: TokenizedText, isNameList: Bool = false) -> [Mention] {
    var found: [Mention] = []
    var doubtful: [Mention] = []
    let keys = text.tokens.map { $0.lexiconKey(in: text) }
    var index = 0
    while index < keys.count {
      guard let (first, length) = longestName(at: index, keys, text.tokens) else {
        index += 1
        continue
      }
      var name = first
      while name >= 0 {
        let entry = names[Int(name)]
        let mention = Mention(concept: entry.concept, tokens: index..<index + length)
        if !entry.isAmbiguous || isNameList {
          found.append(mention)
        } else if !entry.isCapitalised || text.tokens[index].flags.contains(.capital) {
          doubtful.append(mention)
        }
        name = entry.next
      }
      index += length
    }
    admit(doubtful, to: &found, in: text)
    return found
  }

  private func longestName(
    at start: Int, _ keys: [Term], _ tokens: [Token]
  ) -> (name: Int32, length: Int)? {
    var sequence = Term(hash: 0)
    var best: (Int32, Int)?
    for index in start..<min(keys.count, start + Self.longestName) {
      if index > start, tokens[index].gap > .space { break }
      sequence = sequence.followed(by: keys[index])
      guard let value = sequences[sequence] else { break }
      if value >> 1 > 0 { best = (value >> 1 - 1, index - start + 1) }
      if value & 1 == 0 { break }
    }
    return best
  }

  /// Admits short names (Go, R, C) where another concept of the same field stands nearby.
  private func admit(_ doubtful: [Mention], to found: inout [Mention], in text: TokenizedText) {
    guard !doubtful.isEmpty else { return }
    let sure = found
    for mention in doubtful {
      let field = concepts[Int(mention.concept)].field
      let isNear = Self.near(mention, sure, distance: 12).contains {
        concepts[Int($0.concept)].field == field
      }
      // Several doubtful names side by side ("Go, Rust, C") vouch for one another.
      let company = Self.near(mention, doubtful, distance: 3).contains { other in
        other.concept != mention.concept
          && other.tokens.lowerBound != mention.tokens.lowerBound
          && concepts[Int(other.concept)].field == field
      }
      if isNear || company { found.append(mention) }
    }
    found.sort { ($0.tokens.lowerBound, $0.concept) < ($1.tokens.lowerBound, $1.concept) }
  }

  /// Of mentions in text order those that start at most so many words away.
  private static func near(
    _ mention: Mention, _ others: [Mention], distance: Int
  ) -> ArraySlice<Mention> {
    let place = mention.tokens.lowerBound
    var (low, high) = (0, others.count)
    while low < high {
      let middle = (low + high) / 2
      if others[middle].tokens.lowerBound < place - distance {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return others[low...].prefix { $0.tokens.lowerBound <= place + distance }
  }
}

/// Words that tell where in a sentence of a posting a requirement starts and ends.
struct SpanWords: Sendable {
  static let shared = SpanWords(LexiconData.spans)

  /// What a word can be; many words are several things.
  struct Kinds: OptionSet, Sendable {
    let rawValue: Int32
    /// The base form of a verb of work.
    static let verb = Kinds(rawValue: 1)
    static let gerund = Kinds(rawValue: 2)
    static let thirdPerson = Kinds(rawValue: 4)
    /// Experience, knowledge: what follows by "of" or "in" is asked for.
    static let noun = Kinds(rawValue: 8)
    static let trait = Kinds(rawValue: 16)
    /// Says how much, not what.
    static let praise = Kinds(rawValue: 32)
    /// The last word of a job title.
    static let role = Kinds(rawValue: 64)
    static let company = Kinds(rawValue: 128)
    static let person = Kinds(rawValue: 256)
    static let ask = Kinds(rawValue: 512)
    static let end = Kinds(rawValue: 1024)
    static let empty = Kinds(rawValue: 2048)
    /// Before a base form: "to", "will".
    static let beforeVerb = Kinds(rawValue: 4096)
    /// Before a gerund: "of", "by".
    static let beforeGerund = Kinds(rawValue: 8192)
    /// Links what is asked for to its kind: experience *with*.
    static let link = Kinds(rawValue: 16384)
    static let and = Kinds(rawValue: 32768)
    /// Verbs that ask the reader to get in touch.
    static let invitation = Kinds(rawValue: 65536)
    static let anyVerb: Kinds = [.verb, .gerund, .thirdPerson]
  }

  private static let names: [String: Kinds] = [
    "verb": .verb, "noun": .noun, "trait": .trait, "praise": .praise, "role": .role,
    "company": .company, "person": .person, "ask": .ask, "end": .end, "empty": .empty,
    "before-verb": .beforeVerb, "before-gerund": .beforeGerund, "link": .link, "and": .and,
    "invitation": .invitation,
  ]

  private var table = TermTable(minimumCapacity: 4000)

  init(_ data: [UInt8]) {
    for columns in TableReader(data) where columns.count > 1 {
      guard let kind = Self.names[String(decoding: columns[0], as: UTF8.self)] else { continue }
      for word in columns[1].split(separator: 0x20) {
        note(word, kind)
        if kind == .verb { noteForms(of: word) }
        if kind == .role { note(word + [0x73], kind) }
      }
    }
  }

  private mutating func note(_ word: some Sequence<UInt8>, _ kind: Kinds) {
    // The tokenizer takes most words with a hyphen apart: the last part stands for the word.
    let part = Array(word).split(separator: 0x2D).last ?? []
    let term = Term(part.lazy.filter { $0 != 0x27 })
    table.set(term, (table[term] ?? 0) | kind.rawValue)
  }

  /// "plan" → planning, planing, plans: forms that don't exist do no harm.
  private mutating func noteForms(of word: ArraySlice<UInt8>) {
    guard let last = word.last else { return }
    let ing = Array("ing".utf8)
    let endsInE = last == 0x65 && word.dropLast().last.map { $0 != 0x65 && $0 != 0x79 } ?? false
    note((endsInE ? word.dropLast() : word) + ing, .gerund)
    if !endsInE { note(word + [last] + ing, .gerund) }
    let endsInY = last == 0x79 && !(word.dropLast().last.map(Self.isVowel) ?? false)
    note(endsInY ? word.dropLast() + Array("ies".utf8) : word + [0x73], .thirdPerson)
    if [0x73, 0x78, 0x68, 0x7A].contains(last) { note(word + Array("es".utf8), .thirdPerson) }
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    [0x61, 0x65, 0x69, 0x6F, 0x75].contains(byte)
  }

  func kinds(of token: Token) -> Kinds { Kinds(rawValue: table[token.surface] ?? 0) }

  /// Whether the words say what a person is to have: experience, knowledge, a degree.
  func asks(_ tokens: ArraySlice<Token>) -> Bool {
    tokens.contains { kinds(of: $0).isSuperset(of: [.noun, .ask]) }
  }
}

/// One word of a text: where it stands, what it is once folded, and what stands before it.
struct Token: Sendable {
  /// What separates a token from the one before it.
  enum Gap: UInt8, Sendable, Comparable {
    /// Nothing, `-`, `/`, `&`: parts of one expression.
    case joined
    case space
    /// A comma or a bracket: a phrase ends, a clause may go on.
    case comma
    /// The end of a sentence, a line or a list item.
    case stop

    static func < (a: Gap, b: Gap) -> Bool { a.rawValue < b.rawValue }
  }

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// A function word of the text's language.
    static let stopWord = Flags(rawValue: 1)
    static let number = Flags(rawValue: 2)
    /// Starts with a capital.
    static let capital = Flags(rawValue: 4)
    /// Two or more letters, all of them capitals.
    static let upper = Flags(rawValue: 8)
    /// Part of a script written without spaces: an n-gram, not a word.
    static let gram = Flags(rawValue: 16)
  }

  /// Bytes of the source.
  var start: Int32
  var end: Int32
  /// Bytes of the folded text.
  var foldedStart: Int32
  var foldedEnd: Int32
  var gap: Gap
  var flags: Flags
  /// The folded word.
  var surface: Term
  /// Its stem; the surface itself for numbers, names with signs and n-grams.
  var stem: Term

  var range: Range<Int> { Int(start)..<Int(end) }
  var isStopWord: Bool { flags.contains(.stopWord) }
}

/// A text cut into tokens.
struct TokenizedText: Sendable {
  var source: [UInt8]
  /// The folded words one after the other, which `Token.foldedStart` points into.
  var folded: [UInt8]
  var tokens: [Token]
  var language: Language

  /// The folded word, as text.
  func word(_ token: Token) -> String {
    String(decoding: folded[Int(token.foldedStart)..<Int(token.foldedEnd)], as: UTF8.self)
  }

  /// The source of a range of tokens, as written.
  func quote(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return String(
      decoding: source[Int(tokens[first].start)..<Int(tokens[last].end)], as: UTF8.self)
  }
}

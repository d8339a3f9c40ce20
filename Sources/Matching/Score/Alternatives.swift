extension Query {
  /// Marks units of which one is enough: "AWS or GCP", "tools such as Chef, Puppet".
  ///
  /// Units of a group stand side by side; all but the first say that they continue it.
  static func markAlternatives(_ units: inout [Unit], in text: TokenizedText) {
    for index in units.indices.dropFirst() {
      units[index].isAlternative = stands(units[index - 1], or: units[index], text)
    }
    // "A, B or C": the commas before an "or" mean it too.
    for index in units.indices.dropFirst(2).reversed()
    where units[index].isAlternative && isListed(units[index - 2], units[index - 1], text) {
      units[index - 1].isAlternative = true
    }
    markExamples(&units, in: text)
  }

  private static let orWords = Set(
    ["or", "oder", "ou", "eller", "lub", "albo", "czy", "respektive", "bzw", "bzw."].map(Term.init))
  private static let dutchOr = Term("of")
  private static let italianOr = Term("o")

  private static func isOr(_ token: Token, _ language: Language) -> Bool {
    orWords.contains(token.surface) || language == .dutch && token.surface == dutchOr
      || [.italian, .spanish].contains(language) && token.surface == italianOr
  }

  private static let mostBetween = 3

  /// Whether an "or" or a slash stands between two units, with no more than small words beside it.
  private static func stands(_ a: Unit, or b: Unit, _ text: TokenizedText) -> Bool {
    let between = a.tokens.upperBound..<max(a.tokens.upperBound, b.tokens.lowerBound)
    guard between.count <= mostBetween, text.tokens[b.tokens.lowerBound].gap < .stop else {
      return false
    }
    guard between.allSatisfy({ text.tokens[$0].isStopWord }), isName(a, text), isName(b, text)
    else { return false }
    if between.contains(where: { isOr(text.tokens[$0], text.language) }) { return true }
    guard between.isEmpty else { return false }
    let from = Int(text.tokens[a.tokens.upperBound - 1].end)
    let to = Int(text.tokens[b.tokens.lowerBound].start)
    return from < to && text.source[from..<to].contains(0x2F)
  }

  private static func isListed(_ a: Unit, _ b: Unit, _ text: TokenizedText) -> Bool {
    a.tokens.upperBound == b.tokens.lowerBound && text.tokens[b.tokens.lowerBound].gap == .comma
      && isName(a, text) && isName(b, text)
  }

  private static func isName(_ unit: Unit, _ text: TokenizedText) -> Bool {
    !unit.concepts.isEmpty || text.tokens[unit.tokens.lowerBound].flags.contains(.capital)
  }

  private static let exampleWords = Set(
    ["such", "e.g", "eg", "like", "zum", "z.b", "wie"].map(Term.init))

  /// After "such as" and "e.g." a list gives examples.
  private static func markExamples(_ units: inout [Unit], in text: TokenizedText) {
    guard
      let cue = text.tokens.indices.first(where: { exampleWords.contains(text.tokens[$0].surface) }
      ),
      let first = units.firstIndex(where: { $0.tokens.lowerBound > cue })
    else { return }
    guard units[first].tokens.lowerBound - cue <= 2, isName(units[first], text) else { return }
    var index = first + 1
    while index < units.count, isName(units[index], text),
      units[index].tokens.lowerBound - units[index - 1].tokens.upperBound <= 1,
      text.tokens[units[index].tokens.lowerBound].gap < .stop
    {
      units[index].isAlternative = true
      index += 1
    }
  }
}

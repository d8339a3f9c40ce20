/// Reads the requirements of one line of a posting: verb phrases, what is known, ways to be.
struct SpanReader {
  private let line: PostingLine
  private let text: TokenizedText
  private let kinds: [SpanWords.Kinds]
  private let mentions: [Mention]
  private let lexicon: Lexicon
  private let namesRoles: Bool
  private var covered: [Bool]
  /// By token: whether it is part of a name that the lexicon knows.
  private var isMentioned: [Bool]
  private var spans: [RequirementSpan] = []
  private var known: Set<Range<Int>> = []

  init(_ line: PostingLine, lexicon: Lexicon, namesRoles: Bool) {
    self.line = line
    self.lexicon = lexicon
    self.namesRoles = namesRoles
    text = Tokenizer.tokenize(Array(line.text.utf8))
    kinds = text.tokens.map(SpanWords.shared.kinds)
    mentions = lexicon.mentions(in: text)
    covered = [Bool](repeating: false, count: kinds.count)
    isMentioned = covered
    for mention in mentions { for token in mention.tokens { isMentioned[token] = true } }
  }

  mutating func read() -> [RequirementSpan] {
    var start = 0
    while start < kinds.count {
      var end = start + 1
      while end < kinds.count, text.tokens[end].gap < .stop { end += 1 }
      readSentence(start..<end)
      start = end
    }
    return spans.sorted {
      ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
    }
  }

  private mutating func readSentence(_ sentence: Range<Int>) {
    guard asks(sentence) else { return }
    readPhrases(sentence)
    readHeads(sentence)
    readMentions(sentence)
    readTraits(sentence)
    readNames(sentence)
    if namesRoles { readRoles(sentence) }
  }

  // MARK: Whether a sentence asks for anything

  private func asks(_ sentence: Range<Int>) -> Bool {
    let cues = PostingWords.shared.cues(in: text.tokens[sentence])
    if (cues[.boilerplate] ?? 0) > 0 { return false }
    let all = kinds[sentence]
    let isAsking = all.contains { $0.contains(.ask) }
    let first = all.first ?? []
    let isOfCompany = first.contains(.company) && !first.contains(.verb)
    if isOfCompany { return isAsking && all.contains { $0.contains(.person) } }
    if line.section == .must || line.section == .nice || line.section == .duty { return true }
    return isAsking || all.contains { $0.contains(.person) }
      || !first.isDisjoint(with: [.verb, .gerund, .trait, .praise])
  }

  // MARK: Phrases

  private mutating func readPhrases(_ sentence: Range<Int>) {
    var index = sentence.lowerBound
    var chain: SpanWords.Kinds = []
    while index < sentence.upperBound {
      if let form = verbForm(at: index, in: sentence, chain: chain) {
        let end = endOfVerbPhrase(from: index, form, in: sentence)
        add(index..<end, .skill)
        chain = form
        index = max(end, index + 1)
      } else if kinds[index].contains(.noun), index + 1 < sentence.upperBound,
        kinds[index + 1].contains(.link), text.tokens[index + 1].gap <= .space
      {
        index = readObject(from: index + 2, in: sentence)
      } else {
        index += 1
      }
    }
  }

  /// The form of the verb that starts a phrase here, if one does.
  private func verbForm(
    at index: Int, in sentence: Range<Int>, chain: SpanWords.Kinds
  ) -> SpanWords.Kinds? {
    let kind = kinds[index]
    guard !kind.isDisjoint(with: .anyVerb), !kind.contains(.invitation),
      !isPassive(index, sentence)
    else { return nil }
    let isFirst = index == sentence.lowerBound
    let before = isFirst ? [] : kinds[index - 1]
    let gap = text.tokens[index].gap
    let isJoined = before.contains(.and) || gap == .comma
    if kind.contains(.verb) {
      if isFirst && !isNominal(index, sentence) { return .verb }
      if gap <= .space, before.contains(.beforeVerb) { return .verb }
      if isJoined, chain.contains(.verb) { return .verb }
      if startsPasted(index, sentence) { return .verb }
    }
    if kind.contains(.gerund) {
      if isFirst && !isNominal(index, sentence) { return .gerund }
      if gap <= .space, before.contains(.beforeGerund), !isNominal(index, sentence) {
        return .gerund
      }
      if isJoined, chain.contains(.gerund) { return .gerund }
      if gap <= .space, before.contains(.noun), !isNominal(index, sentence) { return .gerund }
      if startsClause(index, sentence) { return .gerund }
      if startsPasted(index, sentence) { return .gerund }
    }
    if kind.contains(.thirdPerson), isFirst || isJoined && chain.contains(.thirdPerson) {
      return .thirdPerson
    }
    return nil
  }

  /// "design skills", "working knowledge", "support engineer": no verb.
  private func isNominal(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index + 1 < sentence.upperBound, text.tokens[index + 1].gap <= .space else {
      return index + 1 == sentence.upperBound || text.tokens[index + 1].gap > .space
    }
    let next = kinds[index + 1]
    if next.contains(.noun) || next.contains(.role) { return true }
    return next.contains(.and)
      && !(index + 2 < sentence.upperBound
        && !kinds[index + 2].isDisjoint(with: .anyVerb))
  }

  /// A list whose line ends were lost: a verb in capitals in the middle of a sentence.
  private func startsPasted(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index > sentence.lowerBound + 1, text.tokens[index].flags.contains(.capital),
      !text.tokens[index].flags.contains(.upper)
    else { return false }
    let before = text.tokens[index - 1]
    return !before.flags.contains(.capital) && !before.isStopWord && !isNominal(index, sentence)
  }

  /// "project documentation assisting the team": a gerund that has an object of its own.
  private func startsClause(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index > sentence.lowerBound, index + 1 < sentence.upperBound,
      text.tokens[index].gap <= .space, text.tokens[index + 1].gap <= .space
    else { return false }
    return kinds[index].contains(.gerund) && !text.tokens[index - 1].isStopWord
      && text.tokens[index + 1].isStopWord && !kinds[index + 1].contains(.and)
      && kinds[index - 1].isDisjoint(with: .anyVerb)
  }

  /// "be screened", "be discussed": done by others.
  private func isPassive(_ index: Int, _ sentence: Range<Int>) -> Bool {
    guard index + 1 < sentence.upperBound, text.word(text.tokens[index]) == "be" else {
      return false
    }
    return text.word(text.tokens[index + 1]).hasSuffix("ed")
      && kinds[index + 1].isDisjoint(with: [.noun, .trait])
  }

  private static let longestPhrase = 14

  private func endOfVerbPhrase(
    from start: Int, _ form: SpanWords.Kinds, in sentence: Range<Int>
  ) -> Int {
    var index = start + 1
    let limit = min(sentence.upperBound, start + Self.longestPhrase)
    while index < limit {
      let kind = kinds[index]
      if text.tokens[index].gap > .space { return index }
      if kind.contains(.end), !kind.contains(.verb) { return index }
      let next = index + 1 < sentence.upperBound ? kinds[index + 1] : []
      if kind.contains(.and), next.contains(form) { return index }
      if index > start + 1 {
        if kind.contains(.beforeVerb), next.contains(.verb), !kind.contains(.verb) { return index }
        if kind.contains(.beforeGerund), next.contains(.gerund) { return index }
      }
      if startsPasted(index, sentence) || startsClause(index, sentence) { return index }
      index += 1
    }
    return index
  }

  /// What follows "experience in", split where it is a list; gives back where to go on.
  private mutating func readObject(from start: Int, in sentence: Range<Int>) -> Int {
    guard start < sentence.upperBound else { return start }
    if !kinds[start].isDisjoint(with: [.verb, .gerund]),
      verbForm(at: start, in: sentence, chain: []) != nil
    {
      return start
    }
    var part = start
    var index = start
    while index < sentence.upperBound {
      let kind = kinds[index]
      let isBreak = index > start && text.tokens[index].gap > .space
      let ends =
        kind.contains(.end) || text.tokens[index].gap > .comma && index > start
        || kind.contains(.noun) && index > part
      if ends { break }
      if isBreak || kind.contains(.and) && divides(index, sentence) {
        add(part..<index, .knowledge)
        part = kind.contains(.and) ? index + 1 : index
        if part < sentence.upperBound, verbForm(at: part, in: sentence, chain: .gerund) != nil {
          return part
        }
      }
      index += 1
    }
    add(part..<index, .knowledge)
    return max(index, start)
  }

  /// Whether "and" stands between two names rather than inside one.
  private func divides(_ index: Int, _ sentence: Range<Int>) -> Bool {
    isName(index - 1) || index + 1 < sentence.upperBound && isName(index + 1)
  }

  private func isName(_ index: Int) -> Bool {
    guard index >= 0 else { return false }
    return text.tokens[index].flags.contains(.capital) || isMentioned[index]
  }

  // MARK: Names and ways to be

  /// "communication skills", "sales experience": what stands before the word that asks.
  private mutating func readHeads(_ sentence: Range<Int>) {
    for index in sentence where kinds[index].contains(.noun) && !covered[index] {
      var start = index
      while start > sentence.lowerBound, text.tokens[start].gap <= .space,
        !text.tokens[start - 1].isStopWord, !covered[start - 1],
        kinds[start - 1].isDisjoint(with: [.praise, .noun, .end, .company])
      { start -= 1 }
      guard start < index else { continue }
      let word = text.word(text.tokens[index])
      let keepsHead = word.hasPrefix("skill") || word.hasPrefix("abilit")
      add(start..<(keepsHead ? index + 1 : index), keepsHead ? .skill : .knowledge)
    }
  }

  private mutating func readMentions(_ sentence: Range<Int>) {
    for mention in mentions where sentence.contains(mention.tokens.lowerBound) {
      let isSoft = lexicon.concepts[Int(mention.concept)].field == "soft"
      if isSoft, covered[mention.tokens.lowerBound] { continue }
      add(mention.tokens, isSoft ? .skill : .knowledge)
    }
  }

  private mutating func readTraits(_ sentence: Range<Int>) {
    for index in sentence where kinds[index].contains(.trait) && !covered[index] {
      add(index..<index + 1, .skill)
    }
  }

  /// Names that the lexicon doesn't know: JMS, OpenShift, T-SQL.
  private mutating func readNames(_ sentence: Range<Int>) {
    guard line.section == .must || line.section == .nice else { return }
    let shouts = sentence.count { text.tokens[$0].flags.contains(.upper) } * 2 > sentence.count
    guard !shouts || sentence.count < 3 else { return }
    for index in sentence where !covered[index] {
      guard text.tokens[index].flags.contains(.upper), kinds[index].isEmpty else { continue }
      add(index..<index + 1, .knowledge)
    }
  }

  private mutating func readRoles(_ sentence: Range<Int>) {
    for index in sentence where kinds[index].contains(.role) && !covered[index] {
      var start = index
      while start > sentence.lowerBound, text.tokens[start].gap <= .space,
        !text.tokens[start - 1].isStopWord, !covered[start - 1],
        kinds[start - 1].isDisjoint(with: [.praise, .end, .noun, .company]),
        !kinds[start - 1].contains(.gerund)
      { start -= 1 }
      add(start..<index + 1, .occupation)
    }
  }

  // MARK: Adding

  /// Adds a span without the small words and the praise around it.
  private mutating func add(
    _ range: Range<Int>, _ kind: RequirementSpan.Kind
  ) {
    var (low, high) = (range.lowerBound, range.upperBound)
    while low < high, isPadding(low, isFirst: true) { low += 1 }
    while high > low, isPadding(high - 1, isFirst: false) { high -= 1 }
    guard low < high,
      (low..<high).contains(where: { !kinds[$0].contains(.empty) && !text.tokens[$0].isStopWord })
    else { return }
    guard !text.tokens[low..<high].allSatisfy({ $0.flags.contains(.number) }) else { return }
    let bytes = Int(text.tokens[low].start)..<Int(text.tokens[high - 1].end)
    guard known.insert(bytes).inserted else { return }
    spans.append(RequirementSpan(range: bytes, kind: kind))
    for index in low..<high { covered[index] = true }
  }

  private func isPadding(_ index: Int, isFirst: Bool) -> Bool {
    let kind = kinds[index]
    if text.tokens[index].isStopWord { return true }
    if isFirst { return kind.contains(.praise) && kind.isDisjoint(with: [.gerund, .verb]) }
    return kind.contains(.and) || kind.contains(.end) && kind.isDisjoint(with: .anyVerb)
  }
}

/// The English stemmer of the Snowball project ("Porter2"), for words of `a` to `z`.
///
/// A process stems the names of all skills before it matches anything: endings are compared as
/// numbers, a word's last eight letters at once.
struct Porter2 {
  private var word: [UInt8]
  /// Of the word as it is.
  private var ending: Ending
  /// Where the regions R1 and R2 of the algorithm start.
  private var r1 = 0
  private var r2 = 0

  static func stem(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let word = Array(bytes)
    guard word.count > 2, word.allSatisfy(ASCII.isLower) else { return word }
    if word.count <= longestException, let exception = exceptions[Ending(word).letters] {
      return exception
    }
    var stemmer = Porter2(word: word)
    stemmer.run()
    return stemmer.word
  }

  private init(word: [UInt8]) {
    self.word = word
    ending = Ending(word)
  }

  private mutating func run() {
    markConsonantY()
    findRegions()
    step1a()
    if word.count > Self.longestException || !Self.finished.contains(ending.letters) {
      step1b()
      step1c()
      replaceLongest(Self.step2Rules, region: r1)
      replaceLongest(Self.step3Rules, region: r1)
      replaceLongest(Self.step4Rules, region: r2)
      step5()
    }
    for index in word.indices where word[index] == 0x59 { word[index] = 0x79 }
  }

  // MARK: Letters and regions

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75, 0x79: true
    default: false
    }
  }

  /// A `y` at the start or after a vowel is a consonant, written Y meanwhile.
  private mutating func markConsonantY() {
    if word[0] == 0x79 { word[0] = 0x59 }
    for index in 1..<word.count where word[index] == 0x79 && Self.isVowel(word[index - 1]) {
      word[index] = 0x59
    }
    ending = Ending(word)
  }

  private mutating func findRegions() {
    r1 = longPrefix ?? regionStart(after: 0)
    r2 = regionStart(after: r1)
  }

  /// The length of a prefix after which R1 starts, whatever its letters are.
  private var longPrefix: Int? {
    guard word.count >= 5 else { return nil }
    switch word[0] {
    case 0x67: return word.starts(with: "gener".utf8) ? 5 : nil
    case 0x63: return word.starts(with: "commun".utf8) ? 6 : nil
    case 0x61: return word.starts(with: "arsen".utf8) ? 5 : nil
    default: return nil
    }
  }

  /// The place after the first consonant that follows a vowel.
  private func regionStart(after start: Int) -> Int {
    var index = start
    while index < word.count, !Self.isVowel(word[index]) { index += 1 }
    while index < word.count, Self.isVowel(word[index]) { index += 1 }
    return min(index + 1, word.count)
  }

  private func hasVowel(before end: Int) -> Bool {
    word[..<max(0, end)].contains(where: Self.isVowel)
  }

  /// Whether the letters before `end` close a short syllable.
  private func endsInShortSyllable(_ end: Int) -> Bool {
    if end == 2 { return Self.isVowel(word[0]) && !Self.isVowel(word[1]) }
    guard end > 2 else { return false }
    let last = word[end - 1]
    let isPlain = !Self.isVowel(last) && last != 0x77 && last != 0x78 && last != 0x59
    return isPlain && Self.isVowel(word[end - 2]) && !Self.isVowel(word[end - 3])
  }

  // MARK: Steps

  /// Replaces the last letters.
  private mutating func replace(_ count: Int, by letters: [UInt8] = []) {
    word.removeLast(count)
    word += letters
    ending = Ending(word)
  }

  private mutating func step1a() {
    guard let last = word.last, last == 0x73 || last == 0x64 else { return }
    if ending.has(Self.sses) {
      replace(2)
    } else if ending.has(Self.ied) || ending.has(Self.ies) {
      replace(word.count > 4 ? 2 : 1)
    } else if last == 0x73, word.count > 1 {
      let before = word[word.count - 2]
      if before != 0x75, before != 0x73, hasVowel(before: word.count - 2) { replace(1) }
    }
  }

  private mutating func step1b() {
    guard let last = word.last, last == 0x64 || last == 0x67 || last == 0x79 else { return }
    if ending.has(Self.eedly) || ending.has(Self.eed) {
      let length = last == 0x79 ? 5 : 3
      if word.count - length >= r1 { replace(length - 2) }
      return
    }
    guard let suffix = Self.pastForms.first(where: ending.has),
      hasVowel(before: word.count - suffix.count)
    else { return }
    replace(suffix.count)
    if ending.has(Self.at) || ending.has(Self.bl) || ending.has(Self.iz) {
      replace(0, by: [0x65])
    } else if endsInDouble {
      replace(1)
    } else if r1 >= word.count, endsInShortSyllable(word.count) {
      replace(0, by: [0x65])
    }
  }

  private var endsInDouble: Bool {
    guard word.count > 1, let last = word.last, word[word.count - 2] == last else { return false }
    return Self.doubled.has(last)
  }

  private mutating func step1c() {
    guard word.count > 2, let last = word.last, last == 0x79 || last == 0x59 else { return }
    if !Self.isVowel(word[word.count - 2]) { replace(1, by: [0x69]) }
  }

  /// Applies the longest rule that fits; its condition can still refuse it.
  private mutating func replaceLongest(_ rules: Rules, region: Int) {
    guard let last = word.last, let rule = rules.longest(of: ending, last: last) else { return }
    let start = word.count - rule.suffix.count
    guard start >= (rule.needsR2 ? r2 : region) else { return }
    let before = start > 0 ? word[start - 1] : 0
    guard rule.before.isEmpty || rule.before.has(before) else { return }
    replace(rule.suffix.count, by: rule.replacement)
  }

  private mutating func step5() {
    guard let last = word.last else { return }
    let start = word.count - 1
    if last == 0x65 {
      if start >= r2 || start >= r1 && !endsInShortSyllable(start) { replace(1) }
    } else if last == 0x6C, start >= r2, start > 0, word[start - 1] == 0x6C {
      replace(1)
    }
  }
}

// MARK: - Tables

/// The last letters of a word, at most eight, the last one lowest.
private struct Ending {
  var letters: UInt64 = 0
  var count = 0

  init(_ word: some BidirectionalCollection<UInt8>) {
    for byte in word.suffix(8) { letters = letters << 8 | UInt64(byte) }
    count = min(word.count, 8)
  }

  func has(_ suffix: Ending) -> Bool {
    count >= suffix.count && letters & (1 << UInt64(8 * suffix.count) - 1) == suffix.letters
  }
}

/// Some of the letters from `a` to `z`.
private struct Letters {
  private var bits: UInt32 = 0

  init(_ text: some Sequence<UInt8>) {
    for byte in text { bits |= 1 << UInt32(byte & 31) }
  }

  var isEmpty: Bool { bits == 0 }

  func has(_ byte: UInt8) -> Bool { ASCII.isLower(byte) && bits & 1 << UInt32(byte & 31) != 0 }
}

/// Rules written `suffix>replacement`, with `/letters` that must stand before it and `!` for R2.
private struct Rules {
  struct Rule {
    var suffix: Ending
    var replacement: [UInt8]
    /// One of these letters must stand before the suffix, if there are any.
    var before: Letters
    var needsR2: Bool
  }

  /// By the last letter of the suffix, longest first.
  private var byLetter = [[Rule]](repeating: [], count: 26)

  init(_ text: String) {
    for entry in text.split(separator: " ") {
      var parts = entry.split(separator: ">", omittingEmptySubsequences: false).map(String.init)
      let needsR2 = parts[1].hasSuffix("!")
      if needsR2 { parts[1].removeLast() }
      let condition = parts[0].split(separator: "/").map { Array($0.utf8) }
      let rule = Rule(
        suffix: Ending(condition[0]), replacement: Array(parts[1].utf8),
        before: Letters(condition.count > 1 ? condition[1] : []), needsR2: needsR2)
      byLetter[Int(rule.suffix.letters & 0xFF) - 0x61].append(rule)
    }
    for index in byLetter.indices { byLetter[index].sort { $0.suffix.count > $1.suffix.count } }
  }

  func longest(of ending: Ending, last letter: UInt8) -> Rule? {
    guard ASCII.isLower(letter) else { return nil }
    let rules = byLetter[Int(letter) - 0x61]
    return rules.indices.first { ending.has(rules[$0].suffix) }.map { rules[$0] }
  }
}

extension Porter2 {
  private static let step2Rules = Rules(
    """
    tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate \
    ator>ate alism>al aliti>al alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive \
    biliti>ble bli>ble ogi/l>og fulli>ful lessli>less li/cdeghkmnrt>
    """)
  private static let step3Rules = Rules(
    """
    tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>!
    """)
  private static let step4Rules = Rules(
    """
    al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> \
    ion/st>
    """)

  private static let sses = Ending("sses".utf8)
  private static let ied = Ending("ied".utf8)
  private static let ies = Ending("ies".utf8)
  private static let eed = Ending("eed".utf8)
  private static let eedly = Ending("eedly".utf8)
  private static let at = Ending("at".utf8)
  private static let bl = Ending("bl".utf8)
  private static let iz = Ending("iz".utf8)
  private static let pastForms = ["ingly", "edly", "ing", "ed"].map { Ending($0.utf8) }
  private static let doubled = Letters("bdfgmnprt".utf8)

  /// No word of the two tables is longer.
  private static let longestException = 7

  private static let finished = Set(
    ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"].map {
      Ending($0.utf8).letters
    })

  private static let exceptions: [UInt64: [UInt8]] = {
    let pairs = """
      skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli \
      early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos \
      bias:bias andes:andes
      """
    var table: [UInt64: [UInt8]] = [:]
    for pair in pairs.split(separator: " ") {
      let parts = pair.split(separator: ":")
      table[Ending(parts[0].utf8).letters] = Array(parts[1].utf8)
    }
    return table
  }()
}

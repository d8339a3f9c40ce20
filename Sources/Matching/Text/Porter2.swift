/// The English stemmer of the Snowball project ("Porter2"), for words of `a` to `z` and apostrophe.
struct Porter2 {
  private var word: [UInt8]
  /// Where the regions R1 and R2 of the algorithm start.
  private var r1 = 0
  private var r2 = 0

  static func stem(_ bytes: some Sequence<UInt8>) -> [UInt8] {
    let word = Array(bytes)
    guard word.count > 2, word.allSatisfy(ASCII.isLower) else { return word }
    if let exception = exceptions[word] { return exception }
    var stemmer = Porter2(word: word)
    stemmer.run()
    return stemmer.word
  }

  private init(word: [UInt8]) { self.word = word }

  private mutating func run() {
    markConsonantY()
    findRegions()
    step1a()
    if !Self.finished.contains(word) {
      step1b()
      step1c()
      replaceLongest(Self.step2Rules, step: 2)
      replaceLongest(Self.step3Rules, step: 3)
      replaceLongest(Self.step4Rules, step: 4)
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
  }

  private static let longPrefixes = ["gener", "commun", "arsen"].map { Array($0.utf8) }

  private mutating func findRegions() {
    if let prefix = Self.longPrefixes.first(where: { word.starts(with: $0) }) {
      r1 = prefix.count
    } else {
      r1 = regionStart(after: 0)
    }
    r2 = regionStart(after: r1)
  }

  /// The place after the first consonant that follows a vowel.
  private func regionStart(after start: Int) -> Int {
    var index = start
    while index < word.count, !Self.isVowel(word[index]) { index += 1 }
    while index < word.count, Self.isVowel(word[index]) { index += 1 }
    return min(index + 1, word.count)
  }

  private func ends(with suffix: [UInt8]) -> Bool {
    guard word.count >= suffix.count, word.last == suffix.last else { return false }
    var index = word.count - suffix.count
    for byte in suffix {
      if word[index] != byte { return false }
      index += 1
    }
    return true
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

  private mutating func step1a() {
    if ends(with: Self.sses) {
      word.removeLast(2)
    } else if ends(with: Self.ied) || ends(with: Self.ies) {
      word.removeLast(word.count > 4 ? 2 : 1)
    } else if word.last == 0x73, word.count > 1 {
      let before = word[word.count - 2]
      if before != 0x75, before != 0x73, hasVowel(before: word.count - 2) { word.removeLast() }
    }
  }

  private mutating func step1b() {
    if ends(with: Self.eedly) || ends(with: Self.eed) {
      let length = word.last == 0x79 ? 5 : 3
      if word.count - length >= r1 { word.removeLast(length - 2) }
      return
    }
    guard let suffix = Self.pastForms.first(where: ends(with:)),
      hasVowel(before: word.count - suffix.count)
    else { return }
    word.removeLast(suffix.count)
    if ends(with: Self.at) || ends(with: Self.bl) || ends(with: Self.iz) {
      word.append(0x65)
    } else if endsInDouble {
      word.removeLast()
    } else if r1 >= word.count, endsInShortSyllable(word.count) {
      word.append(0x65)
    }
  }

  private var endsInDouble: Bool {
    guard word.count > 1, let last = word.last, word[word.count - 2] == last else { return false }
    return [0x62, 0x64, 0x66, 0x67, 0x6D, 0x6E, 0x70, 0x72, 0x74].contains(last)
  }

  private mutating func step1c() {
    guard word.count > 2, let last = word.last, last == 0x79 || last == 0x59 else { return }
    if !Self.isVowel(word[word.count - 2]) { word[word.count - 1] = 0x69 }
  }

  /// Applies the longest rule that fits; its condition can still refuse it.
  private mutating func replaceLongest(_ rules: [Rule], step: Int) {
    guard let rule = rules.first(where: { ends(with: $0.suffix) }) else { return }
    let start = word.count - rule.suffix.count
    guard start >= (step == 4 || rule.needsR2 ? r2 : r1) else { return }
    let before = start > 0 ? word[start - 1] : 0
    guard rule.before.isEmpty || rule.before.contains(before) else { return }
    word.removeLast(rule.suffix.count)
    word += rule.replacement
  }

  private mutating func step5() {
    guard let last = word.last else { return }
    let start = word.count - 1
    if last == 0x65 {
      if start >= r2 || start >= r1 && !endsInShortSyllable(start) { word.removeLast() }
    } else if last == 0x6C, start >= r2, start > 0, word[start - 1] == 0x6C {
      word.removeLast()
    }
  }

  // MARK: Tables

  private struct Rule {
    var suffix: [UInt8]
    var replacement: [UInt8]
    /// One of these letters must stand before the suffix, if there are any.
    var before: [UInt8]
    var needsR2: Bool
  }

  /// Rules written `suffix>replacement`, with `/letters` before and `!` for R2, longest first.
  private static func rules(_ text: String) -> [Rule] {
    let rules = text.split(separator: " ").map { entry -> Rule in
      var parts = entry.split(separator: ">", omittingEmptySubsequences: false).map(String.init)
      let needsR2 = parts[1].hasSuffix("!")
      if needsR2 { parts[1].removeLast() }
      let condition = parts[0].split(separator: "/").map { Array($0.utf8) }
      return Rule(
        suffix: condition[0], replacement: Array(parts[1].utf8),
        before: condition.count > 1 ? condition[1] : [], needsR2: needsR2)
    }
    return rules.sorted { $0.suffix.count > $1.suffix.count }
  }

  private static let step2Rules = rules(
    """
    tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate \
    ator>ate alism>al aliti>al alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive \
    biliti>ble bli>ble ogi/l>og fulli>ful lessli>less li/cdeghkmnrt>
    """)
  private static let step3Rules = rules(
    """
    tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness> ative>!
    """)
  private static let step4Rules = rules(
    """
    al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ism> ate> iti> ous> ive> ize> \
    ion/st>
    """)

  private static let sses = Array("sses".utf8)
  private static let ied = Array("ied".utf8)
  private static let ies = Array("ies".utf8)
  private static let eed = Array("eed".utf8)
  private static let eedly = Array("eedly".utf8)
  private static let at = Array("at".utf8)
  private static let bl = Array("bl".utf8)
  private static let iz = Array("iz".utf8)
  private static let pastForms = ["ingly", "edly", "ing", "ed"].map { Array($0.utf8) }

  private static let finished = Set(
    ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"].map {
      Array($0.utf8)
    })

  private static let exceptions: [[UInt8]: [UInt8]] = {
    let pairs = """
      skis:ski skies:sky dying:die lying:lie tying:tie idly:idl gently:gentl ugly:ugli \
      early:earli only:onli singly:singl sky:sky news:news howe:howe atlas:atlas cosmos:cosmos \
      bias:bias andes:andes
      """
    var table: [[UInt8]: [UInt8]] = [:]
    for pair in pairs.split(separator: " ") {
      let parts = pair.split(separator: ":")
      table[Array(parts[0].utf8)] = Array(parts[1].utf8)
    }
    return table
  }()
}

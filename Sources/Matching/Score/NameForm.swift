/// The name of a skill in the forms in which names are compared: "K8s", "Node.js", "Big Query".
struct NameForm: Sendable {
  /// Letters, digits, `+` and `#` in lower case, nothing between them.
  private var squashed: [UInt8]
  /// The same for what stands in brackets behind the name.
  private var aside: [UInt8]
  /// First letters of the parts, CamelCase and digits split; with and without small words.
  private var initials: [[UInt8]]
  private var parts: [[UInt8]]
  private var trigrams: [UInt32]
  /// Concepts that the whole name names, and those that they imply.
  private var concepts: [Int32]
  private var implied: [Int32]

  static let mostWords = 6
  private static let longest = 60
  private static let smallWords = ["and", "of", "the", "for", "to", "in", "a", "on", "with"]
    .map { Array($0.utf8) }

  /// nil for what is too long for a name, or not in Latin letters.
  init?(_ text: TokenizedText, mentions: [Mention], lexicon: Lexicon) {
    guard !text.tokens.isEmpty, text.tokens.count <= Self.mostWords,
      text.source.count <= Self.longest,
      text.tokens.allSatisfy({ !$0.flags.contains(.gram) })
    else { return nil }
    let bracket = text.source.firstIndex(of: 0x28) ?? text.source.count
    var inside = text.tokens.firstIndex { Int($0.start) > bracket } ?? text.tokens.count
    if inside == 0 { inside = text.tokens.count }
    squashed = Self.squash(text.tokens[..<inside], text)
    aside = Self.squash(text.tokens[inside...], text)
    parts = Self.parts(
      of: text.source[..<(inside < text.tokens.count ? bracket : text.source.count)])
    let plain = parts.filter { !Self.smallWords.contains($0) }
    initials = [parts, plain].map { $0.flatMap { part in part.first.map { [$0] } ?? [] } }
    trigrams = Self.trigrams(of: squashed)
    concepts = mentions.filter { $0.tokens.lowerBound == 0 && $0.tokens.upperBound == inside }
      .map(\.concept)
    implied = concepts.flatMap { lexicon.concepts[Int($0)].implied.map(\.concept) }
  }

  private static func squash(_ tokens: ArraySlice<Token>, _ text: TokenizedText) -> [UInt8] {
    tokens.flatMap { token in
      text.folded[Int(token.foldedStart)..<Int(token.foldedEnd)].filter { $0 != 0x2E }
    }
  }

  /// Words in lower case; a capital after a small letter and a digit after a letter start a new one.
  private static func parts(of source: ArraySlice<UInt8>) -> [[UInt8]] {
    var parts: [[UInt8]] = []
    var previous: UInt8 = 0
    for (index, byte) in zip(source.indices, source) {
      guard ASCII.isWord(byte) else {
        previous = 0
        continue
      }
      let next = index + 1 < source.endIndex ? source[index + 1] : 0
      let opens =
        previous == 0 || ASCII.isDigit(byte) != ASCII.isDigit(previous)
        || ASCII.isUpper(byte) && (ASCII.isLower(previous) || ASCII.isLower(next))
      if opens { parts.append([]) }
      parts[parts.count - 1].append(ASCII.isUpper(byte) ? byte | 0x20 : byte)
      previous = byte
    }
    return parts
  }

  private static func trigrams(of word: [UInt8]) -> [UInt32] {
    guard !word.isEmpty else { return [] }
    var value: UInt32 = 0x5E5E
    var trigrams: [UInt32] = []
    for byte in word + [0x24] {
      value = (value << 8 | UInt32(byte)) & 0xFF_FFFF
      trigrams.append(value)
    }
    return trigrams.sorted()
  }
}

// MARK: Comparing

extension NameForm {
  /// How likely two names mean the same: 1 equal, from about 0.75 on likely.
  func similarity(to other: NameForm) -> Float {
    if squashed == other.squashed { return 1 }
    if squashed == other.aside || aside == other.squashed { return 0.98 }
    var best: Float = 0
    if concepts.contains(where: other.concepts.contains) { best = 0.9 }
    if isNumeronym(of: other) || other.isNumeronym(of: self) { best = max(best, 0.9) }
    if isShort(for: other) || other.isShort(for: self) { best = max(best, 0.85) }
    if implied.contains(where: other.concepts.contains) { best = max(best, 0.3) }
    if other.implied.contains(where: concepts.contains) { best = max(best, 0.25) }
    let shared = self.shared(with: other)
    best = max(best, 0.85 * shared, 0.75 * containment(in: other))
    best = max(best, 0.5 * max(skeleton(of: other), other.skeleton(of: self)))
    // A shade of the spelling keeps equal classes apart.
    return min(0.97, best + 0.01 * shared)
  }

  /// "k8s" for "kubernetes": first letter, number of letters between, last letter.
  private func isNumeronym(of other: NameForm) -> Bool {
    guard squashed.count > 2, let first = squashed.first, let last = squashed.last,
      ASCII.isLower(first), ASCII.isLower(last), squashed.count < other.squashed.count
    else { return false }
    var number = 0
    for byte in squashed.dropFirst().dropLast() {
      guard ASCII.isDigit(byte), number < 100 else { return false }
      number = number * 10 + Int(byte & 15)
    }
    return other.squashed.count == number + 2 && other.squashed.first == first
      && other.squashed.last == last
  }

  /// "NLP" or "comp sci": the first letters of all the other's words, or a beginning of each.
  private func isShort(for other: NameForm) -> Bool {
    guard squashed.count > 1, other.parts.count > 1 else { return false }
    if other.initials.contains(squashed) { return true }
    guard parts.count == other.parts.count else { return false }
    return zip(parts, other.parts).allSatisfy { part, whole in
      part == whole || part.count > 1 && whole.starts(with: part)
    }
  }

  /// Dice's coefficient of the trigrams.
  private func shared(with other: NameForm) -> Float {
    guard !trigrams.isEmpty, !other.trigrams.isEmpty else { return 0 }
    var (a, b, common) = (0, 0, 0)
    while a < trigrams.count, b < other.trigrams.count {
      if trigrams[a] == other.trigrams[b] {
        common += 1
        a += 1
        b += 1
      } else if trigrams[a] < other.trigrams[b] {
        a += 1
      } else {
        b += 1
      }
    }
    return Float(2 * common) / Float(trigrams.count + other.trigrams.count)
  }

  /// One name holds all words of the other; the last word, what it is a kind of, counts more.
  private func containment(in other: NameForm) -> Float {
    let (less, more) =
      parts.count <= other.parts.count ? (parts, other.parts) : (other.parts, parts)
    guard !less.isEmpty, less.allSatisfy({ more.contains($0) }) else { return 0 }
    let weight: (Int) -> Float = { $0 == more.count - 1 ? 1.3 : 1 }
    let found = more.indices.reduce(Float(0)) { $0 + (less.contains(more[$1]) ? weight($1) : 0) }
    return found / (Float(more.count) + 0.3)
  }

  /// "bq" in "bigquery": the same first letter, the others in order.
  private func skeleton(of other: NameForm) -> Float {
    guard squashed.count > 1, squashed.count < 6, squashed.count < other.squashed.count,
      squashed.first == other.squashed.first
    else { return 0 }
    var found = 0
    for byte in other.squashed where found < squashed.count && byte == squashed[found] {
      found += 1
    }
    guard found == squashed.count else { return 0 }
    return 0.5 + 0.5 * Float(squashed.count) / Float(other.squashed.count)
  }
}

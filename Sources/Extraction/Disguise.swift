/// Finds text that is made to be read by programs and not by people.
public enum Disguise {
  // MARK: Characters

  /// A line without characters that nobody sees or that turn text around, and what they were.
  static func clean(_ text: String) -> (text: String, kinds: Set<Concern.Kind>, secret: String) {
    guard text.utf8.contains(where: { $0 >= 0x80 || $0 < 0x20 }) else { return (text, [], "") }
    var result = String.UnicodeScalarView()
    var kinds: Set<Concern.Kind> = []
    var secret = ""
    var previous: Unicode.Scalar?
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xE0000...0xE007F:
        kinds.insert(.invisibleCharacters)
        if let plain = Unicode.Scalar(scalar.value - 0xE0000), plain.value >= 0x20 {
          secret.unicodeScalars.append(plain)
        }
      case 0x202A...0x202E, 0x2066...0x2069: kinds.insert(.bidirectional)
      case 0x200C, 0x200D:
        // Joiners belong into Arabic, Indic scripts and emoji.
        if previous?.isASCII == true {
          kinds.insert(.invisibleCharacters)
        } else {
          result.append(scalar)
        }
      case 0x200B, 0x2060...0x2064, 0x180E, 0x115F, 0x3164, 0xFEFF:
        if previous != nil { kinds.insert(.invisibleCharacters) }
      case 0xAD, 0x200E, 0x200F, 0x61C: break
      case 0x9: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0: break
      case 0xA0, 0x2000...0x200A, 0x202F, 0x205F, 0x3000: result.append(" ")
      default: result.append(scalar)
      }
      previous = scalar
    }
    return (String(result), kinds, secret)
  }

  /// Words that mix Latin with look-alikes of other alphabets.
  static func lookAlikes(in text: String) -> [String] {
    guard text.utf8.contains(where: { (0xCD...0xD4).contains($0) }) else { return [] }
    return text.split { !$0.isLetter }.filter { word in
      var hasLatin = false
      var hasOther = false
      for scalar in word.unicodeScalars {
        switch scalar.value {
        case 0x41...0x5A, 0x61...0x7A: hasLatin = true
        case 0x370...0x3FF, 0x400...0x52F: hasOther = true
        default: break
        }
      }
      return hasLatin && hasOther
    }.map(String.init)
  }

  // MARK: Instructions

  /// Sentences that speak to a program that reads resumes.
  private static let phrases: [[String]] = [
    ["ignore", "instructions"], ["ignore", "previous"], ["ignore", "prior"], ["ignore", "above"],
    ["disregard", "instructions"], ["disregard", "previous"], ["disregard", "above"],
    ["forget", "instructions"], ["override", "instructions"], ["rank", "this", "candidate"],
    ["rank", "candidate", "first"], ["rank", "me", "first"], ["score", "candidate", "highest"],
    ["candidate", "scored"], ["hire", "this", "candidate"], ["recommend", "this", "candidate"],
    ["you", "are", "an", "ai"], ["as", "an", "ai", "model"], ["as", "a", "language", "model"],
    ["end", "of", "resume"], ["new", "instructions"], ["system", "prompt"],
    ["note", "to", "ai"], ["attention", "ai"], ["perfect", "match", "for", "job", "score"],
    ["ignoriere", "anweisungen"], ["ignorez", "instructions"], ["ignora", "instrucciones"],
    ["ignora", "istruzioni"], ["ignore", "instruções"],
  ]
  private static let roles = ["system:", "assistant:", "<|im_start|>", "[inst]", "### instruction"]

  /// Whether a text gives orders to whoever screens it.
  ///
  /// The words of a phrase must follow each other within a few words.
  public static func isInjection(_ text: String) -> Bool {
    let lower = text.prefix(20_000).lowercased()
    if roles.contains(where: { lower.hasPrefix($0) || lower.contains("\n" + $0) }) { return true }
    let words = lower.split { !$0.isLetter && !$0.isNumber }
    return phrases.contains { phrase in
      guard let head = phrase.first else { return false }
      return words.indices.contains { start in
        words[start] == head && follows(phrase.dropFirst(), words[(start + 1)...])
      }
    }
  }

  private static func follows(_ phrase: ArraySlice<String>, _ words: ArraySlice<Substring>) -> Bool
  {
    var rest = words
    for word in phrase {
      guard let place = rest.prefix(4).firstIndex(where: { $0 == word }) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  // MARK: Stuffing

  /// A word repeated in a row counts once: `kubernetes kubernetes kubernetes`.
  static func withoutRepeats(_ text: String) -> (text: String, removed: Int) {
    let words = text.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count > 3 else { return (text, 0) }
    var kept: [Substring] = []
    var removed = 0
    for word in words {
      let core = word.lowercased().filter { $0.isLetter || $0.isNumber }
      let last = kept.last.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
      if !core.isEmpty, core == last { removed += 1 } else { kept.append(word) }
    }
    return removed < 2 ? (text, 0) : (kept.joined(separator: " "), removed)
  }

  /// Words that stand far oftener than anybody writes them, most frequent first.
  static func stuffed(_ lines: [String]) -> [(word: String, count: Int)] {
    var counts: [String: Int] = [:]
    var total = 0
    for line in lines {
      for word in line.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
      where word.utf8.count > 3 && !word.allSatisfy(\.isNumber) {
        counts[String(word), default: 0] += 1
        total += 1
      }
    }
    let limit = max(16, total / 12)
    return counts.filter { $0.value > limit }.map { ($0.key, $0.value) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
  }
}

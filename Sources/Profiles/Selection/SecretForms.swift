/// A phrase that is found whatever its case, spaces and escapes; of an address also with words in
/// place of `@` and `.`.
struct SecretPhrase {
  private let scalars: [Unicode.Scalar]
  private let isAddress: Bool
  private let wholeWord: Bool

  init(_ text: String, wholeWord: Bool) {
    let text = SpelledText(text)
    var scalars: [Unicode.Scalar] = []
    for unit in text.units {
      let scalar = unit.isSpace ? " " : unit.scalar
      if scalar != " " || scalars.last != " " { scalars.append(scalar) }
    }
    self.scalars = scalars
    isAddress = scalars.contains("@")
    self.wholeWord = wholeWord
  }

  func ranges(in text: SpelledText) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var index = 0
    while index < text.units.count {
      if let end = match(text, at: index), fits(text, index, end) {
        ranges.append(text.range(index, end))
        index = end
      } else {
        index += 1
      }
    }
    return ranges
  }

  /// Where the phrase ends that begins here.
  private func match(_ text: SpelledText, at start: Int) -> Int? {
    var index = start
    for scalar in scalars {
      guard let end = match(scalar, text, at: index) else { return nil }
      index = end
    }
    return index > start ? index : nil
  }

  private func match(_ scalar: Unicode.Scalar, _ text: SpelledText, at index: Int) -> Int? {
    guard index < text.units.count else { return nil }
    let unit = text.units[index]
    if scalar == " " {
      guard unit.isSpace else { return nil }
      return skipSpaces(text, index)
    }
    if unit.scalar == scalar { return index + 1 }
    guard isAddress, scalar == "@" || scalar == "." else { return nil }
    return word(for: scalar, text, at: index)
  }

  private func skipSpaces(_ text: SpelledText, _ start: Int) -> Int {
    var index = start
    while index < text.units.count, text.units[index].isSpace { index += 1 }
    return index
  }

  /// ` @ `, `(at)`, `[ at ]`, ` dot ` and the like.
  private func word(for scalar: Unicode.Scalar, _ text: SpelledText, at start: Int) -> Int? {
    var index = skipSpaces(text, start)
    let opened =
      index < text.units.count && ["(", "[", "{", "<"].contains(text.units[index].scalar)
    if opened { index = skipSpaces(text, index + 1) }
    let words: [[Unicode.Scalar]] =
      scalar == "@" ? [["@"], ["a", "t"]] : [["."], ["d", "o", "t"]]
    guard
      let word = words.first(where: { text.units[index...].prefix($0.count).map(\.scalar) == $0 })
    else { return nil }
    let isApart = opened || index > start || word.count == 1
    guard isApart else { return nil }
    index = skipSpaces(text, index + word.count)
    guard opened else { return index }
    guard index < text.units.count, [")", "]", "}", ">"].contains(text.units[index].scalar)
    else { return nil }
    return skipSpaces(text, index + 1)
  }

  private func fits(_ text: SpelledText, _ start: Int, _ end: Int) -> Bool {
    guard wholeWord else { return true }
    return (start == 0 || !text.units[start - 1].isWord)
      && (end == text.units.count || !text.units[end].isWord)
  }
}

/// A phone number that is found by its last digits, whatever stands between them, with or without
/// the codes before them.
struct SecretNumber {
  /// Without the zeros in front: they are an exit or trunk code.
  private let digits: [UInt8]
  /// What decides: shorter numbers have all of their digits here.
  private let last: [UInt8]

  private static let decidingDigits = 7
  /// Marks between two digits of one number, such as ` (0) `.
  private static let gap = 3

  /// nil for what has too few digits to be told from other numbers.
  init?(_ text: String) {
    let digits = Array(SpelledText(text).units.compactMap(\.digit).drop { $0 == 0 })
    guard digits.count >= 5 else { return nil }
    self.digits = digits
    last = Array(digits.suffix(Self.decidingDigits))
  }

  func ranges(in text: SpelledText) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for run in runs(text) where run.count >= last.count {
      let found = run.map(\.digit)
      var index = 0
      var done = 0
      while index + last.count <= found.count {
        guard Array(found[index..<(index + last.count)]) == last else {
          index += 1
          continue
        }
        let first = beginning(found, index, after: done)
        let place = text.range(run[first].index, run[index + last.count - 1].index + 1)
        ranges.append(withPrefix(place, text))
        index += last.count
        done = index
      }
    }
    return ranges
  }

  /// Digits near each other, with the index of their units.
  private func runs(_ text: SpelledText) -> [[(digit: UInt8, index: Int)]] {
    var runs: [[(digit: UInt8, index: Int)]] = []
    var run: [(digit: UInt8, index: Int)] = []
    for (index, unit) in text.units.enumerated() {
      if let digit = unit.digit {
        run.append((digit, index))
      } else if unit.isWord || index - (run.last?.index ?? index) > Self.gap {
        if !run.isEmpty { runs.append(run) }
        run = []
      }
    }
    return run.isEmpty ? runs : runs + [run]
  }

  /// Goes back over the digits that the number has before the deciding ones, and over zeros, but
  /// not into the number before it.
  private func beginning(_ found: [UInt8], _ start: Int, after done: Int) -> Int {
    var index = start
    var before = digits.dropLast(last.count)
    while index > done {
      if let digit = before.last, found[index - 1] == digit {
        before = before.dropLast()
      } else if found[index - 1] != 0 {
        // A country code that the profile doesn't give.
        let isCode = before.isEmpty && index <= 3
        return isCode ? done : index
      }
      index -= 1
    }
    return index
  }

  /// A plus sign or parenthesis in front goes too.
  private func withPrefix(_ range: Range<Int>, _ text: SpelledText) -> Range<Int> {
    var start = range.lowerBound
    while start > 0, [UInt8(ascii: "+"), UInt8(ascii: "(")].contains(text.bytes[start - 1]) {
      start -= 1
    }
    return start..<range.upperBound
  }
}

/// A secret inside Base64, where it may begin at any of three positions of a group.
struct EncodedSecret {
  private let forms: [[UInt8]]

  init(_ text: String) {
    let secret = Array(text.utf8)
    guard secret.count >= 6 else {
      forms = []
      return
    }
    forms = (0..<3).map { shift in
      let padded = [UInt8](repeating: 0, count: shift) + secret
      let whole = Self.encoded(Array(padded.prefix(padded.count / 3 * 3)))
      // The first characters also hold bits of what stands before.
      return Array(whole.dropFirst([0, 2, 3][shift]))
    }
  }

  func ranges(in bytes: [UInt8]) -> [Range<Int>] {
    guard bytes.count >= 8 else { return [] }
    var ranges: [Range<Int>] = []
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, Self.isPart(bytes[end]) { end += 1 }
      if end - start >= 8, holds(bytes[start..<end]) { ranges.append(start..<end) }
      start = end + 1
    }
    return ranges
  }

  private func holds(_ run: ArraySlice<UInt8>) -> Bool {
    let run = run.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "-"): UInt8(ascii: "+")
      case UInt8(ascii: "_"): UInt8(ascii: "/")
      default: byte
      }
    }
    return forms.contains { form in
      guard run.count >= form.count, let first = form.first else { return false }
      return (0...(run.count - form.count)).contains { offset in
        run[offset] == first && run[offset...].starts(with: form)
      }
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || "+/-_".utf8.contains(byte)
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// Base64 of whole groups of three bytes.
  private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    stride(from: 0, to: bytes.count - 2, by: 3).flatMap { index -> [UInt8] in
      let group = Int(bytes[index]) << 16 | Int(bytes[index + 1]) << 8 | Int(bytes[index + 2])
      return [18, 12, 6, 0].map { alphabet[group >> $0 & 63] }
    }
  }
}

/// Cuts UTF-8 text into words: C, C++, C#, .NET, Node.js, R&D, e-mail and 3-D stay whole, scripts
/// without spaces become n-grams, everything else breaks at whatever is not a letter or a digit.
struct Tokenizer {
  /// Longer words are cut off: no word of any language is as long.
  private static let longestWord = 96

  private let source: [UInt8]
  private var offset = 0
  private var gap = Token.Gap.stop
  private var tokens: [Token] = []
  private var folded: [UInt8] = []

  private init(_ source: [UInt8]) {
    self.source = source
    tokens.reserveCapacity(source.count / 6)
    folded.reserveCapacity(source.count)
  }

  /// Tokens with stems in the language given, or in the one that the text itself seems to be in.
  ///
  /// `otherwise` is the language of the text around it, for lines that say too little themselves.
  static func tokenize(
    _ source: [UInt8], language: Language? = nil, otherwise: Language = .english
  ) -> TokenizedText {
    var memo: StemMemo?
    return tokenize(source, language: language, otherwise: otherwise, memo: &memo)
  }

  /// The same, with what is known of earlier texts of one language.
  static func tokenize(
    _ source: [UInt8], language: Language? = nil, otherwise: Language = .english,
    memo: inout StemMemo?
  ) -> TokenizedText {
    var tokenizer = Tokenizer(source)
    tokenizer.run()
    let language =
      language ?? Language.guess(tokenizer.tokens, of: source, otherwise: otherwise)
    var text = TokenizedText(
      source: source, folded: tokenizer.folded, tokens: tokenizer.tokens, language: language)
    text.stem(&memo)
    return text
  }

  static func tokenize(_ text: String, language: Language? = nil) -> TokenizedText {
    tokenize(Array(text.utf8), language: language)
  }

  private mutating func run() {
    while offset < source.count {
      let byte = source[offset]
      if byte < 0x80 {
        readASCII(byte)
      } else {
        let (value, length) = Scalar.decode(source, at: offset)
        switch Scalar.kind(value) {
        case .letter, .digit: readWord()
        case .separator: separate(value, length: length)
        case .mark: offset += length
        case .han: readRun(.han, size: 2)
        case .hangul: readRun(.hangul, size: 2)
        case .unspaced: readRun(.unspaced, size: 3)
        case .hiragana: skipRun(.hiragana)
        case .katakana: readRun(.katakana, size: .max)
        }
      }
    }
  }

  private mutating func readASCII(_ byte: UInt8) {
    if ASCII.isWord(byte) || startsDotNet(byte) {
      readWord()
      return
    }
    offset += 1
    switch byte {
    case 0x0A, 0x0D, 0x21, 0x3A, 0x3B, 0x3F, 0x7C: widen(.stop)
    case 0x2E: widen(offset < source.count && source[offset] > 0x20 ? .comma : .stop)
    case 0x2C, 0x28, 0x29, 0x5B, 0x5D, 0x22: widen(.comma)
    case 0x2D where offset < source.count && source[offset] == 0x20: widen(.comma)
    case 0x20, 0x09: widen(.space)
    default: break
    }
  }

  private mutating func widen(_ wider: Token.Gap) { gap = max(gap, wider) }

  private mutating func separate(_ value: UInt32, length: Int) {
    offset += length
    switch value {
    case 0x2010, 0x2011: break
    case 0xA0, 0x2000...0x200A, 0x202F: widen(.space)
    case 0x2012...0x2015, 0x3001, 0xFF0C, 0x30FB, 0xFF08, 0xFF09: widen(.comma)
    default: widen(.stop)
    }
  }

  // MARK: Words

  private func startsDotNet(_ byte: UInt8) -> Bool {
    guard byte == 0x2E, offset + 3 < source.count else { return false }
    guard source[offset + 1] | 0x20 == 0x6E, source[offset + 2] | 0x20 == 0x65,
      source[offset + 3] | 0x20 == 0x74
    else { return false }
    return !isWord(at: offset + 4) && (offset == 0 || !isWord(at: offset - 1))
  }

  private mutating func readWord() {
    let start = offset
    let foldedStart = folded.count
    if source[offset] == 0x2E {
      folded.append(0x2E)
      offset += 1
    }
    var shape = WordShape()
    scan: while offset < source.count {
      let byte = source[offset]
      if byte < 0x80 {
        if ASCII.isWord(byte) {
          shape.note(byte)
          append(UInt32(byte), from: foldedStart)
          offset += 1
        } else if !readJoiner(byte, start: start, foldedStart: foldedStart) {
          break scan
        }
      } else {
        let (value, length) = Scalar.decode(source, at: offset)
        if value == 0x2019, readApostrophe(length: 3, foldedStart: foldedStart) { continue }
        switch Scalar.kind(value) {
        case .letter: shape.noteLetter(isCapital: isCapital(value))
        case .digit, .mark: break
        default: break scan
        }
        if Scalar.kind(value) != .mark { append(value, from: foldedStart) }
        offset += length
      }
    }
    emit(start: start, end: offset, foldedStart: foldedStart, flags: shape.flags)
    skipPossessive()
  }

  private func isCapital(_ value: UInt32) -> Bool {
    switch value {
    case 0xC0...0xDE, 0x391...0x3A9, 0x400...0x42F: true
    case 0x100...0x17F: value & 1 == 0
    default: false
    }
  }

  private mutating func append(_ value: UInt32, from foldedStart: Int) {
    if folded.count - foldedStart < Self.longestWord { Scalar.appendFolded(value, to: &folded) }
  }

  private func isWord(at index: Int) -> Bool {
    guard index >= 0, index < source.count else { return false }
    return ASCII.isWord(source[index]) || source[index] >= 0xC3 && source[index] < 0xE2
  }

  private func isLetter(at index: Int) -> Bool {
    index >= 0 && index < source.count && ASCII.isLetter(source[index])
  }

  /// Reads a sign that can stand inside a word; false ends the word before it.
  private mutating func readJoiner(_ byte: UInt8, start: Int, foldedStart: Int) -> Bool {
    let length = offset - start
    switch byte {
    case 0x27: return readApostrophe(length: 1, foldedStart: foldedStart)
    case 0x2E: return readDot(start: start, length: length)
    case 0x2D: return readHyphen(start: start, length: length)
    case 0x26: return readAmpersand(start: start, length: length)
    case 0x2B, 0x23: return readSign(byte, start: start, length: length)
    default: return false
    }
  }

  private mutating func readApostrophe(length: Int, foldedStart: Int) -> Bool {
    let next = offset + length
    guard isLetter(at: next), folded.count - foldedStart > 2 else { return false }
    let isPossessive = source[next] | 0x20 == 0x73 && !isWord(at: next + 1)
    guard !isPossessive else { return false }
    offset = next
    return true
  }

  /// Passes over the `'s` that the word before it ended at.
  private mutating func skipPossessive() {
    guard offset < source.count else { return }
    let length = source[offset] == 0x27 ? 1 : 0
    let isCurly =
      source[offset] == 0xE2 && offset + 2 < source.count && source[offset + 1] == 0x80
      && source[offset + 2] == 0x99
    let next = offset + (isCurly ? 3 : length)
    guard next > offset, next < source.count, source[next] | 0x20 == 0x73, !isWord(at: next + 1)
    else { return }
    offset = next + 1
  }

  private mutating func readDot(start: Int, length: Int) -> Bool {
    guard isWord(at: offset + 1) else { return false }
    if length == 1 || source[offset - 2] == 0x2E, isLetter(at: offset - 1),
      isLetter(at: offset + 1), !isWord(at: offset + 2)
    {
      offset += 1
      return true
    }
    let joins =
      ASCII.isDigit(source[offset - 1]) && ASCII.isDigit(source[offset + 1]) || startsSuffix()
    guard joins else { return false }
    folded.append(0x2E)
    offset += 1
    return true
  }

  /// Whether what follows the dot is an ending that names of products have.
  private func startsSuffix() -> Bool {
    var end = offset + 1
    while end < source.count, ASCII.isWord(source[end]), end - offset < 5 { end += 1 }
    let suffix = source[offset + 1..<end].map { $0 | 0x20 }
    return ["js", "ts", "net", "io", "ai", "py", "ml", "md", "com", "org"].contains {
      suffix.elementsEqual($0.utf8)
    }
  }

  private static let prefixes = ["co", "pre", "re", "multi", "non", "anti", "sub", "inter", "on"]

  private mutating func readHyphen(start: Int, length: Int) -> Bool {
    guard isLetter(at: offset + 1) else { return false }
    let first = source[start]
    let isSingle =
      length == 1 && (ASCII.isLetter(first) || ASCII.isDigit(first) && !isWord(at: offset + 2))
    let isPrefix =
      length <= 5
      && Self.prefixes.contains {
        source[start..<offset].lazy.map { $0 | 0x20 }.elementsEqual($0.utf8)
      }
    guard isSingle || isPrefix else { return false }
    offset += 1
    return true
  }

  private mutating func readAmpersand(start: Int, length: Int) -> Bool {
    guard length <= 2, ASCII.isUpper(source[start]), offset + 1 < source.count,
      ASCII.isUpper(source[offset + 1]), !isWord(at: offset + 2)
    else { return false }
    folded.append(0x26)
    offset += 1
    return true
  }

  private mutating func readSign(_ sign: UInt8, start: Int, length: Int) -> Bool {
    // A number of more digits than any word has is no name either: nothing is read twice.
    guard !source[start..<offset].prefix(Self.longestWord).allSatisfy(ASCII.isDigit) else {
      return false
    }
    var end = offset
    while end < source.count, source[end] == sign, end - offset < 2 { end += 1 }
    guard !isWord(at: end), sign == 0x2B || length <= 2 && end == offset + 1 else { return false }
    while offset < end {
      folded.append(sign)
      offset += 1
    }
    return true
  }

  private mutating func emit(
    start: Int, end: Int, foldedStart: Int, flags: Token.Flags
  ) {
    guard folded.count > foldedStart else { return }
    let term = Term(folded[foldedStart...])
    tokens.append(
      Token(
        start: Int32(clamping: start), end: Int32(clamping: end),
        foldedStart: Int32(clamping: foldedStart), foldedEnd: Int32(clamping: folded.count),
        gap: gap, flags: flags, surface: term, stem: term))
    gap = .joined
  }

  // MARK: Scripts without spaces

  private mutating func skipRun(_ kind: Scalar.Kind) {
    while offset < source.count {
      let (value, length) = Scalar.decode(source, at: offset)
      guard value >= 0x80, Scalar.kind(value) == kind else { break }
      offset += length
    }
    widen(.space)
  }

  /// Emits every `size` neighbouring characters of a run of one script, or the run when shorter.
  private mutating func readRun(_ kind: Scalar.Kind, size: Int) {
    var starts: [Int] = []
    while offset < source.count {
      let (value, length) = Scalar.decode(source, at: offset)
      guard value >= 0x80, Scalar.kind(value) == kind else { break }
      starts.append(offset)
      offset += length
    }
    starts.append(offset)
    let width = min(size, starts.count - 1)
    for index in 0..<(starts.count - width) {
      let foldedStart = folded.count
      let end = starts[index + width]
      folded += source[starts[index]..<min(end, starts[index] + Self.longestWord)]
      emit(start: starts[index], end: end, foldedStart: foldedStart, flags: .gram)
    }
  }
}

/// Which letters a word has.
private struct WordShape {
  private var letters = 0
  private var capitals = 0
  private var digits = 0
  private var startsWithCapital = false

  mutating func note(_ byte: UInt8) {
    if ASCII.isDigit(byte) {
      digits += 1
    } else {
      noteLetter(isCapital: ASCII.isUpper(byte))
    }
  }

  mutating func noteLetter(isCapital: Bool) {
    if letters == 0, digits == 0 { startsWithCapital = isCapital }
    letters += 1
    if isCapital { capitals += 1 }
  }

  var flags: Token.Flags {
    var flags: Token.Flags = []
    if letters == 0 { flags.insert(.number) }
    if startsWithCapital { flags.insert(.capital) }
    if letters > 1, capitals == letters { flags.insert(.upper) }
    return flags
  }
}

/// Classes of ASCII bytes.
enum ASCII {
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
  static func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }
  static func isLower(_ byte: UInt8) -> Bool { byte >= 0x61 && byte <= 0x7A }
  static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
  static func isWord(_ byte: UInt8) -> Bool { isDigit(byte) || isLetter(byte) }
}

/// Turns bytes into tokens (CSS Syntax 3, section 4.3) in one pass without backtracking.
struct Tokenizer {
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [Token] = []
  /// Indices of brackets that are still open.
  private var open: [Int] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
  }

  mutating func run() -> [Token] {
    tokens.reserveCapacity(bytes.count / 3)
    while index < bytes.count { step() }
    for opener in open { tokens[opener].link = Int32(clamping: tokens.count) }
    return tokens
  }

  private func byte(_ offset: Int) -> UInt8 {
    index + offset < bytes.count ? bytes[index + offset] : 0
  }

  private mutating func emit(_ kind: TokenKind, from start: Int, flags: Token.Flags = []) {
    tokens.append(
      Token(
        kind: kind, flags: flags, start: Int32(clamping: start), end: Int32(clamping: index)))
  }

  private mutating func step() {
    let start = index
    let first = bytes[index]
    switch first {
    case 0x20, 0x09, 0x0A, 0x0C, 0x0D:
      while index < bytes.count, isWhitespace(bytes[index]) { index += 1 }
      emit(.whitespace, from: start)
    case 0x22, 0x27: string(quote: first)
    case 0x28, 0x5B, 0x7B: opening(first)
    case 0x29, 0x5D, 0x7D: closing(first)
    case 0x2C: single(.comma)
    case 0x3A: single(.colon)
    case 0x3B: single(.semicolon)
    case 0x2F where byte(1) == 0x2A: comment()
    case 0x30...0x39: numeric()
    case 0x2B, 0x2E:
      if startsNumber(at: 0) { numeric() } else { single(.delim) }
    case 0x2D: minus()
    default: other(first)
    }
  }

  private mutating func other(_ first: UInt8) {
    let start = index
    switch first {
    case 0x23 where isName(byte(1)) || startsEscape(at: 1):
      let isIdentifier = startsIdentifier(at: 1)
      index += 1
      var flags = consumeName()
      if isIdentifier { flags.insert(.identifier) }
      emit(.hash, from: start, flags: flags)
    case 0x40 where startsIdentifier(at: 1):
      index += 1
      emit(.atKeyword, from: start, flags: consumeName())
    case 0x3C where byte(1) == 0x21 && byte(2) == 0x2D && byte(3) == 0x2D:
      index += 4
      emit(.cdo, from: start)
    default:
      if startsIdentifier(at: 0) { identifierLike() } else { single(.delim) }
    }
  }

  private mutating func minus() {
    if startsNumber(at: 0) { return numeric() }
    if byte(1) == 0x2D, byte(2) == 0x3E {
      index += 3
      return emit(.cdc, from: index - 3)
    }
    if startsIdentifier(at: 0) { identifierLike() } else { single(.delim) }
  }

  private mutating func single(_ kind: TokenKind) {
    index += 1
    emit(kind, from: index - 1)
  }

  private mutating func opening(_ byte: UInt8) {
    open.append(tokens.count)
    single(byte == 0x28 ? .openParen : byte == 0x5B ? .openSquare : .openCurly)
  }

  /// A closing bracket ends the innermost open block of its kind; any other is a stray token.
  private mutating func closing(_ byte: UInt8) {
    let kind: TokenKind = byte == 0x29 ? .closeParen : byte == 0x5D ? .closeSquare : .closeCurly
    if let top = open.last {
      let opener = tokens[top].kind
      let fits =
        switch kind {
        case .closeParen: opener == .openParen || opener == .function
        case .closeSquare: opener == .openSquare
        default: opener == .openCurly
        }
      if fits {
        tokens[top].link = Int32(clamping: tokens.count)
        open.removeLast()
      }
    }
    single(kind)
  }

  private mutating func comment() {
    index += 2
    while index < bytes.count {
      if bytes[index] == 0x2A, byte(1) == 0x2F {
        index += 2
        return
      }
      index += 1
    }
  }

  private mutating func string(quote: UInt8) {
    let start = index
    var flags: Token.Flags = []
    index += 1
    while index < bytes.count {
      switch bytes[index] {
      case quote:
        index += 1
        return emit(.string, from: start, flags: flags)
      case 0x0A, 0x0C, 0x0D:
        return emit(.badString, from: start, flags: flags)
      case 0x5C:
        flags.insert(.escaped)
        index = min(index + 2, bytes.count)
      default: index += 1
      }
    }
    emit(.string, from: start, flags: flags.union(.unterminated))
  }

  private mutating func numeric() {
    let start = index
    var flags: Token.Flags = .integer
    if byte(0) == 0x2B || byte(0) == 0x2D { index += 1 }
    skipDigits()
    if byte(0) == 0x2E, isDigit(byte(1)) {
      flags = []
      index += 1
      skipDigits()
    }
    if byte(0) | 0x20 == 0x65 {
      let sign = byte(1) == 0x2B || byte(1) == 0x2D ? 1 : 0
      if isDigit(byte(1 + sign)) {
        flags = []
        index += 1 + sign
        skipDigits()
      }
    }
    if byte(0) == 0x25 {
      index += 1
      return emit(.percentage, from: start, flags: flags)
    }
    guard startsIdentifier(at: 0) else { return emit(.number, from: start, flags: flags) }
    let unit = index
    emit(.dimension, from: start, flags: flags.union(consumeName()))
    tokens[tokens.count - 1].link = Int32(clamping: unit)
  }

  private mutating func skipDigits() {
    while index < bytes.count, isDigit(bytes[index]) { index += 1 }
  }

  private mutating func identifierLike() {
    let start = index
    let flags = consumeName()
    guard byte(0) == 0x28 else { return emit(.ident, from: start, flags: flags) }
    let isURL =
      index - start == 3 && bytes[start] | 0x20 == 0x75 && bytes[start + 1] | 0x20 == 0x72
      && bytes[start + 2] | 0x20 == 0x6C
    index += 1
    if isURL {
      var ahead = index
      while ahead < bytes.count, isWhitespace(bytes[ahead]) { ahead += 1 }
      let next = ahead < bytes.count ? bytes[ahead] : 0
      if next != 0x22, next != 0x27 { return url(from: start) }
    }
    open.append(tokens.count)
    emit(.function, from: start, flags: flags)
  }

  /// The rest of an unquoted `url(`.
  private mutating func url(from start: Int) {
    var flags: Token.Flags = []
    var isBad = false
    while index < bytes.count {
      switch bytes[index] {
      case 0x29:
        index += 1
        return emit(isBad ? .badURL : .url, from: start, flags: flags)
      case 0x22, 0x27, 0x28: isBad = true
      case 0x5C:
        flags.insert(.escaped)
        index = min(index + 1, bytes.count - 1)
      default: break
      }
      index += 1
    }
    emit(isBad ? .badURL : .url, from: start, flags: flags.union(.unterminated))
  }

  /// Consumes name code points and says whether there were escapes among them.
  private mutating func consumeName() -> Token.Flags {
    var flags: Token.Flags = []
    while index < bytes.count {
      if isName(bytes[index]) {
        index += 1
      } else if startsEscape(at: 0) {
        flags.insert(.escaped)
        index += 1
        consumeEscape()
      } else {
        break
      }
    }
    return flags
  }

  private mutating func consumeEscape() {
    guard index < bytes.count, hexDigit(bytes[index]) != nil else {
      index = min(index + 1, bytes.count)
      return
    }
    var digits = 0
    while index < bytes.count, digits < 6, hexDigit(bytes[index]) != nil {
      index += 1
      digits += 1
    }
    if index < bytes.count, isWhitespace(bytes[index]) {
      index += bytes[index] == 0x0D && byte(1) == 0x0A ? 2 : 1
    }
  }

  private func startsEscape(at offset: Int) -> Bool {
    guard byte(offset) == 0x5C, index + offset + 1 < bytes.count else { return false }
    let next = byte(offset + 1)
    return next != 0x0A && next != 0x0C && next != 0x0D
  }

  private func startsIdentifier(at offset: Int) -> Bool {
    let first = byte(offset)
    if first == 0x2D {
      let second = byte(offset + 1)
      return isNameStart(second) || second == 0x2D || startsEscape(at: offset + 1)
    }
    return isNameStart(first) || startsEscape(at: offset)
  }

  private func startsNumber(at offset: Int) -> Bool {
    let first = byte(offset)
    if first == 0x2B || first == 0x2D {
      return isDigit(byte(offset + 1)) || byte(offset + 1) == 0x2E && isDigit(byte(offset + 2))
    }
    return isDigit(first) || first == 0x2E && isDigit(byte(offset + 1))
  }

  private func isNameStart(_ byte: UInt8) -> Bool {
    byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == 0x5F || byte >= 0x80
  }

  private func isName(_ byte: UInt8) -> Bool {
    isNameStart(byte) || isDigit(byte) || byte == 0x2D
  }
}

/// What a token is (CSS Syntax 3, section 4); comments are no tokens.
enum TokenKind: UInt8, Sendable {
  case ident, function, atKeyword, hash, string, badString, url, badURL
  case delim, number, percentage, dimension, whitespace, cdo, cdc
  case colon, semicolon, comma
  case openSquare, closeSquare, openParen, closeParen, openCurly, closeCurly
}

/// One token: a range of the source, never a string.
struct Token: Sendable {
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// The text holds escapes, so its value differs from its bytes.
    static let escaped = Flags(rawValue: 1)
    /// A number written without point and exponent.
    static let integer = Flags(rawValue: 2)
    /// A hash that is a valid identifier, hence an id selector.
    static let identifier = Flags(rawValue: 4)
    /// A string or url that the end of the file cut off.
    static let unterminated = Flags(rawValue: 8)
  }

  var kind: TokenKind
  var flags: Flags = []
  var start: Int32
  var end: Int32
  /// Where the unit of a dimension starts; for a function or an opening bracket the index of the
  /// closing token, or the token count when nothing closes it.
  var link: Int32 = 0
}

/// The tokens of one text, with access to their values.
final class TokenList: Sendable {
  let bytes: [UInt8]
  let tokens: [Token]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var tokenizer = Tokenizer(bytes)
    tokens = tokenizer.run()
  }

  var count: Int { tokens.count }

  /// The name of an identifier, function, at-keyword or hash, escapes resolved.
  func name(_ token: Token) -> String {
    let range = nameRange(token)
    if token.flags.contains(.escaped) { return unescaped(range) }
    return String(decoding: bytes[range], as: UTF8.self)
  }

  /// The name in ASCII lower case, for everything that CSS compares without case.
  func lowercasedName(_ token: Token) -> String {
    let range = nameRange(token)
    let upper = bytes[range].contains { $0 >= 0x41 && $0 <= 0x5A }
    let name = name(token)
    return upper ? name.asciiLowercased : name
  }

  private func nameRange(_ token: Token) -> Range<Int> {
    let start = Int(token.start)
    let end = Int(token.end)
    switch token.kind {
    case .function: return start..<max(start, end - 1)
    case .atKeyword, .hash: return min(start + 1, end)..<end
    case .dimension: return Int(token.link)..<end
    default: return start..<end
    }
  }

  /// The value of a string or url token.
  func string(_ token: Token) -> String {
    var start = Int(token.start)
    var end = Int(token.end)
    if token.kind == .url {
      start = min(start + 4, end)
      if !token.flags.contains(.unterminated) { end = max(start, end - 1) }
      while start < end, isWhitespace(bytes[start]) { start += 1 }
      while end > start, isWhitespace(bytes[end - 1]) { end -= 1 }
    } else {
      start = min(start + 1, end)
      if !token.flags.contains(.unterminated) { end = max(start, end - 1) }
    }
    if token.flags.contains(.escaped) { return unescaped(start..<end) }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The value of a number, percentage or dimension; finite always.
  func number(_ token: Token) -> Double {
    switch token.kind {
    case .dimension: parseNumber(bytes, Int(token.start)..<Int(token.link))
    case .percentage: parseNumber(bytes, Int(token.start)..<Int(token.end) - 1)
    default: parseNumber(bytes, Int(token.start)..<Int(token.end))
    }
  }

  func delimiter(_ token: Token) -> UInt8 { token.kind == .delim ? bytes[Int(token.start)] : 0 }

  private func unescaped(_ range: Range<Int>) -> String {
    var out: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == 0x5C else {
        out.append(byte)
        continue
      }
      index = appendEscape(at: index, end: range.upperBound, to: &out)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends what the escape after a backslash stands for and returns the index behind it.
  private func appendEscape(at start: Int, end: Int, to out: inout [UInt8]) -> Int {
    var index = start
    guard index < end else { return index }
    if bytes[index] == 0x0A || bytes[index] == 0x0C { return index + 1 }
    if bytes[index] == 0x0D {
      return index + 1 < end && bytes[index + 1] == 0x0A ? index + 2 : index + 1
    }
    var value: UInt32 = 0
    while index < end, index - start < 6, let digit = hexDigit(bytes[index]) {
      value = value * 16 + UInt32(digit)
      index += 1
    }
    guard index > start else {
      out.append(bytes[index])
      return index + 1
    }
    let scalar = value == 0 ? nil : Unicode.Scalar(value)
    out.append(contentsOf: String(Character(scalar ?? "\u{FFFD}")).utf8)
    if index < end, isWhitespace(bytes[index]) {
      let isCRLF = bytes[index] == 0x0D && index + 1 < end && bytes[index + 1] == 0x0A
      index += isCRLF ? 2 : 1
    }
    return index
  }
}

func isWhitespace(_ byte: UInt8) -> Bool {
  byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C
}

func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case 0x30...0x39: byte - 0x30
  case 0x41...0x46: byte - 0x41 + 10
  case 0x61...0x66: byte - 0x61 + 10
  default: nil
  }
}

/// A decimal number with optional sign, fraction and exponent; clamped to what layout can bear.
func parseNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Double {
  var index = range.lowerBound
  let end = range.upperBound
  var negative = false
  if index < end, bytes[index] == 0x2B || bytes[index] == 0x2D {
    negative = bytes[index] == 0x2D
    index += 1
  }
  var mantissa = 0.0
  var exponent = 0
  var seenPoint = false
  while index < end {
    let byte = bytes[index]
    if byte == 0x2E, !seenPoint {
      seenPoint = true
    } else if isDigit(byte) {
      // Beyond 17 digits nothing changes but the magnitude.
      if mantissa < 1e17 {
        mantissa = mantissa * 10 + Double(byte - 0x30)
        if seenPoint { exponent -= 1 }
      } else if !seenPoint {
        exponent += 1
      }
    } else {
      break
    }
    index += 1
  }
  exponent += parseExponent(bytes, index..<max(index, end))
  let value = scaled(mantissa, byPowerOfTen: exponent)
  return negative ? -value : value
}

private func parseExponent(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
  var index = range.lowerBound
  guard index < range.upperBound, bytes[index] | 0x20 == 0x65 else { return 0 }
  index += 1
  var negative = false
  if index < range.upperBound, bytes[index] == 0x2B || bytes[index] == 0x2D {
    negative = bytes[index] == 0x2D
    index += 1
  }
  var value = 0
  while index < range.upperBound, isDigit(bytes[index]) {
    value = min(value * 10 + Int(bytes[index] - 0x30), 10_000)
    index += 1
  }
  return negative ? -value : value
}

/// The largest magnitude of any number; beyond it layout arithmetic would lose all precision.
let numberLimit = 1e9

private func scaled(_ mantissa: Double, byPowerOfTen exponent: Int) -> Double {
  guard mantissa != 0 else { return 0 }
  var power = 1.0
  for _ in 0..<min(abs(exponent), 340) { power *= 10 }
  let value = exponent < 0 ? mantissa / power : mantissa * power
  return min(value, numberLimit)
}

extension String {
  /// ASCII lower case only, as CSS compares keywords.
  var asciiLowercased: String {
    String(
      decoding: utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }, as: UTF8.self)
  }
}

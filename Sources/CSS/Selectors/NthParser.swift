/// `an+b`, `odd` and `even` (CSS Syntax 3, section 6).
extension SelectorParser {
  /// The series and, for the `-child` forms, the selectors after `of`.
  mutating func nthArguments(allowsOf: Bool) throws(Failure) -> (Nth, [Selector]) {
    var text: [UInt8] = []
    skipWhitespace()
    var ofPosition: Int?
    while let token {
      if token.kind == .ident, list.lowercasedName(token) == "of" {
        ofPosition = position
        break
      }
      if token.kind == .whitespace {
        text.append(0x20)
      } else {
        text += list.bytes[Int(token.start)..<Int(token.end)].map { $0 < 0x80 ? $0 | 0x20 : $0 }
      }
      position += 1
    }
    guard let nth = Self.nth(text) else { throw failure("position must be of the form 'an+b'") }
    guard ofPosition != nil else { return (nth, []) }
    guard allowsOf else { throw failure("'of' is not allowed here") }
    position += 1
    return (nth, try selectors(forgiving: false))
  }

  /// Parses lower-case bytes; `|0x20` above leaves digits, signs and letters alone.
  private static func nth(_ bytes: [UInt8]) -> Nth? {
    var bytes = bytes[...]
    while bytes.last == 0x20 { bytes.removeLast() }
    if bytes.elementsEqual("odd".utf8) { return Nth(step: 2, offset: 1) }
    if bytes.elementsEqual("even".utf8) { return Nth(step: 2, offset: 0) }
    guard let n = bytes.firstIndex(of: 0x6E) else {
      return integer(bytes).map { Nth(step: 0, offset: $0) }
    }
    let factor = bytes[..<n]
    let step: Int32?
    switch Array(factor) {
    case [], [0x2B]: step = 1
    case [0x2D]: step = -1
    default: step = integer(factor)
    }
    let rest = bytes[(n + 1)...].filter { $0 != 0x20 }
    guard let step else { return nil }
    if rest.isEmpty { return Nth(step: step, offset: 0) }
    guard rest[0] == 0x2B || rest[0] == 0x2D, let offset = integer(rest[...]) else { return nil }
    return Nth(step: step, offset: offset)
  }

  private static func integer(_ bytes: ArraySlice<UInt8>) -> Int32? {
    var digits = bytes
    var negative = false
    if let sign = digits.first, sign == 0x2B || sign == 0x2D {
      negative = sign == 0x2D
      digits = digits.dropFirst()
    }
    guard !digits.isEmpty else { return nil }
    var value: Int32 = 0
    for digit in digits {
      guard isDigit(digit) else { return nil }
      value = min(value * 10 + Int32(digit - 0x30), 10_000_000)
    }
    return negative ? -value : value
  }
}

import Diagnostics

/// Tags and their handles (YAML 1.2.2 sections 5.6 and 6.9.1).
extension YAMLParser {
  /// The full form of the tag at `offset`, which is left behind it; `!` for the non-specific one.
  mutating func tagName() throws(SyntaxError) -> String {
    let start = offset
    offset += 1
    if bytes[offset] == ASCII.less { return try verbatimTag(start) }
    var handleEnd = offset
    while bytes[handleEnd].isTagWord { handleEnd += 1 }
    if bytes[handleEnd] == ASCII.exclamation { offset = handleEnd + 1 }
    let handle = String(decoding: bytes[start..<offset], as: UTF8.self)
    let suffixStart = offset
    while bytes[offset].isTagCharacter { offset += 1 }
    guard let suffix = decoded(suffixStart..<offset) else { throw malformedTag(start) }
    if suffix.isEmpty {
      guard handle == "!" else { throw malformedTag(start) }
      return "!"
    }
    guard let prefix = tagHandles[handle] else {
      throw fail(
        "tag-handle", "tag handle '\(handle)' is not declared", at: start..<offset,
        help: "to start a text with '!', put the whole text in quotes")
    }
    return prefix + suffix
  }

  /// A tag in full, such as `!<tag:example.com,2000:name>`.
  private mutating func verbatimTag(_ start: Int) throws(SyntaxError) -> String {
    offset += 1
    let nameStart = offset
    while bytes[offset].isURICharacter { offset += 1 }
    let name = decoded(nameStart..<offset)
    guard bytes[offset] == ASCII.greater, let name, !name.isEmpty, name != "!" else {
      throw malformedTag(start)
    }
    offset += 1
    return name
  }

  private mutating func malformedTag(_ start: Int) -> SyntaxError {
    fail(
      "malformed-tag", "'!' starts a tag, and this is none", at: start..<max(offset, start + 1),
      help: "to start a text with '!', put the whole text in quotes")
  }

  /// Whether every `%` has two hexadecimal digits after it.
  private static func escapesAreValid(_ text: ArraySlice<UInt8>) -> Bool {
    text.indices.allSatisfy { index in
      text[index] != ASCII.percent
        || (index + 2 < text.endIndex && text[index + 1].hexValue != nil
          && text[index + 2].hexValue != nil)
    }
  }

  /// The text with `%41` forms decoded; nil when one is malformed.
  private func decoded(_ range: Range<Int>) -> String? {
    guard bytes[range].contains(ASCII.percent) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      if bytes[index] == ASCII.percent {
        guard let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue else {
          return nil
        }
        result.append(UInt8(truncatingIfNeeded: high << 4 | low))
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  /// `!`, `!!` or `!name!`.
  func isTagHandle(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard word.first == ASCII.exclamation else { return false }
    if word.count == 1 { return true }
    return word.last == ASCII.exclamation && word.dropFirst().dropLast().allSatisfy(\.isTagWord)
  }

  /// A local prefix begins with `!`, a global one with any character that a tag may begin with.
  func isTagPrefix(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first else { return false }
    return (first == ASCII.exclamation || first.isTagCharacter)
      && word.allSatisfy(\.isURICharacter) && Self.escapesAreValid(word[...])
  }
}

extension UInt8 {
  /// ns-word-char: letters, digits, `-`.
  fileprivate var isTagWord: Bool { isLetter || isDigit || self == ASCII.hyphen }

  /// ns-uri-char, `%` standing for an escape.
  fileprivate var isURICharacter: Bool {
    if isTagWord { return true }
    switch self {
    case ASCII.percent, ASCII.hash, 0x3B, ASCII.slash, ASCII.question, ASCII.colon, ASCII.at,
      ASCII.ampersand, 0x3D, ASCII.plus, 0x24, ASCII.comma, ASCII.underscore, ASCII.dot,
      ASCII.exclamation, ASCII.tilde, ASCII.asterisk, ASCII.singleQuote, 0x28, 0x29,
      ASCII.openBracket, ASCII.closeBracket:
      return true
    default: return false
    }
  }

  /// ns-tag-char: what may stand in a shorthand.
  fileprivate var isTagCharacter: Bool {
    isURICharacter && self != ASCII.exclamation && !isFlowIndicator
  }
}

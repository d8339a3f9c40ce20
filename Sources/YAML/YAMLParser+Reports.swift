import Diagnostics

/// Warnings about text that is not what it looks like, and errors that do not end the document.
extension YAMLParser {
  /// "put the text in quotes", with the text from an offset to its line end when it is short.
  func quotingHelp(from start: Int) -> String {
    var stop = lineEnd(from: start)
    while stop > start, bytes[stop - 1].isBlank { stop -= 1 }
    let text = bytes[start..<stop]
    guard !text.isEmpty, text.count <= 60 else { return "put the whole text in quotes" }
    let line = String(decoding: text, as: UTF8.self)
    if !text.contains(ASCII.doubleQuote), !text.contains(ASCII.backslash) {
      return "put the text in quotes: \"\(line)\""
    }
    let doubled = line.split(separator: "'", omittingEmptySubsequences: false)
    return "put the text in quotes: '\(doubled.joined(separator: "''"))'"
  }

  /// `Ranked #1`: a `#` after a space ends a text, which few people expect right before a word.
  mutating func warnOfComment(afterText range: Range<Int>) {
    guard isTextLikeComment(offset) else { return }
    let comment = offset..<lineEnd(from: offset)
    warn(
      "comment-in-text", "' #' begins a comment, so the text ends before it", at: comment,
      help: quotingHelp(from: range.lowerBound))
  }

  /// `color: #336699`: the value is empty.
  mutating func warnOfComment(insteadOfValue index: Int) {
    guard isTextLikeComment(index) else { return }
    warn(
      "comment-in-text", "'#' begins a comment, so there is no value here",
      at: index..<lineEnd(from: index), help: quotingHelp(from: index))
  }

  /// Whether a comment begins without a space, as `#1` or `#hashtag` do and comments seldom.
  private func isTextLikeComment(_ index: Int) -> Bool {
    let next = bytes[index + 1]
    return next.isDigit || next.isLetter || next >= 0x80
  }

  /// A line `- item` that goes on with a plain scalar, where people mean a list.
  mutating func warnOfSwallowedList(at index: Int, text: Range<Int>) {
    var before = text.lowerBound
    while before > 0, bytes[before - 1].isBlank { before -= 1 }
    let help =
      before > 0 && bytes[before - 1] == ASCII.colon
      ? "for a list, leave the rest of the line empty after 'key:' and give each item a line"
        + " with '- '"
      : "for one more item, indent its '-' like the '-' above; to keep the text, put it in quotes"
    warn(
      "swallowed-list", "'- ' is no list item here but part of the text above it",
      at: index..<index + 1, help: help,
      notes: [Diagnostic.Note("the text begins here", at: location(text))])
  }

  mutating func reportUndefinedAlias(_ name: String, _ range: Range<Int>) {
    report(
      "undefined-alias", "'*\(name.quotable)' refers to no anchor '&\(name.quotable)' above it",
      at: range,
      help: "a '*' at the start is a reference in YAML; "
        + quotingHelp(from: range.lowerBound))
  }

  mutating func reportInvisible(at index: Int) {
    let code = bytes[index] == 0x7F ? "U+007F" : codePoint(at: index)
    report(
      "control-character", "invisible character \(code) outside quotes", at: index..<index + 1,
      help: "delete it; it often comes with text pasted from elsewhere")
  }

  private func codePoint(at index: Int) -> String {
    let rest = String(decoding: bytes[index..<min(index + 4, end)], as: UTF8.self)
    let value = rest.unicodeScalars.first?.value ?? 0
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  mutating func reportShallowBracket(_ open: Int, _ minimumIndent: Int) {
    let character = Character(Unicode.Scalar(bytes[offset]))
    report(
      "bad-indentation", "closing '\(character)' is not indented enough",
      at: offset..<offset + 1,
      help: "indent it by at least \(spaces(minimumIndent)), or put it at the end of the line"
        + " above",
      notes: [Diagnostic.Note("the bracket was opened here", at: location(open..<open + 1))])
  }

  func spaces(_ count: Int) -> String {
    count == 1 ? "1 space" : "\(count) spaces"
  }
}

import Diagnostics

/// Warnings about text that is not what it looks like, and errors that do not end the document.
extension YAMLParser {
  /// "put the text in quotes", with the text from an offset to its line end when it is short.
  func quotingHelp(from start: Int) -> String {
    restOfLine(from: start).map(Self.quotingHelp) ?? "put the whole text in quotes"
  }

  /// The same for a text that began with a quote and goes on after the closing one.
  func requotingHelp(from start: Int) -> String {
    guard let line = restOfLine(from: start) else { return "put the whole text in quotes" }
    let quote = line.first
    let isWrapped = line.count > 1 && line.last == quote
    return Self.quotingHelp(isWrapped ? line.dropFirst().dropLast() : line)
  }

  private static func quotingHelp(_ text: ArraySlice<UInt8>) -> String {
    let line = String(decoding: text, as: UTF8.self)
    if !text.contains(ASCII.doubleQuote), !text.contains(ASCII.backslash) {
      return "put the text in quotes: \"\(line)\""
    }
    let doubled = line.split(separator: "'", omittingEmptySubsequences: false)
    return "put the text in quotes: '\(doubled.joined(separator: "''"))'"
  }

  /// The text up to the line end without blanks there; nil when it is long or empty.
  private func restOfLine(from start: Int) -> ArraySlice<UInt8>? {
    let longest = 60
    var stop = start
    while stop <= start + longest, !bytes[stop].endsLine { stop += 1 }
    guard stop <= start + longest else { return nil }
    while stop > start, bytes[stop - 1].isBlank { stop -= 1 }
    return stop > start ? bytes[start..<stop] : nil
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
    let isValue = before > 0 && bytes[before - 1] == ASCII.colon
    let name = bytes[index] == ASCII.hyphen ? "-" : "•"
    let help =
      if bytes[text.lowerBound] == bytes[index] {
        "for a list, begin each item with '- ', a hyphen and a space"
      } else if isValue {
        "for a list, leave the rest of the line empty after 'key:' and give each item a line"
          + " with '- '"
      } else {
        "for one more item, indent its '-' like the '-' above; to keep the text, put it in quotes"
      }
    warn(
      "swallowed-list", "'\(name)' begins no list item here; the line is part of the text above",
      at: index..<index + name.utf8.count, help: help,
      notes: [Diagnostic.Note("the text begins here", at: location(text))])
  }

  /// A no-break space, ideographic space or zero-width space at an end of a text.
  mutating func warnOfInvisibleSpace(_ range: Range<Int>) {
    let text = bytes[range]
    for space: [UInt8] in [[0xC2, 0xA0], [0xE3, 0x80, 0x80], [0xE2, 0x80, 0x8B]] {
      let isFirst = text.starts(with: space)
      guard isFirst || text.reversed().starts(with: space.reversed()) else { continue }
      let start = isFirst ? range.lowerBound : range.upperBound - space.count
      warn(
        "invisible-space",
        "\(codePoint(at: start)) at the \(isFirst ? "start" : "end") of a text is no white space",
        at: start..<start + space.count, help: "replace it with an ordinary space")
      return
    }
  }

  /// An anchor that no alias refers to, as in `&Co`, where people mean the text.
  mutating func warnOfUnusedAnchors() {
    for anchor in anchors.unused.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      warn(
        "unused-anchor", "anchor '\(file.text(Span(anchor)).quotable)' is never used",
        at: anchor, help: "to start a text with '&', put the whole text in quotes")
    }
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

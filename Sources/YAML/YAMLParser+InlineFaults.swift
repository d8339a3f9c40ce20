import Diagnostics

/// Syntax errors in scalars, brackets and what follows them.
extension YAMLParser {
  /// What has just been read, to explain what may follow it.
  enum Construct {
    case plain(Range<Int>)
    case quoted(Range<Int>)
    case flow(Range<Int>)
    case alias(Range<Int>)
    case directive(Range<Int>)
    /// `- `, `: `, `? ` or properties.
    case indicator
    case documentEnd

    /// Where a scalar or collection stands.
    var range: Range<Int>? {
      switch self {
      case .plain(let range), .quoted(let range), .flow(let range), .alias(let range): range
      case .directive, .indicator, .documentEnd: nil
      }
    }
  }

  /// Text at `offset` where a line should end.
  mutating func unexpectedText(after construct: Construct) -> SyntaxError {
    let place = offset..<lineEnd(from: offset)
    if bytes[offset] == ASCII.hash { return commentWithoutSpace() }
    switch construct {
    case .quoted(let range):
      if bytes[offset] == ASCII.colon { return missingSpace(afterColon: offset) }
      return fail(
        "text-after-quote", "text after the closing quote", at: place,
        help: requotingHelp(from: range.lowerBound),
        notes: [Diagnostic.Note("the quote was opened here", at: location(range))])
    case .flow(let range):
      if bytes[offset] == ASCII.colon { return missingSpace(afterColon: offset) }
      let bracket = Character(Unicode.Scalar(bytes[range.upperBound - 1]))
      return fail(
        "text-after-bracket", "text after the closing '\(bracket)'", at: place,
        help: "brackets at the start make a list or mapping; "
          + quotingHelp(from: range.lowerBound))
    case .alias(let range):
      if problems.last?.id == "undefined-alias" { problems.removeLast() }
      return fail(
        "text-after-alias", "text after the alias '\(file.text(Span(range)))'", at: place,
        help: "a '*' at the start is a reference in YAML; "
          + quotingHelp(from: range.lowerBound))
    case .documentEnd:
      return fail("unexpected-text", "text after the end marker '...'", at: place)
    case .directive, .indicator, .plain:
      return fail("unexpected-text", "text where the line should end", at: place)
    }
  }

  private mutating func commentWithoutSpace() -> SyntaxError {
    fail(
      "comment-without-space", "'#' without a space before it",
      at: offset..<lineEnd(from: offset),
      help: "put a space before '#' for a comment; put the text in quotes if '#' belongs to it")
  }

  mutating func missingSpace(afterColon colon: Int) -> SyntaxError {
    fail(
      "missing-space", "missing space after ':'", at: colon..<colon + 1,
      help: "write 'key: value' with a space after the ':'")
  }

  mutating func unclosedQuote(_ start: Int, before line: Int? = nil) -> SyntaxError {
    let quote = Character(Unicode.Scalar(bytes[start]))
    let help =
      quote == "'"
      ? "close it with ', and write '' for an apostrophe inside"
      : "close it with \", and write \\\" for a quote inside"
    let note = line.map {
      Diagnostic.Note("the document ends here", at: location($0..<$0 + 3))
    }
    return fail(
      "unclosed-quote", "quote \(quote) is never closed", at: start..<start + 1, help: help,
      notes: note.map { [$0] } ?? [])
  }

  /// A line inside quotes that is not deeper than the key: mostly the quote was not closed.
  mutating func quotedIndentation(_ start: Int, hasTab: Bool) -> SyntaxError {
    if hasTab { return tabIndentation() }
    let quote = Character(Unicode.Scalar(bytes[start]))
    return fail(
      "unclosed-quote", "quote \(quote) is not closed before line \(lineNumber(offset))",
      at: start..<start + 1,
      help: "close it with \(quote), or indent the lines that belong to the quoted text",
      notes: [
        Diagnostic.Note(
          "this line is not indented as part of it",
          at: location(offset..<lineEnd(from: offset)))
      ])
  }

  /// An escape sequence that YAML does not know; the text goes on after it.
  mutating func reportEscape(_ start: Int) {
    let next = bytes[start + 1]
    let kind = next == 0x78 || next == 0x75 || next == 0x55
    let name = String(decoding: bytes[start..<max(offset, start + 2)], as: UTF8.self)
    report(
      "invalid-escape",
      kind ? "'\(name)' is no complete code point" : "'\(name)' is not an escape sequence",
      at: start..<max(offset, start + 2),
      help: kind
        ? "write \\\\ for a backslash; a code point is \\x and 2, \\u and 4 or \\U and 8 hex digits"
        : "write \\\\ for a backslash, or use single quotes, where it needs no escape")
  }

  mutating func unclosedBracket(_ open: Int, before line: Int? = nil) -> SyntaxError {
    let bracket = Character(Unicode.Scalar(bytes[open]))
    let closing = bracket == "[" ? "]" : "}"
    guard let line else {
      return fail(
        "unclosed-bracket", "'\(bracket)' is never closed", at: open..<open + 1,
        help: "close it with '\(closing)', or put the text in quotes if the bracket belongs to it"
      )
    }
    return fail(
      "unclosed-bracket", "'\(bracket)' is not closed before line \(lineNumber(line))",
      at: open..<open + 1,
      help: "close it with '\(closing)', or indent the lines between the brackets",
      notes: [
        Diagnostic.Note(
          "this line is not indented as part of it", at: location(line..<lineEnd(from: line)))
      ])
  }

  /// Something other than a comma or the closing bracket after an item.
  mutating func commaExpected(_ open: Int) -> SyntaxError {
    let closing = bytes[open] == ASCII.openBracket ? "]" : "}"
    let byte = bytes[offset]
    let note = Diagnostic.Note("the bracket was opened here", at: location(open..<open + 1))
    if byte == ASCII.hash { return commentWithoutSpace() }
    if byte == ASCII.closeBracket || byte == ASCII.closeBrace {
      return fail(
        "unclosed-bracket", "'\(closing)' expected, not '\(Character(Unicode.Scalar(byte)))'",
        at: offset..<offset + 1, notes: [note])
    }
    if byte == ASCII.colon {
      return fail(
        "second-colon", "':' inside a value that is not quoted", at: offset..<offset + 1,
        help: "put the value in quotes, or braces round an inner mapping", notes: [note])
    }
    let isFirst = afterBlanks(lineStart) == offset
    return fail(
      "missing-comma", "',' or '\(closing)' expected", at: offset..<offset + 1,
      help: isFirst
        ? "put a ',' at the end of the line above, or close the bracket"
        : "put a ',' before it, or quotes round the whole text",
      notes: [note])
  }

  /// A character that no plain scalar may begin with.
  mutating func reservedStart(inFlow: Bool) -> SyntaxError {
    let byte = bytes[offset]
    let place = offset..<offset + 1
    let name = Character(Unicode.Scalar(byte))
    switch byte {
    case ASCII.hash: return commentWithoutSpace()
    case ASCII.comma where inFlow:
      return fail(
        "missing-value", "',' with nothing before it", at: place,
        help: "remove it, or write \"\" for an empty text")
    case ASCII.closeBracket, ASCII.closeBrace:
      return fail(
        "unopened-bracket", "'\(name)' closes nothing", at: place,
        help: "put the text in quotes if the bracket belongs to it")
    case ASCII.hyphen:
      return fail(
        "misplaced-item", "list item '-' between brackets", at: place,
        help: "between brackets items are separated by commas: [a, b]")
    case ASCII.bar, ASCII.greater:
      return fail(
        "reserved-character", "'\(name)' starts a block text, which brackets can't hold",
        at: place, help: "put the text in quotes")
    case ASCII.question, ASCII.colon:
      return fail(
        "reserved-character", "'\(name)' on its own between brackets", at: place,
        help: "put it in quotes, or a space after it")
    default:
      return fail(
        "reserved-character", "'\(name)' cannot start a text", at: place,
        help: inFlow ? "put the text in quotes" : quotingHelp(from: offset))
    }
  }
}

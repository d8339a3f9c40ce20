import Diagnostics

/// Syntax errors in block collections: indentation, keys and items.
extension YAMLParser {
  enum Collection: String {
    case list
    case mapping

    var parts: String { self == .list ? "items" : "entries" }
  }

  /// A line deeper than the collection it would belong to, after a complete value.
  mutating func badIndentation(
    of collection: Collection, _ column: Int, first: Int
  ) -> SyntaxError {
    if lineHasTab { return tabIndentation() }
    var expected = "\(column)"
    if let closed = closedColumn, closed > column { expected += " or \(closed)" }
    return fail(
      "bad-indentation",
      "line indented by \(spaces(lineIndent)); \(expected) expected",
      at: offset..<lineEnd(from: offset),
      help: "\(collection.parts) of one \(collection.rawValue) must start in the same column",
      notes: [
        Diagnostic.Note(
          "the \(collection.rawValue) begins here", at: location(first..<first + 1))
      ])
  }

  /// A tab in the indentation of the line, or at the given place.
  mutating func tabIndentation(at index: Int? = nil) -> SyntaxError {
    let tab = index ?? bytes[lineStart..<offset].firstIndex(of: ASCII.tab) ?? offset
    return fail(
      "tab-indentation", "tab used for indentation", at: tab..<tab + 1,
      help: "replace it with spaces; YAML does not allow tabs here")
  }

  /// Whether a tab stands before the token at `offset` on its line.
  private var hasTabBefore: Bool {
    bytes[lineStart..<min(offset, end)].contains(ASCII.tab)
  }

  /// `- ` where no list can begin.
  mutating func misplacedItem(own: Properties?) -> SyntaxError {
    let place = offset..<offset + 1
    if own == nil, hasTabBefore { return tabIndentation() }
    if own != nil {
      return fail(
        "misplaced-item", "list on the line of its anchor or tag", at: place,
        help: "start the list on the next line")
    }
    return fail(
      "misplaced-item", "list item '- ' in the middle of a line", at: place,
      help: "start the list on the next line; for a text that begins with '- ', "
        + quotingHelp(from: offset))
  }

  mutating func misplacedQuestionMark(own: Properties?) -> SyntaxError {
    if own == nil, hasTabBefore { return tabIndentation() }
    return fail(
      "reserved-character", "'? ' starts a key, which cannot stand here",
      at: offset..<offset + 1, help: quotingHelp(from: offset))
  }

  mutating func misplacedColon() -> SyntaxError {
    if hasTabBefore { return tabIndentation() }
    return fail(
      "second-colon", "second ':' on one line", at: offset..<offset + 1,
      help: quotingHelp(from: offset))
  }

  /// `a: b: c`, or a mapping that starts on the line of `---` or behind a tab.
  mutating func secondColon(_ construct: Construct, colon: Int) -> SyntaxError {
    let start = construct.range?.lowerBound ?? offset
    if let tab = bytes[lineStart..<start].firstIndex(of: ASCII.tab) {
      return tabIndentation(at: tab)
    }
    if isDocumentMarker(at: lineStart) {
      return fail(
        "misplaced-mapping", "mapping on the line of '---'", at: start..<colon + 1,
        help: "start it on the next line")
    }
    guard case .plain = construct else {
      return fail(
        "second-colon", "second ':' on one line", at: colon..<colon + 1,
        help: "put an inner mapping on lines of its own; for a text, "
          + quotingHelp(from: start))
    }
    return fail(
      "second-colon", "': ' inside a text that is not quoted", at: colon..<colon + 1,
      help: quotingHelp(from: start))
  }

  /// A `: ` after something that does not begin on its line.
  mutating func keyOverLines(_ construct: Construct, colon: Int) -> SyntaxError {
    guard case .plain(let range) = construct else {
      return fail(
        "key-over-lines", "key over several lines", at: colon..<colon + 1,
        help: "put the key on one line",
        notes: construct.range.map {
          [Diagnostic.Note("it begins here", at: location($0.lowerBound..<$0.lowerBound + 1))]
        } ?? [])
    }
    if let fault = missingSpace(in: range.lowerBound..<lineEnd(from: range.lowerBound)) {
      return fault
    }
    let first = range.lowerBound..<lineEnd(from: range.lowerBound)
    return fail(
      "second-colon", "': ' inside a text that goes on from line \(lineNumber(first.lowerBound))",
      at: colon..<colon + 1,
      help: "for a new entry, indent the line like the entry above; for a text, put all of it in"
        + " quotes",
      notes: [Diagnostic.Note("the text begins here", at: location(first))])
  }

  /// A line without `: ` where the next entry of a mapping should be.
  mutating func missingColon(_ construct: Construct, last: YAMLNode.Entry?) -> SyntaxError {
    guard let range = construct.range else { return keyExpected(at: offset..<offset + 1) }
    if case .plain = construct, let fault = missingSpace(in: range) { return fault }
    if bytes[offset] == ASCII.colon { return missingSpace(afterColon: offset) }
    let text = file.text(Span(range)).quotable
    let help =
      last?.value.scalar.map { !$0.text.isEmpty } == true
      ? "write 'key: value'; to go on with the text above, indent the line deeper"
      : "write 'key: value'"
    return fail("missing-colon", "no ':' after '\(text)'", at: range, help: help)
  }

  /// The fault of `name:Ada`, `name=Ada` or a full-width colon; nil when there is none of them.
  private mutating func missingSpace(in range: Range<Int>) -> SyntaxError? {
    var index = range.lowerBound
    while index < range.upperBound, !bytes[index].isBlank || bytes[index + 1] == 0x3D {
      if bytes[index] == ASCII.colon, bytes[index + 1] != ASCII.slash {
        let key = file.text(Span(range.lowerBound..<index)).quotable
        return fail(
          "missing-space", "missing space after '\(key):'", at: index..<index + 1,
          help: "write '\(key): ' with a space before the value")
      }
      if bytes[index] == 0xEF, bytes[index + 1] == 0xBC, bytes[index + 2] == 0x9A {
        return fail(
          "missing-colon", "full-width colon after a key", at: index..<index + 3,
          help: "write ': ' with an ordinary colon and a space")
      }
      if bytes[index] == 0x3D {
        return fail(
          "missing-colon", "'=' after a key", at: index..<index + 1, help: "write ': ' instead")
      }
      index += 1
    }
    return nil
  }

  mutating func keyExpected(at range: Range<Int>) -> SyntaxError {
    fail(
      "missing-key", "anchor or tag without a key", at: range,
      help: "write it before a key or after a ':'")
  }

  /// A line at the column of a list's items that is not an item.
  mutating func itemExpected(first: Int) -> SyntaxError {
    fail(
      "item-expected", "line level with list items does not begin with '- '",
      at: offset..<lineEnd(from: offset),
      help: bytes[offset] == ASCII.hyphen
        ? "put a space after the '-'"
        : "begin it with '- ', or indent it deeper to go on with the item above",
      notes: [Diagnostic.Note("the list begins here", at: location(first..<first + 1))])
  }

  /// `- ` among the keys of a mapping.
  mutating func itemAmongKeys(_ last: YAMLNode.Entry?) -> SyntaxError {
    let name = last.map { file.text($0.key.span).quotable } ?? ""
    return fail(
      "misplaced-item", "list item among the entries of a mapping",
      at: offset..<lineEnd(from: offset),
      help: "'\(name)' has a value already; a list needs a key with nothing after its ':'")
  }

  /// What is left after the root node.
  mutating func textAfterDocument(_ root: YAMLNode) -> SyntaxError {
    if root.scalar?.style == .plain, let fault = missingSpace(in: root.range) { return fault }
    if lineHasTab { return tabIndentation() }
    return fail(
      "unexpected-text", "text after the value of the document",
      at: offset..<lineEnd(from: offset), help: "begin a further document with a line '---'",
      notes: [
        Diagnostic.Note(
          "the value begins here",
          at: location(root.range.lowerBound..<root.range.lowerBound + 1))
      ])
  }

  mutating func checkAlias(
    _ construct: Construct, _ own: Properties?
  ) throws(SyntaxError) {
    guard case .alias(let range) = construct, own != nil else { return }
    throw propertyOnAlias(at: range.lowerBound)
  }

  mutating func propertyOnAlias(at index: Int) -> SyntaxError {
    fail(
      "property-on-alias", "alias with an anchor or a tag", at: index..<index + 1,
      help: "remove the anchor or the tag")
  }

  mutating func textAfterProperty(_ range: Range<Int>) -> SyntaxError {
    let name = file.text(Span(range)).quotable
    return fail(
      "text-after-property", "space expected after '\(name)'", at: offset..<offset + 1,
      help: quotingHelp(from: range.lowerBound))
  }

  mutating func textAfterBlockHeader(_ start: Int, at index: Int) -> SyntaxError {
    let sign = Character(Unicode.Scalar(bytes[start]))
    if index == offset, bytes[index].isDigit {
      return fail(
        "block-header", "indentation after '\(sign)' is a digit from 1 to 9",
        at: index..<index + 1)
    }
    return fail(
      "block-header", "text on the line of '\(sign)'", at: index..<lineEnd(from: index),
      help: "start the block text on the next line; for a text that begins with '\(sign)', "
        + quotingHelp(from: start))
  }

  mutating func deepBlankLine(at index: Int, _ indent: Int) -> SyntaxError {
    fail(
      "bad-indentation",
      "blank line with more spaces than the \(spaces(indent)) of the text after it",
      at: index..<index + 1, help: "remove the spaces from the blank line")
  }
}

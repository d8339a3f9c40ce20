import Diagnostics

/// Reads the tags of a template into nodes, without recursion.
struct TemplateParser {
  /// Sections and blocks inside each other.
  static let depthLimit = 128
  /// Messages about one template.
  static let messageLimit = 100

  /// A section, block or parent whose end has not come yet.
  struct Frame {
    enum Kind {
      case root
      case section(Lookup, isInverted: Bool)
      case block(Block)
      case parent(PartialReference, [Block])
    }

    var kind: Kind
    /// As written in the opening tag, for comparison with the closing one.
    var name: String
    var span: Span
    var nodes: [Node] = []
    /// Where the content begins.
    var contentStart: Int
    /// The white space before a parent's tag when nothing else stands there: how many nodes of the
    /// surrounding frame belong to it, and its text.
    var leading: (nodes: Int, text: Range<Int>)?
  }

  let file: SourceFile
  let bytes: [UInt8]
  var position: Int
  var open: [UInt8] = Array("{{".utf8)
  var close: [UInt8] = Array("}}".utf8)
  var frames: [Frame]
  var names: [NameUse] = []
  var diagnostics: [Diagnostic] = []
  /// Where the line begins that was marked last, so that each is marked once.
  var markedLine = -1
  var sections: [String] = []
  /// By its ending: from where the end of a tag was last looked for, and what was found.
  private var endings: [[UInt8]: (from: Int, found: Int?)] = [:]

  init(_ file: SourceFile) {
    self.file = file
    bytes = file.bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    frames = [Frame(kind: .root, name: "", span: Span(start: 0, end: 0), contentStart: 0)]
  }

  mutating func run() -> [Node] {
    while position < bytes.count {
      let textStart = position
      guard let start = find(open, from: position) else {
        addText(textStart..<bytes.count)
        break
      }
      guard let tag = scanTag(at: start) else {
        addText(textStart..<min(start + open.count, bytes.count))
        position = start + open.count
        continue
      }
      handle(tag, after: textStart)
      if frames.count > Self.depthLimit {
        error("nested-too-deep", "more than \(Self.depthLimit) sections are nested", at: tag.span)
        return []
      }
    }
    reportUnclosed()
    return frames[0].nodes
  }

  // MARK: Tags

  struct Tag {
    /// The character that says what the tag is; 0 for a variable.
    var sigil: UInt8
    var name: String
    var range: Range<Int>
    var nameSpan: Span
    var span: Span { Span(range) }
  }

  /// The tag that opens here; nil when it is not closed or has no valid name.
  private mutating func scanTag(at start: Int) -> Tag? {
    let inner = start + open.count
    let sigil = inner < bytes.count ? bytes[inner] : 0
    let isKnown = "#^/!>=&{<$".utf8.contains(sigil)
    let ending = self.ending(for: sigil)
    let contentStart = isKnown ? inner + 1 : inner
    guard let end = findEnding(ending, from: contentStart),
      isOneTag(contentStart..<end, sigil: sigil)
    else {
      error(
        "unclosed-tag", "tag is never closed with '\(text(ending))'",
        at: Span(start..<min(inner + (isKnown ? 1 : 0), bytes.count)))
      return nil
    }
    let content = trimmed(contentStart..<end)
    return Tag(
      sigil: isKnown ? sigil : 0, name: name(content),
      range: start..<(end + ending.count), nameSpan: Span(content))
  }

  /// The content of a tag; the asterisk of a dynamic name stands right before it.
  private func name(_ content: Range<Int>) -> String {
    let name = text(Array(bytes[content]))
    guard name.hasPrefix("*") else { return name }
    return "*" + name.dropFirst().drop(while: \.isWhitespace)
  }

  /// Finds the end of a tag without looking at any stretch of the template twice.
  private mutating func findEnding(_ ending: [UInt8], from start: Int) -> Int? {
    if let known = endings[ending], known.from <= start, known.found.map({ $0 >= start }) ?? true {
      return known.found
    }
    let found = find(ending, from: start)
    endings[ending] = (start, found)
    return found
  }

  private func ending(for sigil: UInt8) -> [UInt8] {
    switch sigil {
    case UInt8(ascii: "{"): [UInt8(ascii: "}")] + close
    case UInt8(ascii: "="): [UInt8(ascii: "=")] + close
    default: close
    }
  }

  /// Whether no other tag opens before this one closes; comments may hold anything.
  private func isOneTag(_ content: Range<Int>, sigil: UInt8) -> Bool {
    if sigil == UInt8(ascii: "!") { return true }
    if sigil == UInt8(ascii: "=") { return !bytes[content].contains(0x0A) }
    guard let next = find(open, from: content.lowerBound) else { return true }
    return next >= content.upperBound
  }

  private mutating func handle(_ tag: Tag, after textStart: Int) {
    if isInParent, !"$/!=".utf8.contains(tag.sigil) { warnIgnored(tag.span) }
    switch tag.sigil {
    case UInt8(ascii: "!"): placeSilent(tag, after: textStart)
    case UInt8(ascii: "="):
      setDelimiters(tag)
      placeSilent(tag, after: textStart)
    case 0, UInt8(ascii: "{"), UInt8(ascii: "&"): addVariable(tag, after: textStart)
    case UInt8(ascii: "#"), UInt8(ascii: "^"): openSection(tag, after: textStart)
    case UInt8(ascii: ">"): addPartial(tag, after: textStart)
    case UInt8(ascii: "<"): openParent(tag, after: textStart)
    case UInt8(ascii: "$"): openBlock(tag, after: textStart)
    default: closeTag(tag, after: textStart)
    }
  }

  private mutating func setDelimiters(_ tag: Tag) {
    let parts = tag.name.split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, !parts.contains(where: { $0.contains("=") }) else {
      error(
        "bad-delimiters", "delimiters must be two words without '='", at: tag.span,
        help: "write it as {{=<% %>=}}")
      return
    }
    open = Array(parts[0].utf8)
    close = Array(parts[1].utf8)
  }

  private mutating func addVariable(_ tag: Tag, after textStart: Int) {
    placeInline(tag, after: textStart)
    guard isName(tag) else { return }
    use(.variable, tag)
    frames[frames.count - 1].nodes.append(
      .variable(Lookup(tag.name, span: tag.nameSpan), isEscaped: tag.sigil == 0))
  }

  private mutating func addPartial(_ tag: Tag, after textStart: Int) {
    let line = place(tag, after: textStart)
    guard isName(tag, allowsDynamic: true) else { return }
    use(.partial, tag)
    let reference = partialReference(tag, indentation: line.map { Array(bytes[$0]) })
    frames[frames.count - 1].nodes.append(.partial(reference))
  }

  func partialReference(_ tag: Tag, indentation: [UInt8]?) -> PartialReference {
    guard tag.name.hasPrefix("*") else {
      return PartialReference(
        name: .fixed(tag.name), span: tag.nameSpan, indentation: indentation)
    }
    let lookup = Lookup(String(tag.name.dropFirst()), span: tag.nameSpan)
    return PartialReference(
      name: .dynamic(lookup), span: tag.nameSpan, indentation: indentation)
  }

  // MARK: Names and messages

  mutating func use(_ role: NameUse.Role, _ tag: Tag) {
    names.append(NameUse(role: role, name: tag.name, span: tag.nameSpan, sections: sections))
  }

  /// Whether the tag holds one word; says so if not.
  mutating func isName(_ tag: Tag, allowsDynamic: Bool = false) -> Bool {
    var name = tag.name[...]
    if allowsDynamic, name.hasPrefix("*") { name = name.dropFirst() }
    guard !name.isEmpty else {
      error("empty-tag", "tag has no name", at: tag.span)
      return false
    }
    guard !name.contains(where: \.isWhitespace) else {
      let first = name.prefix { !$0.isWhitespace }
      error(
        "bad-name", "'\(name)' is not a name: it holds white space", at: tag.nameSpan,
        help: ["if", "each", "with", "unless"].contains(first)
          ? "Mustache has no helpers: {{#name}}…{{/name}} tests and repeats alike" : nil)
      return false
    }
    return true
  }

  mutating func error(
    _ id: String, _ message: String, at span: Span, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    guard diagnostics.count < Self.messageLimit else { return }
    diagnostics.append(
      .error(id, message, at: Location(file: file, span: span), help: help, notes: notes))
  }

  mutating func warn(_ id: String, _ message: String, at span: Span, help: String? = nil) {
    guard diagnostics.count < Self.messageLimit else { return }
    diagnostics.append(
      .warning(id, message, at: Location(file: file, span: span), help: help))
  }

  // MARK: Bytes

  func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  func find(_ pattern: [UInt8], from start: Int) -> Int? {
    guard let first = pattern.first else { return nil }
    var index = start
    while index < bytes.count {
      if bytes[index] == first, bytes[index...].starts(with: pattern) { return index }
      index += 1
    }
    return nil
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}

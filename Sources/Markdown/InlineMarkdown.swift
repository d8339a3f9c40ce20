import HTML

/// A one-line text field with its emphasis, code and links.
public struct InlineMarkdown: Hashable, Sendable {
  /// Text, `em`, `strong`, `code`, `del`, `br`, and `a` with a safe address; nothing else.
  public var html: String
  /// The text without markup.
  public var plain: String

  public init(html: String, plain: String) {
    self.html = html
    self.plain = plain
  }
}

/// Reads the Markdown of a one-line field, in which no block begins.
///
/// `1. x`, `# x` and `- x` stay text. Line ends are spaces, or `<br>` after two spaces or a
/// backslash and where a blank line stands.
public func inlineHTML(_ text: String) -> InlineMarkdown {
  let bytes = OneLine.joined(Array(text.utf8))
  guard OneLine.mayHoldMarkup(bytes) else {
    let plain = PlainText.printable(String(decoding: bytes, as: UTF8.self))
    return InlineMarkdown(html: escapeText(plain), plain: plain)
  }
  var tree = CMarkParser.parse(
    OneLine.prefix + bytes, extensions: [.strikethrough, .autolink])
  OneLine.finish(&tree)
  var rendering = HTMLRendering(tree)
  rendering.write(1..<max(1, tree.nodes.count))
  return InlineMarkdown(
    html: rendering.html, plain: PlainText.of(tree, 1..<max(1, tree.nodes.count)))
}

/// Making a field one paragraph, whatever it begins with and however many lines it has.
enum OneLine {
  /// A no-break space and a space: what follows can't open a block.
  static let prefix: [UInt8] = [0xC2, 0xA0, 0x20]
  /// Stands for a line break while the field is one line: U+FDD0, which is no character.
  private static let lineBreak: [UInt8] = [0xEF, 0xB7, 0x90]
  private static let lineBreakScalar = Unicode.Scalar(0xFDD0 as UInt16) ?? " "

  /// The field on one line, without white space around it.
  static func joined(_ bytes: [UInt8]) -> [UInt8] {
    let isSpace = { (byte: UInt8) in
      byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
    }
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return [] }
    let content = bytes[first...last]
    guard content.contains(where: { $0 == 0x0A || $0 == 0x0D || $0 == 0xEF }) else {
      return Array(content)
    }
    var line: [UInt8] = []
    var index = content.startIndex
    while index < content.endIndex {
      if isSpace(content[index]) {
        let end = content[index...].firstIndex { !isSpace($0) } ?? content.endIndex
        appendGap(content[index..<end], to: &line)
        index = end
      } else if content[index...].starts(with: lineBreak) {
        line += [0xEF, 0xBF, 0xBD]
        index += lineBreak.count
      } else {
        line.append(content[index])
        index += 1
      }
    }
    return line
  }

  /// White space between words: as it is, or what its line ends mean.
  private static func appendGap(_ gap: ArraySlice<UInt8>, to line: inout [UInt8]) {
    var ends = 0
    for (index, byte) in zip(gap.indices, gap) {
      if byte == 0x0A || (byte == 0x0D && !gap[(index + 1)...].starts(with: [0x0A])) { ends += 1 }
    }
    guard ends > 0 else {
      line += gap
      return
    }
    let isEscaped = line.last == UInt8(ascii: "\\")
    let isHard = ends > 1 || isEscaped || gap.starts(with: [0x20, 0x20])
    if isEscaped, ends == 1 { line.removeLast() }
    line += isHard ? lineBreak : [0x20]
  }

  /// False only if the field is the same with and without Markdown.
  static func mayHoldMarkup(_ bytes: [UInt8]) -> Bool {
    var previous: UInt8 = 0
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
        UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "\\"), UInt8(ascii: "~"),
        UInt8(ascii: "@"), 0xEF, 0:
        return true
      case UInt8(ascii: "/") where previous == UInt8(ascii: ":"),
        UInt8(ascii: ".") where previous == UInt8(ascii: "w"):
        return true
      default: previous = byte
      }
    }
    return false
  }

  /// Takes the prefix off and puts line breaks where they were.
  static func finish(_ tree: inout SyntaxTree) {
    var nodes: [SyntaxTree.Node] = []
    /// The new index of each old one, for the ends of subtrees.
    var places: [Int] = []
    for (index, node) in tree.nodes.enumerated() {
      places.append(nodes.count)
      switch node.kind {
      case .text(let text):
        nodes += pieces(of: index == 1 ? withoutPrefix(text) : text)
      case .inlineCode(let text):
        nodes.append(leaf(.inlineCode(replacingBreaks(in: text))))
      case .inlineHTML(let text):
        nodes.append(leaf(.inlineHTML(replacingBreaks(in: text))))
      default: nodes.append(node)
      }
    }
    places.append(nodes.count)
    for index in nodes.indices where nodes[index].end > 0 {
      nodes[index].end = places[min(nodes[index].end, places.count - 1)]
    }
    for index in nodes.indices where nodes[index].end == 0 { nodes[index].end = index + 1 }
    tree.nodes = nodes
  }

  /// Marked by an end of 0 until all places are known.
  private static func leaf(_ kind: SyntaxTree.Kind) -> SyntaxTree.Node {
    SyntaxTree.Node(kind: kind, end: 0)
  }

  private static func withoutPrefix(_ text: String) -> String {
    text.utf8.starts(with: prefix) ? String(text.unicodeScalars.dropFirst(2)) : text
  }

  private static func pieces(of text: String) -> [SyntaxTree.Node] {
    guard text.unicodeScalars.contains(lineBreakScalar) else { return [leaf(.text(text))] }
    var nodes: [SyntaxTree.Node] = []
    let parts = text.unicodeScalars.split(
      separator: lineBreakScalar, omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      if index > 0 { nodes.append(leaf(.lineBreak)) }
      if !part.isEmpty { nodes.append(leaf(.text(String(part)))) }
    }
    return nodes
  }

  private static func replacingBreaks(in text: String) -> String {
    guard text.unicodeScalars.contains(lineBreakScalar) else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(scalar == lineBreakScalar ? " " : scalar) }
    return String(scalars)
  }
}

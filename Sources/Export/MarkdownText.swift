public import CSS

/// The resume as Markdown (CommonMark), from the same reading of the page as Word's: headings,
/// lists, emphasis and links, for a wiki, a forge or another tool.
public struct MarkdownText {
  private var blocks: [String] = []

  public static func render(_ styled: StyledDocument) -> String { render(Flow(styled)) }

  public static func render(_ flow: Flow) -> String {
    var renderer = MarkdownText()
    var previous: Flow.Kind?
    for paragraph in flow.spokenParagraphs {
      renderer.add(paragraph, after: previous)
      previous = paragraph.kind
    }
    return renderer.blocks.joined()
  }

  private mutating func add(_ paragraph: Flow.Paragraph, after previous: Flow.Kind?) {
    let text = Self.inline(paragraph)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    let (first, hanging) = Self.margins(of: paragraph.kind)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    var block = ""
    for (index, line) in lines.enumerated() {
      block += (index == 0 ? first : hanging) + line
      // A backslash breaks the line; in a heading, which is one line, it is a space.
      if index < lines.count - 1 { block += paragraph.kind == .preformatted ? "\n" : "\\\n" }
    }
    if !blocks.isEmpty, !Self.isTight(previous, paragraph.kind) { blocks.append("\n") }
    blocks.append(block + "\n")
  }

  /// Items of a list follow one another without a blank line.
  private static func isTight(_ previous: Flow.Kind?, _ kind: Flow.Kind) -> Bool {
    guard case .item(let before, _)? = previous, case .item(let list, let depth) = kind else {
      return false
    }
    return before.index == list.index || depth > 0
  }

  private static func margins(of kind: Flow.Kind) -> (first: String, hanging: String) {
    switch kind {
    case .heading(let level): return (String(repeating: "#", count: level) + " ", "")
    case .item(let list, let depth):
      // Four columns a level hold behind every marker.
      let indent = String(repeating: " ", count: 4 * min(depth, 8))
      let marker = list.isOrdered ? "\(list.number). " : "- "
      return (indent + marker, indent + "    ")
    case .continuation(let depth):
      let indent = String(repeating: " ", count: 4 * (min(depth, 8) + 1))
      return (indent, indent)
    case .quote: return ("> ", "> ")
    case .preformatted: return ("    ", "    ")
    case .text: return ("", "")
    }
  }

  // MARK: - Inline

  private static func inline(_ paragraph: Flow.Paragraph) -> String {
    var isHeading = false
    if case .heading = paragraph.kind { isHeading = true }
    let isVerbatim = paragraph.kind == .preformatted
    var text = ""
    for inline in paragraph.content {
      switch inline {
      case .text(let run) where isVerbatim: text += run.text
      case .text(let run): text += marked(run, in: paragraph.style)
      case .lineBreak: text += isHeading ? " " : "\n"
      case .gap(.beside): text += " | "
      case .gap(.apart): text += "  "
      case .image(let picture): text += escaped(picture.alternative)
      }
    }
    return isVerbatim || isHeading ? text : guardedStart(text)
  }

  /// Emphasis and link around a run; blanks stay outside, where the marks count.
  private static func marked(_ run: Flow.Run, in paragraph: ComputedStyle) -> String {
    let leading = run.text.prefix { $0.isWhitespace }
    let rest = run.text[leading.endIndex...]
    guard !rest.isEmpty else { return run.text }
    var core = rest
    while core.last?.isWhitespace == true { core.removeLast() }
    let trailing = rest[core.endIndex...]
    var text = run.isCode ? code(core) : escaped(String(core))
    let style = run.style.text
    if style.fontStyle != .normal, paragraph.text.fontStyle == .normal { text = "*\(text)*" }
    if style.fontWeight >= 600, paragraph.text.fontWeight < 600 { text = "**\(text)**" }
    if let link = run.link { text = "[\(text)](<\(link)>)" }
    return leading + text + trailing
  }

  /// A code span fenced by more backticks than it holds (CommonMark 6.1).
  private static func code(_ text: Substring) -> String {
    let longest = text.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    return longest > 0 ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// Characters that would be marks, escaped; `&` only where it would start a reference.
  private static func escaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if "\\`*_[]<>~".contains(character) || character == "&" && startsReference(rest) {
        result += "\\"
      }
      result.append(character)
    }
    return result
  }

  private static func startsReference(_ rest: Substring) -> Bool {
    let name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "#") }
    return !name.isEmpty && rest[name.endIndex...].first == ";"
  }

  /// A start that would make the paragraph a heading, a list or a quote, escaped.
  private static func guardedStart(_ text: String) -> String {
    guard let first = text.first else { return text }
    if "#+-=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...]
    guard !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")" else { return text }
    return digits + "\\" + rest
  }
}

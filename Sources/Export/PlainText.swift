public import CSS

/// The resume as plain text, from the same reading of the page as Word's: what one pastes into a
/// web form or reads in a terminal.
///
/// Headings stand on their own line under a blank one, list items behind `- ` with a hanging
/// indent, links show their text. Lines wrap at `width` columns (wide East Asian characters count
/// two), never inside a word.
public struct PlainText {
  private let width: Int
  private var lines: [String] = []

  /// Renders a styled document.
  public static func render(_ styled: StyledDocument, width: Int = 80) -> String {
    render(Flow(styled), width: width)
  }

  public static func render(_ flow: Flow, width: Int = 80) -> String {
    var renderer = PlainText(width: width)
    var previous: Flow.Kind?
    for paragraph in flow.spokenParagraphs {
      renderer.add(paragraph, after: previous)
      previous = paragraph.kind
    }
    let text = renderer.lines.joined(separator: "\n")
    return text.isEmpty ? "" : text + "\n"
  }

  private init(width: Int) { self.width = width }

  private mutating func add(_ paragraph: Flow.Paragraph, after previous: Flow.Kind?) {
    if paragraph.isSetApart(after: previous) { blankLine() }
    let text = Self.text(of: paragraph)
    guard text.contains(where: { !$0.isWhitespace }) else { return }
    let (first, hanging) = Self.margins(of: paragraph.kind)
    let isWrapped = paragraph.kind != .preformatted
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let start = index == 0 ? first : hanging
      if isWrapped {
        wrap(line, first: start, hanging: hanging)
      } else {
        lines.append(start + String(line.map { $0 == Self.separator ? "|" : $0 }))
      }
    }
    if case .heading(2) = paragraph.kind, let title = lines.last {
      lines.append(String(repeating: "-", count: min(width, Self.columns(title))))
    }
  }

  /// What stands before the first line and before the others.
  private static func margins(of kind: Flow.Kind) -> (first: String, hanging: String) {
    switch kind {
    case .item(let list, let depth):
      let indent = String(repeating: " ", count: 2 * min(depth, 8))
      let marker = list.isOrdered ? "\(list.number). " : "- "
      return (indent + marker, indent + String(repeating: " ", count: marker.count))
    case .continuation(let depth):
      let indent = String(repeating: " ", count: 2 * (min(depth, 8) + 1))
      return (indent, indent)
    case .quote, .preformatted: return ("  ", "  ")
    case .heading, .text: return ("", "")
    }
  }

  /// Stands between boxes of a line until it is cut: no line begins or ends with it.
  private static let separator: Character = "\u{1F}"

  private static func text(of paragraph: Flow.Paragraph) -> String {
    var text = ""
    for inline in paragraph.content {
      switch inline {
      case .text(let run): text += run.isWide ? "  " : run.text
      case .lineBreak: text += "\n"
      case .gap(.beside):
        while text.last == " " { text.removeLast() }
        text += " \(separator) "
      case .gap(.apart): text += "  "
      case .image(let picture): text += picture.alternative
      }
    }
    return text
  }

  private mutating func blankLine() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Adds a line cut where it gets too long; two spaces between words stay.
  private mutating func wrap(_ text: Substring, first: String, hanging: String) {
    var line = first
    var used = Self.columns(first)
    var isFresh = true
    var gap = ""
    var isSeparated = false
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if word.isEmpty {
        gap += " "
        continue
      }
      if word.first == Self.separator, word.count == 1 {
        isSeparated = !isFresh
        continue
      }
      let columns = Self.columns(word)
      if isSeparated { gap = " |" }
      isSeparated = false
      if !isFresh, used + gap.count + 1 + columns > width {
        lines.append(line)
        line = hanging
        used = Self.columns(hanging)
        isFresh = true
      }
      let space = isFresh ? "" : gap + " "
      line += space + word
      used += columns + space.count
      isFresh = false
      gap = ""
    }
    lines.append(line)
  }

  /// Terminal columns of a text: East Asian wide characters take two, combining marks none.
  private static func columns(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { count, scalar in
      switch scalar.value {
      case 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: count
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
        0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
        count + 2
      default: count + 1
      }
    }
  }
}

extension Flow.Paragraph {
  /// Whether a blank line stands before it where only lines can tell: before headings, and where
  /// the page leaves about a line's room.
  func isSetApart(after previous: Flow.Kind?) -> Bool {
    guard let previous else { return false }
    if case .heading = kind { return true }
    if case .heading = previous { return false }
    return spaceBefore >= 0.6 * style.text.fontSize
  }
}

extension Flow.Run {
  /// Whether it is a space that sets apart what it stands between.
  fileprivate var isWide: Bool { widening > 0.3 * style.text.fontSize }
}

extension Flow {
  /// The paragraphs without portraits: what is said of a picture and again beside it is said once.
  var spokenParagraphs: [Paragraph] {
    let said = Set(paragraphs.compactMap(\.textAlone))
    return paragraphs.filter { paragraph in
      !paragraph.content.contains { inline in
        guard case .image(let picture) = inline else { return false }
        return paragraph.content.count == 1 && said.contains(picture.alternative)
      }
    }
  }
}

extension Flow.Paragraph {
  /// The text of a paragraph that holds nothing else.
  fileprivate var textAlone: String? {
    var text = ""
    for inline in content {
      guard case .text(let run) = inline else { return nil }
      text += run.text
    }
    return text
  }
}

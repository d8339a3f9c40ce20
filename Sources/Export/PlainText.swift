package import CSS
internal import HTML

/// The resume as plain text, from the same styled tree as the page: what one pastes into a web
/// form or reads in a terminal.
///
/// Headings stand on their own line under a blank one, list items behind `- ` with a hanging
/// indent, links show their text. Lines wrap at `width` columns (wide East Asian characters count
/// two), never inside a word.
package struct PlainText {
  private let styled: StyledDocument
  private let width: Int
  private var lines: [String] = []
  private var pending = ""
  private var indent = 0
  /// What stands before the first line of a list item; the indent holds its width.
  private var marker: String?

  /// Renders a styled document.
  package static func render(_ styled: StyledDocument, width: Int = 80) -> String {
    var renderer = PlainText(styled: styled, width: width)
    renderer.walk()
    renderer.flush()
    let text = renderer.lines.joined(separator: "\n")
    return text.isEmpty ? "" : text + "\n"
  }

  private init(styled: StyledDocument, width: Int) {
    self.styled = styled
    self.width = width
  }

  // MARK: - Walking the tree

  private enum Step {
    case enter(HTMLDocument.NodeID)
    case leave(HTMLDocument.NodeID)
  }

  /// Walks with a stack of its own: the depth of hostile HTML must not be the machine's.
  private mutating func walk() {
    var stack: [Step] = [.enter(.document)]
    while let step = stack.popLast() {
      switch step {
      case .enter(let node):
        guard enter(node) else { continue }
        stack.append(.leave(node))
        stack += styled.document.children(of: node).map { Step.enter($0) }.reversed()
      case .leave(let node): leave(node)
      }
    }
  }

  /// Opens a node; false when nothing in it is shown.
  private mutating func enter(_ node: HTMLDocument.NodeID) -> Bool {
    switch styled.document[node].kind {
    case .document: return true
    case .text(let text):
      appendText(text)
      return false
    case .doctype, .comment: return false
    case .element(let element):
      guard let style = style(of: node), style.box.display != .none else { return false }
      return open(element, display: style.box.display)
    }
  }

  private mutating func open(_ element: HTMLDocument.Element, display: Display) -> Bool {
    switch element.name {
    case "br": flush(keepingMarker: false)
    case "img":
      appendText(element["alt"] ?? "")
      return false
    default: break
    }
    guard display.outer == .block else { return true }
    flush(keepingMarker: true)
    if element.isHeading { blankLine() }
    if element.name == "li" {
      marker = String(repeating: " ", count: indent) + "- "
      indent += 2
    }
    return true
  }

  private mutating func leave(_ node: HTMLDocument.NodeID) {
    guard let element = styled.document.element(node), let style = style(of: node),
      style.box.display.outer == .block
    else { return }
    flush(keepingMarker: false)
    if element.name == "li" { indent -= 2 }
    if element.name == "h2", let title = lines.last {
      lines.append(String(repeating: "-", count: Self.columns(title)))
    }
  }

  private func style(of node: HTMLDocument.NodeID) -> ComputedStyle? {
    styled.styles[Int(node.index)]
  }

  // MARK: - Lines

  private mutating func blankLine() {
    if let last = lines.last, !last.isEmpty { lines.append("") }
  }

  /// Adds text to the open line with white space folded.
  private mutating func appendText(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case " ", "\n", "\t", "\r", "\u{C}":
        if !pending.isEmpty, pending.unicodeScalars.last != " " { pending += " " }
      case "\u{AD}", "\u{200B}": continue
      default: pending.unicodeScalars.append(scalar)
      }
    }
  }

  /// Ends the open line, if it holds anything, and wraps it.
  private mutating func flush(keepingMarker: Bool = false) {
    defer {
      pending = ""
      if !keepingMarker { marker = nil }
    }
    let words = pending.split(separator: " ")
    guard !words.isEmpty else { return }
    let hanging = String(repeating: " ", count: indent)
    var line = marker ?? hanging
    var used = Self.columns(line)
    var isFresh = true
    for word in words {
      let columns = Self.columns(word)
      if !isFresh, used + 1 + columns > width {
        lines.append(line)
        line = hanging
        used = indent
        isFresh = true
      }
      line += (isFresh ? "" : " ") + word
      used += columns + (isFresh ? 0 : 1)
      isFresh = false
    }
    lines.append(line)
    marker = nil
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

extension HTMLDocument.Element {
  fileprivate var isHeading: Bool {
    name.utf8.count == 2 && name.utf8.first == UInt8(ascii: "h") && name != "hr"
  }
}

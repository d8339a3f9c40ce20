import CSS
import Geometry
import HTML

/// Links, anchors and outline entries, found while painting.
extension Painter {
  /// Anchor and outline entry of a block-level box.
  mutating func noteStart(of fragment: Fragment, at origin: Point) {
    guard !isCopy, !fragment.box.isAnonymous else { return }
    noteStart(of: fragment.box, at: origin)
    guard let name = document.element(fragment.box.node)?.name, name.utf8.count == 2,
      name.hasPrefix("h"), let digit = name.utf8.last, digit >= 0x31, digit <= 0x36
    else { return }
    let title = PlainText.of(fragment).trimmed
    guard !title.isEmpty else { return }
    let page = sheets.pages(from: origin.y, to: origin.y).lowerBound
    outline.append(
      OutlineEntry(
        title: title, level: Int(digit) - 0x30, page: page,
        position: origin + sheets.offset(of: page)))
  }

  mutating func noteStart(of box: Box, at origin: Point) {
    guard !isCopy, !box.isPseudo, let id = document.element(box.node)?["id"], !id.isEmpty,
      seenAnchors.insert(id).inserted
    else { return }
    sheets.addAnchor(id, at: origin)
  }

  /// The area of an `<a>` that is a block, an item or an atomic inline.
  mutating func addLink(of fragment: Fragment, at origin: Point) {
    guard !fragment.box.isAnonymous, !isCopy else { return }
    let rect = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
    addLink(of: fragment.box, over: rect)
  }

  /// The area of an inline `<a>` on one line.
  mutating func addLink(of part: Line.InlineBoxPiece, _ line: Line, at origin: Point) {
    guard !isCopy else { return }
    let rect = Rect(
      x: origin.x + part.x, y: origin.y + line.y + part.y, width: part.width,
      height: part.height)
    addLink(of: part.box, over: rect)
  }

  private mutating func addLink(of box: Box, over rect: Rect) {
    guard let element = document.element(box.node), element.name == "a",
      let url = element["href"], !url.isEmpty, rect.width > 0, rect.height > 0
    else { return }
    let node = structure.link(of: box.node)
    for page in sheets.pages(from: rect.y, to: rect.maxY) {
      let cut = sheets.cut(rect, to: page)
      guard cut.height > 0 else { continue }
      sheets.add(
        .link(cut.offset(by: sheets.offset(of: page)), url: url, structure: node), to: page)
    }
  }
}

/// The text of a fragment as it stands on the page, for the outline.
enum PlainText {
  static func of(_ fragment: Fragment) -> String {
    var text = ""
    collect(fragment, into: &text)
    return text
  }

  /// Stands for an object, or for nothing.
  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FFFC}" || scalar == "\u{200B}"
  }

  private static func collect(_ fragment: Fragment, into text: inout String) {
    if let content = fragment.lines.first?.content {
      var source = content.string(0..<content.text.count)
      if source.unicodeScalars.contains(where: Self.isMark) {
        source.unicodeScalars.removeAll(where: Self.isMark)
      }
      if !text.isEmpty && !source.isEmpty { text += " " }
      text += source.replacingLineFeeds
    }
    for line in fragment.lines {
      for piece in line.pieces {
        if case .atomic(let inner) = piece.kind { collect(inner, into: &text) }
      }
    }
    for child in fragment.children { collect(child, into: &text) }
  }
}

extension String {
  fileprivate var replacingLineFeeds: String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == "\n" ? " " : $0 }))
  }

  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars)
  }
}

import CSS
import Geometry
import HTML

/// What elements are, and which of them share a line.
extension FlowReader {
  // MARK: - Kinds

  /// What an element makes of its paragraphs; nil where it says nothing.
  mutating func kind(
    of element: HTMLDocument.Element, _ node: HTMLDocument.NodeID, _ style: ComputedStyle
  ) -> Flow.Kind? {
    if element.name == "li" || style.box.display.isListItem { return itemKind(node, style) }
    if let level = element.headingLevel { return .heading(level) }
    switch element.name {
    case "blockquote": return .quote
    case "pre": return .preformatted
    default: return nil
    }
  }

  // MARK: - Lists

  mutating func openList(_ element: HTMLDocument.Element, _ style: ComputedStyle) {
    let start = element["start"].flatMap { Int($0) } ?? 1
    lists.append(
      OpenList(
        index: listCount, isOrdered: element.name == "ol", next: start, inset: style.startInset))
    listCount += 1
  }

  /// An item with a marker, the list's or one of its own; else plain text.
  private mutating func itemKind(
    _ node: HTMLDocument.NodeID, _ style: ComputedStyle
  ) -> Flow.Kind? {
    guard let last = lists.indices.last else { return nil }
    var marker = style.text.listStyleType
    if marker == .none || !style.box.display.isListItem {
      guard let drawn = drawnMarker(node) else { return nil }
      marker = .string(drawn)
    }
    let list = Flow.List(
      index: lists[last].index, marker: marker, number: lists[last].next,
      isOrdered: lists[last].isOrdered, inset: lists[last].inset)
    lists[last].next += 1
    let depth = blocks.count { block in
      if case .item? = block.kind { true } else { false }
    }
    return .item(list, depth: depth)
  }

  /// A bullet that the style sheet draws by `::before`.
  private func drawnMarker(_ node: HTMLDocument.NodeID) -> String? {
    guard let style = styled.pseudoStyles[.init(node, .before)],
      case .items(let items) = style.generated.content
    else { return nil }
    let text = items.map { item in
      if case .string(let string) = item { string } else { "" }
    }.joined().filter { !$0.isWhitespace }
    return text.isEmpty || text.contains { $0.isLetter || $0.isNumber } ? nil : text
  }

  // MARK: - Rows

  /// What stands between the children of a box that sets short texts side by side; nil where it
  /// doesn't.
  func rowGap(_ node: HTMLDocument.NodeID, _ style: ComputedStyle) -> Flow.Gap? {
    guard style.setsChildrenSideBySide else { return nil }
    var count = 0
    var hasAutoMargin = false
    for child in styled.document.children(of: node) {
      if case .text(let text) = styled.document[child].kind, !text.allSatisfy(\.isWhitespace) {
        count += 1
      }
      guard let childStyle = self.style(of: child), childStyle.box.display.outer != .none else {
        continue
      }
      guard isLeaf(child) else { return nil }
      if count > 0, style.flex.wrap != .nowrap, childStyle.takesItsOwnLine { continue }
      guard isShort(child) else { return nil }
      count += 1
      hasAutoMargin = hasAutoMargin || count > 1 && childStyle.box.margin.left == .auto
    }
    if style.box.display.inner == .grid, count > style.grid.columnCount { return nil }
    let isApart =
      hasAutoMargin || style.box.display.inner == .grid
      || style.flex.justifyContent == .spaceBetween || style.flex.direction == .rowReverse
    return count == 2 && isApart ? .apart : .beside
  }

  /// Whether nothing below a node starts a block of its own.
  func isLeaf(_ node: HTMLDocument.NodeID) -> Bool {
    !styled.document.descendants(of: node).contains { descendant in
      guard let style = style(of: descendant) else { return false }
      return style.box.display.outer == .block
    }
  }

  /// Whether the text of a node can share a line: longer texts are columns, not a row.
  private func isShort(_ node: HTMLDocument.NodeID) -> Bool {
    var length = 0
    for descendant in styled.document.descendants(of: node) {
      guard case .text(let text) = styled.document[descendant].kind else { continue }
      length += text.utf8.count
      if length > 120 { return false }
    }
    return true
  }

  func isFirstChild(_ node: HTMLDocument.NodeID) -> Bool {
    var sibling = styled.document[node].previousSibling
    while let id = sibling {
      if style(of: id) != nil { return false }
      sibling = styled.document[id].previousSibling
    }
    return true
  }
}

extension ComputedStyle {
  /// A float, or a box with a place of its own.
  var standsAside: Bool {
    box.float != .none || box.position == .absolute || box.position == .fixed
  }

  /// An item of a row that wraps, as wide as the row.
  var takesItsOwnLine: Bool {
    if case .length(let basis) = flex.basis { basis.percent >= 100 } else { false }
  }

  /// The margin at the edge where the text starts, CSS px.
  var startMargin: Double {
    (text.direction == .rtl ? box.margin.right : box.margin.left).px
  }

  /// Margin and padding at the edge where the text starts, CSS px.
  fileprivate var startInset: Double {
    startMargin + (text.direction == .rtl ? box.padding.right : box.padding.left).px
  }

  fileprivate var setsChildrenSideBySide: Bool {
    switch box.display.inner {
    case .flex: flex.direction == .row || flex.direction == .rowReverse
    case .grid: grid.columnCount > 1
    case .tableRow: true
    default: false
    }
  }
}

extension GridStyle {
  /// Columns of the template; those of a repetition that fills the line count as one.
  fileprivate var columnCount: Int {
    templateColumns.reduce(0) { count, item in
      switch item {
      case .lineNames: count
      case .track, .repeat(.autoFill, _), .repeat(.autoFit, _): count + 1
      case .repeat(.count(let times), let tracks): count + times * tracks.count
      }
    }
  }
}

extension HTMLDocument.Element {
  /// 1 to 6 for `h1` to `h6`.
  var headingLevel: Int? {
    let bytes = name.utf8
    guard bytes.count == 2, bytes.first == UInt8(ascii: "h"), let digit = bytes.last,
      (UInt8(ascii: "1")...UInt8(ascii: "6")).contains(digit)
    else { return nil }
    return Int(digit) - 48
  }
}

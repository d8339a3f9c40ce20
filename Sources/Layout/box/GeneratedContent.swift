import CSS
import Geometry
import HTML

extension BoxBuilder {
  /// `content` as text and images (CSS 2.1, 12.2).
  mutating func generatedBoxes(
    _ items: [GeneratedStyle.Item], style: ComputedStyle, node: HTMLDocument.NodeID
  ) -> [Box] {
    var boxes: [Box] = []
    var text = ""
    for item in items {
      if case .url(let source) = item {
        if !text.isEmpty { boxes.append(textBox(text, style: style, node: node)) }
        text = ""
        let size = imageSize(source)
        let content = Replaced(
          content: .image(source: source), naturalWidth: size?.width,
          naturalHeight: size?.height, ratio: size.flatMap(ratio(of:)), alternateText: "")
        boxes.append(
          Box(.replaced(content), style: style.forAnonymous(.inline), node: node))
      } else {
        text += string(for: item, style: style, node: node)
      }
    }
    if !text.isEmpty { boxes.append(textBox(text, style: style, node: node)) }
    return boxes
  }

  private func textBox(_ text: String, style: ComputedStyle, node: HTMLDocument.NodeID) -> Box {
    Box(.text(text), style: style, node: node, isAnonymous: true)
  }

  private mutating func string(
    for item: GeneratedStyle.Item, style: ComputedStyle, node: HTMLDocument.NodeID
  ) -> String {
    switch item {
    case .string(let text): return text
    case .attribute(let name): return styled.document.element(node)?[name] ?? ""
    case .counter(let name, let kind):
      return CounterStyle.text(of: counters.value(name), style: kind)
    case .counters(let name, let separator, let kind):
      return counters.all(name).map { CounterStyle.text(of: $0, style: kind) }
        .joined(separator: separator)
    case .url: return ""
    case .openQuote, .noOpenQuote:
      let mark = quote(style, opens: true)
      quoteDepth += 1
      return item == .openQuote ? mark : ""
    case .closeQuote, .noCloseQuote:
      quoteDepth = max(0, quoteDepth - 1)
      return item == .closeQuote ? quote(style, opens: false) : ""
    }
  }

  private func quote(_ style: ComputedStyle, opens: Bool) -> String {
    let marks = style.text.quotes ?? ["“", "”", "‘", "’"]
    guard marks.count >= 2 else { return "" }
    let pair = min(quoteDepth, marks.count / 2 - 1)
    return marks[pair * 2 + (opens ? 0 : 1)]
  }

  /// Counters of an element, with the ones that HTML gives lists (HTML, 15.3.8).
  mutating func applyCounters(of element: HTMLDocument.Element, _ style: ComputedStyle) {
    let generated = style.generated
    if ["ol", "ul", "menu"].contains(element.name)
      && !generated.counterReset.contains(where: { $0.name == "list-item" })
    {
      let start = element["start"].flatMap { Int($0) } ?? 1
      counters.reset("list-item", to: start &- 1)
    }
    counters.apply(generated)
    guard style.box.display.isListItem else { return }
    if !generated.counterIncrement.contains(where: { $0.name == "list-item" }) {
      counters.increment("list-item", by: 1)
    }
    if element.name == "li", let value = element["value"].flatMap({ Int($0) }) {
      counters.set("list-item", to: value)
    }
  }

  /// The marker box's content, from `::marker` or from `list-style-type`.
  private mutating func marker(of box: Box) -> ListMarker? {
    let style = styled.pseudoStyles[.init(box.node, .marker)] ?? box.style.forAnonymousBlock
    if case .items(let items) = style.generated.content {
      var text = ""
      for item in items { text += string(for: item, style: style, node: box.node) }
      return ListMarker(content: .text(text), style: style)
    }
    if style.generated.content == .none { return nil }
    return CounterStyle.marker(
      of: counters.value("list-item"), style: box.style.text.listStyleType
    ).map { ListMarker(content: $0, style: style) }
  }

  mutating func outsideMarker(of box: Box) -> ListMarker? {
    box.style.text.listStyleInside ? nil : marker(of: box)
  }

  /// `list-style-position: inside` puts the marker before the content.
  mutating func addInsideMarker(of box: Box, to collector: inout BoxCollector) {
    guard box.style.box.display.isListItem, box.style.text.listStyleInside,
      let marker = marker(of: box)
    else { return }
    switch marker.content {
    case .text(let text):
      collector.addInline(textBox(text, style: marker.style, node: box.node))
    case .symbol(let symbol):
      let content = Replaced(content: .symbol(symbol))
      collector.addInline(
        Box(.replaced(content), style: marker.style.forAnonymous(.inline), node: box.node))
    }
  }
}

extension BoxBuilder {
  func ratio(of size: Size) -> Double? {
    size.width > 0 && size.height > 0 ? size.width / size.height : nil
  }

  func image(_ element: HTMLDocument.Element) -> Replaced {
    let source = element["src"] ?? ""
    let size = source.isEmpty ? nil : imageSize(source)
    return Replaced(
      content: .image(source: source), naturalWidth: size?.width, naturalHeight: size?.height,
      ratio: size.flatMap(ratio(of:)), alternateText: element["alt"])
  }

  /// Size of an inline `<svg>` from its attributes (CSS Images 3, 5; SVG 2, 8).
  func drawing(_ element: HTMLDocument.Element) -> Replaced {
    let box = element["viewBox"].map(SVGNumbers.list) ?? []
    let ratio = box.count == 4 && box[2] > 0 && box[3] > 0 ? box[2] / box[3] : nil
    let width = element["width"].flatMap(SVGNumbers.length)
    let height = element["height"].flatMap(SVGNumbers.length)
    var ownRatio = ratio
    if ratio == nil, let width, let height, height > 0 { ownRatio = width / height }
    return Replaced(
      content: .vector, naturalWidth: width, naturalHeight: height, ratio: ownRatio,
      alternateText: nil)
  }

  /// `colspan`, `rowspan` and a column's `span`, clamped as HTML does.
  func readSpans(into box: Box) {
    guard let element = styled.document.element(box.node) else { return }
    switch box.kind {
    case .tableCell:
      box.columnSpan = min(max(element["colspan"].flatMap { Int($0) } ?? 1, 1), 1000)
      box.rowSpan = min(max(element["rowspan"].flatMap { Int($0) } ?? 1, 0), 65534)
    case .tableColumn, .tableColumnGroup:
      box.columnSpan = min(max(element["span"].flatMap { Int($0) } ?? 1, 1), 1000)
    default: break
    }
  }
}

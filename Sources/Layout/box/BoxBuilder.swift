import CSS
import Diagnostics
import Geometry
import HTML

/// Pass 1: styled tree → box tree (CSS Display 3; CSS 2.1, 9.2 and 12).
///
/// Recursion follows the element tree and ends at `depthLimit`: what lies deeper is left out with
/// one warning, so that hostile nesting can't exhaust the stack here or in any later pass.
struct BoxBuilder {
  static let depthLimit = 256

  let styled: StyledDocument
  let imageSize: (String) -> Size?
  var counters = Counters()
  var quoteDepth = 0
  private(set) var exceededDepth = false
  private var boxCount = 0

  init(styled: StyledDocument, imageSize: @escaping (String) -> Size?) {
    self.styled = styled
    self.imageSize = imageSize
  }

  /// The root element's box, or nil for a document that shows nothing.
  mutating func build() -> Box? {
    let document = styled.document
    for child in document.children(of: .document) where document.element(child) != nil {
      guard let style = style(of: child), style.box.display.outer != .none else { continue }
      counters.apply(style.generated)
      let root = Box(.blockContainer, style: style.asRoot, node: child)
      root.isRoot = true
      fill(root, depth: 1)
      return root
    }
    return nil
  }

  func style(of node: HTMLDocument.NodeID) -> ComputedStyle? {
    let index = Int(node.index)
    return index < styled.styles.count ? styled.styles[index] : nil
  }

  /// Builds everything inside a box that holds children of its element.
  private mutating func fill(_ box: Box, depth: Int) {
    var collector = BoxCollector(
      box.holdsItems ? .items : .block, parentStyle: box.style, node: box.node)
    addInsideMarker(of: box, to: &collector)
    counters.enter()
    addContents(of: box.node, style: box.style, to: &collector, depth: depth)
    counters.leave()
    box.children = collector.finish()
    applyFirstLetter(to: box)
    applyFirstLine(to: box)
    if box.holdsItems { for child in box.children { child.isItem = true } }
    TableFixup.arrange(box)
  }

  /// `::before`, the children, `::after`.
  private mutating func addContents(
    of node: HTMLDocument.NodeID, style: ComputedStyle, to collector: inout BoxCollector,
    depth: Int
  ) {
    guard depth < Self.depthLimit else {
      exceededDepth = true
      return
    }
    addPseudo(.before, of: node, to: &collector, depth: depth)
    for child in styled.document.children(of: node) {
      switch styled.document[child].kind {
      case .text(let text):
        if !text.isEmpty {
          collector.addInline(Box(.text(text), style: style, node: node, isAnonymous: true))
        }
      case .element(let element):
        addElement(child, element, to: &collector, depth: depth)
      default: continue
      }
    }
    addPseudo(.after, of: node, to: &collector, depth: depth)
  }

  private mutating func addElement(
    _ node: HTMLDocument.NodeID, _ element: HTMLDocument.Element,
    to collector: inout BoxCollector, depth: Int
  ) {
    guard let style = style(of: node), style.box.display.outer != .none else { return }
    applyCounters(of: element, style)
    if style.box.display.outer == .contents {
      counters.enter()
      addContents(of: node, style: style, to: &collector, depth: depth + 1)
      counters.leave()
      return
    }
    switch element.name {
    case "br":
      collector.addInline(Box(.lineBreak, style: style, node: node))
    case "wbr":
      collector.addInline(Box(.text("\u{200B}"), style: style, node: node, isAnonymous: true))
    case "img":
      add(numbered(Box(.replaced(image(element)), style: style, node: node)), to: &collector)
    case "svg":
      add(numbered(Box(.replaced(drawing(element)), style: style, node: node)), to: &collector)
    default:
      addBox(style: style, node: node, to: &collector, depth: depth)
    }
  }

  private mutating func addBox(
    style: ComputedStyle, node: HTMLDocument.NodeID, to collector: inout BoxCollector, depth: Int
  ) {
    let kind = Box.Kind(display: style.box.display, isOutOfFlow: style.isTakenOutOfFlow)
    let box = numbered(Box(kind, style: style, node: node))
    if box.isInlineBox && collector.mode == .block {
      collector.openInline(box)
      counters.enter()
      addContents(of: node, style: style, to: &collector, depth: depth + 1)
      counters.leave()
      collector.closeInline()
      return
    }
    let isItem = collector.mode == .items
    let container =
      box.isInlineBox ? numbered(Box(.blockContainer, style: style, node: node)) : box
    container.isItem = isItem
    if style.box.display.isListItem { container.marker = outsideMarker(of: container) }
    readSpans(into: container)
    fill(container, depth: depth + 1)
    add(container, to: &collector)
  }

  private mutating func numbered(_ box: Box) -> Box {
    boxCount += 1
    box.order = boxCount
    return box
  }

  private func add(_ box: Box, to collector: inout BoxCollector) {
    if collector.mode == .items { box.isItem = true }
    if !box.isInFlow {
      collector.addOutOfFlow(box)
    } else if box.isInlineLevel && !box.isItem {
      collector.addInline(box)
    } else {
      collector.addBlock(box)
    }
  }

  private mutating func addPseudo(
    _ pseudo: StyledDocument.PseudoElement, of node: HTMLDocument.NodeID,
    to collector: inout BoxCollector, depth: Int
  ) {
    guard let style = styled.pseudoStyles[.init(node, pseudo)],
      style.box.display.outer != .none, case .items(let items) = style.generated.content
    else { return }
    counters.apply(style.generated)
    let kind = Box.Kind(display: style.box.display, isOutOfFlow: style.isTakenOutOfFlow)
    let children = generatedBoxes(items, style: style, node: node)
    if style.box.display.outer == .contents {
      for child in children { add(child, to: &collector) }
      return
    }
    let box = numbered(Box(kind, style: style, node: node))
    box.isPseudo = true
    if box.isInlineBox && collector.mode == .block {
      collector.openInline(box)
      for child in children { collector.addInline(child) }
      collector.closeInline()
      return
    }
    let container =
      box.isInlineBox ? numbered(Box(.blockContainer, style: style, node: node)) : box
    container.isPseudo = true
    if style.box.display.isListItem { container.marker = outsideMarker(of: container) }
    var inner = BoxCollector(
      container.holdsItems ? .items : .block, parentStyle: style, node: node)
    for child in children {
      // Text is no item: it gets an anonymous one, as an element's text does.
      if child.isText { inner.addInline(child) } else { add(child, to: &inner) }
    }
    container.children = inner.finish()
    if container.holdsItems { for child in container.children { child.isItem = true } }
    TableFixup.arrange(container)
    add(container, to: &collector)
  }
}

extension Box {
  /// Flex and grid containers, whose children are items.
  var holdsItems: Bool {
    switch kind {
    case .flexContainer, .gridContainer: return true
    default: return false
    }
  }
}

extension Box.Kind {
  /// The kind of box that a `display` value asks for.
  init(display: Display, isOutOfFlow: Bool) {
    switch display.inner {
    case .flex: self = .flexContainer
    case .grid: self = .gridContainer
    case .table: self = .table
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup:
      self = isOutOfFlow ? .blockContainer : .tableRowGroup
    case .tableRow: self = isOutOfFlow ? .blockContainer : .tableRow
    case .tableCell: self = isOutOfFlow ? .blockContainer : .tableCell
    case .tableCaption: self = isOutOfFlow ? .blockContainer : .tableCaption
    case .tableColumn: self = .tableColumn
    case .tableColumnGroup: self = .tableColumnGroup
    case .flowRoot: self = .blockContainer
    case .flow:
      self = display.outer == .inline && !isOutOfFlow ? .inline : .blockContainer
    }
  }
}

extension ComputedStyle {
  /// Floated or absolutely positioned, which makes any box block-level (CSS 2.1, 9.7).
  var isTakenOutOfFlow: Bool {
    box.float != .none || box.position == .absolute || box.position == .fixed
  }

  /// The root element is a block whatever its `display` says.
  var asRoot: ComputedStyle {
    guard box.display.outer != .block || box.float != .none else { return self }
    var box = box
    box.display = Display(.block, box.display.inner)
    box.float = .none
    return ComputedStyle(
      text: text, box: box, flex: flex, grid: grid, paint: paint, fragmentation: fragmentation,
      generated: generated)
  }
}

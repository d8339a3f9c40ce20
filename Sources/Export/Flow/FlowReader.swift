public import CSS
import Geometry
import HTML

extension Flow {
  /// Reads a styled document.
  public init(_ styled: StyledDocument) {
    var reader = FlowReader(styled)
    reader.walk()
    paragraphs = reader.paragraphs
    let document = styled.document
    let body = document.firstElement(named: "body").flatMap(reader.style)
    base = body ?? .initial
    let root = document.firstElement(named: "html").flatMap { document.element($0) }
    language = root?["lang"] ?? ""
  }
}

/// Walks the styled tree once and collects paragraphs.
///
/// It keeps a stack of its own: the depth of hostile HTML must not be the machine's.
struct FlowReader {
  let styled: StyledDocument
  var paragraphs: [Flow.Paragraph] = []
  /// What the open paragraph holds so far.
  var text = FlowText()
  var blocks: [Block] = []
  var lists: [OpenList] = []
  var listCount = 0
  /// Content of a float that stands before the text it floats beside.
  private var held: [Flow.Inline] = []
  private var spacing = FlowSpacing()
  private var borderAbove: Flow.Border?
  private var startsPage = false
  private var lastHeading = 0
  /// Targets of the links that are open; nil where one leads nowhere safe.
  private var links: [String?] = []
  private var codeDepth = 0

  /// A block whose content is being read.
  struct Block {
    var style: ComputedStyle
    /// First class of the element.
    var name = ""
    /// nil: as the block around it.
    var kind: Flow.Kind?
    /// Its children stand beside one another in one paragraph, with this between them.
    var row: Flow.Gap?
    var placement = Placement.own
    var background: Color?
    /// Number of paragraphs made before it.
    var firstParagraph: Int
  }

  /// Where a block's text goes.
  enum Placement {
    /// Into paragraphs of its own.
    case own
    /// Into the open paragraph: an item of a row, or a float behind text.
    case inline
    /// To the end of the next paragraph: a float before text.
    case held
  }

  struct OpenList {
    var index: Int
    var isOrdered: Bool
    var next: Int
    /// CSS px.
    var inset: Double
  }

  init(_ styled: StyledDocument) { self.styled = styled }

  // MARK: - Walking the tree

  private enum Step {
    case enter(HTMLDocument.NodeID)
    case leave(HTMLDocument.NodeID)
  }

  mutating func walk() {
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
    flush()
  }

  func style(of node: HTMLDocument.NodeID) -> ComputedStyle? { styled.styles[Int(node.index)] }

  /// Opens a node; false when nothing in it is read.
  private mutating func enter(_ node: HTMLDocument.NodeID) -> Bool {
    switch styled.document[node].kind {
    case .document: return true
    case .text(let string):
      if let style = styled.document[node].parent.flatMap(style) { append(string, style) }
      return false
    case .doctype, .comment: return false
    case .element(let element):
      guard let style = style(of: node), style.box.display.outer != .none else { return false }
      return open(element, node, style)
    }
  }

  private mutating func open(
    _ element: HTMLDocument.Element, _ node: HTMLDocument.NodeID, _ style: ComputedStyle
  ) -> Bool {
    switch element.name {
    case "br":
      text.append(.lineBreak)
      return false
    case "img":
      appendPicture(element, style)
      return false
    case "svg", "script", "style", "template": return false
    case "a": links.append(element["href"].flatMap { SafeURL($0)?.text })
    case "code", "kbd", "samp": codeDepth += 1
    case "ol", "ul", "menu": openList(element, style)
    default: break
    }
    switch style.box.display.outer {
    case .block: openBlock(element, node, style)
    case .inline:
      if style.box.display.inner != .flow { text.beginAtom() }
      text.widenSpace(by: style.startMargin)
    default: break
    }
    appendGenerated(.before, node, element)
    return true
  }

  private mutating func leave(_ node: HTMLDocument.NodeID) {
    guard let element = styled.document.element(node), let style = style(of: node) else { return }
    appendGenerated(.after, node, element)
    switch style.box.display.outer {
    case .block: closeBlock()
    case .inline where style.box.display.inner != .flow: text.endAtom()
    default: break
    }
    switch element.name {
    case "a": links.removeLast()
    case "code", "kbd", "samp": codeDepth -= 1
    case "ol", "ul", "menu": lists.removeLast()
    default: break
    }
  }

  // MARK: - Text

  private mutating func append(_ string: String, _ style: ComputedStyle) {
    guard style.text.visibility == .visible else { return }
    text.append(string, style, link: links.last ?? nil, isCode: codeDepth > 0)
  }

  private mutating func appendPicture(_ element: HTMLDocument.Element, _ style: ComputedStyle) {
    guard let source = element["src"], style.text.visibility == .visible else { return }
    let standsAlone = style.box.display.outer == .block || style.box.float != .none
    if standsAlone { flush() }
    text.append(
      .image(Flow.Picture(source: source, alternative: element["alt"] ?? "", style: style)))
    if standsAlone { flush() }
  }

  /// Strings of `content`; what an item's `::before` draws is its marker.
  private mutating func appendGenerated(
    _ pseudo: StyledDocument.PseudoElement, _ node: HTMLDocument.NodeID,
    _ element: HTMLDocument.Element
  ) {
    guard let style = styled.pseudoStyles[.init(node, pseudo)],
      case .items(let items) = style.generated.content, style.box.position == .static
    else { return }
    if pseudo == .before, case .item? = blocks.last?.kind, element.name == "li" { return }
    for case .string(let string) in items { append(string, style) }
  }

  // MARK: - Blocks

  private mutating func openBlock(
    _ element: HTMLDocument.Element, _ node: HTMLDocument.NodeID, _ style: ComputedStyle
  ) {
    var block = Block(style: style, firstParagraph: paragraphs.count)
    block.kind = kind(of: element, node, style)
    block.name = element["class"]?.split(separator: " ").first.map(String.init) ?? ""
    block.background = blocks.last?.background
    if style.paint.backgroundColor.alpha > 0.5, element.name != "html", element.name != "body" {
      block.background = style.paint.backgroundColor
    }
    if let row = blocks.last?.row {
      block.placement = .inline
      openRowItem(block, gap: row)
    } else if style.standsAside, isLeaf(node) {
      block.placement = text.isEmpty ? .held : .inline
      if !text.isEmpty { text.append(.gap(.apart)) }
    } else {
      flush()
      spacing.open(style, in: blocks.last?.style, isFirst: isFirstChild(node))
      borderAbove = Flow.Border(top: style) ?? borderAbove
      if style.fragmentation.breakBefore == .page { startsPage = true }
      if style.fragmentation.breakBefore == .avoid, let last = paragraphs.indices.last {
        paragraphs[last].keepsWithNext = true
      }
      block.row = rowGap(node, style)
    }
    blocks.append(block)
  }

  private mutating func openRowItem(_ item: Block, gap: Flow.Gap) {
    if !text.isEmpty { text.append(item.style.takesItsOwnLine ? .lineBreak : .gap(gap)) }
    guard case .heading? = item.kind else { return }
    blocks[blocks.count - 1].kind = item.kind
    blocks[blocks.count - 1].style = item.style
  }

  private mutating func closeBlock() {
    guard let block = blocks.last else { return }
    switch block.placement {
    case .inline: blocks.removeLast()
    case .held:
      held += text.take()
      blocks.removeLast()
    case .own:
      flush()
      blocks.removeLast()
      spacing.close(block.style)
      finish(block)
    }
  }

  /// What a block says of its paragraphs once they are there.
  private mutating func finish(_ block: Block) {
    let made = block.firstParagraph..<paragraphs.count
    let border = Flow.Border(bottom: block.style)
    guard let last = made.last else {
      borderAbove = border ?? borderAbove
      return
    }
    if let border { paragraphs[last].borderBottom = border }
    if block.style.fragmentation.breakAfter == .avoid { paragraphs[last].keepsWithNext = true }
    if block.style.fragmentation.breakInside == .avoid, made.count < 5 {
      for index in made.dropLast() { paragraphs[index].keepsWithNext = true }
    }
  }

  /// Ends the open paragraph, if it holds anything.
  private mutating func flush() {
    var content = text.take()
    guard !content.isEmpty, let block = blocks.last ?? outermost else { return }
    if !held.isEmpty {
      content += [.gap(.apart)] + held
      held = []
    }
    let kind = currentKind()
    var alignment = block.style.text.textAlign
    if block.row != nil, block.style.flex.justifyContent == .center { alignment = .center }
    let isHeading = if case .heading = kind { true } else { false }
    paragraphs.append(
      Flow.Paragraph(
        kind: kind, name: block.name, style: block.style, alignment: alignment, content: content,
        spaceBefore: spacing.take(isFirst: paragraphs.isEmpty), borderTop: borderAbove,
        background: block.background, startsPage: startsPage && !paragraphs.isEmpty,
        keepsWithNext: isHeading))
    borderAbove = nil
    startsPage = false
  }

  /// Text outside of any block: in a document without a body.
  private var outermost: Block? { Block(style: .initial, firstParagraph: 0) }

  /// The innermost block that says what a paragraph is.
  private mutating func currentKind() -> Flow.Kind {
    guard let block = blocks.last(where: { $0.kind != nil }), let kind = block.kind else {
      return .text
    }
    switch kind {
    case .item(_, let depth) where block.firstParagraph < paragraphs.count:
      return .continuation(depth: depth)
    case .heading(let level):
      lastHeading = min(level, lastHeading + 1)
      return .heading(lastHeading)
    default: return kind
    }
  }
}

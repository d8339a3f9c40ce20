import CSS
import HTML

/// Gathers the children of one container and puts anonymous boxes where CSS 2.1, 9.2 wants them.
///
/// Inline-level children are held back until a block-level one or the end comes; a block inside
/// open inline boxes closes them, stands on its own, and opens them again behind itself.
struct BoxCollector {
  enum Mode {
    /// Inline-level runs become the content or anonymous blocks.
    case block
    /// Every run of text becomes an anonymous item; white space alone none.
    case items
  }

  let mode: Mode
  let parentStyle: ComputedStyle
  let node: HTMLDocument.NodeID
  private var blocks: [Box] = []
  private var inlines: [Box] = []
  private var open: [Box] = []
  private var hasBlock = false

  init(_ mode: Mode, parentStyle: ComputedStyle, node: HTMLDocument.NodeID) {
    self.mode = mode
    self.parentStyle = parentStyle
    self.node = node
  }

  mutating func addInline(_ box: Box) {
    if let last = open.last { last.children.append(box) } else { inlines.append(box) }
  }

  mutating func openInline(_ box: Box) {
    addInline(box)
    open.append(box)
  }

  mutating func closeInline() { _ = open.popLast() }

  /// Adds a float or an absolutely positioned box where it was found.
  mutating func addOutOfFlow(_ box: Box) {
    if mode == .items && box.isOutOfFlow {
      flush()
      blocks.append(box)
    } else {
      addInline(box)
    }
  }

  mutating func addBlock(_ box: Box) {
    let reopened = open
    for inline in open { inline.ownsEndEdge = false }
    open = []
    flush()
    blocks.append(box)
    hasBlock = true
    for inline in reopened {
      let copy = Box(.inline, style: inline.style, node: inline.node)
      copy.ownsStartEdge = false
      openInline(copy)
    }
  }

  /// The container's children; pure inline content stays without anonymous blocks.
  mutating func finish() -> [Box] {
    if mode == .block && !hasBlock {
      return significant(inlines) ? inlines : outOfFlow(in: inlines)
    }
    flush()
    return blocks
  }

  private mutating func flush() {
    let run = inlines
    inlines = []
    guard significant(run) else {
      blocks += outOfFlow(in: run)
      return
    }
    let wrapper = Box(
      .blockContainer, style: parentStyle.forAnonymousBlock, node: node, isAnonymous: true)
    wrapper.children = run
    if mode == .items {
      wrapper.isItem = true
      wrapper.isAnonymousItem = true
    }
    blocks.append(wrapper)
  }

  /// Whether a run has anything but collapsible white space and out-of-flow boxes.
  private func significant(_ run: [Box]) -> Bool {
    for box in run {
      switch box.kind {
      case .text(let text):
        if !text.isCollapsible(in: box.style.text.whiteSpace) { return true }
      case .inline:
        if mode == .block || significant(box.children) { return true }
      default:
        if box.isInFlow { return true }
      }
    }
    return false
  }

  private func outOfFlow(in run: [Box]) -> [Box] { run.filter { !$0.isInFlow && !$0.isText } }
}

extension ComputedStyle {
  /// Inherited properties of this style, initial values for all others.
  var forAnonymousBlock: ComputedStyle {
    var box = BoxStyle()
    box.display = .block
    return ComputedStyle(
      text: text, box: box, flex: FlexStyle(), grid: GridStyle(), paint: PaintStyle(),
      fragmentation: FragmentationStyle(), generated: GeneratedStyle())
  }

  /// The same with another `display`.
  func forAnonymous(_ display: Display) -> ComputedStyle {
    let base = forAnonymousBlock
    var box = base.box
    box.display = display
    return ComputedStyle(
      text: text, box: box, flex: base.flex, grid: base.grid, paint: base.paint,
      fragmentation: base.fragmentation, generated: base.generated)
  }
}

extension String {
  /// Nothing but white space that `white-space` lets collapse away.
  func isCollapsible(in whiteSpace: WhiteSpace) -> Bool {
    switch whiteSpace {
    case .pre, .preWrap, .breakSpaces: return isEmpty
    case .preLine: return utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 }
    case .normal, .nowrap:
      return utf8.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D || $0 == 0x0C }
    }
  }
}

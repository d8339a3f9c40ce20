import CSS
import Geometry
import HTML

/// A node of the box tree: what `display` makes of an element, a pseudo-element or a text.
///
/// Allocated once; layout keeps its memos (shaped text, intrinsic sizes, fragments) in it.
/// Invariant after `BoxBuilder`: a block container holds either block-level boxes only or
/// inline-level boxes only (out-of-flow boxes may stand in both); flex and grid containers hold
/// block-level items only.
final class Box {
  enum Kind {
    case blockContainer
    case flexContainer, gridContainer
    /// The wrapper: captions and row groups are its children.
    case table
    case tableRowGroup, tableRow, tableCell, tableCaption
    case tableColumnGroup, tableColumn
    case replaced(Replaced)
    /// A non-replaced inline box.
    case inline
    case text(String)
    /// `<br>`.
    case lineBreak
  }

  let kind: Kind
  let style: ComputedStyle
  /// The element that it stands for or, for text and generated boxes, belongs to.
  let node: HTMLDocument.NodeID
  /// Made by the tree builder around others, without an element of its own.
  let isAnonymous: Bool
  var children: [Box] = []
  /// The outside marker of a list item.
  var marker: ListMarker?
  /// `position` as layout reads it, which is often.
  let position: Position
  let float: FloatSide
  /// Takes part in inline layout of its parent.
  let isInlineLevel: Bool
  /// Parts of an inline box that a block inside it has split keep only their own outer edges.
  var ownsStartEdge = true
  var ownsEndEdge = true
  /// `colspan` and `rowspan` of a cell, `span` of a column.
  var columnSpan = 1
  var rowSpan = 1

  /// Width and height that scroll bars take.
  var gutter = Size()
  var tableGrid: TableGrid?
  /// A multi-column container's content, in anonymous blocks between what spans all columns.
  var columnRuns: [Box]?
  /// Borders of table parts: halves of collapsed ones, or none for rows.
  var borderOverride: Edges<Double>?
  var collapsedEdges: Edges<CollapsedEdge>?

  var inlineContent: InlineContent?
  var contentSizes: IntrinsicSizes?
  var memo: [LayoutMemo] = []
  var collapsesThroughMemo: Bool?
  var lineMetricsMemo: LineMetrics?

  init(
    _ kind: Kind, style: ComputedStyle, node: HTMLDocument.NodeID, isAnonymous: Bool = false
  ) {
    self.kind = kind
    self.style = style
    self.node = node
    self.isAnonymous = isAnonymous
    let box = style.box
    let takesPosition: Bool
    switch kind {
    case .text, .lineBreak: takesPosition = false
    default: takesPosition = !isAnonymous
    }
    position = takesPosition ? box.position : .static
    float = takesPosition ? box.float : .none
    switch kind {
    case .text, .lineBreak, .inline: isInlineLevel = true
    default: isInlineLevel = !isAnonymous && box.display.outer == .inline
    }
  }

  var isOutOfFlow: Bool { position == .absolute || position == .fixed }
  var isFloating: Bool { float != .none && !isItem && !isOutOfFlow }
  var isInFlow: Bool { !isOutOfFlow && (float == .none || isItem) }

  var isText: Bool {
    if case .text = kind { return true }
    return false
  }

  var isInlineBox: Bool {
    if case .inline = kind { return true }
    return false
  }

  var replaced: Replaced? {
    if case .replaced(let content) = kind { return content }
    return nil
  }

  /// A block container all of whose in-flow children are inline-level.
  var holdsInlines: Bool {
    switch kind {
    case .blockContainer, .tableCell, .tableCaption: break
    default: return false
    }
    for child in children where child.isInFlow { return child.isInlineLevel }
    return false
  }

  /// Starts a block formatting context of its own, or another context whose parent only sees a box.
  var isIndependent: Bool {
    switch kind {
    case .blockContainer: break
    default: return true
    }
    if isAnonymous { return isAnonymousItem }
    let box = style.box
    if !isInFlow || isInlineLevel || isItem { return true }
    if box.display.inner == .flowRoot { return true }
    if box.columnCount != nil || box.columnWidth != nil { return true }
    if !box.containment.isEmpty || style.flex.alignContent != .normal { return true }
    return clipsOverflow
  }

  /// `overflow` other than `visible` and `clip`, which starts a formatting context.
  var clipsOverflow: Bool {
    let box = style.box
    return ![.visible, .clip].contains(box.overflowX) || ![.visible, .clip].contains(box.overflowY)
  }

  /// Keeps room for the scroll bars that `overflow: scroll` shows always.
  func reserveScrollBars(_ width: Double) {
    if !isAnonymous, replaced == nil, !isText {
      if style.box.overflowY == .scroll { gutter.width = width }
      if style.box.overflowX == .scroll { gutter.height = width }
    }
    for child in children { child.reserveScrollBars(width) }
  }

  /// A child of a flex or grid container.
  var isItem = false
  /// An anonymous block that a flex or grid container put around text.
  var isAnonymousItem = false
  /// Made by `::before` or `::after`.
  var isPseudo = false
  /// The root element's box.
  var isRoot = false
  /// Place in tree order among boxes that may be positioned.
  var order = 0
  /// `::first-line`'s colour, for the box that holds the line.
  var firstLineColor: Color?
}

extension Box {
  /// Lets go of the layouts that it and the boxes in it keep: those hold the boxes, so that neither
  /// would ever leave memory.
  func forgetLayouts() {
    var pending = [self]
    while let box = pending.popLast() {
      box.memo = []
      pending += box.children
    }
  }
}

/// A layout result kept for its constraints; `height` undoes a later stretch.
struct LayoutMemo {
  var constraints: Constraints
  var fragment: Fragment
  var height: Double
}

/// An image or a drawing, which has a size of its own.
struct Replaced {
  enum Content: Hashable {
    case image(source: String)
    /// Inline `<svg>`: the element whose children are drawn.
    case vector
    case symbol(ListMarker.Symbol)
  }

  var content: Content
  /// CSS px; nil where the source has no size.
  var naturalWidth: Double?
  var naturalHeight: Double?
  /// Width by height.
  var ratio: Double?
  var alternateText: String?
}

/// What stands before a list item, outside or inside of it.
struct ListMarker {
  enum Symbol: Hashable { case disc, circle, square }
  enum Content: Hashable {
    case symbol(Symbol)
    case text(String)
  }

  var content: Content
  var style: ComputedStyle
}

import CSS
import Diagnostics
import Geometry

/// Pass 2: box tree → fragments in one tall flow without pages.
///
/// One instance lays out one document on one thread. Recursion follows the box tree, whose depth
/// `BoxBuilder` bounds.
final class LayoutPass {
  let shaper: any TextShaping
  /// The area that `position: fixed` and the initial containing block have.
  let pageArea: Size
  let document: StyledDocument
  let imageSize: (String) -> Size?
  var drawing: (String) -> StyledDocument? = { _ in nil }
  /// Elements and properties of SVG that were met and aren't drawn.
  var unsupportedVectors: Set<String> = []
  private var recentFace: (face: FontFace, size: Double, metrics: LineMetrics?)?
  private var styleMetrics: [ObjectIdentifier: LineMetrics] = [:]
  var missingGlyphs: Set<Unicode.Scalar> = []

  init(
    shaper: any TextShaping, pageArea: Size, document: StyledDocument,
    imageSize: @escaping (String) -> Size?
  ) {
    self.imageSize = imageSize
    self.shaper = shaper
    self.pageArea = pageArea
    self.document = document
  }

  /// Font metrics of a style, rounded as Chromium rounds them, with its line height.
  func metrics(of style: ComputedStyle) -> LineMetrics {
    let key = ObjectIdentifier(style)
    if let known = styleMetrics[key] { return known }
    let text = style.text
    let made = LineMetrics(shaper.metrics(of: text), style: text)
    styleMetrics[key] = made
    return made
  }

  /// Metrics of the face that a run came in, with the line height that `normal` gives it.
  func metrics(of run: GlyphRun) -> LineMetrics? {
    if let recent = recentFace, recent.face == run.face, recent.size == run.size {
      return recent.metrics
    }
    let made = shaper.metrics(of: run.face, size: run.size).map { font in
      var style = TextStyle()
      style.fontSize = run.size
      return LineMetrics(font, style: style)
    }
    recentFace = (run.face, run.size, made)
    return made
  }

  func metrics(of box: Box) -> LineMetrics {
    if let known = box.lineMetricsMemo { return known }
    let made = metrics(of: box.style)
    box.lineMetricsMemo = made
    return made
  }

  /// Lays out a box that its parent sees as a box only: any independent formatting context.
  func layout(_ box: Box, _ constraints: Constraints) -> Fragment {
    for entry in box.memo where entry.constraints == constraints {
      entry.fragment.height = entry.height
      entry.fragment.isStretched = false
      return entry.fragment
    }
    let fragment = Fragment(box)
    fill(fragment, constraints, floats: nil)
    if box.memo.count > 3 { box.memo.removeFirst() }
    box.memo.append(
      LayoutMemo(constraints: constraints, fragment: fragment, height: fragment.height))
    return fragment
  }

  /// Resolves sizes, lays out the content and settles the height.
  ///
  /// `floats` is the block formatting context that the box takes part in, with the place of its
  /// border box in it; nil when it starts its own.
  func fill(_ fragment: Fragment, _ constraints: Constraints, floats: FloatPlace?) {
    let box = fragment.box
    let edges = fragment.setEdges(width: constraints.width)
    if let replaced = box.replaced {
      fillReplaced(fragment, replaced, constraints, edges: edges)
      return
    }
    fragment.width = usedWidth(of: box, constraints, edges: edges)
    var height = definiteHeight(of: box, constraints, edges: edges)
    if height == nil, let ratio = box.style.box.aspectRatio {
      height = ratioHeight(of: fragment, ratio, constraints, edges: edges)
    }
    let limits = heightLimits(of: box, edges: edges, containing: constraints.height)
    fragment.heightIsAuto = height == nil
    fragment.minHeight = constraints.measuresContentHeight ? 0 : limits.least
    fragment.maxHeight = limits.most
    let area = ContentArea(
      width: fragment.contentWidth, height: height.map { max(0, $0 - edges.frameHeight) })
    let content = layoutContent(of: fragment, area, floats: floats)
    settle(fragment, definite: height, content: content + edges.frameHeight)
    if box.style.box.containment.contains(.layout), !box.isAnonymous {
      fragment.firstBaseline = nil
      fragment.lastBaseline = nil
    }
    if box.position == .relative || box.position == .sticky {
      fragment.relativeOffset = relativeOffset(of: box, constraints)
    }
  }

  private func settle(_ fragment: Fragment, definite: Double?, content: Double) {
    if let definite {
      fragment.height = definite
      fragment.endStrut = MarginStrut()
    } else {
      fragment.height = min(max(content, fragment.minHeight), fragment.maxHeight)
      if fragment.height != content { fragment.endStrut = MarginStrut() }
    }
  }

  private func ratioHeight(
    of fragment: Fragment, _ ratio: Double, _ constraints: Constraints, edges: BoxEdges
  ) -> Double? {
    let box = fragment.box
    let height = heightFromRatio(ratio, width: fragment.width, of: box, edges: edges)
    let limits = heightLimits(of: box, edges: edges, containing: constraints.height)
    if case .auto = box.style.box.minHeight, !box.clipsOverflow, !box.isItem {
      // The automatic minimum is the content's height (CSS Sizing 4, 5.1).
      var free = constraints
      free.fixedHeight = nil
      free.measuresContentHeight = true
      let measured = Fragment(box)
      _ = measured.setEdges(width: constraints.width)
      measured.width = fragment.width
      let area = ContentArea(width: measured.contentWidth, height: nil)
      let content = layoutContent(of: measured, area, floats: nil) + edges.frameHeight
      return min(max(height, content, limits.least), limits.most)
    }
    return min(max(height, limits.least), limits.most)
  }

  /// The dispatch over formatting contexts; returns the height of the content.
  func layoutContent(
    of fragment: Fragment, _ area: ContentArea, floats: FloatPlace?
  ) -> Double {
    switch fragment.box.kind {
    case .flexContainer: return layoutFlex(fragment, area)
    case .gridContainer: return layoutGrid(fragment, area)
    case .table: return layoutTable(fragment, area)
    default:
      if fragment.box.isMulticolumn { return layoutColumns(fragment, area) }
      return layoutBlock(fragment, area, floats: floats)
    }
  }

  /// Widths of a box's content, without its frame (CSS Sizing 3, 5).
  func contentSizes(of box: Box) -> IntrinsicSizes {
    if let known = box.contentSizes { return known }
    var sizes: IntrinsicSizes
    switch box.kind {
    case .flexContainer: sizes = flexContentSizes(of: box)
    case .gridContainer: sizes = gridContentSizes(of: box)
    case .table: sizes = tableContentSizes(of: box)
    case .replaced(let replaced): sizes = replacedContentSizes(of: box, replaced)
    default:
      sizes = box.isMulticolumn ? columnContentSizes(of: box) : blockContentSizes(of: box)
    }
    sizes.max = max(sizes.max, sizes.min)
    box.contentSizes = sizes
    return sizes
  }

  /// What a box adds to its parent's intrinsic widths: its border box, without margins.
  ///
  /// Percentages count as auto (widths) or 0 (paddings, margins).
  func contribution(of box: Box) -> IntrinsicSizes {
    let edges = BoxEdges(box, width: 0)
    let style = box.style.box
    func fixed(_ sizing: Sizing) -> Double? {
      if case .length(let length) = sizing, length.isPercentage { return nil }
      if sizing == .stretch { return nil }
      if case .fitContent = sizing { return nil }
      return borderBoxWidth(sizing, of: box, edges: edges, containing: 0)
    }
    var sizes: IntrinsicSizes
    if let width = fixed(style.width) {
      sizes = IntrinsicSizes(min: width, max: width)
    } else if let width = ratioWidth(of: box, edges: edges) {
      sizes = IntrinsicSizes(min: width, max: width)
    } else {
      sizes = contentSizes(of: box) + edges.frameWidth
      sizes.min = transferredWidth(sizes.min, of: box, edges: edges, containingHeight: nil)
      sizes.max = transferredWidth(sizes.max, of: box, edges: edges, containingHeight: nil)
      if box.replaced != nil, box.hasPercentageWidth { sizes.min = edges.frameWidth }
    }
    if let most = fixed(style.maxWidth) {
      sizes = IntrinsicSizes(min: min(sizes.min, most), max: min(sizes.max, most))
    }
    if let least = fixed(style.minWidth) {
      sizes = IntrinsicSizes(min: max(sizes.min, least), max: max(sizes.max, least))
    }
    return sizes
  }

  private func ratioWidth(of box: Box, edges: BoxEdges) -> Double? {
    guard let ratio = box.style.box.aspectRatio, box.replaced == nil,
      let height = definiteHeight(of: box, Constraints(width: 0), edges: edges)
    else { return nil }
    return widthFromRatio(ratio, height: height, of: box, edges: edges)
  }

  /// The displacement that `position: relative` gives (CSS 2.1, 9.4.3).
  func relativeOffset(of box: Box, _ constraints: Constraints) -> Point {
    guard box.position == .relative else { return .zero }
    let inset = box.style.box.inset
    func used(_ value: LengthPercentageOrAuto, _ basis: Double?) -> Double? {
      guard case .length(let length) = value else { return nil }
      if length.isPercentage && basis == nil { return nil }
      return length.resolved(against: basis ?? 0)
    }
    let left = used(inset.left, constraints.width)
    let right = used(inset.right, constraints.width)
    let isRTL = box.style.text.direction == .rtl
    let x = isRTL ? right.map { -$0 } ?? left ?? 0 : left ?? right.map { -$0 } ?? 0
    let top = used(inset.top, constraints.height)
    let bottom = used(inset.bottom, constraints.height)
    return Point(x: x, y: top ?? bottom.map { -$0 } ?? 0)
  }
}

extension Fragment {
  /// Takes over margins, borders and paddings for a containing block's width.
  func setEdges(width: Double) -> BoxEdges {
    let edges = BoxEdges(box, width: width)
    margin = edges.margin
    border = edges.border
    padding = edges.padding
    return edges
  }
}

extension Box {
  var isMulticolumn: Bool {
    guard case .blockContainer = kind, !isAnonymous else { return false }
    return style.box.columnCount != nil || style.box.columnWidth != nil
  }

  var hasPercentageWidth: Bool {
    func isPercentage(_ sizing: Sizing) -> Bool {
      if case .length(let length) = sizing { return length.isPercentage }
      return false
    }
    return isPercentage(style.box.width) || isPercentage(style.box.maxWidth)
  }
}

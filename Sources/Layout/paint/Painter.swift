import CSS
import Geometry
import HTML

/// Pass 5: fragments → items, in the order of CSS 2.1, appendix E.
///
/// Backgrounds of all blocks come first, then text and floats in tree order, then positioned boxes:
/// so that, as far as nothing overlaps, the order of the text is the order of the document.
struct Painter {
  var sheets: Sheets
  var structure: StructureBuilder
  let document: HTMLDocument
  let pass: LayoutPass
  var outline: [OutlineEntry] = []
  /// Clips round the fragment at hand; a layer takes those of its place with it.
  var clips: [Shape] = []
  var seenAnchors: Set<String> = []
  /// The body whose background became the canvas's.
  var canvasBody: Box?
  /// Colour of text on the line at hand that has its block's own: `::first-line`'s.
  var firstLine: (own: Color, shown: Color)?
  /// Painted once already, such as a repeated table header: no anchors, outline or links.
  var isCopy = false

  init(sheets: Sheets, document: HTMLDocument, pass: LayoutPass) {
    self.sheets = sheets
    self.document = document
    self.pass = pass
    structure = StructureBuilder(document: document)
  }

  /// A fragment that paints on its own, above or below the flow.
  struct Layer {
    var fragment: Fragment
    /// Of its border box, with all displacements.
    var origin: Point
    var clips: [Shape]
    var zIndex: Int
    /// Establishes a stacking context, so that nothing inside leaves it.
    var isContext: Bool

    var key: (Int, Int) { (zIndex, fragment.box.order) }
  }

  /// Paints a stacking context: the fragment and everything inside.
  mutating func paintContext(_ fragment: Fragment, at origin: Point) {
    var layers: [Layer] = []
    collect(fragment, at: origin, into: &layers)
    // Tree order, which the order of fragments isn't: absolutely positioned ones come last.
    layers.sort { $0.key < $1.key }
    let below = layers.filter { $0.zIndex < 0 }
    let above = layers.filter { $0.zIndex >= 0 }
    paintDecoration(fragment, at: origin)
    for layer in below { paint(layer) }
    paintFlow(fragment, at: origin, ownDecoration: false)
    for layer in above { paint(layer) }
  }

  private mutating func paint(_ layer: Layer) {
    let outer = clips
    let fragment = layer.fragment
    let range = sheets.pages(
      from: layer.origin.y, to: layer.origin.y + max(fragment.extent, fragment.height))
    for clip in layer.clips { sheets.addToAll(range) { .clip(clip.offset(by: $0)) } }
    clips = layer.clips
    let paint = fragment.box.style.paint
    let groups = openGroups(of: fragment, paint, at: layer.origin, range)
    if layer.isContext {
      paintContext(fragment, at: layer.origin)
    } else {
      paintFlow(fragment, at: layer.origin, ownDecoration: true)
    }
    for _ in 0..<(groups + layer.clips.count) { sheets.addToAll(range) { _ in .restore } }
    clips = outer
  }

  /// Opens transform and opacity; returns how many must be closed.
  private mutating func openGroups(
    of fragment: Fragment, _ paint: PaintStyle, at origin: Point, _ range: ClosedRange<Int>
  ) -> Int {
    guard !fragment.box.isAnonymous else { return 0 }
    var count = 0
    if !paint.transform.isEmpty {
      let box = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
      sheets.addToAll(range) { offset in
        let matrix = Matrix(paint, box: box.offset(by: offset))
        return .transform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)
      }
      count += 1
    }
    if paint.opacity < 1 {
      sheets.addToAll(range) { _ in .group(opacity: paint.opacity) }
      count += 1
    }
    return count
  }

  // MARK: Layers

  /// Finds the layers of a stacking context, in tree order.
  private mutating func collect(
    _ fragment: Fragment, at origin: Point, into layers: inout [Layer]
  ) {
    let outer = clips
    if let clip = clip(of: fragment, at: origin) { clips.append(clip) }
    for child in fragment.children { visit(child, from: origin, into: &layers) }
    for child in fragment.positioned { visit(child, from: origin, into: &layers) }
    for line in fragment.lines {
      for piece in line.pieces {
        guard case .atomic(let inner) = piece.kind else { continue }
        visit(inner, from: Point(x: origin.x, y: origin.y + line.y), into: &layers)
      }
    }
    clips = outer
  }

  private mutating func visit(
    _ child: Fragment, from origin: Point, into layers: inout [Layer]
  ) {
    let place = origin + child.place
    guard child.isLayer else {
      collect(child, at: place, into: &layers)
      return
    }
    let zIndex = child.box.style.paint.zIndex
    let isContext = child.isStackingContext
    let outer = clips
    if let cut = child.clipRect(at: place) { clips.append(Shape(cut)) }
    layers.append(
      Layer(
        fragment: child, origin: place, clips: clips,
        zIndex: child.takesZIndex ? zIndex ?? 0 : 0, isContext: isContext))
    if !isContext { collect(child, at: place, into: &layers) }
    clips = outer
  }

  // MARK: Flow

  /// Paints a fragment and what is in flow in it: decorations first, then contents.
  mutating func paintFlow(_ fragment: Fragment, at origin: Point, ownDecoration: Bool) {
    if ownDecoration { paintDecoration(fragment, at: origin) }
    paintDecorations(inside: fragment, at: origin)
    paintContents(of: fragment, at: origin)
  }

  private mutating func paintDecorations(inside fragment: Fragment, at origin: Point) {
    guard !fragment.children.isEmpty else { return }
    let clipped = openClip(of: fragment, at: origin)
    if fragment.table != nil { paintColumns(of: fragment, at: origin) }
    if !fragment.columnRules.isEmpty { paintColumnRules(of: fragment, at: origin) }
    for child in fragment.children where !child.isLayer && !child.isFloating {
      let place = origin + child.place
      paintDecoration(child, at: place)
      paintDecorations(inside: child, at: place)
    }
    paintGroupCopies(of: fragment, at: origin, decorations: true)
    paintCollapsedBorders(of: fragment, at: origin)
    close(clipped)
  }

  private mutating func paintContents(of fragment: Fragment, at origin: Point) {
    let clipped = openClip(of: fragment, at: origin)
    if !fragment.isContinuation { noteStart(of: fragment, at: origin) }
    if let marker = fragment.marker { paint(marker, of: fragment, at: origin) }
    if fragment.box.replaced != nil { paintReplaced(fragment, at: origin) }
    for child in fragment.children where !child.isLayer {
      let place = origin + child.place
      if child.isFloating {
        paintFlow(child, at: place, ownDecoration: true)
      } else {
        paintContents(of: child, at: place)
      }
    }
    for (index, line) in fragment.lines.enumerated() {
      firstLine =
        index > 0
        ? nil : fragment.box.firstLineColor.map { (fragment.box.style.text.color, $0) }
      paint(line, at: origin)
    }
    firstLine = nil
    paintGroupCopies(of: fragment, at: origin, decorations: false)
    close(clipped)
    addLink(of: fragment, at: origin)
  }

  /// Header and footer groups of tables again on each page.
  private mutating func paintGroupCopies(
    of fragment: Fragment, at origin: Point, decorations: Bool
  ) {
    guard let table = fragment.table, !table.copies.isEmpty else { return }
    let wasCopy = isCopy
    isCopy = true
    for copy in table.copies where copy.child < fragment.children.count {
      let child = fragment.children[copy.child]
      let place = Point(x: origin.x + child.x, y: origin.y + copy.y)
      if decorations {
        paintDecoration(child, at: place)
        paintDecorations(inside: child, at: place)
        paintCollapsedBorders(inGroup: child, at: place)
      } else {
        paintContents(of: child, at: place)
      }
    }
    isCopy = wasCopy
  }

  // MARK: Clips

  /// The padding box of a fragment that cuts off what overflows it.
  private func clip(of fragment: Fragment, at origin: Point) -> Shape? {
    // Images and drawings cut themselves.
    guard !fragment.box.isAnonymous, !fragment.box.isRoot, fragment.box.replaced == nil else {
      return nil
    }
    let style = fragment.box.style.box
    guard style.overflowX != .visible || style.overflowY != .visible else { return nil }
    let rect = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
    let outer = Corners.shape(rect.snappedToPixels, fragment.box.style.paint.borderRadius)
    return Corners.inner(outer, fragment.border)
  }

  private mutating func openClip(
    of fragment: Fragment, at origin: Point
  ) -> ClosedRange<Int>? {
    guard let clip = clip(of: fragment, at: origin), overflows(fragment) else { return nil }
    let range = sheets.pages(from: clip.rect.y, to: clip.rect.maxY)
    sheets.addToAll(range) { .clip(clip.offset(by: $0)) }
    clips.append(clip)
    return range
  }

  private mutating func close(_ range: ClosedRange<Int>?) {
    guard let range else { return }
    sheets.addToAll(range) { _ in .restore }
    clips.removeLast()
  }

  /// Boxes that hold all of their content need no clip, unless their corners cut.
  private func overflows(_ fragment: Fragment) -> Bool {
    if fragment.box.style.paint.borderRadius != CornerRadii() { return true }
    if fragment.extent > fragment.height + 0.02 || fragment.box.style.box.height != .auto {
      return true
    }
    return fragment.hasWideContent
  }
}

extension Fragment {
  /// Paints apart from the flow: positioned boxes, and what makes a group.
  var isLayer: Bool {
    if box.isAnonymous { return false }
    switch box.position {
    case .absolute, .fixed: return true
    case .relative, .sticky:
      if relativeOffset != .zero || box.style.paint.zIndex != nil { return true }
    case .static:
      if box.isItem, box.style.paint.zIndex != nil { return true }
    }
    return isGroup
  }

  private var isGroup: Bool { box.style.paint.opacity < 1 || !box.style.paint.transform.isEmpty }

  /// What `clip` leaves of an absolutely positioned box whose border box is at `origin`.
  fileprivate func clipRect(at origin: Point) -> Rect? {
    guard box.isOutOfFlow, let clip = box.style.paint.clip else { return nil }
    // `auto` edges don't cut what overflows there.
    let far = 1e5
    let left = origin.x + (clip.left ?? -far)
    let top = origin.y + (clip.top ?? -far)
    return Rect(
      x: left, y: top, width: max(0, origin.x + (clip.right ?? width + far) - left),
      height: max(0, origin.y + (clip.bottom ?? height + far) - top))
  }

  var takesZIndex: Bool { box.position != .static || box.isItem }

  var isStackingContext: Bool {
    if isGroup || box.position == .fixed { return true }
    return takesZIndex && box.style.paint.zIndex != nil
  }

  /// Something in it reaches over its left or right edge.
  fileprivate var hasWideContent: Bool {
    for child in children where child.x < 0 || child.x + child.width > width + 0.02 {
      return true
    }
    for line in lines where line.x < 0 || line.x + line.width > width + 0.02 { return true }
    return children.contains { $0.hasWideContent }
  }
}

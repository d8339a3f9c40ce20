import CSS
import Geometry

extension Painter {
  /// Shadow, background and borders of a block-level box or an atomic inline.
  mutating func paintDecoration(_ fragment: Fragment, at origin: Point) {
    let box = fragment.box
    guard !box.isAnonymous, fragment.placeholder == nil else { return }
    var rect = Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height)
    var border = fragment.border
    if let table = fragment.table {
      rect.y += table.captionTop
      rect.height -= table.captionTop + table.captionBottom
      if box.style.text.borderCollapse { border = .zero }
    }
    if box.collapsedEdges != nil { border = .zero }
    if case .tableCell = box.kind, isHiddenCell(fragment) { return }
    if fragment.isTableRowOrGroup { paintRowBackground(fragment, at: origin) }
    paintBox(
      box.style, rect, border: border, padding: fragment.padding,
      skipsBackground: box.isRoot || box === canvasBody || fragment.isTableRowOrGroup)
  }

  /// `empty-cells: hide`, in the separated borders model only.
  private func isHiddenCell(_ fragment: Fragment) -> Bool {
    let text = fragment.box.style.text
    return text.emptyCellsHidden && !text.borderCollapse && fragment.lines.isEmpty
      && fragment.children.isEmpty
  }

  /// One part of an inline box; split edges have no border.
  mutating func paintInlineBox(_ part: Line.InlineBoxPiece, _ line: Line, at origin: Point) {
    let style = part.box.style
    let rect = Rect(
      x: origin.x + part.x, y: origin.y + line.y + part.y, width: part.width,
      height: part.height)
    noteStart(of: part.box, at: Point(x: rect.x, y: rect.y))
    var border = style.box.borderWidth
    var padding = BoxEdges(style, width: 0).padding
    if !part.hasLeftEdge { (border.left, padding.left) = (0, 0) }
    if !part.hasRightEdge { (border.right, padding.right) = (0, 0) }
    var shown = style
    if !part.hasLeftEdge || !part.hasRightEdge {
      shown = style.withoutCorners(left: !part.hasLeftEdge, right: !part.hasRightEdge)
    }
    paintBox(shown, rect, border: border, padding: padding, skipsBackground: false)
  }

  private mutating func paintBox(
    _ style: ComputedStyle, _ rect: Rect, border: Edges<Double>, padding: Edges<Double>,
    skipsBackground: Bool
  ) {
    let paint = style.paint
    let hasBackground = paint.backgroundColor.alpha > 0 || !paint.backgroundLayers.isEmpty
    let hasBorder = border != .zero
    guard hasBackground || hasBorder || !paint.boxShadows.isEmpty || paint.outline != nil,
      style.text.visibility == .visible
    else { return }
    let outer = Corners.shape(rect.snappedToPixels, paint.borderRadius)
    // Below an opaque background nothing of a shadow shows, and nothing needs to be cut out.
    let isCovered =
      paint.backgroundColor.alpha == 1 && paint.backgroundColorClip == .borderBox
      && !skipsBackground
    for shadow in paint.boxShadows.reversed() where !shadow.isInset {
      self.paint(shadow, round: outer, isCovered: isCovered)
    }
    if hasBackground && !skipsBackground {
      paintBackground(paint, outer, border: border, padding: padding)
    }
    for shadow in paint.boxShadows.reversed() where shadow.isInset {
      self.paint(inset: shadow, in: Corners.inner(outer, border))
    }
    if hasBorder { paintBorders(paint, outer, widths: border) }
    if let outline = paint.outline { self.paint(outline, round: outer) }
  }

  /// Colour and layers of a background (CSS Backgrounds 3, 3).
  mutating func paintBackground(
    _ paint: PaintStyle, _ outer: Shape, border: Edges<Double>, padding: Edges<Double>
  ) {
    func area(_ box: BackgroundLayer.Box) -> Shape {
      switch box {
      case .borderBox: outer
      case .paddingBox: Corners.inner(outer, border)
      case .contentBox: Corners.inner(outer, border + padding)
      }
    }
    sheets.fill(area(paint.backgroundColorClip), paint.backgroundColor)
    for layer in paint.backgroundLayers.reversed() {
      paintLayer(layer, positioning: area(layer.origin).rect, clip: area(layer.clip))
    }
  }

  // MARK: Borders

  private mutating func paintBorders(
    _ paint: PaintStyle, _ outer: Shape, widths: Edges<Double>
  ) {
    let inner = Corners.inner(outer, widths)
    let colors = paint.borderColor
    let styles = paint.borderStyle
    // A ring with a side of no width would show as a hairline there.
    let hasAllSides = min(widths.top, widths.right, widths.bottom, widths.left) > 0
    if hasAllSides || !outer.radii.isEmpty, paint.solidSides(widths), paint.hasOneColor(widths) {
      let color = paint.firstColor(widths)
      guard color.alpha > 0 else { return }
      sheets.paint(over: outer.rect) { sheets, page, offset in
        sheets.add(
          .ring(outer: outer.offset(by: offset), inner: inner.offset(by: offset), color),
          to: page)
      }
      return
    }
    let sides: [(BorderSide, Double, Color, BorderStyle)] = [
      (.top, widths.top, colors.top, styles.top),
      (.right, widths.right, colors.right, styles.right),
      (.bottom, widths.bottom, colors.bottom, styles.bottom),
      (.left, widths.left, colors.left, styles.left),
    ]
    for (side, width, color, style) in sides where width > 0 && color.alpha > 0 {
      paintSide(side, width: width, color, style, outer, inner)
    }
  }

  mutating func paintSide(
    _ side: BorderSide, width: Double, _ color: Color, _ style: BorderStyle, _ outer: Shape,
    _ inner: Shape
  ) {
    let trapezoid = side.trapezoid(outer.rect, inner.rect)
    let isRounded = !outer.radii.isEmpty
    sheets.paint(over: outer.rect) { sheets, page, offset in
      switch style {
      case .none, .hidden: return
      case .dashed, .dotted:
        sheets.add(
          .stroke(
            side.middle(outer.rect, inner.rect).offset(by: offset),
            side.stroke(color, width: width, dotted: style == .dotted, outer.rect)), to: page)
      case .double where width >= 3:
        for part in side.thirds(outer.rect, inner.rect) {
          sheets.add(.fillPath(part.offset(by: offset), .color(color), evenOdd: false), to: page)
        }
      default:
        let shade = side.shade(color, style)
        if isRounded {
          sheets.add(.clip(Shape(outer.rect.offset(by: offset), radii: outer.radii)), to: page)
        }
        sheets.add(.fillPath(trapezoid.offset(by: offset), .color(shade), evenOdd: false), to: page)
        if isRounded { sheets.add(.restore, to: page) }
      }
    }
  }

  private mutating func paint(_ outline: Outline, round shape: Shape) {
    guard outline.style != .none, outline.width > 0 else { return }
    let inner = Corners.outer(shape, outline.offset)
    let outer = Corners.outer(shape, outline.offset + outline.width)
    sheets.paint(over: outer.rect) { sheets, page, offset in
      sheets.add(
        .ring(outer: outer.offset(by: offset), inner: inner.offset(by: offset), outline.color),
        to: page)
    }
  }

  // MARK: Shadows

  /// An outer shadow; a blur becomes a few nested steps.
  private mutating func paint(_ shadow: BoxShadow, round shape: Shape, isCovered: Bool) {
    let base = Corners.outer(shape, shadow.spread)
      .offset(by: Point(x: shadow.offsetX, y: shadow.offsetY))
    guard shadow.color.alpha > 0, base.rect.width > 0, base.rect.height > 0 else { return }
    let steps = shadow.blur > 0 ? 8 : 1
    for step in 0..<steps {
      // From the outside in; each step lays the same share over the ones before.
      let reach = shadow.blur * (0.5 - (Double(step) + 0.5) / Double(steps))
      var color = shadow.color
      color.alpha = steps == 1 ? color.alpha : 1 - root(1 - color.alpha, steps)
      let outer = steps == 1 ? base : Corners.blurred(base, reach)
      guard outer.rect.width > 0, outer.rect.height > 0 else { continue }
      paintShadow(outer, color, cutting: isCovered ? nil : shape)
    }
  }

  /// A shadow's shape without the part below the box.
  private mutating func paintShadow(_ outer: Shape, _ color: Color, cutting shape: Shape?) {
    sheets.paint(over: outer.rect) { sheets, page, offset in
      let outer = outer.offset(by: offset)
      guard let shape = shape?.offset(by: offset) else {
        sheets.add(.fill(outer, .color(color)), to: page)
        return
      }
      if outer.rect.contains(shape.rect) {
        sheets.add(.ring(outer: outer, inner: shape, color), to: page)
        return
      }
      // Even-odd filling would show where the box reaches over its shadow.
      for part in outer.rect.without(shape.rect) {
        if !outer.radii.isEmpty { sheets.add(.clip(Shape(part)), to: page) }
        sheets.add(.fill(outer.radii.isEmpty ? Shape(part) : outer, .color(color)), to: page)
        if !outer.radii.isEmpty { sheets.add(.restore, to: page) }
      }
    }
  }

  private mutating func paint(inset shadow: BoxShadow, in shape: Shape) {
    let inner = Corners.outer(shape, -shadow.spread)
      .offset(by: Point(x: shadow.offsetX, y: shadow.offsetY))
    guard shadow.color.alpha > 0 else { return }
    sheets.paint(over: shape.rect) { sheets, page, offset in
      sheets.add(.clip(shape.offset(by: offset)), to: page)
      sheets.add(
        .ring(
          outer: Corners.outer(shape, 64).offset(by: offset), inner: inner.offset(by: offset),
          shadow.color), to: page)
      sheets.add(.restore, to: page)
    }
  }

  /// The n-th root of a number between 0 and 1, by bisection.
  private func root(_ value: Double, _ n: Int) -> Double {
    var low = 0.0
    var high = 1.0
    for _ in 0..<40 {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<n { power *= middle }
      if power < value { low = middle } else { high = middle }
    }
    return high
  }
}

extension Rect {
  fileprivate func contains(_ other: Rect) -> Bool {
    x <= other.x && y <= other.y && maxX >= other.maxX && maxY >= other.maxY
  }

  /// What is left beside another rectangle: above, below, on its left and on its right.
  fileprivate func without(_ other: Rect) -> [Rect] {
    let top = min(max(other.y, y), maxY)
    let bottom = min(max(other.maxY, top), maxY)
    let left = min(max(other.x, x), maxX)
    let right = min(max(other.maxX, left), maxX)
    return [
      Rect(x: x, y: y, width: width, height: top - y),
      Rect(x: x, y: bottom, width: width, height: maxY - bottom),
      Rect(x: x, y: top, width: left - x, height: bottom - top),
      Rect(x: right, y: top, width: maxX - right, height: bottom - top),
    ].filter { $0.width > 0 && $0.height > 0 }
  }
}

extension Corners {
  /// A shadow's step: further out by `reach`, its corners rounder the further out it is.
  static func blurred(_ shape: Shape, _ reach: Double) -> Shape {
    let rect = Rect(
      x: shape.rect.x - reach, y: shape.rect.y - reach,
      width: max(0, shape.rect.width + 2 * reach),
      height: max(0, shape.rect.height + 2 * reach))
    let corners = shape.radii.count == 4 ? shape.radii : [Size](repeating: .zero, count: 4)
    let most = min(rect.width, rect.height) / 2
    let radii = corners.map { size -> Size in
      let radius = min(most, max(0, max(size.width, size.height) + max(reach, 0) + abs(reach) / 2))
      return Size(width: radius, height: radius)
    }
    return Shape(rect, radii: radii)
  }
}

extension PaintStyle {
  /// All sides that have a width are solid.
  fileprivate func solidSides(_ widths: Edges<Double>) -> Bool {
    (widths.top == 0 || borderStyle.top == .solid)
      && (widths.right == 0 || borderStyle.right == .solid)
      && (widths.bottom == 0 || borderStyle.bottom == .solid)
      && (widths.left == 0 || borderStyle.left == .solid)
  }

  fileprivate func firstColor(_ widths: Edges<Double>) -> Color {
    if widths.top > 0 { return borderColor.top }
    if widths.right > 0 { return borderColor.right }
    if widths.bottom > 0 { return borderColor.bottom }
    return borderColor.left
  }

  fileprivate func hasOneColor(_ widths: Edges<Double>) -> Bool {
    let color = firstColor(widths)
    return (widths.top == 0 || borderColor.top == color)
      && (widths.right == 0 || borderColor.right == color)
      && (widths.bottom == 0 || borderColor.bottom == color)
      && (widths.left == 0 || borderColor.left == color)
  }
}

extension ComputedStyle {
  /// Square corners where an inline box was split.
  fileprivate func withoutCorners(left: Bool, right: Bool) -> ComputedStyle {
    guard paint.borderRadius != CornerRadii() else { return self }
    var paint = paint
    if left {
      paint.borderRadius.topLeft = CornerRadii.Radius()
      paint.borderRadius.bottomLeft = CornerRadii.Radius()
    }
    if right {
      paint.borderRadius.topRight = CornerRadii.Radius()
      paint.borderRadius.bottomRight = CornerRadii.Radius()
    }
    return ComputedStyle(
      text: text, box: box, flex: flex, grid: grid, paint: paint, fragmentation: fragmentation,
      generated: generated)
  }
}

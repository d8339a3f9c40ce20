import CSS
import Geometry
import HTML

extension Painter {
  /// An image, a drawing or an inside marker in its content box.
  mutating func paintReplaced(_ fragment: Fragment, at origin: Point) {
    let box = fragment.box
    guard let replaced = box.replaced, box.style.text.visibility == .visible else { return }
    let area = Rect(
      x: origin.x + fragment.contentX, y: origin.y + fragment.contentY,
      width: fragment.contentWidth,
      height: max(0, fragment.height - fragment.frameHeight))
    guard area.width > 0 else { return }
    switch replaced.content {
    case .image(let source): paintImage(source, replaced, box, in: area, fragment, at: origin)
    case .vector: paintDrawing(pass.document, box.node, in: area)
    case .symbol(let symbol):
      let ascent = pass.metrics(of: box).ascent
      let page = sheets.pages(from: area.y - ascent, to: 0).lowerBound
      let offset = sheets.offset(of: page)
      paint(
        symbol, ascent: ascent, color: box.style.text.color,
        baseline: Point(x: area.x + offset.x, y: (area.maxY + offset.y).rounded()), page: page)
    }
  }

  private mutating func paintImage(
    _ source: String, _ replaced: Replaced, _ box: Box, in area: Rect, _ fragment: Fragment,
    at origin: Point
  ) {
    guard let width = replaced.naturalWidth, let height = replaced.naturalHeight,
      area.height > 0
    else { return }
    let place = box.style.paint.imageRect(Size(width: width, height: height), in: area)
    let node = structure.figure(for: box.node, alternateText: replaced.alternateText)
    let outer = Corners.shape(
      Rect(x: origin.x, y: origin.y, width: fragment.width, height: fragment.height),
      box.style.paint.borderRadius)
    let clip = Corners.inner(outer, fragment.border + fragment.padding)
    let isCut =
      !clip.radii.isEmpty || place.x < area.x - 0.01 || place.y < area.y - 0.01
      || place.maxX > area.maxX + 0.01 || place.maxY > area.maxY + 0.01
    if let drawing = pass.drawing(source) {
      paintDrawing(drawing, in: place, clip: isCut ? clip : nil)
      return
    }
    sheets.paint(over: area) { sheets, page, offset in
      if isCut { sheets.add(.clip(clip.offset(by: offset)), to: page) }
      sheets.add(
        .image(PlacedImage(source: source, rect: place.offset(by: offset), structure: node)),
        to: page)
      if isCut { sheets.add(.restore, to: page) }
    }
  }

  /// Vectors, clipped where they reach over their viewport.
  mutating func paintDrawing(
    _ styled: StyledDocument, _ root: HTMLDocument.NodeID, in area: Rect
  ) {
    var drawing = SVGDrawing(styled)
    drawing.draw(root, in: area)
    pass.unsupportedVectors.formUnion(drawing.unsupported)
    guard let bounds = drawing.bounds else { return }
    let overflows =
      bounds.x < area.x - 0.01 || bounds.y < area.y - 0.01 || bounds.maxX > area.maxX + 0.01
      || bounds.maxY > area.maxY + 0.01
    sheets.paint(over: area) { sheets, page, offset in
      if overflows { sheets.add(.clip(Shape(area.offset(by: offset))), to: page) }
      for item in drawing.items { sheets.add(item.offset(by: offset), to: page) }
      if overflows { sheets.add(.restore, to: page) }
    }
  }
}

extension Painter {
  /// An SVG file as an image.
  mutating func paintDrawing(_ styled: StyledDocument, in rect: Rect, clip: Shape?) {
    guard let root = styled.document.firstElement(named: "svg") else { return }
    let range = sheets.pages(from: rect.y, to: rect.maxY)
    if let clip { sheets.addToAll(range) { .clip(clip.offset(by: $0)) } }
    paintDrawing(styled, root, in: rect)
    if clip != nil { sheets.addToAll(range) { _ in .restore } }
  }
}

extension PageItem {
  /// A path moved by some distance.
  fileprivate func offset(by delta: Point) -> PageItem {
    switch self {
    case .fillPath(let path, let paint, let evenOdd):
      .fillPath(path.offset(by: delta), paint.offset(by: delta), evenOdd: evenOdd)
    case .stroke(let path, let stroke): .stroke(path.offset(by: delta), stroke)
    default: self
    }
  }
}

extension Paint {
  fileprivate func offset(by delta: Point) -> Paint {
    switch self {
    case .color: self
    case .linear(let start, let end, let stops, let repeats):
      .linear(start: start + delta, end: end + delta, stops: stops, repeats: repeats)
    case .radial(let center, let x, let y, let stops, let repeats):
      .radial(center: center + delta, radiusX: x, radiusY: y, stops: stops, repeats: repeats)
    }
  }
}

extension PaintStyle {
  /// `object-fit` and `object-position` (CSS Images 3, 5.5).
  func imageRect(_ natural: Size, in area: Rect) -> Rect {
    var size = area.size
    let scales = (
      natural.width > 0 ? area.width / natural.width : 1,
      natural.height > 0 ? area.height / natural.height : 1
    )
    func scaled(_ scale: Double) -> Size {
      Size(width: natural.width * scale, height: natural.height * scale)
    }
    switch objectFit {
    case .fill: break
    case .contain: size = scaled(min(scales.0, scales.1))
    case .cover: size = scaled(max(scales.0, scales.1))
    case .none: size = natural
    case .scaleDown: size = scaled(min(1, scales.0, scales.1))
    }
    return Rect(
      x: area.x + objectPositionX.resolved(against: area.width - size.width),
      y: area.y + objectPositionY.resolved(against: area.height - size.height),
      width: size.width, height: size.height)
  }
}

import CSS
import Geometry

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
    case .vector: paintDrawing(box, replaced, in: area)
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
    sheets.paint(over: area) { sheets, page, offset in
      if isCut { sheets.add(.clip(clip.offset(by: offset)), to: page) }
      sheets.add(
        .image(PlacedImage(source: source, rect: place.offset(by: offset), structure: node)),
        to: page)
      if isCut { sheets.add(.restore, to: page) }
    }
  }

  private mutating func paintDrawing(_ box: Box, _ replaced: Replaced, in area: Rect) {}
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

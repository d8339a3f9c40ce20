import Geometry
import Graphics
import Layout
import PDFFile

/// Writes PDF operators itself: several times as fast as cairo, for what most pages hold.
///
/// Text of TrueType faces from left to right, shapes in plain colours, JPEG pictures, clips and
/// transforms. At the first item that is anything else it gives up (`isComplete` is false), and
/// the document is cairo's.
final class DirectSurface: PDFSurface {
  private(set) var isComplete = true
  private(set) var file = PaintedFile()
  var content = ContentStream()
  let shelf: FontShelf
  private let images: ImageSource
  private var size = Size()
  private var markCount = 0
  private var fontIndices: [FontShelf.Key: Int] = [:]
  private var pictureNames: [String: Int] = [:]

  /// What `q` keeps and `Q` brings back.
  private struct State {
    var fill: Color?
    var stroke: Color?
    var opacity = 1.0
    var transform = Transform.identity
    /// What shows, in the page's CSS px.
    var visible: Rect
  }

  private var state = State(visible: Rect(x: 0, y: 0, width: 0, height: 0))
  private var states: [State] = []

  init(shelf: FontShelf, images: ImageSource) {
    self.shelf = shelf
    self.images = images
  }

  /// The painted file; nil where something could not be drawn.
  func finish() -> [UInt8]? { isComplete ? file.bytes() : nil }

  var isFullyClipped: Bool { state.visible.width <= 0 || state.visible.height <= 0 }

  // MARK: Pages and marks

  func beginPage(size: Size) {
    self.size = size
    content = ContentStream()
    markCount = 0
    states.removeAll()
    state = State(visible: Rect(x: 0, y: 0, width: size.width, height: size.height))
    // From here on y runs downwards, as it does in CSS.
    content.append("1 0 0 -1 0 ")
    content.number(size.height * Self.points)
    content.append("cm\n")
  }

  func endPage() {
    while !states.isEmpty { restore() }
    file.pages.append(
      PaintedFile.Page(
        width: max(1, size.width * Self.points), height: max(1, size.height * Self.points),
        content: content.bytes))
  }

  func beginMark(_ type: StaticString) {
    content.beginMark("\(type)", markCount)
    markCount += 1
  }

  func endMark(_ type: StaticString) { content.endMark() }

  // MARK: Items

  /// Points for a CSS px.
  static let points = 0.75

  func paint(_ item: PageItem) {
    guard isComplete else { return }
    switch item {
    case .text(let text): isComplete = show(text)
    case .fill(let shape, let paint):
      guard setFill(paint) else { break }
      add(shape)
      content.append("f\n")
    case .ring(let outer, let inner, let color): fillRing(outer, inner, color)
    case .fillPath(let path, let paint, let evenOdd):
      guard setFill(paint) else { break }
      add(path)
      content.append(evenOdd ? "f*\n" : "f\n")
    case .stroke(let path, let stroke): self.stroke(path, stroke)
    case .image(let image): isComplete = draw(image)
    case .clip(let shape): clip(shape)
    case .transform(let a, let b, let c, let d, let e, let f):
      transform(Transform(a: a, b: b, c: c, d: d, e: e, f: f))
    case .restore: restore()
    case .link: break
    case .group: isComplete = false
    }
  }

  private func draw(_ placed: PlacedImage) -> Bool {
    guard let image = images.image(placed.source) else { return true }
    guard let picture = image.picture, placed.tile == nil else { return false }
    let rect = placed.rect
    guard rect.width > 0, rect.height > 0 else { return true }
    let index = pictureNames[placed.source] ?? file.pictures.count
    if index == file.pictures.count {
      file.pictures.append(picture)
      pictureNames[placed.source] = index
    }
    setOpacity(1)
    content.append("q ")
    // A picture is a square of one unit with y upwards.
    content.numbers(
      rect.width * Self.points, 0, 0, -rect.height * Self.points, rect.x * Self.points,
      rect.maxY * Self.points)
    content.append("cm /I\(index) Do Q\n")
    return true
  }

  // MARK: State

  private func push() {
    states.append(state)
    content.append("q ")
  }

  private func restore() {
    guard let outer = states.popLast() else { return }
    state = outer
    content.append("Q\n")
  }

  private func clip(_ shape: Shape) {
    push()
    add(shape)
    content.append("W n\n")
    let box = state.transform.boundingBox(of: shape.rect)
    state.visible = state.visible.intersection(box)
  }

  private func transform(_ matrix: Transform) {
    push()
    let determinant = matrix.a * matrix.d - matrix.b * matrix.c
    guard determinant.isFinite, abs(determinant) >= 1e-9 else {
      // Flattened to nothing.
      content.append("0 0 0 0 re W n\n")
      state.visible = Rect(x: 0, y: 0, width: 0, height: 0)
      return
    }
    write(matrix)
    state.transform = matrix.followed(by: state.transform)
  }

  /// A map of CSS px, in points.
  private func write(_ matrix: Transform) {
    for value in [matrix.a, matrix.b, matrix.c, matrix.d] { content.exact(value) }
    content.numbers(matrix.e * Self.points, matrix.f * Self.points)
    content.append("cm ")
  }

  private func setOpacity(_ opacity: Double) {
    let opacity = max(0, min(1, opacity))
    guard state.opacity != opacity else { return }
    state.opacity = opacity
    let index = file.opacities.firstIndex(of: opacity) ?? file.opacities.count
    if index == file.opacities.count { file.opacities.append(opacity) }
    content.append("/A\(index) gs ")
  }

  func setFill(_ color: Color) {
    setOpacity(color.alpha)
    guard state.fill != color else { return }
    state.fill = color
    for part in [color.red, color.green, color.blue] { content.number(max(0, min(1, part))) }
    content.append("rg ")
  }

  /// False for a gradient, which is cairo's.
  private func setFill(_ paint: Paint) -> Bool {
    guard let color = paint.plainColor else {
      isComplete = false
      return false
    }
    setFill(color)
    return true
  }

  private func setStroke(_ color: Color) {
    setOpacity(color.alpha)
    guard state.stroke != color else { return }
    state.stroke = color
    for part in [color.red, color.green, color.blue] { content.number(max(0, min(1, part))) }
    content.append("RG ")
  }

  /// The place of a face among the document's fonts; nil where it can't be embedded here.
  func font(of run: GlyphRun) -> Int? {
    let key = shelf.key(of: run)
    if let known = fontIndices[key] { return known }
    guard let font = shelf.font(key) else { return nil }
    fontIndices[key] = file.fonts.count
    file.fonts.append(FontUse(font))
    return file.fonts.count - 1
  }
}

// MARK: Shapes

extension DirectSurface {
  private func fillRing(_ outer: Shape, _ inner: Shape, _ color: Color) {
    setFill(color)
    guard outer.radii.isEmpty, inner.radii.isEmpty else {
      add(outer)
      add(inner)
      content.append("f*\n")
      return
    }
    for side in outer.rect.sides(around: inner.rect) { add(Shape(side)) }
    content.append("f\n")
  }

  private func stroke(_ path: Path, _ stroke: Stroke) {
    setStroke(stroke.color)
    content.numbers(max(0, stroke.width) * Self.points)
    content.append("w \(stroke.roundCap ? 1 : stroke.squareCap ? 2 : 0) J ")
    content.append("\(stroke.roundJoin ? 1 : 0) j [")
    let dashes = stroke.dashes.map { max(0, $0) }
    if dashes.contains(where: { $0 > 0 }) {
      for dash in dashes { content.number(dash * Self.points) }
    }
    content.append("]0 d ")
    add(path)
    content.append("S\n")
  }

  private func add(_ path: Path) {
    for segment in path.segments {
      switch segment {
      case .move(let to): add([to], "m ")
      case .line(let to): add([to], "l ")
      case .curve(let a, let b, let to): add([a, b, to], "c ")
      case .close: content.append("h ")
      }
    }
  }

  private func add(_ points: [Point], _ name: String) {
    for point in points { content.numbers(point.x * Self.points, point.y * Self.points) }
    content.append(name)
  }

  private func add(_ shape: Shape) {
    guard let path = shape.roundedPath else {
      let rect = shape.rect
      content.numbers(
        rect.x * Self.points, rect.y * Self.points, max(0, rect.width) * Self.points,
        max(0, rect.height) * Self.points)
      content.append("re ")
      return
    }
    add(path)
  }
}

extension Rect {
  fileprivate func intersection(_ other: Rect) -> Rect {
    let (left, top) = (max(x, other.x), max(y, other.y))
    return Rect(
      x: left, y: top, width: max(0, min(maxX, other.maxX) - left),
      height: max(0, min(maxY, other.maxY) - top))
  }
}

extension Paint {
  /// The one colour that it paints everywhere; nil for a gradient.
  fileprivate var plainColor: Color? {
    switch self {
    case .color(let color): color
    case .linear(_, _, let stops, _), .radial(_, _, _, let stops, _):
      stops.allSatisfy { $0.color == stops.first?.color } ? stops.first?.color : nil
    }
  }
}

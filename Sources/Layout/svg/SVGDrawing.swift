import CSS
import Geometry
import HTML

/// An SVG drawing as filled and stroked paths, as far as icons and logos need: shapes, paths,
/// groups, `use`, `symbol`, nested `svg`, transforms, gradients.
///
/// Text, images, filters, masks and clip paths are not drawn and are named in `unsupported`.
struct SVGDrawing {
  /// Elements deeper, and more of them, than this are not drawn: `use` can multiply.
  private static let depthLimit = 64
  private static let elementLimit = 20_000

  private let styled: StyledDocument
  private(set) var items: [PageItem] = []
  /// Around all that is painted, strokes included.
  private(set) var bounds: Rect?
  private(set) var unsupported: Set<String> = []
  private var count = 0
  private var ids: [String: HTMLDocument.NodeID]?

  init(_ styled: StyledDocument) { self.styled = styled }

  /// Draws an `<svg>` element into a rectangle.
  mutating func draw(_ root: HTMLDocument.NodeID, in area: Rect) {
    guard let element = SVGElement(root, in: styled) else { return }
    var state = SVGState(
      matrix: .identity, viewport: area.size, color: element.style.text.color)
    state.apply(element)
    // Layout gives the box of the element its opacity and transform.
    state.opacity = 1
    state.matrix = .identity
    enter(element, area, &state)
    drawChildren(of: root, state, depth: 0)
  }

  /// Sets up the user space of a viewport.
  private func enter(_ element: SVGElement, _ area: Rect, _ state: inout SVGState) {
    let box = element.element["viewBox"].map(SVGNumbers.list) ?? []
    guard box.count == 4, box[2] > 0, box[3] > 0 else {
      state.matrix = state.matrix.times(Matrix(1, 0, 0, 1, area.x, area.y))
      state.viewport = area.size
      return
    }
    state.matrix = state.matrix.times(
      Matrix(
        viewBox: Rect(x: box[0], y: box[1], width: box[2], height: box[3]), into: area,
        aspectRatio: element.element["preserveAspectRatio"] ?? ""))
    state.viewport = Size(width: box[2], height: box[3])
  }

  private mutating func drawChildren(
    of node: HTMLDocument.NodeID, _ state: SVGState, depth: Int
  ) {
    for child in styled.document.children(of: node) {
      guard let element = SVGElement(child, in: styled) else { continue }
      draw(element, state, depth: depth + 1)
    }
  }

  private mutating func draw(_ element: SVGElement, _ outer: SVGState, depth: Int) {
    guard depth < Self.depthLimit, count < Self.elementLimit,
      element.style.box.display.outer != .none
    else { return }
    count += 1
    var state = outer
    state.apply(element)
    switch element.element.name {
    case "g", "a": drawChildren(of: element.node, state, depth: depth)
    case "switch": drawFirstChild(of: element.node, state, depth: depth)
    case "svg":
      enter(element, viewport(of: element, state, isReferenced: false), &state)
      drawChildren(of: element.node, state, depth: depth)
    case "use": drawReference(element, state, depth: depth)
    case "title", "desc", "metadata", "defs", "symbol", "style", "script", "linearGradient",
      "radialGradient", "clipPath", "mask", "marker", "pattern", "filter":
      return
    default:
      guard let path = SVGShapes.path(element.element, viewport: state.viewport) else {
        unsupported.insert(element.element.name)
        return
      }
      if element.style.text.visibility == .visible { paint(path, state) }
    }
    for name in ["clip-path", "mask", "filter"]
    where element.value(name).map({ $0 != "none" }) == true {
      unsupported.insert(name)
    }
  }

  private mutating func drawFirstChild(
    of node: HTMLDocument.NodeID, _ state: SVGState, depth: Int
  ) {
    for child in styled.document.children(of: node) {
      guard let element = SVGElement(child, in: styled) else { continue }
      return draw(element, state, depth: depth + 1)
    }
  }

  /// The viewport that a nested `svg`, or the `use` of a `symbol`, asks for.
  private func viewport(
    of element: SVGElement, _ state: SVGState, isReferenced: Bool
  ) -> Rect {
    let read = SVGLengths(element: element.element, viewport: state.viewport)
    return Rect(
      x: isReferenced ? 0 : read.x("x"), y: isReferenced ? 0 : read.y("y"),
      width: read.optionalX("width") ?? state.viewport.width,
      height: read.optionalY("height") ?? state.viewport.height)
  }

  /// `use` (SVG 2, 5.6): the referenced element inherits from it.
  private mutating func drawReference(_ use: SVGElement, _ outer: SVGState, depth: Int) {
    guard let id = use.target, let node = find(id), let target = SVGElement(node, in: styled)
    else { return }
    var state = outer
    state.isReferenced = true
    state.color = use.style.text.color
    let read = SVGLengths(element: use.element, viewport: state.viewport)
    state.matrix = state.matrix.times(Matrix(1, 0, 0, 1, read.x("x"), read.y("y")))
    guard ["symbol", "svg"].contains(target.element.name) else {
      draw(target, state, depth: depth + 1)
      return
    }
    let area = viewport(of: use, state, isReferenced: true)
    state.apply(target)
    enter(target, area, &state)
    drawChildren(of: node, state, depth: depth + 1)
  }

  private mutating func find(_ id: String) -> HTMLDocument.NodeID? {
    if let ids { return ids[id] }
    var found: [String: HTMLDocument.NodeID] = [:]
    for node in styled.document.descendants() {
      guard let id = styled.document.element(node)?["id"], found[id] == nil else { continue }
      found[id] = node
    }
    ids = found
    return found[id]
  }

  // MARK: Painting

  private mutating func paint(_ path: Path, _ state: SVGState) {
    guard !path.segments.isEmpty, let own = path.bounds else { return }
    let placed = state.matrix.applied(to: path)
    if let fill = used(state.fill, own, state, state.opacity * state.fillOpacity) {
      items.append(.fillPath(placed, fill, evenOdd: state.isEvenOdd))
      extend(placed, by: 0)
    }
    let width = state.strokeWidth * state.matrix.scale
    guard width > 0,
      let stroke = used(state.stroke, own, state, state.opacity * state.strokeOpacity)?.solid
    else { return }
    items.append(
      .stroke(
        placed,
        Stroke(
          color: stroke, width: width, dashes: state.dashes.map { $0 * state.matrix.scale },
          roundCap: state.hasRoundCaps, squareCap: state.hasSquareCaps,
          roundJoin: state.hasRoundJoins)))
    extend(placed, by: width / 2)
  }

  /// Nil where nothing is painted.
  private mutating func used(
    _ fill: SVGState.Fill, _ bounds: Rect, _ state: SVGState, _ opacity: Double
  ) -> Paint? {
    switch fill {
    case .none: return nil
    case .color(var color):
      color.alpha *= opacity
      return color.alpha > 0 ? .color(color) : nil
    case .server(let id, let fallback):
      let gradient = SVGGradient(id: id, in: styled) { find($0) }
      return gradient?.paint(bounds: bounds, matrix: state.matrix, opacity: opacity)
        ?? fallback.map { .color($0) }
    }
  }

  private mutating func extend(_ path: Path, by margin: Double) {
    guard let own = path.bounds else { return }
    let rect = own.inset(by: Edges(all: -margin))
    guard let known = bounds else {
      bounds = rect
      return
    }
    let left = min(known.x, rect.x)
    let top = min(known.y, rect.y)
    bounds = Rect(
      x: left, y: top, width: max(known.maxX, rect.maxX) - left,
      height: max(known.maxY, rect.maxY) - top)
  }
}

extension Paint {
  /// One colour for all of it: strokes have no gradients.
  fileprivate var solid: Color? {
    switch self {
    case .color(let color): color
    case .linear(_, _, let stops, _), .radial(_, _, _, let stops, _): stops.first?.color
    }
  }
}

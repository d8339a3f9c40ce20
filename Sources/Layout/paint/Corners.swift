import CSS
import Geometry

/// Rounded corners (CSS Backgrounds 3, 5).
enum Corners {
  /// A box with its radii, scaled down where they would meet (5.5).
  static func shape(_ rect: Rect, _ radius: CornerRadii) -> Shape {
    guard radius != CornerRadii() else { return Shape(rect) }
    func used(_ corner: CornerRadii.Radius) -> Size {
      Size(
        width: max(0, corner.x.resolved(against: rect.width)),
        height: max(0, corner.y.resolved(against: rect.height)))
    }
    var radii = [
      used(radius.topLeft), used(radius.topRight), used(radius.bottomRight),
      used(radius.bottomLeft),
    ]
    let sums = [
      (radii[0].width + radii[1].width, rect.width),
      (radii[2].width + radii[3].width, rect.width),
      (radii[1].height + radii[2].height, rect.height),
      (radii[0].height + radii[3].height, rect.height),
    ]
    var factor = 1.0
    for (sum, side) in sums where sum > side && sum > 0 { factor = min(factor, side / sum) }
    if factor < 1 {
      radii = radii.map { Size(width: $0.width * factor, height: $0.height * factor) }
    }
    return radii.allSatisfy { $0.width == 0 || $0.height == 0 }
      ? Shape(rect) : Shape(rect, radii: radii)
  }

  /// The edge further inside by `edges`, with radii less by as much (5.2).
  static func inner(_ shape: Shape, _ edges: Edges<Double>) -> Shape {
    let rect = shape.rect.inset(by: edges)
    guard shape.radii.count == 4 else { return Shape(rect) }
    func less(_ size: Size, _ x: Double, _ y: Double) -> Size {
      Size(width: max(0, size.width - x), height: max(0, size.height - y))
    }
    let radii = [
      less(shape.radii[0], edges.left, edges.top), less(shape.radii[1], edges.right, edges.top),
      less(shape.radii[2], edges.right, edges.bottom),
      less(shape.radii[3], edges.left, edges.bottom),
    ]
    return radii.allSatisfy { $0.width == 0 || $0.height == 0 }
      ? Shape(rect) : Shape(rect, radii: radii)
  }

  /// The outline further outside by `spread`; square corners stay square.
  static func outer(_ shape: Shape, _ spread: Double) -> Shape {
    let rect = Rect(
      x: shape.rect.x - spread, y: shape.rect.y - spread,
      width: max(0, shape.rect.width + 2 * spread),
      height: max(0, shape.rect.height + 2 * spread))
    let radii = shape.radii.map { size in
      size.width == 0 || size.height == 0
        ? size
        : Size(width: max(0, size.width + spread), height: max(0, size.height + spread))
    }
    return Shape(rect, radii: radii)
  }
}

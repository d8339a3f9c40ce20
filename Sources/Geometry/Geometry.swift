/// A position in CSS px, y downwards.
package struct Point: Hashable, Sendable {
  package var x: Double
  package var y: Double

  package init(x: Double = 0, y: Double = 0) {
    self.x = x
    self.y = y
  }

  package static let zero = Point()

  package static func + (a: Point, b: Point) -> Point { Point(x: a.x + b.x, y: a.y + b.y) }
  package static func - (a: Point, b: Point) -> Point { Point(x: a.x - b.x, y: a.y - b.y) }
}

/// A width and a height in CSS px.
package struct Size: Hashable, Sendable {
  package var width: Double
  package var height: Double

  package init(width: Double = 0, height: Double = 0) {
    self.width = width
    self.height = height
  }

  package static let zero = Size()
}

/// A rectangle in CSS px.
package struct Rect: Hashable, Sendable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double = 0, y: Double = 0, width: Double = 0, height: Double = 0) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  package init(origin: Point, size: Size) {
    self.init(x: origin.x, y: origin.y, width: size.width, height: size.height)
  }

  package static let zero = Rect()

  package var origin: Point { Point(x: x, y: y) }
  package var size: Size { Size(width: width, height: height) }
  package var maxX: Double { x + width }
  package var maxY: Double { y + height }

  package func offset(by delta: Point) -> Rect {
    Rect(x: x + delta.x, y: y + delta.y, width: width, height: height)
  }

  package func inset(by edges: Edges<Double>) -> Rect {
    Rect(
      x: x + edges.left, y: y + edges.top,
      width: max(0, width - edges.left - edges.right),
      height: max(0, height - edges.top - edges.bottom))
  }
}

/// One value for each side of a box, in CSS order.
package struct Edges<Value> {
  package var top: Value
  package var right: Value
  package var bottom: Value
  package var left: Value

  package init(top: Value, right: Value, bottom: Value, left: Value) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }

  package init(all value: Value) {
    self.init(top: value, right: value, bottom: value, left: value)
  }

  package func map<Other>(_ transform: (Value) -> Other) -> Edges<Other> {
    Edges<Other>(
      top: transform(top), right: transform(right), bottom: transform(bottom),
      left: transform(left))
  }
}

extension Edges: Sendable where Value: Sendable {}
extension Edges: Equatable where Value: Equatable {}
extension Edges: Hashable where Value: Hashable {}

extension Edges where Value == Double {
  package static let zero = Edges(all: 0.0)
  package var horizontal: Double { left + right }
  package var vertical: Double { top + bottom }

  package static func + (a: Edges, b: Edges) -> Edges {
    Edges(
      top: a.top + b.top, right: a.right + b.right, bottom: a.bottom + b.bottom,
      left: a.left + b.left)
  }
}

/// An sRGB colour with straight alpha, each component 0 to 1.
package struct Color: Hashable, Sendable {
  package var red: Double
  package var green: Double
  package var blue: Double
  package var alpha: Double

  package init(red: Double, green: Double, blue: Double, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  package static let black = Color(red: 0, green: 0, blue: 0)
  package static let white = Color(red: 1, green: 1, blue: 1)
  package static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)
}

/// A length in PDF points (1/72 inch).
///
/// Layout works in CSS px (1/96 inch) as plain `Double`; this
/// type marks the border to PDF, so that the two are never mixed.
package struct Points: Hashable, Comparable, Sendable {
  package var value: Double

  package init(_ value: Double) { self.value = value }
  package init(px: Double) { value = px * 0.75 }

  package var px: Double { value / 0.75 }

  package static func < (a: Points, b: Points) -> Bool { a.value < b.value }
}

extension Rect {
  /// The area between this rectangle and one inside it, as rectangles that touch and don't overlap:
  /// where two edges of a path coincide, viewers would show a hair line between them.
  package func sides(around inner: Rect) -> [Rect] {
    [
      Rect(x: x, y: y, width: width, height: inner.y - y),
      Rect(x: x, y: inner.maxY, width: width, height: maxY - inner.maxY),
      Rect(x: x, y: inner.y, width: inner.x - x, height: inner.height),
      Rect(x: inner.maxX, y: inner.y, width: maxX - inner.maxX, height: inner.height),
    ].filter { $0.width > 1e-6 && $0.height > 1e-6 }
  }
}

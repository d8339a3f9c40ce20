import CSS
import Geometry

/// The floats of one block formatting context, as margin boxes (CSS 2.1, 9.5.1).
///
/// Coordinates are those of the context's root's content box.
final class FloatContext {
  private struct Placed {
    var side: FloatSide
    var rect: Rect
  }

  private var placed: [Placed] = []
  /// Below these lie no left or right floats.
  private(set) var leftBottom = 0.0
  private(set) var rightBottom = 0.0
  /// A float may not stand higher than an earlier one.
  private var lowestTop = -Double.infinity
  /// A hostile page may hold any number; only the latest ones are asked.
  private static let horizon = 256

  var isEmpty: Bool { placed.isEmpty }
  var bottom: Double { max(leftBottom, rightBottom) }

  /// The y below which `clear` moves a box; nil when there is nothing to clear.
  func clearance(_ clear: Clear) -> Double? {
    guard !placed.isEmpty else { return nil }
    switch clear {
    case .none: return nil
    case .left: return placed.contains { $0.side == .left } ? leftBottom : nil
    case .right: return placed.contains { $0.side == .right } ? rightBottom : nil
    case .both: return bottom
    }
  }

  /// The room between floats for a band, and where the next float in it ends.
  func room(y: Double, height: Double, left: Double, right: Double) -> FloatRoom {
    var room = FloatRoom(left: left, right: right, nextY: nil)
    guard y < bottom else { return room }
    let end = y + max(height, 1.0 / 64)
    for float in placed.suffix(Self.horizon)
    where float.rect.y < end && float.rect.maxY > y && float.rect.height > 0 {
      if float.side == .left {
        guard float.rect.maxX > left else { continue }
        room.left = max(room.left, float.rect.maxX)
      } else {
        guard float.rect.x < right else { continue }
        room.right = min(room.right, float.rect.x)
      }
      room.nextY = min(room.nextY ?? .infinity, float.rect.maxY)
    }
    return room
  }

  /// Places a margin box as high as may be from `y` on, and remembers it.
  func place(
    _ size: Size, _ side: FloatSide, y: Double, left: Double, right: Double
  ) -> Point {
    var top = max(y, lowestTop)
    var room = self.room(y: top, height: size.height, left: left, right: right)
    while room.width < size.width, let next = room.nextY {
      top = next
      room = self.room(y: top, height: size.height, left: left, right: right)
    }
    let x = side == .left ? room.left : room.right - size.width
    let rect = Rect(x: x, y: top, width: size.width, height: size.height)
    placed.append(Placed(side: side, rect: rect))
    lowestTop = top
    if side == .left {
      leftBottom = max(leftBottom, rect.maxY)
    } else {
      rightBottom = max(rightBottom, rect.maxY)
    }
    return rect.origin
  }

  /// Whether a float of this width fits beside what a line already holds at `y`.
  func fits(width: Double, y: Double, left: Double, right: Double) -> Bool {
    guard y >= lowestTop else { return false }
    return room(y: y, height: 1.0 / 64, left: left, right: right).width >= width
  }
}

struct FloatRoom {
  var left: Double
  var right: Double
  /// Where the room may grow again; nil without floats.
  var nextY: Double?

  var width: Double { right - left }
}

/// A place in a block formatting context.
struct FloatPlace {
  var context: FloatContext
  /// The origin of the box's border box in the context's coordinates.
  var x: Double
  var y: Double
}

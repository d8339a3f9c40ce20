import CCairo
import Geometry
import Layout

/// CSS gradients as cairo patterns.
enum Gradient {
  /// A pattern for a gradient paint, +1; nil when it paints nothing.
  static func pattern(for paint: Paint) -> OpaquePointer? {
    switch paint {
    case .color:
      return nil
    case .linear(let start, let end, let stops, let repeats):
      let ordered = ordered(stops)
      return linear(
        from: start, to: end, stops: repeats ? ordered : padded(ordered), repeats: repeats)
    case .radial(let center, let radiusX, let radiusY, let stops, let repeats):
      let ordered = ordered(stops)
      return radial(
        center, radiusX, radiusY, stops: repeats ? ordered : padded(ordered), repeats: repeats)
    }
  }

  private static func linear(
    from start: Point, to end: Point, stops: [Paint.Stop], repeats: Bool
  ) -> OpaquePointer? {
    guard let first = stops.first?.offset, let last = stops.last?.offset else { return nil }
    // The axis is cut to the stops, which cairo wants between 0 and 1.
    let span = last - first
    let axis = end - start
    let from = Point(x: start.x + axis.x * first, y: start.y + axis.y * first)
    let to = Point(x: start.x + axis.x * last, y: start.y + axis.y * last)
    let pattern = cairo_pattern_create_linear(
      bounded(from.x), bounded(from.y), bounded(to.x), bounded(to.y))  // +1
    add(stops, to: pattern) { span > 0 ? ($0 - first) / span : 0 }
    cairo_pattern_set_extend(pattern, repeats && span > 0 ? CAIRO_EXTEND_REPEAT : CAIRO_EXTEND_PAD)
    return pattern
  }

  private static func radial(
    _ center: Point, _ radiusX: Double, _ radiusY: Double, stops: [Paint.Stop], repeats: Bool
  ) -> OpaquePointer? {
    guard let last = stops.last, radiusX.isFinite, radiusY.isFinite else { return nil }
    let radiusX = max(radiusX, 1e-3)
    let radiusY = max(radiusY, 1e-3)
    let inside = insideCircle(stops)
    let first = repeats ? max(0, inside.first?.offset ?? 0) : 0
    let outer = max(last.offset, first + 1e-6)
    // The unit circle, stretched to the ellipse: the matrix leads from the page to the circle.
    let pattern = cairo_pattern_create_radial(0, 0, first, 0, 0, outer)  // +1
    var matrix = cairo_matrix_t(
      xx: 1 / radiusX, yx: 0, xy: 0, yy: 1 / radiusY, x0: -bounded(center.x) / radiusX,
      y0: -bounded(center.y) / radiusY)
    cairo_pattern_set_matrix(pattern, &matrix)
    add(inside, to: pattern) { ($0 - first) / (outer - first) }
    cairo_pattern_set_extend(pattern, repeats ? CAIRO_EXTEND_REPEAT : CAIRO_EXTEND_PAD)
    return pattern
  }

  /// Offsets that never fall, as CSS Images 3, 3.5.3 has it.
  private static func ordered(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    var least = -Double.infinity
    return stops.map { stop in
      least = max(least, bounded(stop.offset))
      return Paint.Stop(offset: least, color: stop.color)
    }
  }

  /// A stop beyond an end at which colours change at once: there PDF readers take the inner colour
  /// for all that lies outside.
  static func padded(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    guard let first = stops.first, let last = stops.last, stops.count > 1 else { return stops }
    let room = max(1e-3, last.offset - first.offset)
    var result = stops
    if stops[1].offset == first.offset {
      result.insert(Paint.Stop(offset: first.offset - room, color: first.color), at: 0)
    }
    if stops[stops.count - 2].offset == last.offset {
      result.append(Paint.Stop(offset: last.offset + room, color: last.color))
    }
    return result
  }

  /// Stops from the centre outwards: what lies before it is cut off.
  private static func insideCircle(_ stops: [Paint.Stop]) -> [Paint.Stop] {
    guard let index = stops.lastIndex(where: { $0.offset <= 0 }) else { return stops }
    guard index + 1 < stops.count else { return [stops[index]] }
    let before = stops[index]
    let after = stops[index + 1]
    let part = after.offset > before.offset ? -before.offset / (after.offset - before.offset) : 0
    let color = mix(before.color, after.color, part)
    return [Paint.Stop(offset: 0, color: color)] + stops[(index + 1)...]
  }

  private static func mix(_ a: Color, _ b: Color, _ part: Double) -> Color {
    Color(
      red: a.red + (b.red - a.red) * part, green: a.green + (b.green - a.green) * part,
      blue: a.blue + (b.blue - a.blue) * part, alpha: a.alpha + (b.alpha - a.alpha) * part)
  }

  /// Adds stops; a fully transparent one takes its neighbours' colours, because CSS mixes
  /// premultiplied colours and PDF doesn't.
  private static func add(
    _ stops: [Paint.Stop], to pattern: OpaquePointer?, offset: (Double) -> Double
  ) {
    for (index, stop) in stops.enumerated() {
      let position = max(0, min(1, offset(stop.offset)))
      var colors = [stop.color]
      if stop.color.alpha == 0 {
        let neighbours = [index - 1, index + 1].filter(stops.indices.contains)
        colors = neighbours.map { stops[$0].color.withAlpha(0) }
      }
      for color in colors {
        cairo_pattern_add_color_stop_rgba(
          pattern, position, color.red, color.green, color.blue, color.alpha)
      }
    }
  }
}

extension Color {
  fileprivate func withAlpha(_ alpha: Double) -> Color {
    Color(red: red, green: green, blue: blue, alpha: alpha)
  }
}

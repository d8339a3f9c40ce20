import CCairo
public import Geometry
public import Layout

// MARK: Shapes and colours

extension Canvas {
  public func fill(_ shape: Shape, with paint: Paint) {
    guard setSource(paint) else { return }
    add(shape)
    addToPathIfCovering(shape.rect)
    cairo_fill(context)
  }

  /// The area between two shapes.
  public func fillRing(outer: Shape, inner: Shape, color: Color) {
    setSource(color)
    if outer.radii.isEmpty, inner.radii.isEmpty {
      for side in outer.rect.sides(around: inner.rect) { add(Shape(side)) }
      cairo_fill(context)
      return
    }
    add(outer)
    add(inner)
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_EVEN_ODD)
    cairo_fill(context)
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
  }

  public func fill(_ path: Path, with paint: Paint, evenOdd: Bool) {
    guard setSource(paint) else { return }
    add(path)
    cairo_set_fill_rule(context, evenOdd ? CAIRO_FILL_RULE_EVEN_ODD : CAIRO_FILL_RULE_WINDING)
    cairo_fill(context)
    cairo_set_fill_rule(context, CAIRO_FILL_RULE_WINDING)
  }

  public func stroke(_ path: Path, _ stroke: Stroke) {
    setSource(stroke.color)
    add(path)
    cairo_set_line_width(context, max(0, bounded(stroke.width)))
    cairo_set_line_cap(
      context,
      stroke.roundCap
        ? CAIRO_LINE_CAP_ROUND : stroke.squareCap ? CAIRO_LINE_CAP_SQUARE : CAIRO_LINE_CAP_BUTT)
    cairo_set_line_join(context, stroke.roundJoin ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER)
    // All zero or any negative dash is an error that would kill the surface.
    let dashes = stroke.dashes.map { max(0, bounded($0)) }
    let isDashed = dashes.contains { $0 > 0 }
    cairo_set_dash(context, dashes, isDashed ? Int32(clamping: dashes.count) : 0, 0)
    cairo_stroke(context)
  }

  /// Fills `rect` with a picture, or with copies of it the size of `tile`, one of which is there.
  public func draw(_ image: CanvasImage, in rect: Rect, tile: Rect? = nil) {
    let place = tile ?? rect
    guard let surface = image.surface(forPDF: isPDF), rect.width > 0, rect.height > 0,
      place.width > 0, place.height > 0
    else { return }
    cairo_save(context)
    add(Shape(rect))
    addToPathIfCovering(rect)
    cairo_translate(context, bounded(place.x), bounded(place.y))
    cairo_scale(
      context, max(bounded(place.width) / Double(image.size.width), 1e-6),
      max(bounded(place.height) / Double(image.size.height), 1e-6))
    var matrix = image.orientationMatrix
    cairo_transform(context, &matrix)
    cairo_set_source_surface(context, surface, 0, 0)
    let pattern = cairo_get_source(context)  // +0
    // Padding keeps edges sharp in pixels; in a PDF it would make cairo embed the pixels of a JPEG,
    // which nobody decoded, instead of the file.
    let single = isPDF ? CAIRO_EXTEND_NONE : CAIRO_EXTEND_PAD
    cairo_pattern_set_extend(pattern, tile == nil ? single : CAIRO_EXTEND_REPEAT)
    cairo_pattern_set_filter(pattern, CAIRO_FILTER_GOOD)
    cairo_fill(context)
    cairo_restore(context)
  }

  /// False for a gradient that paints nothing.
  private func setSource(_ paint: Paint) -> Bool {
    switch paint {
    case .color(let color): setSource(color)
    case .linear, .radial:
      guard let pattern = Gradient.pattern(for: paint) else { return false }
      cairo_set_source(context, pattern)  // takes its own reference
      cairo_pattern_destroy(pattern)
    }
    return true
  }

  private func setSource(_ color: Color) {
    cairo_set_source_rgba(context, color.red, color.green, color.blue, color.alpha)
  }

  func setTextColor(_ color: Color) { setSource(color) }
}

// MARK: Paths

extension Canvas {
  private func add(_ path: Path) {
    cairo_new_path(context)
    append(path)
  }

  private func append(_ path: Path) {
    for segment in path.segments {
      switch segment {
      case .move(let to): cairo_move_to(context, bounded(to.x), bounded(to.y))
      case .line(let to): cairo_line_to(context, bounded(to.x), bounded(to.y))
      case .curve(let a, let b, let to):
        cairo_curve_to(
          context, bounded(a.x), bounded(a.y), bounded(b.x), bounded(b.y), bounded(to.x),
          bounded(to.y))
      case .close: cairo_close_path(context)
      }
    }
  }

  /// Adds a rectangle with rounded corners to the path.
  func add(_ shape: Shape) {
    if let path = shape.roundedPath {
      append(path)
    } else {
      cairo_rectangle(
        context, bounded(shape.rect.x), bounded(shape.rect.y), max(0, bounded(shape.rect.width)),
        max(0, bounded(shape.rect.height)))
    }
  }
}

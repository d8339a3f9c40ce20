import Geometry

/// Borders, outlines and rules: their used width hangs on their style, their colour on `color`.
let borderProperties: [Longhand] =
  borderSide("top", \.top, \.borderStyle.top) + borderSide("right", \.right, \.borderStyle.right)
  + borderSide("bottom", \.bottom, \.borderStyle.bottom)
  + borderSide("left", \.left, \.borderStyle.left) + [
    .paint("border-top-left-radius", \.borderRadius.topLeft, computing: BorderGrammar.radius),
    .paint("border-top-right-radius", \.borderRadius.topRight, computing: BorderGrammar.radius),
    .paint(
      "border-bottom-right-radius", \.borderRadius.bottomRight, computing: BorderGrammar.radius),
    .paint(
      "border-bottom-left-radius", \.borderRadius.bottomLeft, computing: BorderGrammar.radius),
  ]
  + lineProperties(
    "outline", \.outline,
    { $0.paint.outline })
  + lineProperties("column-rule", \.columnRule, { $0.paint.columnRule }) + [
    Longhand(
      name: "outline-offset", inherits: false,
      parse: { cursor in
        guard let length = cursor.length(percentages: false) else { return nil }
        return { builder in
          let px = builder.px(length)
          builder.outline = (builder.outline ?? LineValue()).with(\.offset, px)
        }
      },
      copy: { builder, style in
        builder.outline = (builder.outline ?? LineValue())
          .with(\.offset, style.paint.outline?.offset ?? 0)
      })
  ]

/// Widths and colours of the four borders until the style is known in full.
struct BorderValues: Sendable {
  var widths = Edges<Double?>(all: nil)
  var colors = Edges<ColorValue?>(all: nil)
}

/// An outline or column rule in the making.
struct LineValue: Sendable {
  var width: Double = 3
  var style = BorderStyle.none
  var color = ColorValue.current
  var offset: Double = 0

  func with<Value>(_ path: WritableKeyPath<LineValue, Value>, _ value: Value) -> LineValue {
    var copy = self
    copy[keyPath: path] = value
    return copy
  }

  func computed(_ current: Color) -> Outline? {
    guard style != .none, style != .hidden, width > 0 else { return nil }
    return Outline(
      width: snappedLineWidth(width), style: style, color: color.resolved(current), offset: offset)
  }
}

private func borderSide(
  _ side: String, _ path: Path<Edges<Double?>, Double?>,
  _ style: Path<PaintStyle, BorderStyle>
) -> [Longhand] {
  let index = ["top", "right", "bottom", "left"].firstIndex(of: side) ?? 0
  return [
    .paint("border-\(side)-style", style, Grammars.lineStyle),
    Longhand(
      name: "border-\(side)-width", inherits: false,
      parse: { cursor in
        guard let width = Grammars.lineWidth(&cursor) else { return nil }
        return { $0.borders.widths[keyPath: path] = $0.px(width) }
      },
      copy: { builder, style in
        let isInitial = style === ComputedStyle.initial
        builder.borders.widths[keyPath: path] =
          isInitial ? nil : style.box.borderWidth[side: index]
      }),
    Longhand(
      name: "border-\(side)-color", inherits: false,
      parse: { cursor in
        guard let color = cursor.color() else { return nil }
        return { $0.borders.colors[side: index] = color }
      },
      copy: { builder, style in
        let isInitial = style === ComputedStyle.initial
        builder.borders.colors[side: index] =
          isInitial ? nil : .color(style.paint.borderColor[side: index])
      }),
  ]
}

extension Edges {
  /// The side by its position in CSS order.
  subscript(side index: Int) -> Value {
    get {
      switch index {
      case 0: top
      case 1: right
      case 2: bottom
      default: left
      }
    }
    set {
      switch index {
      case 0: top = newValue
      case 1: right = newValue
      case 2: bottom = newValue
      default: left = newValue
      }
    }
  }
}

private func lineProperties(
  _ name: String, _ path: Path<StyleBuilder, LineValue?>,
  _ source: @escaping @Sendable (ComputedStyle) -> Outline?
) -> [Longhand] {
  [
    .line(name + "-width", path, \.width, Grammars.lineWidth, { $0.px($1) }) {
      source($0)?.width ?? 3
    },
    .line(
      name + "-style", path, \.style,
      { $0.keyword("auto") ? .solid : Grammars.lineStyle(&$0) }, { $1 }
    ) { source($0)?.style ?? .none },
    .line(name + "-color", path, \.color, Grammars.color, { $1 }) {
      source($0).map { .color($0.color) } ?? .current
    },
  ]
}

extension Longhand {
  fileprivate static func line<Parsed: Sendable, Value>(
    _ name: String, _ path: Path<StyleBuilder, LineValue?>,
    _ part: Path<LineValue, Value>, _ grammar: @escaping Grammar<Parsed>,
    _ compute: @escaping @Sendable (StyleBuilder, Parsed) -> Value,
    _ source: @escaping @Sendable (ComputedStyle) -> Value
  ) -> Longhand {
    Longhand(
      name: name, inherits: false,
      parse: { cursor in
        guard let value = grammar(&cursor) else { return nil }
        return { builder in
          let line = builder[keyPath: path] ?? LineValue()
          builder[keyPath: path] = line.with(part, compute(builder, value))
        }
      },
      copy: { builder, style in
        let line = builder[keyPath: path] ?? LineValue()
        builder[keyPath: path] = line.with(part, source(style))
      })
  }
}

struct RadiusValue: Computable {
  var horizontal: LengthValue
  var vertical: LengthValue

  func computed(_ builder: borrowing StyleBuilder) -> CornerRadii.Radius {
    var radius = CornerRadii.Radius()
    radius.x = horizontal.computed(builder.lengths)
    radius.y = vertical.computed(builder.lengths)
    return radius
  }
}

enum BorderGrammar {
  static let radius: Grammar<RadiusValue> = { cursor in
    guard let horizontal = cursor.length(negative: false) else { return nil }
    let vertical = cursor.length(negative: false)
    return RadiusValue(horizontal: horizontal, vertical: vertical ?? horizontal)
  }
}

import Geometry

/// Borders, outlines and rules: their used width hangs on their style, their colour on `color`.
let borderProperties: [Longhand] =
  borderSide("top", 0, { $0.paint.borderStyle.top = $1 }, { $0.paint.borderStyle.top })
  + borderSide("right", 1, { $0.paint.borderStyle.right = $1 }, { $0.paint.borderStyle.right })
  + borderSide("bottom", 2, { $0.paint.borderStyle.bottom = $1 }, { $0.paint.borderStyle.bottom })
  + borderSide("left", 3, { $0.paint.borderStyle.left = $1 }, { $0.paint.borderStyle.left })
  + radiusProperties + outlineProperties + columnRuleProperties

private let radiusProperties: [Longhand] = [
  .own(
    "border-top-left-radius", computing: BorderGrammar.radius,
    { $0.paint.borderRadius.topLeft = $1 }, { $0.paint.borderRadius.topLeft }),
  .own(
    "border-top-right-radius", computing: BorderGrammar.radius,
    { $0.paint.borderRadius.topRight = $1 }, { $0.paint.borderRadius.topRight }),
  .own(
    "border-bottom-right-radius", computing: BorderGrammar.radius,
    { $0.paint.borderRadius.bottomRight = $1 }, { $0.paint.borderRadius.bottomRight }),
  .own(
    "border-bottom-left-radius", computing: BorderGrammar.radius,
    { $0.paint.borderRadius.bottomLeft = $1 }, { $0.paint.borderRadius.bottomLeft }),
]

private let outlineProperties: [Longhand] = [
  .own(
    "outline-width", computing: BorderGrammar.width, { $0.outlineValue.width = $1 },
    { $0.paint.outline?.width ?? 3 }),
  .own(
    "outline-style", BorderGrammar.outlineStyle, { $0.outlineValue.style = $1 },
    { $0.paint.outline?.style ?? .none }),
  .own(
    "outline-color", Grammars.color, { $0.outlineValue.color = $1 },
    { $0.paint.outline.map { .color($0.color) } ?? .current }),
  .own(
    "outline-offset", computing: Grammars.px, { $0.outlineValue.offset = $1 },
    { $0.paint.outline?.offset ?? 0 }),
]

private let columnRuleProperties: [Longhand] = [
  .own(
    "column-rule-width", computing: BorderGrammar.width, { $0.columnRuleValue.width = $1 },
    { $0.paint.columnRule?.width ?? 3 }),
  .own(
    "column-rule-style", Grammars.lineStyle, { $0.columnRuleValue.style = $1 },
    { $0.paint.columnRule?.style ?? .none }),
  .own(
    "column-rule-color", Grammars.color, { $0.columnRuleValue.color = $1 },
    { $0.paint.columnRule.map { .color($0.color) } ?? .current }),
]

extension StyleBuilder {
  fileprivate var outlineValue: LineValue {
    get { outline ?? LineValue() }
    set { outline = newValue }
  }

  fileprivate var columnRuleValue: LineValue {
    get { columnRule ?? LineValue() }
    set { columnRule = newValue }
  }
}

/// Widths and colours of the four borders until the style is known in full.
struct BorderValues: Sendable {
  /// A value for each side, of this module's own so that it is specialised here.
  struct Sides<Value: Sendable>: Sendable {
    var top: Value?
    var right: Value?
    var bottom: Value?
    var left: Value?

    subscript(side index: Int) -> Value? {
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

  var widths = Sides<Double>()
  var colors = Sides<ColorValue>()
}

/// An outline or column rule in the making.
struct LineValue: Sendable {
  var width: Double = 3
  var style = BorderStyle.none
  var color = ColorValue.current
  var offset: Double = 0

  func computed(_ current: Color) -> Outline? {
    guard style != .none, style != .hidden, width > 0 else { return nil }
    return Outline(
      width: snappedLineWidth(width), style: style, color: color.resolved(current), offset: offset)
  }
}

private func borderSide(
  _ side: String, _ index: Int,
  _ setStyle: @escaping @Sendable (inout StyleBuilder, BorderStyle) -> Void,
  _ style: @escaping @Sendable (ComputedStyle) -> BorderStyle
) -> [Longhand] {
  [
    .own("border-\(side)-style", Grammars.lineStyle, setStyle, style),
    Longhand(
      name: "border-\(side)-width", inherits: false,
      parse: { cursor in
        guard let width = Grammars.lineWidth(&cursor) else { return nil }
        return { $0.borders.widths[side: index] = $0.px(width) }
      },
      copy: { builder, style in
        let isInitial = style === ComputedStyle.initial
        builder.borders.widths[side: index] =
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
  static let width: Grammar<PxValue> = { Grammars.lineWidth(&$0).map(PxValue.init) }

  static let outlineStyle: Grammar<BorderStyle> = { cursor in
    cursor.keyword("auto") ? .solid : Grammars.lineStyle(&cursor)
  }

  static let radius: Grammar<RadiusValue> = { cursor in
    guard let horizontal = cursor.length(negative: false) else { return nil }
    let vertical = cursor.length(negative: false)
    return RadiusValue(horizontal: horizontal, vertical: vertical ?? horizontal)
  }
}

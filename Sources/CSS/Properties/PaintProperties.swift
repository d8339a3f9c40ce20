import Geometry

/// Longhands of what is drawn, borders and backgrounds aside.
let paintProperties: [Longhand] = [
  .own(
    "opacity", { $0.numberOrPercentage().map { max(0, min($0, 1)) } }, { $0.paint.opacity = $1 },
    { $0.paint.opacity }),
  .own(
    "z-index", either("auto", nil, { $0.integer().map(Optional.some) }), { $0.paint.zIndex = $1 },
    { $0.paint.zIndex }),
  .own(
    "box-shadow", computing: either("none", ShadowList(), ShadowList.grammar),
    { $0.paint.boxShadows = $1 }, { $0.paint.boxShadows }),
  .own(
    "transform", computing: either("none", TransformList(), TransformList.grammar),
    { $0.paint.transform = $1 }, { $0.paint.transform }),
  Longhand(
    name: "transform-origin", inherits: false,
    parse: { cursor in
      guard let position = cursor.positionValue() else { return nil }
      _ = cursor.length(percentages: false)
      return { builder in
        builder.paint.transformOriginX = position.x.computed(builder)
        builder.paint.transformOriginY = position.y.computed(builder)
      }
    },
    copy: {
      $0.paint.transformOriginX = $1.paint.transformOriginX
      $0.paint.transformOriginY = $1.paint.transformOriginY
    }),
  .own(
    "object-fit",
    keywords([
      "fill": .fill, "contain": .contain, "cover": .cover, "none": .none,
      "scale-down": .scaleDown,
    ]), { $0.paint.objectFit = $1 }, { $0.paint.objectFit }),
  Longhand(
    name: "object-position", inherits: false,
    parse: { cursor in
      guard let position = cursor.positionValue() else { return nil }
      return { builder in
        builder.paint.objectPositionX = position.x.computed(builder)
        builder.paint.objectPositionY = position.y.computed(builder)
      }
    },
    copy: {
      $0.paint.objectPositionX = $1.paint.objectPositionX
      $0.paint.objectPositionY = $1.paint.objectPositionY
    }),
  .own(
    "clip", computing: either("auto", ClipValue(), ClipValue.grammar), { $0.paint.clip = $1 },
    { $0.paint.clip }),
  .own(
    "text-overflow", PaintGrammar.textOverflow, { $0.paint.textOverflowEllipsis = $1 },
    { $0.paint.textOverflowEllipsis }),
  .inherited(
    "fill", computing: PaintGrammar.svgPaint, { $0.paint.svgFill = $1 ?? $0.paint.svgFill },
    { $0.paint.svgFill }),
  .inherited(
    "stroke", computing: PaintGrammar.svgPaint,
    { $0.paint.svgStroke = $1 ?? $0.paint.svgStroke }, { $0.paint.svgStroke }),
  .own(
    "stop-color", computing: Grammars.color, { $0.paint.svgStopColor = $1 },
    { $0.paint.svgStopColor }),
  Longhand(
    name: "stroke-width", inherits: true,
    parse: { cursor in
      if let number = cursor.nonNegativeNumber() {
        return { $0.paint.svgStrokeWidth = number }
      }
      guard let length = cursor.length(negative: false) else { return nil }
      return { $0.paint.svgStrokeWidth = $0.px(length) }
    },
    copy: { $0.paint.svgStrokeWidth = $1.paint.svgStrokeWidth }),
]

/// A specified `fill` or `stroke`.
enum SVGPaintValue: Computable {
  case none, context
  case color(ColorValue)

  func computed(_ builder: borrowing StyleBuilder) -> SVGPaint? {
    switch self {
    case .none: SVGPaint.none
    case .context: nil
    case .color(let color): .color(color.computed(builder))
    }
  }
}

enum PaintGrammar {
  static let svgPaint: Grammar<SVGPaintValue> = { cursor in
    if cursor.keyword("none") { return SVGPaintValue.none }
    if cursor.keyword(["context-fill", "context-stroke"]) != nil { return .context }
    return cursor.color().map(SVGPaintValue.color)
  }

  static let textOverflow: Grammar<Bool> = { cursor in
    if let value = cursor.keyword(["ellipsis": true, "clip": false]) { return value }
    return cursor.string().map { _ in true }
  }
}

/// A specified `clip` (CSS 2.1, 11.1.2).
struct ClipValue: Computable {
  /// Top, right, bottom, left, nil for `auto`; none where nothing is cut.
  var edges: [LengthValue?] = []

  func computed(_ builder: borrowing StyleBuilder) -> Edges<Double?>? {
    guard edges.count == 4 else { return nil }
    let px = edges.map { $0?.px(builder.lengths) }
    return Edges(top: px[0], right: px[1], bottom: px[2], left: px[3])
  }

  static let grammar: Grammar<ClipValue> = { cursor in
    guard var content = cursor.function("rect") else { return nil }
    var value = ClipValue()
    for side in 0..<4 {
      if side > 0 { _ = content.comma() }
      if content.keyword("auto") {
        value.edges.append(nil)
      } else {
        guard let length = content.length(percentages: false) else { return nil }
        value.edges.append(length)
      }
    }
    return content.isAtEnd ? value : nil
  }
}

/// A specified `box-shadow`.
struct ShadowList: Computable {
  struct Shadow: Sendable {
    var isInset = false
    /// Two offsets, blur and spread.
    var lengths: [LengthValue] = []
    var color = ColorValue.current
  }

  var shadows: [Shadow] = []

  func computed(_ builder: borrowing StyleBuilder) -> [BoxShadow] {
    var result: [BoxShadow] = []
    for shadow in shadows {
      var computed = BoxShadow()
      let px = shadow.lengths.map { $0.px(builder.lengths) } + [0, 0]
      computed.isInset = shadow.isInset
      (computed.offsetX, computed.offsetY) = (px[0], px[1])
      (computed.blur, computed.spread) = (max(0, px[2]), px[3])
      computed.color = shadow.color.computed(builder)
      result.append(computed)
    }
    return result
  }

  static let grammar: Grammar<ShadowList> = { cursor in
    commaSeparated(shadow)(&cursor).map(ShadowList.init)
  }

  private static let shadow: Grammar<Shadow> = { cursor in
    var shadow = Shadow()
    var hasColor = false
    while true {
      if !shadow.isInset, cursor.keyword("inset") {
        shadow.isInset = true
      } else if !hasColor, let color = cursor.color() {
        (shadow.color, hasColor) = (color, true)
      } else if shadow.lengths.isEmpty, let first = cursor.length(percentages: false) {
        shadow.lengths = [first]
        while shadow.lengths.count < 4, let next = cursor.length(percentages: false) {
          shadow.lengths.append(next)
        }
      } else {
        break
      }
    }
    return shadow.lengths.count >= 2 ? shadow : nil
  }
}

/// Longhands of what is drawn, borders and backgrounds aside.
let paintProperties: [Longhand] = [
  .paint("opacity", \.opacity, { $0.numberOrPercentage().map { max(0, min($0, 1)) } }),
  .paint("z-index", \.zIndex, either("auto", nil, { $0.integer().map(Optional.some) })),
  .paint("box-shadow", \.boxShadows, computing: either("none", ShadowList(), ShadowList.grammar)),
  .paint(
    "transform", \.transform, computing: either("none", TransformList(), TransformList.grammar)),
  Longhand(
    name: "transform-origin", inherits: false,
    parse: { cursor in
      guard let position = cursor.positionValue() else { return nil }
      _ = cursor.length(percentages: false)
      return { builder in
        builder.set(\.paint, \.transformOriginX, position.x.computed(builder))
        builder.set(\.paint, \.transformOriginY, position.y.computed(builder))
      }
    },
    copy: {
      $0.set(\.paint, \.transformOriginX, $1.paint.transformOriginX)
      $0.set(\.paint, \.transformOriginY, $1.paint.transformOriginY)
    }),
  .paint(
    "object-fit", \.objectFit,
    keywords([
      "fill": .fill, "contain": .contain, "cover": .cover, "none": .none,
      "scale-down": .scaleDown,
    ])),
  Longhand(
    name: "object-position", inherits: false,
    parse: { cursor in
      guard let position = cursor.positionValue() else { return nil }
      return { builder in
        builder.set(\.paint, \.objectPositionX, position.x.computed(builder))
        builder.set(\.paint, \.objectPositionY, position.y.computed(builder))
      }
    },
    copy: {
      $0.set(\.paint, \.objectPositionX, $1.paint.objectPositionX)
      $0.set(\.paint, \.objectPositionY, $1.paint.objectPositionY)
    }),
  .paint("text-overflow", \.textOverflowEllipsis, PaintGrammar.textOverflow),
  .svgPaint("fill", \.svgFill),
  .svgPaint("stroke", \.svgStroke),
  Longhand(
    name: "stroke-width", inherits: true,
    parse: { cursor in
      if let number = cursor.nonNegativeNumber() {
        return { $0.set(\.paint, \.svgStrokeWidth, number) }
      }
      guard let length = cursor.length(negative: false) else { return nil }
      return { $0.set(\.paint, \.svgStrokeWidth, $0.px(length)) }
    },
    copy: { $0.set(\.paint, \.svgStrokeWidth, $1.paint.svgStrokeWidth) }),
]

extension Longhand {
  /// `fill` and `stroke`, inherited though they live in a group that is not.
  fileprivate static func svgPaint(
    _ name: String, _ path: Path<PaintStyle, SVGPaint?>
  ) -> Longhand {
    Longhand(
      name: name, inherits: true,
      parse: { cursor in
        if cursor.keyword("none") { return { $0.set(\.paint, path, SVGPaint.none) } }
        if cursor.keyword(["context-fill", "context-stroke"]) != nil { return { _ in } }
        guard let color = cursor.color() else { return nil }
        return { $0.set(\.paint, path, .color(color.resolved($0.text.color))) }
      },
      copy: { $0.set(\.paint, path, $1.paint[keyPath: path]) })
  }
}

enum PaintGrammar {
  static let textOverflow: Grammar<Bool> = { cursor in
    if let value = cursor.keyword(["ellipsis": true, "clip": false]) { return value }
    return cursor.string().map { _ in true }
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

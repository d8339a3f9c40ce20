/// One axis of a position: an offset from an edge.
struct PositionAxis: Computable {
  /// Where the offset starts, in percent: 0 for left and top, 100 for right and bottom.
  var base: Double = 0
  var offset = LengthValue.zero
  /// Whether the offset goes back, as from the right or bottom edge.
  var isReversed = false

  static let center = PositionAxis(base: 50)

  func computed(_ builder: borrowing StyleBuilder) -> LengthPercentage {
    let value = offset.computed(builder.lengths)
    let sign: Double = isReversed ? -1 : 1
    return LengthPercentage(px: sign * value.px, percent: base + sign * value.percent)
  }
}

/// A specified `<position>`.
struct PositionValue: Sendable {
  var x = PositionAxis.center
  var y = PositionAxis.center
}

extension ValueCursor {
  private enum PositionPart: Sendable {
    case length(LengthValue)
    case edge(isHorizontal: Bool, base: Double)
    case center

    var isVerticalEdge: Bool {
      if case .edge(isHorizontal: false, base: _) = self { return true }
      return false
    }
    var isHorizontalEdge: Bool {
      if case .edge(isHorizontal: true, base: _) = self { return true }
      return false
    }
    var isKeyword: Bool {
      if case .length = self { return false }
      return true
    }
  }

  private static let positionEdges: Keywords<PositionPart> = [
    "left": .edge(isHorizontal: true, base: 0), "right": .edge(isHorizontal: true, base: 100),
    "top": .edge(isHorizontal: false, base: 0), "bottom": .edge(isHorizontal: false, base: 100),
    "center": .center,
  ]

  /// A `<bg-position>` of one to four values.
  mutating func positionValue() -> PositionValue? {
    var parts: [PositionPart] = []
    while parts.count < 4, let part = positionPart() {
      parts.append(part)
      if parts.count == 2, !parts.contains(where: \.isKeyword) { break }
    }
    guard let first = parts.first else { return nil }
    if parts.count <= 2 {
      let second = parts.count == 2 ? parts[1] : .center
      return Self.pair(first, second)
    }
    return Self.offsets(parts)
  }

  private mutating func positionPart() -> PositionPart? {
    keyword(Self.positionEdges) ?? length().map(PositionPart.length)
  }

  private static func axis(_ part: PositionPart) -> PositionAxis {
    switch part {
    case .length(let length): PositionAxis(offset: length)
    case .edge(_, let base): PositionAxis(base: base)
    case .center: .center
    }
  }

  private static func pair(_ first: PositionPart, _ second: PositionPart) -> PositionValue? {
    if first.isVerticalEdge || second.isHorizontalEdge {
      guard first.isKeyword, second.isKeyword, !first.isHorizontalEdge, !second.isVerticalEdge
      else { return nil }
      return PositionValue(x: axis(second), y: axis(first))
    }
    return PositionValue(x: axis(first), y: axis(second))
  }

  /// Three or four values: edges, each with an optional offset.
  private static func offsets(_ parts: [PositionPart]) -> PositionValue? {
    var position = PositionValue()
    var index = 0
    while index < parts.count {
      guard parts[index].isKeyword else { return nil }
      var axis = axis(parts[index])
      let isVertical = parts[index].isVerticalEdge
      let isCenter = !isVertical && !parts[index].isHorizontalEdge
      index += 1
      if index < parts.count, case .length(let length) = parts[index], !isCenter {
        axis.offset = length
        axis.isReversed = axis.base == 100
        index += 1
      }
      if isVertical { position.y = axis } else if !isCenter { position.x = axis }
    }
    return position
  }
}

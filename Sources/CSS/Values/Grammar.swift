import Geometry

/// Reads one of the keywords of a table.
func keywords<Value: Sendable>(_ table: Keywords<Value>) -> Grammar<Value> {
  { $0.keyword(table) }
}

/// Reads a keyword that stands for a value, or else what `grammar` reads.
func either<Value: Sendable>(
  _ keyword: String, _ value: Value, _ grammar: @escaping Grammar<Value>
) -> Grammar<Value> {
  { $0.keyword(keyword) ? value : grammar(&$0) }
}

/// Reads a comma-separated list of at most 256 items.
func commaSeparated<Value: Sendable>(_ grammar: @escaping Grammar<Value>) -> Grammar<[Value]> {
  { cursor in
    var values: [Value] = []
    repeat {
      guard values.count < 256, let value = grammar(&cursor) else { return nil }
      values.append(value)
    } while cursor.comma()
    return values
  }
}

/// A length that percentages are resolved into by layout.
extension LengthValue: Computable {
  func computed(_ builder: borrowing StyleBuilder) -> LengthPercentage {
    computed(builder.lengths)
  }
}

extension ColorValue: Computable {
  func computed(_ builder: borrowing StyleBuilder) -> Color {
    resolved(builder.groups.text.value.color)
  }
}

/// A length without percentages, computed to CSS px; nil stays nil.
struct PxValue: Computable {
  var length: LengthValue
  func computed(_ builder: borrowing StyleBuilder) -> Double { length.px(builder.lengths) }
}

/// A length or a keyword that computes to nil.
struct OptionalPxValue: Computable {
  var length: LengthValue?
  func computed(_ builder: borrowing StyleBuilder) -> Double? { length?.px(builder.lengths) }
}

/// A length-percentage or a keyword that computes to nil, such as `normal` gaps.
struct OptionalLengthValue: Computable {
  var length: LengthValue?
  func computed(_ builder: borrowing StyleBuilder) -> LengthPercentage? {
    length?.computed(builder.lengths)
  }
}

/// A length-percentage or `auto`.
struct LengthOrAutoValue: Computable {
  /// nil for `auto`.
  var length: LengthValue?
  func computed(_ builder: borrowing StyleBuilder) -> LengthPercentageOrAuto {
    guard let length else { return .auto }
    return .length(length.computed(builder.lengths))
  }
}

/// A width, height or flex basis.
enum SizingValue: Computable {
  case keyword(Sizing)
  case length(LengthValue)
  case fitContent(LengthValue)

  func computed(_ builder: borrowing StyleBuilder) -> Sizing {
    switch self {
    case .keyword(let sizing): sizing
    case .length(let length): .length(length.computed(builder.lengths))
    case .fitContent(let length): .fitContent(length.computed(builder.lengths))
    }
  }
}

enum LineHeightValue: Computable {
  case normal
  case number(Double)
  /// Percentages refer to the font size.
  case length(LengthValue)

  func computed(_ builder: borrowing StyleBuilder) -> LineHeight {
    switch self {
    case .normal: .normal
    case .number(let value): .number(value)
    case .length(let length):
      .length(length.px(builder.lengths, percentageBasis: builder.lengths.fontSize))
    }
  }
}

enum VerticalAlignValue: Computable {
  case keyword(VerticalAlign)
  case length(LengthValue)

  func computed(_ builder: borrowing StyleBuilder) -> VerticalAlign {
    switch self {
    case .keyword(let align): align
    case .length(let length): .length(length.computed(builder.lengths))
    }
  }
}

/// Readers that several properties share.
enum Grammars {
  static let color: Grammar<ColorValue> = { $0.color() }
  static let number: Grammar<Double> = { $0.number() }
  static let nonNegativeNumber: Grammar<Double> = { $0.nonNegativeNumber() }
  static let integer: Grammar<Int> = { $0.integer() }
  static let length: Grammar<LengthValue> = { $0.length() }
  static let nonNegativeLength: Grammar<LengthValue> = { $0.length(negative: false) }
  static let px: Grammar<PxValue> = { $0.length(percentages: false).map(PxValue.init) }

  static let lengthOrAuto: Grammar<LengthOrAutoValue> = { cursor in
    if cursor.keyword("auto") { return LengthOrAutoValue() }
    return cursor.length().map(LengthOrAutoValue.init)
  }

  /// `letter-spacing` and `word-spacing`; `normal` is 0.
  static let spacing: Grammar<PxValue> = { cursor in
    if cursor.keyword("normal") { return PxValue(length: .zero) }
    return cursor.length(percentages: false).map(PxValue.init)
  }

  static let gap: Grammar<OptionalLengthValue> = { cursor in
    if cursor.keyword("normal") { return OptionalLengthValue() }
    return cursor.length(negative: false).map(OptionalLengthValue.init)
  }

  static let positiveInteger: Grammar<Int> = { cursor in
    guard let value = cursor.integer(), value >= 1 else { return nil }
    return min(value, 1_000_000)
  }

  private static let sizingKeywords: Keywords<Sizing> = [
    "min-content": .minContent, "-webkit-min-content": .minContent,
    "max-content": .maxContent, "-webkit-max-content": .maxContent,
    "fit-content": .fitContent(nil), "-webkit-fit-content": .fitContent(nil),
    "-moz-fit-content": .fitContent(nil), "stretch": .stretch,
    "-webkit-fill-available": .stretch, "-moz-available": .stretch,
  ]

  private static func sizing(_ cursor: inout ValueCursor, _ word: String) -> SizingValue? {
    if cursor.keyword(word) { return .keyword(.auto) }
    if let keyword = cursor.keyword(sizingKeywords) { return .keyword(keyword) }
    if var content = cursor.function("fit-content") {
      return content.length(negative: false).map(SizingValue.fitContent)
    }
    return cursor.length(negative: false).map(SizingValue.length)
  }

  /// `width`, `height` and their minimums.
  static let size: Grammar<SizingValue> = { sizing(&$0, "auto") }

  /// `max-width` and `max-height`.
  static let maximumSize: Grammar<SizingValue> = { sizing(&$0, "none") }

  static let flexBasis: Grammar<SizingValue> = { cursor in
    cursor.keyword("content") ? .keyword(.content) : sizing(&cursor, "auto")
  }

  private static let lineWidths: Keywords<Double> = ["thin": 1, "medium": 3, "thick": 5]

  /// Border, outline and rule widths.
  static let lineWidth: Grammar<LengthValue> = { cursor in
    if let width = cursor.keyword(lineWidths) { return .px(width) }
    return cursor.length(percentages: false, negative: false)
  }

  static let lineStyle: Grammar<BorderStyle> = keywords([
    "none": .none, "hidden": .hidden, "solid": .solid, "dashed": .dashed, "dotted": .dotted,
    "double": .double, "groove": .groove, "ridge": .ridge, "inset": .inset, "outset": .outset,
  ])

  static let lineHeight: Grammar<LineHeightValue> = { cursor in
    if cursor.keyword("normal") { return .normal }
    if let number = cursor.nonNegativeNumber() { return .number(number) }
    return cursor.length(negative: false).map(LineHeightValue.length)
  }

  private static let verticalAligns: Keywords<VerticalAlign> = [
    "baseline": .baseline, "sub": .sub, "super": .super, "top": .top, "text-top": .textTop,
    "middle": .middle, "bottom": .bottom, "text-bottom": .textBottom,
    "-webkit-baseline-middle": .middle,
  ]

  static let verticalAlign: Grammar<VerticalAlignValue> = { cursor in
    if let keyword = cursor.keyword(verticalAligns) { return .keyword(keyword) }
    return cursor.length().map(VerticalAlignValue.length)
  }
}

/// A line's width as Chromium computes it: whole px, rounded down, but never to nothing.
func snappedLineWidth(_ width: Double) -> Double {
  width <= 0 ? 0 : width < 1 ? 1 : width.rounded(.down)
}

/// Units of length that need a context; absolute ones are px from the start.
enum LengthUnit: UInt8, Hashable, Sendable {
  case em, rem, ex, rex, ch, rch, ic, cap, lh, rlh
  case vw, vh, vmin, vmax
}

/// A specified `<length-percentage>`.
enum LengthValue: Sendable {
  /// CSS px.
  case px(Double)
  case relative(Double, LengthUnit)
  case percent(Double)
  case calc(CalcNode)

  static let zero = LengthValue.px(0)

  /// Whether the value is negative as written; nothing is known of `calc()`, which layout clamps.
  var isNegative: Bool {
    switch self {
    case .px(let value), .relative(let value, _), .percent(let value): value < 0
    case .calc: false
    }
  }

  var hasPercentage: Bool {
    switch self {
    case .px, .relative: false
    case .percent: true
    case .calc(let node): node.hasPercentage
    }
  }

  /// No length is longer, as in Chromium: half the numbers of its layout units, CSS px.
  private static let longest = 33_554_428.0

  func computed(_ context: LengthContext) -> LengthPercentage {
    var length = unbounded(context)
    length.px = max(-Self.longest, min(Self.longest, length.px))
    return length
  }

  private func unbounded(_ context: LengthContext) -> LengthPercentage {
    switch self {
    case .px(let value): LengthPercentage(px: value)
    case .relative(let value, let unit): LengthPercentage(px: value * context.px(of: unit))
    case .percent(let value): LengthPercentage(percent: value)
    case .calc(let node): node.evaluated(context)
    }
  }

  /// The value where percentages refer to `basis`, in CSS px.
  func px(_ context: LengthContext, percentageBasis basis: Double = 0) -> Double {
    computed(context).resolved(against: basis)
  }
}

/// What relative units refer to, in CSS px.
struct LengthContext {
  var fontSize: Double
  var rootFontSize: Double
  var viewportWidth: Double
  var viewportHeight: Double
  /// Where to ask for the height of `x` and the advance of `0`; half an em each without it.
  var metrics: (provider: FontMetricsProvider, text: StyleGroup<TextStyle>)?
  /// Line heights for `lh` and `rlh`.
  var lineHeight: Double
  var rootLineHeight: Double

  func px(of unit: LengthUnit) -> Double {
    switch unit {
    case .em, .ic: fontSize
    case .rem: rootFontSize
    case .ex: metrics.map { $0.provider($0.text.value).xHeight } ?? fontSize / 2
    case .rex: rootFontSize * 0.5
    case .ch: metrics.map { $0.provider($0.text.value).zeroAdvance } ?? fontSize / 2
    case .rch: rootFontSize * 0.5
    case .cap: fontSize * 0.7
    case .lh: lineHeight
    case .rlh: rootLineHeight
    case .vw: viewportWidth / 100
    case .vh: viewportHeight / 100
    case .vmin: min(viewportWidth, viewportHeight) / 100
    case .vmax: max(viewportWidth, viewportHeight) / 100
    }
  }
}

/// How a unit's name is read.
enum UnitName {
  case absolute(Double)
  case relative(LengthUnit)

  static func named(_ name: String) -> UnitName? {
    switch name {
    case "px": .absolute(1)
    case "pt": .absolute(96.0 / 72)
    case "pc": .absolute(16)
    case "in": .absolute(96)
    case "cm": .absolute(96 / 2.54)
    case "mm": .absolute(96 / 25.4)
    case "q": .absolute(96 / 101.6)
    default: relativeUnit(name).map(UnitName.relative)
    }
  }

  private static func relativeUnit(_ name: String) -> LengthUnit? {
    switch name {
    case "em": .em
    case "rem": .rem
    case "ex": .ex
    case "rex": .rex
    case "ch": .ch
    case "rch": .rch
    case "ic", "ric": .ic
    case "cap", "rcap": .cap
    case "lh": .lh
    case "rlh": .rlh
    case "vw", "svw", "lvw", "dvw", "vi", "svi", "lvi", "dvi", "cqw", "cqi": .vw
    case "vh", "svh", "lvh", "dvh", "vb", "svb", "lvb", "dvb", "cqh", "cqb": .vh
    case "vmin", "svmin", "lvmin", "dvmin", "cqmin": .vmin
    case "vmax", "svmax", "lvmax", "dvmax", "cqmax": .vmax
    default: nil
    }
  }
}

/// A computed `<length-percentage>`: `px + percent/100 × basis`, which also covers linear `calc()`.
public struct LengthPercentage: Hashable, Sendable {
  /// CSS px.
  public var px: Double
  /// 0 to 100.
  public var percent: Double

  public init(px: Double = 0, percent: Double = 0) {
    self.px = px
    self.percent = percent
  }

  public static let zero = LengthPercentage()
  public var isPercentage: Bool { percent != 0 }

  /// The used value against a basis in CSS px.
  public func resolved(against basis: Double) -> Double { px + percent * basis / 100 }
}

/// A computed `width`, `min-width`, `max-width`, `flex-basis`, `height` and so on.
public enum Sizing: Hashable, Sendable {
  /// `auto`; for `max-*` it stands for `none`.
  case auto
  case length(LengthPercentage)
  case minContent
  case maxContent
  case fitContent(LengthPercentage?)
  /// `stretch`: the margin box fills the containing block.
  case stretch
  /// `flex-basis: content`.
  case content
}

/// A margin or an inset: a length, a percentage or `auto`.
public enum LengthPercentageOrAuto: Hashable, Sendable {
  case auto
  case length(LengthPercentage)
}

public enum LineHeight: Hashable, Sendable {
  case normal
  /// A multiple of the font size, as inherited.
  case number(Double)
  /// CSS px.
  case length(Double)
}

public enum VerticalAlign: Hashable, Sendable {
  case baseline, sub, `super`, top, textTop, middle, bottom, textBottom
  case length(LengthPercentage)
}

/// The two-value `display`, as CSS Display 3 has it.
public struct Display: Hashable, Sendable {
  public enum Outer: Hashable, Sendable { case none, contents, block, inline }
  public enum Inner: Hashable, Sendable {
    case flow, flowRoot, flex, grid
    case table, tableRowGroup, tableHeaderGroup, tableFooterGroup, tableRow, tableCell
    case tableColumn, tableColumnGroup, tableCaption
  }

  public var outer: Outer
  public var inner: Inner
  public var isListItem: Bool

  public init(_ outer: Outer, _ inner: Inner, isListItem: Bool = false) {
    self.outer = outer
    self.inner = inner
    self.isListItem = isListItem
  }

  public static let none = Display(.none, .flow)
  public static let block = Display(.block, .flow)
  public static let inline = Display(.inline, .flow)
}

public enum Position: Hashable, Sendable { case `static`, relative, absolute, fixed, sticky }
public enum FloatSide: Hashable, Sendable { case none, left, right }
public enum Clear: Hashable, Sendable { case none, left, right, both }
public enum Overflow: Hashable, Sendable { case visible, hidden, clip, scroll, auto }
public enum BoxSizing: Hashable, Sendable { case contentBox, borderBox }
public enum Direction: Hashable, Sendable { case ltr, rtl }
public enum Visibility: Hashable, Sendable { case visible, hidden, collapse }

/// `justify-*`, `align-*` and `place-*` values, safe and unsafe alike.
public enum Alignment: Hashable, Sendable {
  case auto, normal, stretch, baseline, lastBaseline
  case start, end, center, flexStart, flexEnd, selfStart, selfEnd, left, right
  case spaceBetween, spaceAround, spaceEvenly
  /// `safe` before a position: the start edge where the subject is too large.
  indirect case safe(Alignment)

  /// The same position, kept from overflowing the start edge.
  public var asSafe: Alignment {
    switch self {
    case .start, .normal, .stretch, .safe: self
    default: .safe(self)
    }
  }

  /// What a `safe` position comes to, given the free space (negative where there is none).
  public func settled(free: Double) -> Alignment {
    guard case .safe(let position) = self else { return self }
    return free < 0 ? .start : position
  }
}

public enum TextAlign: Hashable, Sendable {
  case start, end, left, right, center, justify, matchParent
}
public enum TextTransform: Hashable, Sendable { case none, uppercase, lowercase, capitalize }
public enum WhiteSpace: Hashable, Sendable {
  case normal, nowrap, pre, preWrap, preLine, breakSpaces
}
public enum FontStyle: Hashable, Sendable { case normal, italic, oblique }

public enum BorderStyle: Hashable, Sendable {
  case none, hidden, solid, dashed, dotted, double, groove, ridge, inset, outset
}

public enum BreakBetween: Hashable, Sendable {
  case auto, avoid, page, left, right, recto, verso, column, avoidPage, avoidColumn
}
public enum BreakInside: Hashable, Sendable { case auto, avoid, avoidPage, avoidColumn }

/// A computed `<length-percentage>`: `px + percent/100 × basis`, which also covers linear `calc()`.
package struct LengthPercentage: Hashable, Sendable {
  /// CSS px.
  package var px: Double
  /// 0 to 100.
  package var percent: Double

  package init(px: Double = 0, percent: Double = 0) {
    self.px = px
    self.percent = percent
  }

  package static let zero = LengthPercentage()
  package var isPercentage: Bool { percent != 0 }

  /// The used value against a basis in CSS px.
  package func resolved(against basis: Double) -> Double { px + percent * basis / 100 }
}

/// A computed `width`, `min-width`, `max-width`, `flex-basis`, `height` and so on.
package enum Sizing: Hashable, Sendable {
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
package enum LengthPercentageOrAuto: Hashable, Sendable {
  case auto
  case length(LengthPercentage)
}

package enum LineHeight: Hashable, Sendable {
  case normal
  /// A multiple of the font size, as inherited.
  case number(Double)
  /// CSS px.
  case length(Double)
}

package enum VerticalAlign: Hashable, Sendable {
  case baseline, sub, `super`, top, textTop, middle, bottom, textBottom
  case length(LengthPercentage)
}

/// The two-value `display`, as CSS Display 3 has it.
package struct Display: Hashable, Sendable {
  package enum Outer: Hashable, Sendable { case none, contents, block, inline }
  package enum Inner: Hashable, Sendable {
    case flow, flowRoot, flex, grid
    case table, tableRowGroup, tableHeaderGroup, tableFooterGroup, tableRow, tableCell
    case tableColumn, tableColumnGroup, tableCaption
  }

  package var outer: Outer
  package var inner: Inner
  package var isListItem: Bool

  package init(_ outer: Outer, _ inner: Inner, isListItem: Bool = false) {
    self.outer = outer
    self.inner = inner
    self.isListItem = isListItem
  }

  package static let none = Display(.none, .flow)
  package static let block = Display(.block, .flow)
  package static let inline = Display(.inline, .flow)
}

package enum Position: Hashable, Sendable { case `static`, relative, absolute, fixed, sticky }
package enum FloatSide: Hashable, Sendable { case none, left, right }
package enum Clear: Hashable, Sendable { case none, left, right, both }
package enum Overflow: Hashable, Sendable { case visible, hidden, clip, scroll, auto }
package enum BoxSizing: Hashable, Sendable { case contentBox, borderBox }
package enum Direction: Hashable, Sendable { case ltr, rtl }
package enum Visibility: Hashable, Sendable { case visible, hidden, collapse }

/// `justify-*`, `align-*` and `place-*` values, safe and unsafe alike.
package enum Alignment: Hashable, Sendable {
  case auto, normal, stretch, baseline, lastBaseline
  case start, end, center, flexStart, flexEnd, selfStart, selfEnd, left, right
  case spaceBetween, spaceAround, spaceEvenly
  /// `safe` before a position: the start edge where the subject is too large.
  indirect case safe(Alignment)

  /// The same position, kept from overflowing the start edge.
  package var asSafe: Alignment {
    switch self {
    case .start, .normal, .stretch, .safe: self
    default: .safe(self)
    }
  }

  /// What a `safe` position comes to, given the free space (negative where there is none).
  package func settled(free: Double) -> Alignment {
    guard case .safe(let position) = self else { return self }
    return free < 0 ? .start : position
  }
}

package enum TextAlign: Hashable, Sendable {
  case start, end, left, right, center, justify, matchParent
}
package enum TextTransform: Hashable, Sendable { case none, uppercase, lowercase, capitalize }
package enum WhiteSpace: Hashable, Sendable {
  case normal, nowrap, pre, preWrap, preLine, breakSpaces
}
package enum FontStyle: Hashable, Sendable { case normal, italic, oblique }

package enum BorderStyle: Hashable, Sendable {
  case none, hidden, solid, dashed, dotted, double, groove, ridge, inset, outset
}

package enum BreakBetween: Hashable, Sendable {
  case auto, avoid, page, left, right, recto, verso, column, avoidPage, avoidColumn
}
package enum BreakInside: Hashable, Sendable { case auto, avoid, avoidPage, avoidColumn }

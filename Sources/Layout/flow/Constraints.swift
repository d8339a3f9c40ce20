/// What a parent tells a box before layout; the seam between formatting contexts.
///
/// `LayoutPass.layout(_:_:)` takes a box and these and returns its fragment;
/// `LayoutPass.contentSizes(of:)` and `contribution(of:)` answer for intrinsic widths. A formatting
/// context is a folder with one function `layoutX(box, fragment, content) -> Double` (the content's
/// height) and one `xContentSizes(box)`, plus a case in each of the two switches of `LayoutPass`.
struct Constraints: Equatable {
  /// Width of the containing block: percentages refer to it, auto widths fill it.
  var width: Double
  /// Height of the containing block where it is definite.
  var height: Double?
  /// Border-box sizes that the parent decided (flex, grid, table, positioned).
  var fixedWidth: Double?
  var fixedHeight: Double?
  /// Auto width is fit-content (floats, inline-blocks, positioned boxes), not the available width.
  var shrinksToFit = false
  /// Ignore the box's own height: measure its content (column flex, table rows).
  var measuresContentHeight = false

  init(width: Double, height: Double? = nil) {
    self.width = width
    self.height = height
  }
}

/// Smallest and largest sensible width, CSS px.
struct IntrinsicSizes: Equatable {
  /// Breaking wherever a line may break.
  var min = 0.0
  /// Breaking nowhere but at forced breaks.
  var max = 0.0

  static func + (a: IntrinsicSizes, b: Double) -> IntrinsicSizes {
    IntrinsicSizes(min: a.min + b, max: a.max + b)
  }
}

/// The content box that a formatting context fills.
struct ContentArea {
  var width: Double
  /// Definite heights only.
  var height: Double?
}

extension Double {
  /// Cut to Chromium's layout unit of 1/64 px.
  var snapped: Double {
    guard abs(self) < 1e12 else { return self }
    return (self * 64).rounded(.towardZero) / 64
  }

  /// Raised to the next layout unit, as widths of text are.
  var snappedUp: Double {
    guard abs(self) < 1e12 else { return self }
    return (self * 64).rounded(.up) / 64
  }
}

import Geometry

/// x-height and advance of `0`, in CSS px, of the first font of a text style.
package typealias FontMetricsProvider =
  (TextStyle) -> (xHeight: Double, zeroAdvance: Double)

/// A style in the making: starts from what the element inherits, is changed by one setter for
/// each winning declaration, and ends as a `ComputedStyle`.
struct StyleBuilder {
  private(set) var groups: StyleGroups
  let parent: ComputedStyle
  /// What relative units refer to; the font size is the parent's until the own one is known.
  var lengths: LengthContext
  let metrics: FontMetricsProvider?

  // Values that only `finish` can turn into computed ones.
  var fontSize: FontSizeValue?
  var decoration: DecorationValue?
  var backgrounds: BackgroundLists?
  var borders = BorderValues()
  var outline: LineValue?
  var columnRule: LineValue?
  var fontFeaturesChanged = false
  /// Whether `rem` refers to this very element.
  var isRoot = false

  init(parent: ComputedStyle, lengths: LengthContext, metrics: FontMetricsProvider?) {
    self.parent = parent
    self.lengths = lengths
    self.metrics = metrics
    groups = ComputedStyle.initial.groups
    groups.text = parent.groups.text
    groups.inherited = parent.groups.inherited
    inheritSVGPaint()
    self.lengths.fontSize = parent.text.fontSize
    self.lengths.lineHeight = parent.text.lineHeight.approximatePx(parent.text.fontSize)
  }

  var text: TextStyle { groups.text.value }
  var box: BoxStyle { groups.box.value }
  var paint: PaintStyle { groups.paint.value }
  var inherited: InheritedState { groups.inherited.value }

  mutating func set<Group, Value>(
    _ group: WritableKeyPath<StyleGroups, StyleGroup<Group>>,
    _ path: WritableKeyPath<Group, Value>, _ value: Value
  ) {
    modify(group) { $0[keyPath: path] = value }
  }

  /// Changes a group in place when no other style holds it, else a copy of it.
  mutating func modify<Group>(
    _ group: WritableKeyPath<StyleGroups, StyleGroup<Group>>, _ change: (inout Group) -> Void
  ) {
    StyleGroup.modify(&groups[keyPath: group], change)
  }

  /// `fill` and `stroke` inherit though their group does not.
  private mutating func inheritSVGPaint() {
    let paint = parent.paint
    guard paint.svgFill != nil || paint.svgStroke != nil || paint.svgStrokeWidth != nil else {
      return
    }
    modify(\.paint) {
      $0.svgFill = paint.svgFill
      $0.svgStroke = paint.svgStroke
      $0.svgStrokeWidth = paint.svgStrokeWidth
    }
  }

  func px(_ value: LengthValue) -> Double { value.px(lengths) }
}

extension LineHeight {
  /// CSS px for `lh` units; a font's own line height is taken as 1.2.
  func approximatePx(_ fontSize: Double) -> Double {
    switch self {
    case .normal: fontSize * 1.2
    case .number(let factor): fontSize * factor
    case .length(let px): px
    }
  }
}

import Geometry

/// x-height and advance of `0`, in CSS px, of the first font of a text style.
public typealias FontMetricsProvider =
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
  var decoration = DecorationValue()
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

  // Changes go into a group in place when no other style holds it, else into a copy of it.

  var text: TextStyle {
    get { groups.text.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.text) { groups.text = StyleGroup(groups.text.value) }
      yield &groups.text.value
    }
  }

  var box: BoxStyle {
    get { groups.box.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.box) { groups.box = StyleGroup(groups.box.value) }
      yield &groups.box.value
    }
  }

  var flex: FlexStyle {
    get { groups.flex.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.flex) { groups.flex = StyleGroup(groups.flex.value) }
      yield &groups.flex.value
    }
  }

  var grid: GridStyle {
    get { groups.grid.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.grid) { groups.grid = StyleGroup(groups.grid.value) }
      yield &groups.grid.value
    }
  }

  var paint: PaintStyle {
    get { groups.paint.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.paint) { groups.paint = StyleGroup(groups.paint.value) }
      yield &groups.paint.value
    }
  }

  var fragmentation: FragmentationStyle {
    get { groups.fragmentation.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.fragmentation) {
        groups.fragmentation = StyleGroup(groups.fragmentation.value)
      }
      yield &groups.fragmentation.value
    }
  }

  var generated: GeneratedStyle {
    get { groups.generated.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.generated) {
        groups.generated = StyleGroup(groups.generated.value)
      }
      yield &groups.generated.value
    }
  }

  var inherited: InheritedState {
    get { groups.inherited.value }
    _modify {
      if !isKnownUniquelyReferenced(&groups.inherited) {
        groups.inherited = StyleGroup(groups.inherited.value)
      }
      yield &groups.inherited.value
    }
  }

  /// What the `font-variant-*` properties and their kin ask for.
  var features: FontFeatureSources {
    get { groups.inherited.value.features }
    set {
      fontFeaturesChanged = true
      inherited.features = newValue
    }
  }

  /// `fill` and `stroke` inherit though their group does not.
  private mutating func inheritSVGPaint() {
    let paint = parent.paint
    guard paint.svgFill != nil || paint.svgStroke != nil || paint.svgStrokeWidth != nil else {
      return
    }
    self.paint.svgFill = paint.svgFill
    self.paint.svgStroke = paint.svgStroke
    self.paint.svgStrokeWidth = paint.svgStrokeWidth
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

/// A group of computed values that styles share.
///
/// Changed only by the builder that made it, before any style holds it: afterwards it is frozen,
/// which is what makes it safe to send.
@usableFromInline
final class StyleGroup<Value: Sendable>: @unchecked Sendable {
  // Else every look at a style would ask at run time whether somebody changes it.
  @safe @exclusivity(unchecked) @usableFromInline var value: Value

  init(_ value: Value) { self.value = value }
}

/// All groups of one style.
@usableFromInline
struct StyleGroups: Sendable {
  @usableFromInline var text: StyleGroup<TextStyle>
  @usableFromInline var box: StyleGroup<BoxStyle>
  @usableFromInline var flex: StyleGroup<FlexStyle>
  @usableFromInline var grid: StyleGroup<GridStyle>
  @usableFromInline var paint: StyleGroup<PaintStyle>
  @usableFromInline var fragmentation: StyleGroup<FragmentationStyle>
  @usableFromInline var generated: StyleGroup<GeneratedStyle>
  var inherited: StyleGroup<InheritedState>
}

/// What children inherit beside `TextStyle`: inputs of computation that layout never sees.
struct InheritedState: Sendable {
  var custom: CustomProperties?
  /// 1 for `xx-small` to 8 for `xxx-large`, 0 when the font size came from something else.
  var fontSizeKeyword = 4
  /// Whether the font size goes back to an absolute length, which exempts it from the 13/16 rule.
  var fontSizeIsAbsolute = false
  /// What `font-variant-*`, `font-kerning` and `font-feature-settings` each contribute.
  var features = FontFeatureSources()
  var underlineOffset: Double?
}

/// OpenType features by the property that asks for them.
struct FontFeatureSources: Hashable, Sendable {
  var caps: [FontFeature] = []
  var numeric: [FontFeature] = []
  var ligatures: [FontFeature] = []
  var position: [FontFeature] = []
  var eastAsian: [FontFeature] = []
  var kerning: [FontFeature] = []
  var settings: [FontFeature] = []

  /// All of them, sorted by tag; low-level settings win over the rest.
  var merged: [FontFeature] {
    var byTag: [String: Int] = [:]
    for feature in caps + numeric + ligatures + position + eastAsian + kerning + settings {
      byTag[feature.tag] = feature.value
    }
    return byTag.map { FontFeature(tag: $0.key, value: $0.value) }.sorted { $0.tag < $1.tag }
  }
}

/// Properties that are known and passed over.
enum IgnoredProperties {
  static func contains(_ name: String) -> Bool {
    screenOnly.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  /// They steer interaction, motion, speech or the work of a browser, never a printed page; or
  /// they adjust what this engine does in one way only.
  private static let screenOnly: Set<String> = [
    "accent-color", "animation", "appearance", "backface-visibility", "background-attachment",
    "caret-color", "color-adjust", "color-scheme", "content-visibility", "cursor",
    "font-display", "font-language-override", "font-optical-sizing", "font-palette",
    "font-smooth", "font-smoothing", "font-synthesis", "font-variant-alternates",
    "font-variant-emoji", "font-variation-settings", "forced-color-adjust",
    "hanging-punctuation", "hyphenate-character", "hyphenate-limit-chars", "image-rendering",
    "interactivity", "interpolate-size", "isolation", "line-break", "outline-radius",
    "overflow-anchor", "perspective", "perspective-origin", "pointer-events",
    "print-color-adjust", "resize", "ruby-align", "ruby-position", "shape-rendering", "speak",
    "tap-highlight-color", "text-align-all", "text-rendering", "text-size-adjust",
    "text-spacing-trim", "text-underline-position", "text-decoration-skip",
    "text-decoration-skip-ink", "touch-action", "transform-style", "transition", "user-modify",
    "user-select", "vector-effect", "will-change", "writing-mode-adjust", "zoom-adjust",
    "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray",
    "stroke-dashoffset", "stroke-opacity", "fill-opacity", "fill-rule", "clip-rule",
    "stop-opacity", "text-anchor", "dominant-baseline", "alignment-baseline",
    "size", "page", "src", "unicode-range", "ascent-override", "descent-override",
    "line-gap-override", "size-adjust", "interpolation", "paint-order", "counter-style",
    "container", "container-name", "container-type", "contain-intrinsic-size",
    "contain-intrinsic-width", "contain-intrinsic-height", "border-image",
    "scrollbar-color", "scrollbar-gutter", "scrollbar-width", "view-transition-name",
    "filter-margin",
    "overflow-clip-margin", "field-sizing", "math-style", "speak-as", "quotes-style", "nav-up",
    "nav-down", "nav-left", "nav-right", "ime-mode", "behavior", "zoom", "filter",
    "backdrop-filter", "mix-blend-mode", "text-emphasis", "baseline-source", "margin-trim",
    "text-box-trim", "text-box", "text-box-edge", "reading-flow", "orientation", "user-zoom",
    "min-zoom", "max-zoom", "bookmark-label", "bookmark-level", "bookmark-state",
    "string-set", "hyphenate-limit-zone", "text-justify", "font-size-adjust",
    "initial-letter", "timeline-scope",
  ]

  private static let prefixes = [
    "animation-", "transition-", "scroll-", "overscroll-", "offset-", "view-timeline",
    "border-image-", "text-emphasis-", "contain-intrinsic-", "caret-", "mso-",
  ]

  /// Properties of CSS whose effect on a page is missing here, so that a warning says so.
  static let unsupported: Set<String> = [
    "background-blend-mode", "clip-path", "line-clamp", "mask", "mask-clip",
    "mask-composite", "mask-image", "mask-mode", "mask-origin", "mask-position", "mask-repeat",
    "mask-size", "rotate", "scale", "shape-image-threshold", "shape-margin", "shape-outside",
    "text-combine-upright", "text-orientation", "text-shadow", "translate", "writing-mode",
    "position-anchor", "anchor-name", "corner-shape",
  ]
}

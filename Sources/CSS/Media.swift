public import Geometry

/// The medium that a document is styled for.
public struct Media: Hashable, Sendable {
  public enum Kind: Hashable, Sendable { case print, screen }

  public var kind: Kind
  /// The paper where no `@page` says otherwise, or the window of a screen, in CSS px.
  public var size: Size
  /// Page margins in print where no `@page` says otherwise.
  public var margin: Edges<Double>
  /// What `vw`, `vh` and the media features `width` and `height` refer to.
  public var viewport: Size

  /// Paper with margins; the viewport is what they leave, as Chromium has it.
  public static func print(paper: Size, margin: Edges<Double>) -> Media {
    Media(kind: .print, size: paper, margin: margin)
  }

  public static func screen(_ window: Size) -> Media {
    Media(kind: .screen, size: window, margin: .zero)
  }

  private init(kind: Kind, size: Size, margin: Edges<Double>) {
    self.kind = kind
    self.size = size
    self.margin = margin
    viewport = size
    fitViewport()
  }

  /// Makes the viewport what the margins leave; in print whole px, as Chromium has it.
  mutating func fitViewport() {
    viewport = Size(
      width: max(0, size.width - margin.horizontal),
      height: max(0, size.height - margin.vertical))
    guard kind == .print else { return }
    // Margins lose what is below a layout unit of 1/64 px.
    viewport.width = (viewport.width + 1.0 / 64).rounded(.down)
    viewport.height = (viewport.height + 1.0 / 64).rounded(.down)
  }

  /// The value of a numeric media feature.
  func number(_ name: String) -> Double? {
    switch name {
    case "width": viewport.width
    case "height": viewport.height
    case "device-width": size.width
    case "device-height": size.height
    case "aspect-ratio": viewport.height > 0 ? viewport.width / viewport.height : 1
    case "resolution", "-webkit-device-pixel-ratio": 1
    case "color": 8
    case "monochrome", "color-index", "grid": 0
    default: nil
    }
  }

  /// The value of a media feature that takes keywords.
  func keyword(_ name: String) -> String? {
    switch name {
    case "orientation": viewport.width > viewport.height ? "landscape" : "portrait"
    case "prefers-color-scheme": "light"
    case "prefers-reduced-motion", "prefers-contrast", "prefers-reduced-transparency",
      "prefers-reduced-data":
      "no-preference"
    case "hover", "any-hover": kind == .print ? "none" : "hover"
    case "pointer", "any-pointer": kind == .print ? "none" : "fine"
    case "update": kind == .print ? "none" : "fast"
    case "overflow-block": kind == .print ? "paged" : "scroll"
    case "scripting", "forced-colors", "inverted-colors": "none"
    case "display-mode": "browser"
    case "color-gamut": "srgb"
    default: nil
    }
  }
}

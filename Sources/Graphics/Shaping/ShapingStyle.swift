import CPango
import CSS

/// What of a text style matters to shaping, in the form that HarfBuzz takes.
final class ShapingStyle {
  let stack: FontStack
  let size: Double
  let language: String
  /// `font-variant-caps` asks for small capitals for lower case, and for upper case.
  let smallCapitals: (lower: Bool, upper: Bool)
  /// With ligatures and contextual alternates off, which keeps text extractable from PDF.
  let features: [hb_feature_t]
  /// For scripts whose letters need them: as the font has it.
  let complexFeatures: [hb_feature_t]
  /// Whether HarfBuzz may keep its plan for these features: it looks through all that it kept each
  /// time, and never forgets one.
  let keepsPlan: Bool

  /// The part of a text style that glyphs depend on: the same text in two line heights or colours
  /// is shaped once.
  struct Key: Hashable {
    let families: [String]
    let request: FaceRequest
    /// CSS px.
    let size: Double
    let language: String
    let features: [FontFeature]

    init(_ style: TextStyle) {
      families = style.fontFamily
      request = FaceRequest(style)
      size = style.fontSize.isFinite ? max(0, min(style.fontSize, 10_000)) : 0
      language = style.language
      features = style.fontFeatures
    }
  }

  init(_ style: Key, stack: FontStack, keepsPlan: Bool = true) {
    self.stack = stack
    self.keepsPlan = keepsPlan
    size = style.size
    language = style.language
    smallCapitals = (
      style.features.contains { $0.tag == "smcp" && $0.value != 0 },
      style.features.contains { $0.tag == "c2sc" && $0.value != 0 }
    )
    let joining: Set = ["liga", "clig", "dlig", "calt"]
    let own = style.features.filter { !joining.contains($0.tag) && $0.tag.utf8.count == 4 }
      .map { Self.feature($0.tag, UInt32(clamping: $0.value)) }
    features = joining.sorted().map { Self.feature($0, 0) } + own
    complexFeatures = own
  }

  private static func feature(_ tag: String, _ value: UInt32) -> hb_feature_t {
    let number = tag.utf8.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return hb_feature_t(tag: number, value: value, start: 0, end: UInt32.max)
  }
}

extension FaceRequest {
  init(_ style: TextStyle) {
    let slant: FaceDescription.Slant =
      switch style.fontStyle {
      case .normal: .normal
      case .italic: .italic
      case .oblique: .oblique
      }
    self.init(weight: style.fontWeight, width: style.fontStretch, slant: slant)
  }
}

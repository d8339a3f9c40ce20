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

  init(_ style: TextStyle, stack: FontStack) {
    self.stack = stack
    size = style.fontSize.isFinite ? max(0, min(style.fontSize, 10_000)) : 0
    language = style.language
    smallCapitals = (
      style.fontFeatures.contains { $0.tag == "smcp" && $0.value != 0 },
      style.fontFeatures.contains { $0.tag == "c2sc" && $0.value != 0 }
    )
    let joining: Set = ["liga", "clig", "dlig", "calt"]
    let own = style.fontFeatures.filter { !joining.contains($0.tag) && $0.tag.utf8.count == 4 }
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

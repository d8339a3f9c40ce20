import Geometry

/// Colours of text that loses the ground it was set on.
enum DOCXColors {
  /// The colour of text that stood on `background` and now stands on white: its own where it can
  /// be read, else the background's, else a dark grey.
  static func ink(_ color: Color, on background: Color?) -> Color {
    let own = flattened(color)
    if contrast(own, .white) >= 3 { return own }
    if let background, contrast(flattened(background), .white) >= 4.5 {
      return flattened(background)
    }
    return Color(red: 0.2, green: 0.2, blue: 0.2)
  }

  /// A translucent colour as it looks on white.
  private static func flattened(_ color: Color) -> Color {
    let alpha = color.alpha
    return Color(
      red: color.red * alpha + 1 - alpha, green: color.green * alpha + 1 - alpha,
      blue: color.blue * alpha + 1 - alpha)
  }

  /// WCAG 2.2, contrast ratio: 1 to 21.
  static func contrast(_ a: Color, _ b: Color) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  /// WCAG 2.2, relative luminance, with the square law for the exact curve.
  private static func luminance(_ color: Color) -> Double {
    func linear(_ value: Double) -> Double { value * value * (0.305 * value + 0.695) }
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue)
  }
}

/// Text cut where its direction changes, because Word wants to be told.
enum DirectionalRuns {
  struct Part {
    var text: String
    var isRightToLeft: Bool
  }

  /// Neutral characters and digits go with what stands before them.
  static func split(_ text: String) -> [Part] {
    guard containsRightToLeft(text) else {
      return [Part(text: text, isRightToLeft: false)]
    }
    var parts: [Part] = []
    for character in text {
      let scalar = character.unicodeScalars.first ?? " "
      var direction = parts.last?.isRightToLeft
      if isRightToLeft(scalar) { direction = true }
      if !isRightToLeft(scalar), scalar.properties.isAlphabetic { direction = false }
      if let last = parts.indices.last, parts[last].isRightToLeft == direction ?? false {
        parts[last].text.append(character)
      } else {
        parts.append(Part(text: String(character), isRightToLeft: direction ?? false))
      }
    }
    return parts
  }

  static func containsRightToLeft(_ text: String) -> Bool {
    text.unicodeScalars.contains(where: isRightToLeft)
  }

  /// The blocks of Hebrew, Arabic, Syriac, Thaana and their presentation forms.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }
}

import JSON

/// How tight a page is set: factors of its gaps and of its text, 1 as the template has them.
struct Tightening: Hashable, Sendable {
  var spacing = 1.0
  var text = 1.0

  var json: JSONValue {
    ["spacing": .decimal(spacing, digits: 3), "text": .decimal(text, digits: 3)]
  }
}

/// How far page fit may tighten a template: `fit` in its `template.yaml`.
struct FitBounds: Sendable {
  /// The least factor of the gaps.
  var spacing = 1.0
  /// The floor of all text, CSS px; nil where text keeps its size.
  var font: Double?

  /// Levels of tightness; the gaps tighten in the first, then the text.
  private static let spacingLevels = 6
  private static let textLevels = 4

  /// Levels at which text keeps its size.
  var spacingLevels: Int { spacing < 1 ? Self.spacingLevels : 0 }

  /// How many levels there are beside 0, which changes nothing.
  var levels: Int { spacingLevels + (font == nil ? 0 : Self.textLevels) }

  /// The factors of a level, so that no text gets smaller than the floor; `smallestText` is that at
  /// level 0, CSS px.
  func tightening(_ level: Int, smallestText: Double) -> Tightening {
    var result = Tightening()
    if spacingLevels > 0 {
      let share = Double(min(level, spacingLevels)) / Double(spacingLevels)
      result.spacing = 1 - (1 - spacing) * share
    }
    if let font, level > spacingLevels, smallestText.isFinite, smallestText > font {
      let share = Double(level - spacingLevels) / Double(Self.textLevels)
      result.text = 1 - (1 - font / smallestText) * share
    }
    return result
  }
}

extension Double {
  /// A factor as CSS has it, four decimals; rounded up, so that a floor stays one.
  var text: String {
    let units = Int((self * 10_000).rounded(.up))
    let fraction = String(units % 10_000 + 10_000).dropFirst()
    return units % 10_000 == 0 ? String(units / 10_000) : "\(units / 10_000).\(fraction)"
  }
}

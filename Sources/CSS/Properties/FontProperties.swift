/// Longhands that all others may depend on; computed first, in this order.
let leadingProperties: [Longhand] = [
  .inherited(
    "direction", keywords(["ltr": .ltr, "rtl": .rtl]), { $0.text.direction = $1 },
    { $0.text.direction }),
  // Not CSS: how the `lang` attribute reaches the style.
  .inherited(languageProperty, { $0.string() }, { $0.text.language = $1 }, { $0.text.language }),
  .inherited(
    "font-family", FontGrammar.family, { $0.text.fontFamily = $1 }, { $0.text.fontFamily }),
  Longhand(
    name: "font-size", inherits: true,
    parse: { cursor in
      guard let value = FontGrammar.size(&cursor) else { return nil }
      return { $0.fontSize = value }
    },
    copy: { builder, style in
      builder.fontSize = .copied(
        style.text.fontSize, keyword: style.groups.inherited.value.fontSizeKeyword,
        isAbsolute: style.groups.inherited.value.fontSizeIsAbsolute)
    }),
  .inherited(
    "font-weight", computing: FontGrammar.weight, { $0.text.fontWeight = $1 },
    { $0.text.fontWeight }),
  .inherited("font-style", FontGrammar.style, { $0.text.fontStyle = $1 }, { $0.text.fontStyle }),
  .inherited(
    "font-stretch", FontGrammar.stretch, { $0.text.fontStretch = $1 }, { $0.text.fontStretch }),
  Longhand(
    name: "color", inherits: true,
    parse: { cursor in
      guard let value = cursor.color() else { return nil }
      return { builder in
        let color = value.resolved(builder.parent.text.color)
        builder.text.color = color
      }
    },
    copy: { $0.text.color = $1.text.color }),
]

/// The name under which presentational hints declare a language.
let languageProperty = "-x-lang"

/// The rest of what chooses glyphs.
let fontProperties: [Longhand] = [
  .inherited(
    "line-height", computing: Grammars.lineHeight, { $0.text.lineHeight = $1 },
    { $0.text.lineHeight }),
  .inherited(
    "letter-spacing", computing: Grammars.spacing, { $0.text.letterSpacing = $1 },
    { $0.text.letterSpacing }),
  .inherited(
    "word-spacing", computing: Grammars.spacing, { $0.text.wordSpacing = $1 },
    { $0.text.wordSpacing }),
  .inherited(
    "font-variant-caps", FontGrammar.caps, { $0.features.caps = $1 }, { $0.inherited.features.caps }
  ),
  .inherited(
    "font-variant-numeric", FontGrammar.numeric, { $0.features.numeric = $1 },
    { $0.inherited.features.numeric }),
  .inherited(
    "font-variant-ligatures", FontGrammar.ligatures, { $0.features.ligatures = $1 },
    { $0.inherited.features.ligatures }),
  .inherited(
    "font-variant-position", FontGrammar.position, { $0.features.position = $1 },
    { $0.inherited.features.position }),
  .inherited(
    "font-variant-east-asian", FontGrammar.eastAsian, { $0.features.eastAsian = $1 },
    { $0.inherited.features.eastAsian }),
  .inherited(
    "font-kerning", FontGrammar.kerning, { $0.features.kerning = $1 },
    { $0.inherited.features.kerning }),
  .inherited(
    "font-feature-settings", FontGrammar.settings, { $0.features.settings = $1 },
    { $0.inherited.features.settings }),
]

/// A specified `font-size`.
enum FontSizeValue: Sendable {
  /// 1 for `xx-small` to 8 for `xxx-large`.
  case keyword(Int)
  /// `larger` and `smaller`.
  case scaled(Double)
  case length(LengthValue)
  /// Taken from another style.
  case copied(Double, keyword: Int, isAbsolute: Bool)
}

/// A specified `font-weight`; `bolder` and `lighter` depend on the parent.
enum FontWeightValue: Computable {
  case number(Double)
  case bolder, lighter

  func computed(_ builder: borrowing StyleBuilder) -> Double {
    let inherited = builder.parent.text.fontWeight
    switch self {
    case .number(let value): return value
    case .bolder: return inherited < 350 ? 400 : inherited < 550 ? 700 : max(inherited, 900)
    case .lighter: return inherited < 550 ? min(inherited, 100) : inherited < 750 ? 400 : 700
    }
  }
}

enum FontGrammar {
  private static let sizes: Keywords<Int> = [
    "xx-small": 1, "x-small": 2, "small": 3, "medium": 4, "large": 5, "x-large": 6,
    "xx-large": 7, "xxx-large": 8, "-webkit-xxx-large": 8,
  ]
  private static let relativeSizes: Keywords<Double> = ["larger": 1.2, "smaller": 1 / 1.2]

  static let size: Grammar<FontSizeValue> = { cursor in
    if let keyword = cursor.keyword(sizes) { return .keyword(keyword) }
    if let factor = cursor.keyword(relativeSizes) { return .scaled(factor) }
    return cursor.length(negative: false).map(FontSizeValue.length)
  }

  private static let weights: Keywords<FontWeightValue> = [
    "normal": .number(400), "bold": .number(700), "bolder": .bolder, "lighter": .lighter,
  ]

  static let weight: Grammar<FontWeightValue> = { cursor in
    if let value = cursor.keyword(weights) { return value }
    guard let number = cursor.number(), number >= 1, number <= 1000 else { return nil }
    return .number(number)
  }

  private static let styles: Keywords<FontStyle> = [
    "normal": .normal, "italic": .italic, "oblique": .oblique,
  ]

  static let style: Grammar<FontStyle> = { cursor in
    let value = cursor.keyword(styles)
    if value == .oblique { _ = cursor.angle() }
    return value
  }

  static let stretchNames: Keywords<Double> = [
    "ultra-condensed": 50, "extra-condensed": 62.5, "condensed": 75, "semi-condensed": 87.5,
    "normal": 100, "semi-expanded": 112.5, "expanded": 125, "extra-expanded": 150,
    "ultra-expanded": 200,
  ]

  static let stretch: Grammar<Double> = { $0.keyword(stretchNames) ?? $0.percentage() }

  private static let genericFamilies: Set<String> = [
    "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji",
    "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded",
  ]

  /// Family names as written, generic ones in lower case.
  static let family: Grammar<[String]> = commaSeparated { cursor in
    if let name = cursor.string() { return name }
    guard var name = cursor.identifier() else { return nil }
    while let more = cursor.identifier() { name += " " + more }
    let lower = name.asciiLowercased
    return genericFamilies.contains(lower) ? lower : name
  }

  private static func on(_ tags: String...) -> [FontFeature] {
    tags.map { FontFeature(tag: $0, value: 1) }
  }

  private static func off(_ tags: String...) -> [FontFeature] {
    tags.map { FontFeature(tag: $0, value: 0) }
  }

  static let capsNames: Keywords<[FontFeature]> = [
    "small-caps": on("smcp"), "all-small-caps": on("smcp", "c2sc"), "petite-caps": on("pcap"),
    "all-petite-caps": on("pcap", "c2pc"), "unicase": on("unic"), "titling-caps": on("titl"),
  ]

  static let numericNames: Keywords<[FontFeature]> = [
    "lining-nums": on("lnum"), "oldstyle-nums": on("onum"), "proportional-nums": on("pnum"),
    "tabular-nums": on("tnum"), "diagonal-fractions": on("frac"),
    "stacked-fractions": on("afrc"), "ordinal": on("ordn"), "slashed-zero": on("zero"),
  ]

  static let ligatureNames: Keywords<[FontFeature]> = [
    "none": off("liga", "clig", "dlig", "hlig", "calt"),
    "common-ligatures": on("liga", "clig"), "no-common-ligatures": off("liga", "clig"),
    "discretionary-ligatures": on("dlig"), "no-discretionary-ligatures": off("dlig"),
    "historical-ligatures": on("hlig"), "no-historical-ligatures": off("hlig"),
    "contextual": on("calt"), "no-contextual": off("calt"),
  ]

  static let positionNames: Keywords<[FontFeature]> = ["sub": on("subs"), "super": on("sups")]

  static let caps = either("normal", [], keywords(capsNames))
  static let numeric = either("normal", [], several(numericNames))
  static let ligatures = either("normal", [], several(ligatureNames))
  static let position = either("normal", [], keywords(positionNames))
  static let eastAsian = either(
    "normal", [],
    several([
      "jis78": on("jp78"), "jis83": on("jp83"), "jis90": on("jp90"), "jis04": on("jp04"),
      "simplified": on("smpl"), "traditional": on("trad"), "full-width": on("fwid"),
      "proportional-width": on("pwid"), "ruby": on("ruby"),
    ]))
  static let kerning = keywords(["auto": [], "normal": on("kern"), "none": off("kern")])

  /// One or more keywords, whose features add up.
  private static func several(_ table: Keywords<[FontFeature]>) -> Grammar<[FontFeature]> {
    { cursor in
      guard var features = cursor.keyword(table) else { return nil }
      while let more = cursor.keyword(table) { features += more }
      return features
    }
  }

  static let settings: Grammar<[FontFeature]> = either(
    "normal", [],
    commaSeparated { cursor in
      guard let tag = cursor.string(), tag.utf8.count == 4 else { return nil }
      if let value = cursor.keyword(["on": 1, "off": 0]) {
        return FontFeature(tag: tag, value: value)
      }
      return FontFeature(tag: tag, value: max(0, cursor.integer() ?? 1))
    })
}

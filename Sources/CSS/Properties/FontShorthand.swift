/// `font` and `font-variant`.
enum FontShorthand {
  private static let variantNames = [
    "font-variant-caps", "font-variant-numeric", "font-variant-ligatures",
    "font-variant-position", "font-variant-east-asian",
  ]

  private static let resetNames = variantNames + ["font-kerning", "font-feature-settings"]

  static let font = Shorthand(
    name: "font",
    targets: ([
      "font-style", "font-weight", "font-stretch", "font-size", "line-height", "font-family",
    ] + resetNames).flatMap(ShorthandForm.targets)
  ) { cursor in
    let system: Set<String> = [
      "caption", "icon", "menu", "message-box", "small-caption", "status-bar",
    ]
    if cursor.keyword(system) != nil { return ShorthandForm.initial(["font-style"]) }
    guard var result = leading(&cursor), let size = value("font-size", &cursor) else {
      return nil
    }
    result += size
    if cursor.slash() {
      guard let height = value("line-height", &cursor) else { return nil }
      result += height
    } else {
      result += ShorthandForm.initial(["line-height"])
    }
    guard let family = value("font-family", &cursor) else { return nil }
    return result + family + ShorthandForm.initial(["font-kerning", "font-feature-settings"])
  }

  private static func value(
    _ name: String, _ cursor: inout ValueCursor
  ) -> [Shorthand.Expansion]? {
    ShorthandForm.same(ShorthandForm.targets(name), &cursor)
  }

  /// Style, weight, stretch and small caps, which stand before the size in any order.
  private static func leading(_ cursor: inout ValueCursor) -> [Shorthand.Expansion]? {
    var found: [String: [Shorthand.Expansion]] = [:]
    var normals = 0
    scan: while normals + found.count < 4 {
      if cursor.keyword("normal") {
        normals += 1
        continue
      }
      if found["font-variant-caps"] == nil, cursor.peekIdentifier() == "small-caps" {
        found["font-variant-caps"] = value("font-variant-caps", &cursor)
        continue
      }
      for name in ["font-style", "font-weight", "font-stretch"] where found[name] == nil {
        // A percentage here is the size, not a stretch.
        if name == "font-stretch", cursor.peekIdentifier() == nil { continue }
        guard let values = value(name, &cursor) else { continue }
        found[name] = values
        continue scan
      }
      break
    }
    let names = ["font-style", "font-weight", "font-stretch"] + variantNames
    return names.flatMap { found[$0] ?? ShorthandForm.initial([$0]) }
  }

  static let variant = Shorthand(
    name: "font-variant", targets: variantNames.flatMap(ShorthandForm.targets)
  ) { cursor in
    if cursor.keyword("normal") { return ShorthandForm.initial(variantNames) }
    if cursor.keyword("none") {
      let off = FontGrammar.ligatureNames["none"] ?? []
      return ShorthandForm.initial(variantNames.filter { $0 != "font-variant-ligatures" })
        + ShorthandForm.set("font-variant-ligatures") { $0.features.ligatures = off }
    }
    return ShorthandForm.anyOrder(variantNames.map(ShorthandForm.targets), &cursor)
  }
}

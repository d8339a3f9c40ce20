/// What a property name means.
enum PropertyEntry {
  case longhand(PropertyID)
  case shorthand(Shorthand)
  /// Known, and without effect on a printed page.
  case ignored
  /// Known, with an effect that this engine does not have.
  case unsupported
}

/// All properties by name.
///
/// A new longhand is one row in one of the tables beside this file.
enum PropertyTable {
  /// In the order in which they are computed.
  static let longhands: [Longhand] =
    leadingProperties + fontProperties + textProperties + decorationProperties + boxProperties
    + fragmentationProperties + flexProperties + gridProperties + borderProperties
    + backgroundProperties + paintProperties + generatedProperties

  /// Longhands from here on may depend on the font size and on `color`.
  static let firstDependent = leadingProperties.count

  static let ids: [String: PropertyID] = {
    var ids: [String: PropertyID] = [:]
    for (index, longhand) in longhands.enumerated() {
      ids[longhand.name] = PropertyID(index: UInt16(clamping: index))
    }
    return ids
  }()

  static let shorthands: [String: Shorthand] = {
    var table: [String: Shorthand] = [:]
    for shorthand in Shorthands.all { table[shorthand.name] = shorthand }
    return table
  }()

  static let direction = ids["direction"] ?? PropertyID(index: 0)

  static subscript(id: PropertyID) -> Longhand { longhands[Int(id.index)] }

  static func entry(_ name: String) -> PropertyEntry? {
    if let id = ids[name] { return .longhand(id) }
    if let shorthand = shorthands[name] { return .shorthand(shorthand) }
    if IgnoredProperties.contains(name) { return .ignored }
    if IgnoredProperties.unsupported.contains(name) { return .unsupported }
    if let plain = prefixedAliases[name] { return entry(plain) }
    return name.hasPrefix("-") ? .ignored : nil
  }

  /// Prefixed names that browsers still treat as the plain ones.
  private static let prefixedAliases: [String: String] = {
    var aliases: [String: String] = ["word-wrap": "overflow-wrap"]
    let plain = [
      "align-content", "align-items", "align-self", "background-clip", "background-origin",
      "background-size", "border-radius", "box-shadow", "box-sizing", "column-count",
      "column-gap", "column-rule", "column-rule-color", "column-rule-style",
      "column-rule-width", "column-span", "column-width", "columns", "flex", "flex-basis",
      "flex-direction", "flex-flow", "flex-grow", "flex-shrink", "flex-wrap",
      "font-feature-settings", "justify-content", "opacity", "order", "transform",
      "transform-origin", "hyphens", "box-decoration-break",
    ]
    for name in plain { aliases["-webkit-" + name] = name }
    return aliases
  }()

  /// Names to look for near misses in, in a fixed order.
  static let names: [String] = (ids.keys.filter { $0 != languageProperty } + shorthands.keys)
    .sorted()
}

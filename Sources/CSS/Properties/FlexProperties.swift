/// Longhands of flex containers and items, and the alignment that grid shares.
let flexProperties: [Longhand] = [
  .flex(
    "flex-direction", \.direction,
    keywords([
      "row": .row, "row-reverse": .rowReverse, "column": .column,
      "column-reverse": .columnReverse,
    ])),
  .flex(
    "flex-wrap", \.wrap,
    keywords(["nowrap": .nowrap, "wrap": .wrap, "wrap-reverse": .wrapReverse])),
  .flex("flex-grow", \.grow, Grammars.nonNegativeNumber),
  .flex("flex-shrink", \.shrink, Grammars.nonNegativeNumber),
  .flex("flex-basis", \.basis, computing: Grammars.flexBasis),
  .flex("order", \.order, Grammars.integer),
  .flex("justify-content", \.justifyContent, AlignmentGrammar.content),
  .flex("align-content", \.alignContent, AlignmentGrammar.content),
  .flex("justify-items", \.justifyItems, AlignmentGrammar.items),
  .flex("align-items", \.alignItems, AlignmentGrammar.items),
  .flex("justify-self", \.justifySelf, AlignmentGrammar.itself),
  .flex("align-self", \.alignSelf, AlignmentGrammar.itself),
  .flex("row-gap", \.rowGap, computing: Grammars.gap),
  .flex("column-gap", \.columnGap, computing: Grammars.gap),
]

/// Values of CSS Box Alignment 3.
enum AlignmentGrammar {
  private static let positions: [String: Alignment] = [
    "start": .start, "end": .end, "center": .center, "flex-start": .flexStart,
    "flex-end": .flexEnd, "self-start": .selfStart, "self-end": .selfEnd, "left": .left,
    "right": .right,
  ]

  private static let distribution: [String: Alignment] = [
    "normal": .normal, "stretch": .stretch, "space-between": .spaceBetween,
    "space-around": .spaceAround, "space-evenly": .spaceEvenly, "-webkit-flex-start": .flexStart,
  ]

  static let content: Grammar<Alignment> = { cursor in
    cursor.keyword(distribution) ?? shared(&cursor)
  }

  static let items: Grammar<Alignment> = { cursor in
    if cursor.keyword("legacy") { return cursor.keyword(positions) ?? .normal }
    return cursor.keyword(["normal": .normal, "stretch": .stretch]) ?? shared(&cursor)
  }

  static let itself: Grammar<Alignment> = { cursor in
    cursor.keyword(["auto": .auto, "normal": .normal, "stretch": .stretch]) ?? shared(&cursor)
  }

  /// Positions with an optional `safe` or `unsafe`, and baselines.
  private static func shared(_ cursor: inout ValueCursor) -> Alignment? {
    if cursor.keyword(["safe", "unsafe"]) != nil { return cursor.keyword(positions) }
    if let position = cursor.keyword(positions) { return position }
    if cursor.keyword("baseline") { return .baseline }
    if cursor.keyword("first") { return cursor.keyword("baseline") ? .baseline : nil }
    if cursor.keyword("last") { return cursor.keyword("baseline") ? .lastBaseline : nil }
    return nil
  }
}

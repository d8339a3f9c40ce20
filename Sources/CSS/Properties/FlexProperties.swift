/// Longhands of flex containers and items, and the alignment that grid shares.
let flexProperties: [Longhand] = [
  .own(
    "flex-direction",
    keywords([
      "row": .row, "row-reverse": .rowReverse, "column": .column,
      "column-reverse": .columnReverse,
    ]), { $0.flex.direction = $1 }, { $0.flex.direction }),
  .own(
    "flex-wrap", FlexGrammar.wrap,
    {
      $0.flex.wrap = $1.wrap
      $0.flex.balances = $1.balances
    }, { FlexGrammar.WrapValue(wrap: $0.flex.wrap, balances: $0.flex.balances) }),
  .own(
    "flex-line-count", either("auto", nil, FlexGrammar.lineCount), { $0.flex.lineCount = $1 },
    { $0.flex.lineCount }),
  .own("flex-grow", Grammars.nonNegativeNumber, { $0.flex.grow = $1 }, { $0.flex.grow }),
  .own("flex-shrink", Grammars.nonNegativeNumber, { $0.flex.shrink = $1 }, { $0.flex.shrink }),
  .own("flex-basis", computing: Grammars.flexBasis, { $0.flex.basis = $1 }, { $0.flex.basis }),
  .own("order", Grammars.integer, { $0.flex.order = $1 }, { $0.flex.order }),
  .own(
    "justify-content", AlignmentGrammar.content, { $0.flex.justifyContent = $1 },
    { $0.flex.justifyContent }),
  .own(
    "align-content", AlignmentGrammar.content, { $0.flex.alignContent = $1 },
    { $0.flex.alignContent }),
  .own(
    "justify-items", AlignmentGrammar.items, { $0.flex.justifyItems = $1 }, { $0.flex.justifyItems }
  ),
  .own("align-items", AlignmentGrammar.items, { $0.flex.alignItems = $1 }, { $0.flex.alignItems }),
  .own(
    "justify-self", AlignmentGrammar.itself, { $0.flex.justifySelf = $1 }, { $0.flex.justifySelf }),
  .own("align-self", AlignmentGrammar.itself, { $0.flex.alignSelf = $1 }, { $0.flex.alignSelf }),
  .own("row-gap", computing: Grammars.gap, { $0.flex.rowGap = $1 }, { $0.flex.rowGap }),
  .own("column-gap", computing: Grammars.gap, { $0.flex.columnGap = $1 }, { $0.flex.columnGap }),
]

enum FlexGrammar {
  /// Both halves of `flex-wrap` (CSS Flexbox 2, 5.2).
  struct WrapValue: Hashable, Sendable {
    var wrap: FlexStyle.Wrap
    var balances = false
  }

  private static let names: Keywords<FlexStyle.Wrap> = [
    "nowrap": .nowrap, "wrap": .wrap, "wrap-reverse": .wrapReverse,
  ]

  static let lineCount: Grammar<Int?> = { cursor in
    guard let count = Grammars.positiveInteger(&cursor) else { return nil }
    return .some(count)
  }

  static let wrap: Grammar<WrapValue> = { cursor in
    var balances = cursor.keyword("balance")
    let wrap = cursor.keyword(names)
    if wrap != nil, !balances { balances = cursor.keyword("balance") }
    guard balances || wrap != nil, !balances || wrap != .nowrap else { return nil }
    return WrapValue(wrap: wrap ?? .wrap, balances: balances)
  }
}

/// Values of CSS Box Alignment 3.
enum AlignmentGrammar {
  private static let positions: Keywords<Alignment> = [
    "start": .start, "end": .end, "center": .center, "flex-start": .flexStart,
    "flex-end": .flexEnd, "self-start": .selfStart, "self-end": .selfEnd, "left": .left,
    "right": .right,
  ]

  private static let distribution: Keywords<Alignment> = [
    "normal": .normal, "stretch": .stretch, "space-between": .spaceBetween,
    "space-around": .spaceAround, "space-evenly": .spaceEvenly, "-webkit-flex-start": .flexStart,
  ]

  private static let itemNames: Keywords<Alignment> = ["normal": .normal, "stretch": .stretch]

  static let content: Grammar<Alignment> = { cursor in
    cursor.keyword(distribution) ?? shared(&cursor)
  }

  static let items: Grammar<Alignment> = { cursor in
    if cursor.keyword("legacy") { return cursor.keyword(positions) ?? .normal }
    return cursor.keyword(itemNames) ?? shared(&cursor)
  }

  static let itself: Grammar<Alignment> = { cursor in
    cursor.keyword("auto") ? .auto : cursor.keyword(itemNames) ?? shared(&cursor)
  }

  /// Positions with an optional `safe` or `unsafe`, and baselines.
  private static func shared(_ cursor: inout ValueCursor) -> Alignment? {
    if cursor.keyword("safe") { return cursor.keyword(positions).map(Alignment.safe) }
    if cursor.keyword("unsafe") { return cursor.keyword(positions) }
    if let position = cursor.keyword(positions) { return position }
    if cursor.keyword("baseline") { return .baseline }
    if cursor.keyword("first") { return cursor.keyword("baseline") ? .baseline : nil }
    if cursor.keyword("last") { return cursor.keyword("baseline") ? .lastBaseline : nil }
    return nil
  }
}

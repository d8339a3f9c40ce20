/// All shorthands, one row each.
enum Shorthands {
  static let all: [Shorthand] =
    boxes + borders + texts + flexes + logical + legacy
    + [
      everything, FontShorthand.font, FontShorthand.variant, BackgroundShorthand.background,
      BackgroundShorthand.position,
    ]
    + GridShorthand.all

  private static func sides(_ prefix: String, _ suffix: String = "") -> [String] {
    ["top", "right", "bottom", "left"].map { prefix + $0 + suffix }
  }

  private static let boxes: [Shorthand] = [
    ShorthandForm.sides("margin", sides("margin-")),
    ShorthandForm.sides("padding", sides("padding-")),
    ShorthandForm.sides("inset", sides("")),
    ShorthandForm.pair("margin-block", "margin-top", "margin-bottom"),
    ShorthandForm.pair("margin-inline", "margin-inline-start", "margin-inline-end"),
    ShorthandForm.pair("padding-block", "padding-top", "padding-bottom"),
    ShorthandForm.pair("padding-inline", "padding-inline-start", "padding-inline-end"),
    ShorthandForm.pair("inset-block", "top", "bottom"),
    ShorthandForm.pair("inset-inline", "inset-inline-start", "inset-inline-end"),
    ShorthandForm.pair("overflow", "overflow-x", "overflow-y"),
    ShorthandForm.anyOrder("columns", [["column-width"], ["column-count"]]),
  ]

  private static let borders: [Shorthand] =
    [
      ShorthandForm.sides("border-width", sides("border-", "-width")),
      ShorthandForm.sides("border-style", sides("border-", "-style")),
      ShorthandForm.sides("border-color", sides("border-", "-color")),
      ShorthandForm.anyOrder(
        "border",
        [sides("border-", "-width"), sides("border-", "-style"), sides("border-", "-color")]),
      ShorthandForm.anyOrder("outline", [["outline-color"], ["outline-style"], ["outline-width"]]),
      ShorthandForm.anyOrder(
        "column-rule", [["column-rule-width"], ["column-rule-style"], ["column-rule-color"]]),
      borderRadius,
    ]
    + [
      "top", "right", "bottom", "left", "block-start", "block-end", "inline-start", "inline-end",
    ].map { side in
      ShorthandForm.anyOrder(
        "border-\(side)",
        [["border-\(side)-width"], ["border-\(side)-style"], ["border-\(side)-color"]])
    }
    + ["block", "inline"].map { axis in
      ShorthandForm.anyOrder(
        "border-\(axis)",
        ["width", "style", "color"].map { part in
          ["border-\(axis)-start-\(part)", "border-\(axis)-end-\(part)"]
        })
    }
    + ["block", "inline"].flatMap { axis in
      ["width", "style", "color"].map { part in
        ShorthandForm.pair(
          "border-\(axis)-\(part)", "border-\(axis)-start-\(part)", "border-\(axis)-end-\(part)")
      }
    }

  private static let texts: [Shorthand] = [
    ShorthandForm.anyOrder(
      "text-decoration",
      [
        ["text-decoration-line"], ["text-decoration-style"], ["text-decoration-color"],
        ["text-decoration-thickness"],
      ]),
    listStyle, textWrap,
  ]

  private static let flexes: [Shorthand] = [
    ShorthandForm.anyOrder("flex-flow", [["flex-direction"], ["flex-wrap"]]),
    ShorthandForm.pair("gap", "row-gap", "column-gap"),
    ShorthandForm.pair("grid-gap", "row-gap", "column-gap"),
    ShorthandForm.alias("grid-row-gap", ["row-gap"]),
    ShorthandForm.alias("grid-column-gap", ["column-gap"]),
    ShorthandForm.pair("place-content", "align-content", "justify-content"),
    ShorthandForm.pair("place-items", "align-items", "justify-items"),
    ShorthandForm.pair("place-self", "align-self", "justify-self"),
    flex,
  ]

  private static let logical: [Shorthand] =
    LogicalNames.all.map { ShorthandForm.alias($0, [$0]) }
    + [
      ("start", "inline-start"), ("end", "inline-end"), ("before", "block-start"),
      ("after", "block-end"),
    ]
    .flatMap { old, new in
      ["margin", "padding"].map {
        ShorthandForm.alias("-webkit-\($0)-\(old)", ["\($0)-\(new)"])
      }
    }

  private static let legacy: [Shorthand] = [
    ShorthandForm.alias("page-break-before", ["break-before"]),
    ShorthandForm.alias("page-break-after", ["break-after"]),
    ShorthandForm.alias("page-break-inside", ["break-inside"]),
    ShorthandForm.alias("-webkit-column-break-before", ["break-before"]),
    ShorthandForm.alias("-webkit-column-break-after", ["break-after"]),
    ShorthandForm.alias("-webkit-column-break-inside", ["break-inside"]),
  ]

  /// `all` takes CSS-wide keywords only, which are dealt with before any grammar is asked.
  private static let everything = Shorthand(
    name: "all",
    targets: PropertyTable.longhands.indices.compactMap { index in
      let name = PropertyTable.longhands[index].name
      let isExempt = name == "direction" || name == "unicode-bidi" || name == languageProperty
      return isExempt
        ? nil : Shorthand.Target(property: PropertyID(index: UInt16(clamping: index)))
    },
    parse: { _ in nil })

  /// A `none` stands for the type and the image alike.
  private static let listStyle = Shorthand(
    name: "list-style",
    targets: ["list-style-type", "list-style-position", "list-style-image"]
      .flatMap(ShorthandForm.targets)
  ) { cursor in
    var parts: [String: [Shorthand.Expansion]] = [:]
    var nones = 0
    scan: while !cursor.isAtEnd {
      if nones < 2, cursor.keyword("none") {
        nones += 1
        continue
      }
      for name in ["list-style-position", "list-style-image", "list-style-type"]
      where parts[name] == nil {
        guard let values = ShorthandForm.same(ShorthandForm.targets(name), &cursor) else {
          continue
        }
        parts[name] = values
        continue scan
      }
      return nil
    }
    if nones > 0, parts["list-style-type"] == nil {
      parts["list-style-type"] = ShorthandForm.set("list-style-type") {
        $0.text.listStyleType = .none
      }
    }
    return ["list-style-type", "list-style-position", "list-style-image"].flatMap {
      parts[$0] ?? ShorthandForm.initial([$0])
    }
  }

  private static let textWrap = Shorthand(
    name: "text-wrap", targets: ["text-wrap-style", "white-space"].flatMap(ShorthandForm.targets)
  ) { cursor in
    if cursor.keyword("nowrap") {
      return ShorthandForm.set("white-space") { $0.text.whiteSpace = .nowrap }
    }
    return ShorthandForm.same(ShorthandForm.targets("text-wrap-style"), &cursor)
  }

  private static let borderRadius = Shorthand(
    name: "border-radius", targets: radiusNames.flatMap(ShorthandForm.targets)
  ) { cursor in
    guard let horizontal = radii(&cursor) else { return nil }
    var vertical = horizontal
    if cursor.slash() {
      guard let second = radii(&cursor) else { return nil }
      vertical = second
    }
    let values = zip(horizontal, vertical).map { RadiusValue(horizontal: $0, vertical: $1) }
    return ShorthandForm.set(radiusNames[0]) {
      $0.paint.borderRadius.topLeft = values[0].computed($0)
    }
      + ShorthandForm.set(radiusNames[1]) {
        $0.paint.borderRadius.topRight = values[1].computed($0)
      }
      + ShorthandForm.set(radiusNames[2]) {
        $0.paint.borderRadius.bottomRight = values[2].computed($0)
      }
      + ShorthandForm.set(radiusNames[3]) {
        $0.paint.borderRadius.bottomLeft = values[3].computed($0)
      }
  }

  private static let radiusNames = [
    "border-top-left-radius", "border-top-right-radius", "border-bottom-right-radius",
    "border-bottom-left-radius",
  ]

  private static func radii(_ cursor: inout ValueCursor) -> [LengthValue]? {
    var values: [LengthValue] = []
    while values.count < 4, let value = cursor.length(negative: false) { values.append(value) }
    guard !values.isEmpty else { return nil }
    let order = [[0, 0, 0, 0], [0, 1, 0, 1], [0, 1, 2, 1], [0, 1, 2, 3]][values.count - 1]
    return order.map { values[$0] }
  }

  private static let flex = Shorthand(
    name: "flex",
    targets: ["flex-grow", "flex-shrink", "flex-basis"].flatMap(ShorthandForm.targets)
  ) { cursor in
    if cursor.keyword("none") { return flexValues(0, 0, .keyword(.auto)) }
    var grow: Double?
    var shrink: Double?
    var basis: SizingValue?
    while !cursor.isAtEnd {
      if grow == nil, let number = cursor.nonNegativeNumber() {
        grow = number
        shrink = cursor.nonNegativeNumber()
      } else if basis == nil, let value = Grammars.flexBasis(&cursor) {
        basis = value
      } else {
        return nil
      }
    }
    return flexValues(grow ?? 1, shrink ?? 1, basis ?? .length(.percent(0)))
  }

  private static func flexValues(
    _ grow: Double, _ shrink: Double, _ basis: SizingValue
  ) -> [Shorthand.Expansion] {
    ShorthandForm.set("flex-grow") { $0.flex.grow = grow }
      + ShorthandForm.set("flex-shrink") { $0.flex.shrink = shrink }
      + ShorthandForm.set("flex-basis") { $0.flex.basis = basis.computed($0) }
  }
}

import Geometry

/// Longhands of the box itself.
let boxProperties: [Longhand] = [
  .own("display", DisplayGrammar.display, { $0.box.display = $1 }, { $0.box.display }),
  .own(
    "position",
    keywords([
      "static": .static, "relative": .relative, "absolute": .absolute, "fixed": .fixed,
      "sticky": .sticky, "-webkit-sticky": .sticky,
    ]), { $0.box.position = $1 }, { $0.box.position }),
  .own("top", computing: Grammars.lengthOrAuto, { $0.box.inset.top = $1 }, { $0.box.inset.top }),
  .own(
    "right", computing: Grammars.lengthOrAuto, { $0.box.inset.right = $1 }, { $0.box.inset.right }),
  .own(
    "bottom", computing: Grammars.lengthOrAuto, { $0.box.inset.bottom = $1 },
    { $0.box.inset.bottom }),
  .own("left", computing: Grammars.lengthOrAuto, { $0.box.inset.left = $1 }, { $0.box.inset.left }),
  .own(
    "float",
    keywords([
      "none": .none, "left": .left, "right": .right, "inline-start": .left, "inline-end": .right,
    ]), { $0.box.float = $1 }, { $0.box.float }),
  .own(
    "clear",
    keywords([
      "none": .none, "left": .left, "right": .right, "both": .both, "inline-start": .left,
      "inline-end": .right,
    ]), { $0.box.clear = $1 }, { $0.box.clear }),
  .own(
    "box-sizing", keywords(["content-box": .contentBox, "border-box": .borderBox]),
    { $0.box.boxSizing = $1 }, { $0.box.boxSizing }),
  .own("width", computing: Grammars.size, { $0.box.width = $1 }, { $0.box.width }),
  .own("height", computing: Grammars.size, { $0.box.height = $1 }, { $0.box.height }),
  .own("min-width", computing: Grammars.size, { $0.box.minWidth = $1 }, { $0.box.minWidth }),
  .own("min-height", computing: Grammars.size, { $0.box.minHeight = $1 }, { $0.box.minHeight }),
  .own("max-width", computing: Grammars.maximumSize, { $0.box.maxWidth = $1 }, { $0.box.maxWidth }),
  .own(
    "max-height", computing: Grammars.maximumSize, { $0.box.maxHeight = $1 }, { $0.box.maxHeight }),
  .own("aspect-ratio", BoxGrammar.aspectRatio, { $0.box.aspectRatio = $1 }, { $0.box.aspectRatio }),
  .own(
    "margin-top", computing: Grammars.lengthOrAuto, { $0.box.margin.top = $1 },
    { $0.box.margin.top }),
  .own(
    "margin-right", computing: Grammars.lengthOrAuto, { $0.box.margin.right = $1 },
    { $0.box.margin.right }),
  .own(
    "margin-bottom", computing: Grammars.lengthOrAuto, { $0.box.margin.bottom = $1 },
    { $0.box.margin.bottom }),
  .own(
    "margin-left", computing: Grammars.lengthOrAuto, { $0.box.margin.left = $1 },
    { $0.box.margin.left }),
  .own(
    "padding-top", computing: Grammars.nonNegativeLength, { $0.box.padding.top = $1 },
    { $0.box.padding.top }),
  .own(
    "padding-right", computing: Grammars.nonNegativeLength, { $0.box.padding.right = $1 },
    { $0.box.padding.right }),
  .own(
    "padding-bottom", computing: Grammars.nonNegativeLength, { $0.box.padding.bottom = $1 },
    { $0.box.padding.bottom }),
  .own(
    "padding-left", computing: Grammars.nonNegativeLength, { $0.box.padding.left = $1 },
    { $0.box.padding.left }),
  .own("overflow-x", BoxGrammar.overflow, { $0.box.overflowX = $1 }, { $0.box.overflowX }),
  .own("overflow-y", BoxGrammar.overflow, { $0.box.overflowY = $1 }, { $0.box.overflowY }),
  .own(
    "vertical-align", computing: Grammars.verticalAlign, { $0.box.verticalAlign = $1 },
    { $0.box.verticalAlign }),
  .own(
    "table-layout", keywords(["fixed": true, "auto": false]), { $0.box.tableLayoutFixed = $1 },
    { $0.box.tableLayoutFixed }),
  .own(
    "column-count", either("auto", nil, BoxGrammar.columnCount), { $0.box.columnCount = $1 },
    { $0.box.columnCount }),
  .own(
    "column-width", computing: BoxGrammar.columnWidth, { $0.box.columnWidth = $1 },
    { $0.box.columnWidth }),
  .own(
    "column-fill", keywords(["balance": true, "balance-all": true, "auto": false]),
    { $0.box.columnFillBalance = $1 }, { $0.box.columnFillBalance }),
  .own(
    "column-span", keywords(["all": true, "none": false]), { $0.box.columnSpanAll = $1 },
    { $0.box.columnSpanAll }),
  .own("contain", BoxGrammar.containment, { $0.box.containment = $1 }, { $0.box.containment }),
  .own(
    "unicode-bidi",
    keywords([
      "normal": .normal, "embed": .embed, "isolate": .isolate, "bidi-override": .bidiOverride,
      "isolate-override": .isolateOverride, "plaintext": .plaintext,
    ]), { $0.box.unicodeBidi = $1 }, { $0.box.unicodeBidi }),
]

/// Longhands of fragmentation; the `page-break-*` forms are shorthands of these.
let fragmentationProperties: [Longhand] = [
  .own(
    "break-before", keywords(BoxGrammar.breakNames), { $0.fragmentation.breakBefore = $1 },
    { $0.fragmentation.breakBefore }),
  .own(
    "break-after", keywords(BoxGrammar.breakNames), { $0.fragmentation.breakAfter = $1 },
    { $0.fragmentation.breakAfter }),
  .own(
    "break-inside",
    keywords([
      "auto": .auto, "avoid": .avoid, "avoid-page": .avoidPage, "avoid-column": .avoidColumn,
    ]), { $0.fragmentation.breakInside = $1 }, { $0.fragmentation.breakInside }),
  .own(
    "box-decoration-break", keywords(["clone": true, "slice": false]),
    { $0.fragmentation.cloneDecoration = $1 }, { $0.fragmentation.cloneDecoration }),
]

enum BoxGrammar {
  static let overflow: Grammar<Overflow> = keywords([
    "visible": .visible, "hidden": .hidden, "clip": .clip, "scroll": .scroll, "auto": .auto,
    "overlay": .auto,
  ])

  private static let containments: Keywords<Containment> = [
    "layout": .layout, "paint": .paint, "style": [], "size": [], "inline-size": [],
  ]

  /// `contain`; the containment of sizes and styles shows in nothing that a resume does.
  static let containment: Grammar<Containment> = { cursor in
    if cursor.keyword("none") { return [] }
    if cursor.keyword(["strict", "content"]) != nil { return [.layout, .paint] }
    guard var result = cursor.keyword(containments) else { return nil }
    while let next = cursor.keyword(containments) { result.formUnion(next) }
    return result
  }

  static let breakNames: Keywords<BreakBetween> = [
    "auto": .auto, "avoid": .avoid, "always": .page, "all": .page, "page": .page, "left": .left,
    "right": .right, "recto": .recto, "verso": .verso, "column": .column,
    "avoid-page": .avoidPage, "avoid-column": .avoidColumn,
  ]

  static let columnCount: Grammar<Int?> = { cursor in
    guard let count = Grammars.positiveInteger(&cursor) else { return nil }
    return .some(min(count, 1000))
  }

  static let columnWidth: Grammar<OptionalPxValue> = { cursor in
    if cursor.keyword("auto") { return OptionalPxValue() }
    return cursor.length(percentages: false, negative: false).map { OptionalPxValue(length: $0) }
  }

  /// `auto`, `16 / 9`, or both, of which the ratio counts.
  static let aspectRatio: Grammar<Double?> = { cursor in
    let before = cursor.keyword("auto")
    guard let width = cursor.nonNegativeNumber() else { return before ? .some(nil) : nil }
    var height = 1.0
    if cursor.slash() {
      guard let value = cursor.nonNegativeNumber() else { return nil }
      height = value
    }
    _ = cursor.keyword("auto")
    return width > 0 && height > 0 ? .some(width / height) : .some(nil)
  }
}

/// `display` (CSS Display 3, section 2).
enum DisplayGrammar {
  static let display: Grammar<Display> = { cursor in
    if let single = cursor.keyword(singles) {
      return cursor.isAtEnd || single.outer == .none ? single : combined(single, &cursor)
    }
    if cursor.keyword("flow") { return combined(.block, &cursor) }
    return nil
  }

  private static let singles: Keywords<Display> = [
    "none": .none, "contents": Display(.contents, .flow), "block": .block, "inline": .inline,
    "inline-block": Display(.inline, .flowRoot), "flow-root": Display(.block, .flowRoot),
    "list-item": Display(.block, .flow, isListItem: true), "flex": Display(.block, .flex),
    "inline-flex": Display(.inline, .flex), "grid": Display(.block, .grid),
    "inline-grid": Display(.inline, .grid), "table": Display(.block, .table),
    "inline-table": Display(.inline, .table),
    "table-row-group": Display(.block, .tableRowGroup),
    "table-header-group": Display(.block, .tableHeaderGroup),
    "table-footer-group": Display(.block, .tableFooterGroup),
    "table-row": Display(.block, .tableRow), "table-cell": Display(.block, .tableCell),
    "table-column": Display(.block, .tableColumn),
    "table-column-group": Display(.block, .tableColumnGroup),
    "table-caption": Display(.block, .tableCaption), "ruby": .inline, "math": .inline,
    "-webkit-flex": Display(.block, .flex), "-webkit-inline-flex": Display(.inline, .flex),
  ]

  /// The two- and three-word forms, such as `inline flow-root` or `block flow list-item`.
  private static func combined(_ first: Display, _ cursor: inout ValueCursor) -> Display? {
    var display = first
    while !cursor.isAtEnd {
      guard let word = cursor.peekIdentifier() else { return nil }
      cursor.advance()
      switch word {
      case "block": display.outer = .block
      case "inline": display.outer = .inline
      case "flow": break
      case "flow-root": display.inner = .flowRoot
      case "flex": display.inner = .flex
      case "grid": display.inner = .grid
      case "table": display.inner = .table
      case "list-item": display.isListItem = true
      default: return nil
      }
    }
    return display
  }
}

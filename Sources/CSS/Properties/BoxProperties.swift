import Geometry

/// Longhands of the box itself.
let boxProperties: [Longhand] = [
  .box("display", \.display, DisplayGrammar.display),
  .box(
    "position", \.position,
    keywords([
      "static": .static, "relative": .relative, "absolute": .absolute, "fixed": .fixed,
      "sticky": .sticky, "-webkit-sticky": .sticky,
    ])),
  .box("top", \.inset.top, computing: Grammars.lengthOrAuto),
  .box("right", \.inset.right, computing: Grammars.lengthOrAuto),
  .box("bottom", \.inset.bottom, computing: Grammars.lengthOrAuto),
  .box("left", \.inset.left, computing: Grammars.lengthOrAuto),
  .box(
    "float", \.float,
    keywords([
      "none": .none, "left": .left, "right": .right, "inline-start": .left, "inline-end": .right,
    ])),
  .box(
    "clear", \.clear,
    keywords([
      "none": .none, "left": .left, "right": .right, "both": .both, "inline-start": .left,
      "inline-end": .right,
    ])),
  .box(
    "box-sizing", \.boxSizing,
    keywords(["content-box": .contentBox, "border-box": .borderBox])),
  .box("width", \.width, computing: Grammars.size),
  .box("height", \.height, computing: Grammars.size),
  .box("min-width", \.minWidth, computing: Grammars.size),
  .box("min-height", \.minHeight, computing: Grammars.size),
  .box("max-width", \.maxWidth, computing: Grammars.maximumSize),
  .box("max-height", \.maxHeight, computing: Grammars.maximumSize),
  .box("aspect-ratio", \.aspectRatio, BoxGrammar.aspectRatio),
  .box("margin-top", \.margin.top, computing: Grammars.lengthOrAuto),
  .box("margin-right", \.margin.right, computing: Grammars.lengthOrAuto),
  .box("margin-bottom", \.margin.bottom, computing: Grammars.lengthOrAuto),
  .box("margin-left", \.margin.left, computing: Grammars.lengthOrAuto),
  .box("padding-top", \.padding.top, computing: Grammars.nonNegativeLength),
  .box("padding-right", \.padding.right, computing: Grammars.nonNegativeLength),
  .box("padding-bottom", \.padding.bottom, computing: Grammars.nonNegativeLength),
  .box("padding-left", \.padding.left, computing: Grammars.nonNegativeLength),
  .box("overflow-x", \.overflowX, BoxGrammar.overflow),
  .box("overflow-y", \.overflowY, BoxGrammar.overflow),
  .box("vertical-align", \.verticalAlign, computing: Grammars.verticalAlign),
  .box("table-layout", \.tableLayoutFixed, keywords(["fixed": true, "auto": false])),
  .box("column-count", \.columnCount, either("auto", nil, BoxGrammar.columnCount)),
  .box("column-width", \.columnWidth, computing: BoxGrammar.columnWidth),
  .box(
    "column-fill", \.columnFillBalance,
    keywords(["balance": true, "balance-all": true, "auto": false])),
  .box("column-span", \.columnSpanAll, keywords(["all": true, "none": false])),
  .box(
    "unicode-bidi", \.unicodeBidi,
    keywords([
      "normal": .normal, "embed": .embed, "isolate": .isolate, "bidi-override": .bidiOverride,
      "isolate-override": .isolateOverride, "plaintext": .plaintext,
    ])),
]

/// Longhands of fragmentation; the `page-break-*` forms are shorthands of these.
let fragmentationProperties: [Longhand] = [
  .fragmentation("break-before", \.breakBefore, keywords(BoxGrammar.breakNames)),
  .fragmentation("break-after", \.breakAfter, keywords(BoxGrammar.breakNames)),
  .fragmentation(
    "break-inside", \.breakInside,
    keywords([
      "auto": .auto, "avoid": .avoid, "avoid-page": .avoidPage, "avoid-column": .avoidColumn,
    ])),
  .fragmentation(
    "box-decoration-break", \.cloneDecoration, keywords(["clone": true, "slice": false])),
]

enum BoxGrammar {
  static let overflow: Grammar<Overflow> = keywords([
    "visible": .visible, "hidden": .hidden, "clip": .clip, "scroll": .scroll, "auto": .auto,
    "overlay": .auto,
  ])

  static let breakNames: [String: BreakBetween] = [
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

  private static let singles: [String: Display] = [
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

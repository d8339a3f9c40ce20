import Geometry

/// Inherited longhands of text, lists and tables.
let textProperties: [Longhand] = [
  Longhand(
    name: "text-align", inherits: true,
    parse: { cursor in
      guard let value = TextGrammar.align(&cursor) else { return nil }
      return { $0.setTextAlign(value) }
    },
    copy: { builder, style in
      builder.text.textAlign = style.text.textAlign
      builder.text.alignsBlockChildren = style.text.alignsBlockChildren
    }),
  .inherited(
    "text-align-last", TextGrammar.alignLast, { $0.text.textAlignLast = $1 },
    { $0.text.textAlignLast }),
  .inherited(
    "text-indent", computing: TextGrammar.indent, { $0.text.textIndent = $1 },
    { $0.text.textIndent }),
  .inherited(
    "text-transform", TextGrammar.transform, { $0.text.textTransform = $1 },
    { $0.text.textTransform }),
  .inherited(
    "white-space", TextGrammar.whiteSpace, { $0.text.whiteSpace = $1 }, { $0.text.whiteSpace }),
  .inherited(
    "text-wrap-style", TextGrammar.textWrap, { $0.text.textWrap = $1 }, { $0.text.textWrap }),
  .inherited(
    "overflow-wrap",
    keywords(["normal": .normal, "break-word": .breakWord, "anywhere": .anywhere]),
    { $0.text.overflowWrap = $1 }, { $0.text.overflowWrap }),
  .inherited(
    "word-break",
    keywords([
      "normal": .normal, "break-all": .breakAll, "keep-all": .keepAll, "auto-phrase": .normal,
      "break-word": .normal,
    ]), { $0.text.wordBreak = $1 }, { $0.text.wordBreak }),
  .inherited(
    "hyphens",
    keywords(["none": .none, "manual": .manual, "auto": .auto, "-bespoke-whole": .whole]),
    { $0.text.hyphens = $1 }, { $0.text.hyphens }),
  .inherited(
    "tab-size", computing: TextGrammar.tabSize, { $0.text.tabSize = $1 }, { $0.text.tabSize }),
  .inherited(
    "visibility", keywords(["visible": .visible, "hidden": .hidden, "collapse": .collapse]),
    { $0.text.visibility = $1 }, { $0.text.visibility }),
  .inherited(
    "list-style-type", TextGrammar.listStyleType, { $0.text.listStyleType = $1 },
    { $0.text.listStyleType }),
  .inherited(
    "list-style-position", keywords(["inside": true, "outside": false]),
    { $0.text.listStyleInside = $1 }, { $0.text.listStyleInside }),
  .inherited(
    "list-style-image", either("none", nil, { $0.url().map(Optional.some) }),
    { $0.text.listStyleImage = $1 }, { $0.text.listStyleImage }),
  .inherited("orphans", Grammars.positiveInteger, { $0.text.orphans = $1 }, { $0.text.orphans }),
  .inherited("widows", Grammars.positiveInteger, { $0.text.widows = $1 }, { $0.text.widows }),
  .inherited(
    "border-collapse", keywords(["collapse": true, "separate": false]),
    { $0.text.borderCollapse = $1 }, { $0.text.borderCollapse }),
  .inherited(
    "border-spacing", computing: TextGrammar.borderSpacing, { $0.text.borderSpacing = $1 },
    { $0.text.borderSpacing }),
  .inherited(
    "caption-side", keywords(["top": false, "bottom": true]), { $0.text.captionSideBottom = $1 },
    { $0.text.captionSideBottom }),
  .inherited(
    "empty-cells", keywords(["show": false, "hide": true]), { $0.text.emptyCellsHidden = $1 },
    { $0.text.emptyCellsHidden }),
  .inherited("quotes", TextGrammar.quotes, { $0.text.quotes = $1 }, { $0.text.quotes }),
  Longhand(
    name: "text-underline-offset", inherits: true,
    parse: { cursor in
      if cursor.keyword("auto") { return { $0.inherited.underlineOffset = nil } }
      guard let length = cursor.length() else { return nil }
      return { builder in
        let px = length.px(builder.lengths, percentageBasis: builder.lengths.fontSize)
        builder.inherited.underlineOffset = px
      }
    },
    copy: {
      $0.inherited.underlineOffset = $1.groups.inherited.value.underlineOffset
    }),
]

/// Parts of `text-decoration`; none of them inherits, their effect does.
///
/// Only effects are kept, so `inherit` is taken as the initial value.
let decorationProperties: [Longhand] = [
  .own(
    "text-decoration-line", TextGrammar.decorationLine, { $0.decoration.lines = $1 }, { _ in [] }),
  .own(
    "text-decoration-style",
    keywords([
      "solid": .solid, "double": .double, "dotted": .dotted, "dashed": .dashed, "wavy": .wavy,
    ]), { $0.decoration.style = $1 }, { _ in .solid }),
  .own(
    "text-decoration-color", Grammars.color, { $0.decoration.color = $1 }, { _ in .current }),
  .own(
    "text-decoration-thickness", TextGrammar.thickness, { $0.decoration.thickness = $1 },
    { _ in nil }),
]

/// A specified `text-decoration`.
struct DecorationValue: Sendable {
  var lines: [TextDecoration.Line] = []
  var style = TextDecoration.Style.solid
  var color = ColorValue.current
  /// nil for `auto` and `from-font`.
  var thickness: LengthValue?
}

/// A specified `text-align`; the special ones depend on the parent.
enum TextAlignValue: Sendable {
  case plain(TextAlign)
  /// `-webkit-left`, `-webkit-right`, `-webkit-center`, which move block children too.
  case withBlocks(TextAlign)
  case matchParent
  /// What table headings have: centred unless an ancestor says otherwise.
  case heading
}

extension StyleBuilder {
  mutating func setTextAlign(_ value: TextAlignValue) {
    let parentText = parent.text
    let align: TextAlign
    var withBlocks = false
    switch value {
    case .plain(let plain): align = plain
    case .withBlocks(let side): (align, withBlocks) = (side, true)
    case .heading: align = parentText.textAlign == .start ? .center : parentText.textAlign
    case .matchParent:
      let isRTL = parentText.direction == .rtl
      switch parentText.textAlign {
      case .start: align = isRTL ? .right : .left
      case .end: align = isRTL ? .left : .right
      default: align = parentText.textAlign
      }
    }
    text.textAlign = align
    text.alignsBlockChildren = withBlocks
  }
}

/// A tab's width: a number of spaces, or a length taken as spaces of a quarter em.
struct TabSizeValue: Computable {
  var number: Double?
  var length: LengthValue?

  func computed(_ builder: borrowing StyleBuilder) -> Double {
    if let number { return number }
    let space = max(builder.lengths.fontSize / 4, 0.01)
    return (length ?? .zero).px(builder.lengths) / space
  }
}

struct BorderSpacingValue: Computable {
  var horizontal: LengthValue
  var vertical: LengthValue

  func computed(_ builder: borrowing StyleBuilder) -> Size {
    Size(width: horizontal.px(builder.lengths), height: vertical.px(builder.lengths))
  }
}

enum TextGrammar {
  static let align: Grammar<TextAlignValue> = keywords([
    "start": .plain(.start), "end": .plain(.end), "left": .plain(.left),
    "right": .plain(.right), "center": .plain(.center), "justify": .plain(.justify),
    "justify-all": .plain(.justify), "match-parent": .matchParent,
    "-webkit-match-parent": .matchParent, "-webkit-left": .withBlocks(.left),
    "-webkit-right": .withBlocks(.right), "-webkit-center": .withBlocks(.center),
    "-internal-center": .heading,
  ])

  static let alignLast: Grammar<TextAlign?> = keywords([
    "auto": nil, "start": .start, "end": .end, "left": .left, "right": .right,
    "center": .center, "justify": .justify,
  ])

  static let indent: Grammar<LengthValue> = { cursor in
    guard let length = cursor.length() else { return nil }
    // Hanging and each-line indents are not told apart from plain ones by Chromium either.
    return length
  }

  static let transform: Grammar<TextTransform> = keywords([
    "none": .none, "uppercase": .uppercase, "lowercase": .lowercase, "capitalize": .capitalize,
  ])

  static let whiteSpace: Grammar<WhiteSpace> = keywords([
    "normal": .normal, "nowrap": .nowrap, "pre": .pre, "pre-wrap": .preWrap,
    "pre-line": .preLine, "break-spaces": .breakSpaces, "-webkit-nowrap": .nowrap,
  ])

  static let textWrap: Grammar<TextWrap> = keywords([
    "auto": .wrap, "wrap": .wrap, "stable": .wrap, "balance": .balance, "pretty": .pretty,
  ])

  static let tabSize: Grammar<TabSizeValue> = { cursor in
    if let number = cursor.nonNegativeNumber() { return TabSizeValue(number: number) }
    return cursor.length(percentages: false, negative: false).map { TabSizeValue(length: $0) }
  }

  static let listStyleType: Grammar<ListStyleType> = { cursor in
    if let text = cursor.string() { return .string(text) }
    guard let name = cursor.identifier() else { return nil }
    let lower = name.asciiLowercased
    if lower == "none" { return ListStyleType.none }
    return .keyword(lower)
  }

  static let borderSpacing: Grammar<BorderSpacingValue> = { cursor in
    guard let first = cursor.length(percentages: false, negative: false) else { return nil }
    let second = cursor.length(percentages: false, negative: false)
    return BorderSpacingValue(horizontal: first, vertical: second ?? first)
  }

  static let quotes: Grammar<[String]?> = { cursor in
    if cursor.keyword("none") { return .some([]) }
    if cursor.keyword(["auto", "match-parent"]) != nil { return .some(nil) }
    var marks: [String] = []
    while let mark = cursor.string() { marks.append(mark) }
    return marks.isEmpty || marks.count % 2 != 0 ? nil : .some(marks)
  }

  private static let decorationLines: Keywords<TextDecoration.Line?> = [
    "underline": .underline, "overline": .overline, "line-through": .lineThrough, "blink": nil,
  ]

  static let decorationLine: Grammar<[TextDecoration.Line]> = { cursor in
    if cursor.keyword("none") { return [] }
    var lines: [TextDecoration.Line] = []
    var found = false
    while let line = cursor.keyword(decorationLines) {
      found = true
      if let line, !lines.contains(line) { lines.append(line) }
    }
    return found ? lines : nil
  }

  static let thickness: Grammar<LengthValue?> = { cursor in
    if cursor.keyword(["auto", "from-font"]) != nil { return .some(nil) }
    return cursor.length(negative: false).map(Optional.some)
  }
}

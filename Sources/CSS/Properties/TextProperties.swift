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
      builder.modify(\.text) {
        $0.textAlign = style.text.textAlign
        $0.alignsBlockChildren = style.text.alignsBlockChildren
      }
    }),
  .text("text-align-last", \.textAlignLast, TextGrammar.alignLast),
  .text("text-indent", \.textIndent, computing: TextGrammar.indent),
  .text("text-transform", \.textTransform, TextGrammar.transform),
  .text("white-space", \.whiteSpace, TextGrammar.whiteSpace),
  .text("text-wrap-style", \.textWrap, TextGrammar.textWrap),
  .text(
    "overflow-wrap", \.overflowWrap,
    keywords(["normal": .normal, "break-word": .breakWord, "anywhere": .anywhere])),
  .text(
    "word-break", \.wordBreak,
    keywords([
      "normal": .normal, "break-all": .breakAll, "keep-all": .keepAll, "auto-phrase": .normal,
      "break-word": .normal,
    ])),
  .text("hyphens", \.hyphens, keywords(["none": .none, "manual": .manual, "auto": .auto])),
  .text("tab-size", \.tabSize, computing: TextGrammar.tabSize),
  .text(
    "visibility", \.visibility,
    keywords(["visible": .visible, "hidden": .hidden, "collapse": .collapse])),
  .text("list-style-type", \.listStyleType, TextGrammar.listStyleType),
  .text(
    "list-style-position", \.listStyleInside, keywords(["inside": true, "outside": false])),
  .text("list-style-image", \.listStyleImage, either("none", nil, { $0.url().map(Optional.some) })),
  .text("orphans", \.orphans, Grammars.positiveInteger),
  .text("widows", \.widows, Grammars.positiveInteger),
  .text("border-collapse", \.borderCollapse, keywords(["collapse": true, "separate": false])),
  .text("border-spacing", \.borderSpacing, computing: TextGrammar.borderSpacing),
  .text("caption-side", \.captionSideBottom, keywords(["top": false, "bottom": true])),
  .text("empty-cells", \.emptyCellsHidden, keywords(["show": false, "hide": true])),
  .text("quotes", \.quotes, TextGrammar.quotes),
  Longhand(
    name: "text-underline-offset", inherits: true,
    parse: { cursor in
      if cursor.keyword("auto") { return { $0.set(\.inherited, \.underlineOffset, nil) } }
      guard let length = cursor.length() else { return nil }
      return { builder in
        let px = length.px(builder.lengths, percentageBasis: builder.lengths.fontSize)
        builder.set(\.inherited, \.underlineOffset, px)
      }
    },
    copy: {
      $0.set(\.inherited, \.underlineOffset, $1.groups.inherited.value.underlineOffset)
    }),
]

/// Parts of `text-decoration`; none of them inherits, their effect does.
let decorationProperties: [Longhand] = [
  .decoration("text-decoration-line", \.lines, TextGrammar.decorationLine),
  .decoration(
    "text-decoration-style", \.style,
    keywords([
      "solid": .solid, "double": .double, "dotted": .dotted, "dashed": .dashed, "wavy": .wavy,
    ])),
  .decoration("text-decoration-color", \.color, Grammars.color),
  .decoration("text-decoration-thickness", \.thickness, TextGrammar.thickness),
]

/// A specified `text-decoration`.
struct DecorationValue: Sendable {
  var lines: [TextDecoration.Line] = []
  var style = TextDecoration.Style.solid
  var color = ColorValue.current
  /// nil for `auto` and `from-font`.
  var thickness: LengthValue?
}

extension Longhand {
  fileprivate static func decoration<Value: Sendable>(
    _ name: String, _ path: Path<DecorationValue, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(
      name: name, inherits: false,
      parse: { cursor in
        guard let value = grammar(&cursor) else { return nil }
        return { builder in
          var decoration = builder.decoration ?? DecorationValue()
          decoration[keyPath: path] = value
          builder.decoration = decoration
        }
      },
      copy: { builder, _ in
        // Only effects are kept, so `inherit` is taken as the initial value.
        guard builder.decoration != nil else { return }
        builder.decoration?[keyPath: path] = DecorationValue()[keyPath: path]
      })
  }
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
    modify(\.text) {
      $0.textAlign = align
      $0.alignsBlockChildren = withBlocks
    }
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

  static let decorationLine: Grammar<[TextDecoration.Line]> = { cursor in
    if cursor.keyword("none") { return [] }
    var lines: [TextDecoration.Line] = []
    let table: [String: TextDecoration.Line?] = [
      "underline": .underline, "overline": .overline, "line-through": .lineThrough,
      "blink": nil,
    ]
    var found = false
    while let line = cursor.keyword(table) {
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

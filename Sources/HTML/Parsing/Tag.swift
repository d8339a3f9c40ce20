/// The elements that the parser treats in a way of their own; all others are `other`.
enum Tag: UInt8, CaseIterable {
  case other
  case a, address, applet, area, article, aside, b, base, basefont, bgsound, big, blockquote, body
  case br, button, caption, center, code, col, colgroup, dd, details, dialog, dir, div, dl, dt
  case em, embed, fieldset, figcaption, figure, font, footer, form, frame, frameset
  case h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, image, img, input
  case keygen, li, link, listing, main, marquee, math, menu, meta, nav, nobr, noembed, noframes
  case noscript, object, ol, optgroup, option, p, param, plaintext, pre, rb, rp, rt, rtc, ruby
  case s, script, search, section, select, small, source, span, strike, strong, style, sub
  case summary, sup, svg, table, tbody, td, template, textarea, tfoot, th, thead, title, tr
  case track, tt, u, ul, wbr, xmp
  case `var`
  // Elements of MathML and SVG that HTML content may stand in.
  case annotationXML, mi, mn, mo, ms, mtext, desc, foreignObject, svgTitle

  /// The tag of an HTML element by its name in lower case.
  init(name: String) {
    self = Self.byName[name] ?? .other
  }

  private static let byName: [String: Tag] = Dictionary(
    zip(names.split(separator: UInt8(ascii: " ")), allCases.dropFirst()).map {
      (String(decoding: $0, as: UTF8.self), $1)
    }, uniquingKeysWith: { first, _ in first })

  /// Names of the cases from `a` to `var`: reflection would be slow at each start.
  private static let names = """
    a address applet area article aside b base basefont bgsound big blockquote body br button \
    caption center code col colgroup dd details dialog dir div dl dt em embed fieldset \
    figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr \
    html i iframe image img input keygen li link listing main marquee math menu meta nav nobr \
    noembed noframes noscript object ol optgroup option p param plaintext pre rb rp rt rtc ruby \
    s script search section select small source span strike strong style sub summary sup svg \
    table tbody td template textarea tfoot th thead title tr track tt u ul wbr xmp var
    """.utf8

  /// The tag of an SVG element by its name in lower case.
  init(svgName name: String) {
    switch name {
    case "desc": self = .desc
    case "foreignobject": self = .foreignObject
    case "title": self = .svgTitle
    default: self = .other
    }
  }

  /// The tag of a MathML element by its name in lower case.
  init(mathName name: String) {
    switch name {
    case "annotation-xml": self = .annotationXML
    case "mi": self = .mi
    case "mn": self = .mn
    case "mo": self = .mo
    case "ms": self = .ms
    case "mtext": self = .mtext
    default: self = .other
    }
  }
}

/// A set of tags in two words.
struct TagSet: ExpressibleByArrayLiteral {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  init(arrayLiteral elements: Tag...) {
    for tag in elements { insert(tag) }
  }

  mutating func insert(_ tag: Tag) {
    if tag.rawValue < 64 {
      low |= 1 << UInt64(tag.rawValue)
    } else {
      high |= 1 << UInt64(tag.rawValue - 64)
    }
  }

  func contains(_ tag: Tag) -> Bool {
    tag.rawValue < 64
      ? low & (1 << UInt64(tag.rawValue)) != 0
      : high & (1 << UInt64(tag.rawValue - 64)) != 0
  }

  func union(_ other: TagSet) -> TagSet {
    var both = self
    both.low |= other.low
    both.high |= other.high
    return both
  }

  func subtracting(_ tag: Tag) -> TagSet {
    var rest = self
    let single: TagSet = [tag]
    rest.low &= ~single.low
    rest.high &= ~single.high
    return rest
  }
}

/// The groups of HTML Living Standard 13.2.4.
extension TagSet {
  static let headings: TagSet = [.h1, .h2, .h3, .h4, .h5, .h6]

  static let void: TagSet = [
    .area, .base, .basefont, .bgsound, .br, .col, .embed, .frame, .hr, .img, .input, .keygen,
    .link, .meta, .param, .source, .track, .wbr,
  ]

  static let special: TagSet = [
    .address, .applet, .area, .article, .aside, .base, .basefont, .bgsound, .blockquote, .body,
    .br, .button, .caption, .center, .col, .colgroup, .dd, .details, .dir, .div, .dl, .dt, .embed,
    .fieldset, .figcaption, .figure, .footer, .form, .frame, .frameset, .h1, .h2, .h3, .h4, .h5,
    .h6, .head, .header, .hgroup, .hr, .html, .iframe, .img, .input, .keygen, .li, .link, .listing,
    .main, .marquee, .menu, .meta, .nav, .noembed, .noframes, .noscript, .object, .ol, .p, .param,
    .plaintext, .pre, .script, .search, .section, .select, .source, .style, .summary, .table,
    .tbody, .td, .template, .textarea, .tfoot, .th, .thead, .title, .tr, .track, .ul, .wbr, .xmp,
    .mi, .mo, .mn, .ms, .mtext, .annotationXML, .foreignObject, .desc, .svgTitle,
  ]

  /// Elements that an end tag may leave out, so that the parser closes them.
  static let impliedEnd: TagSet = [
    .dd, .dt, .li, .optgroup, .option, .p, .rb, .rp, .rt, .rtc,
  ]

  static let impliedEndThorough = impliedEnd.union([
    .caption, .colgroup, .tbody, .td, .tfoot, .th, .thead, .tr,
  ])

  static let scope: TagSet = [
    .applet, .caption, .html, .table, .td, .th, .marquee, .object, .select, .template,
    .mi, .mo, .mn, .ms, .mtext, .annotationXML, .foreignObject, .desc, .svgTitle,
  ]
  static let listItemScope = scope.union([.ol, .ul])
  static let buttonScope = scope.union([.button])
  static let tableScope: TagSet = [.html, .table, .template]

  /// Blocks that end an open paragraph and whose end tag closes what is open inside.
  static let blocks: TagSet = [
    .address, .article, .aside, .blockquote, .center, .details, .dialog, .dir, .div, .dl,
    .fieldset, .figcaption, .figure, .footer, .header, .hgroup, .main, .menu, .nav, .ol, .search,
    .section, .summary, .ul,
  ]

  /// Elements that are opened anew in the next block when one ends around them.
  static let formatting: TagSet = [
    .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
  ]

  static let headContent: TagSet = [
    .base, .basefont, .bgsound, .link, .meta, .noframes, .script, .style, .template, .title,
  ]

  static let tableRows: TagSet = [.tbody, .tfoot, .thead, .tr]

  /// HTML start tags that end SVG or MathML content.
  static let breaksOutOfForeign: TagSet = [
    .b, .big, .blockquote, .body, .br, .center, .code, .dd, .div, .dl, .dt, .em, .embed, .h1, .h2,
    .h3, .h4, .h5, .h6, .head, .hr, .i, .img, .li, .listing, .menu, .meta, .nobr, .ol, .p, .pre,
    .ruby, .s, .small, .span, .strong, .strike, .sub, .sup, .table, .tt, .u, .ul, .var,
  ]
}

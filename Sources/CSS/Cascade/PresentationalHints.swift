import HTML

/// What attributes of HTML say about style (HTML, section 15), as text of declarations.
enum PresentationalHints {
  /// The declarations for an element, empty for most.
  static func declarations(
    _ element: HTMLDocument.Element, _ node: Int32, _ index: ElementIndex
  ) -> String {
    var out = ""
    for attribute in element.attributes {
      switch attribute.name {
      case "lang", "xml:lang": out += languageProperty + ":\"" + name(attribute.value) + "\";"
      case "class", "id", "style", "href", "src", "alt", "title", "rel": break
      case "hidden": out += "display:none;"
      case "dir": out += direction(attribute.value, element, node, index)
      default: out += hint(attribute, element, node, index)
      }
    }
    switch element.name {
    case "td", "th": out += cell(node, index)
    case "img": if element["border"] != nil { out += "border-style:solid;" }
    default: break
    }
    return out
  }

  private static func direction(
    _ value: String, _ element: HTMLDocument.Element, _ node: Int32, _ index: ElementIndex
  ) -> String {
    let bidi = element.name == "bdo" ? "isolate-override" : "isolate"
    switch value.asciiLowercased {
    case "ltr": return "direction:ltr;unicode-bidi:\(bidi);"
    case "rtl": return "direction:rtl;unicode-bidi:\(bidi);"
    case "auto":
      let direction = index.startsRightToLeft(node) ? "rtl" : "ltr"
      return "direction:\(direction);unicode-bidi:isolate;"
    default: return ""
    }
  }

  private static let sized: Set<String> = [
    "img", "table", "td", "th", "tr", "col", "colgroup", "hr", "canvas", "svg", "video", "object",
    "embed", "iframe", "tbody", "thead", "tfoot", "image",
  ]

  private static let aligned: Set<String> = [
    "p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "tbody", "thead", "tfoot",
    "caption", "col", "legend",
  ]

  private static func hint(
    _ attribute: HTMLDocument.Attribute, _ element: HTMLDocument.Element, _ node: Int32,
    _ index: ElementIndex
  ) -> String {
    let value = attribute.value
    switch attribute.name {
    case "width", "height":
      guard sized.contains(element.name), let length = dimension(value) else { return "" }
      if attribute.name == "height", element.name == "hr" { return "height:\(length);" }
      return "\(attribute.name):\(length);"
    case "align": return align(value.asciiLowercased, element.name)
    case "valign": return "vertical-align:\(name(value));"
    case "bgcolor": return "background-color:\(name(value));"
    case "background": return ""
    case "border" where element.name == "table": return tableBorder(value)
    case "border" where element.name == "img": return "border-width:\(name(value))px;"
    case "cellspacing" where element.name == "table":
      return dimension(value).map { "border-spacing:\($0);" } ?? ""
    case "nowrap" where element.name == "td" || element.name == "th":
      return "white-space:nowrap;"
    case "hspace": return dimension(value).map { "margin-left:\($0);margin-right:\($0);" } ?? ""
    case "vspace": return dimension(value).map { "margin-top:\($0);margin-bottom:\($0);" } ?? ""
    case "clear" where element.name == "br":
      return "clear:\(value == "all" ? "both" : name(value));"
    case "type" where element.name == "ol" || element.name == "li" || element.name == "ul":
      return listType(value)
    case "start" where element.name == "ol":
      return integer(value).map { "counter-reset:list-item \($0 - 1);" } ?? ""
    case "value" where element.name == "li":
      return integer(value).map { "counter-set:list-item \($0);" } ?? ""
    default: return elementSpecific(attribute, element.name)
    }
  }

  private static func elementSpecific(
    _ attribute: HTMLDocument.Attribute, _ element: String
  ) -> String {
    let value = attribute.value
    switch (element, attribute.name) {
    case ("font", "color"), ("body", "text"): return "color:\(name(value));"
    case ("font", "face"): return "font-family:\(name(value));"
    case ("font", "size"): return fontSize(value)
    case ("hr", "color"): return "color:\(name(value));"
    case ("hr", "size"): return dimension(value).map { "height:\($0);" } ?? ""
    case ("hr", "noshade"): return "border-style:solid;"
    case (_, "fill"), (_, "stroke"), (_, "stroke-width"), (_, "opacity"), (_, "stop-color"):
      return "\(attribute.name):\(name(value));"
    default: return ""
    }
  }

  /// Padding and borders of cells that the table asks for.
  private static func cell(_ node: Int32, _ index: ElementIndex) -> String {
    var ancestor = index.parents[Int(node)]
    var steps = 0
    while ancestor >= 0, steps < 4 {
      if let table = index.element(ancestor), table.name == "table" {
        var out = ""
        if let padding = table["cellpadding"], let length = dimension(padding) {
          out += "padding:\(length);"
        }
        if let border = table["border"], border != "0" {
          out += "border:1px inset gray;"
        }
        return out
      }
      ancestor = index.parents[Int(ancestor)]
      steps += 1
    }
    return ""
  }

  private static func tableBorder(_ value: String) -> String {
    let width = integer(value) ?? 1
    return width == 0 ? "" : "border:\(width)px outset gray;"
  }

  private static func align(_ value: String, _ element: String) -> String {
    switch element {
    case "table", "hr":
      switch value {
      case "center": return "margin-left:auto;margin-right:auto;"
      case "left": return element == "hr" ? "margin-left:0;margin-right:auto;" : "float:left;"
      case "right": return element == "hr" ? "margin-left:auto;margin-right:0;" : "float:right;"
      default: return ""
      }
    case "img", "object", "embed", "iframe":
      switch value {
      case "left", "right": return "float:\(value);"
      case "middle", "absmiddle": return "vertical-align:middle;"
      case "top", "bottom", "baseline", "texttop": return "vertical-align:\(name(value));"
      default: return ""
      }
    default:
      guard aligned.contains(element) else { return "" }
      switch value {
      case "left", "right", "center": return "text-align:-webkit-\(value);"
      case "middle": return "text-align:-webkit-center;"
      case "justify": return "text-align:justify;"
      default: return ""
      }
    }
  }

  private static func listType(_ value: String) -> String {
    let types = [
      "1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman",
      "I": "upper-roman", "disc": "disc", "circle": "circle", "square": "square", "none": "none",
    ]
    return (types[value] ?? types[value.asciiLowercased]).map { "list-style-type:\($0);" } ?? ""
  }

  private static func fontSize(_ value: String) -> String {
    let sizes = ["x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large"]
    guard var size = integer(value) else { return "" }
    if value.hasPrefix("+") || value.hasPrefix("-") { size += 3 }
    return "font-size:\(sizes[max(1, min(size, 7)) - 1]);"
  }

  // MARK: Values

  /// A leading non-negative number with an optional `%` as a CSS length.
  private static func dimension(_ value: String) -> String? {
    let bytes = Array(value.utf8.drop(while: isWhitespace).prefix(12))
    let digits = bytes.prefix { isDigit($0) || $0 == 0x2E }
    guard let first = digits.first, isDigit(first) else { return nil }
    let unit = bytes.dropFirst(digits.count).first == 0x25 ? "%" : "px"
    return String(decoding: digits, as: UTF8.self) + unit
  }

  private static func integer(_ value: String) -> Int? {
    let bytes = value.utf8.drop(while: isWhitespace).prefix {
      isDigit($0) || $0 == 0x2B || $0 == 0x2D
    }
    return Int(String(decoding: Array(bytes.prefix(8)), as: UTF8.self))
  }

  /// The value without what could end a declaration or a string.
  private static func name(_ value: String) -> String {
    let kept = value.utf8.prefix(200).filter { byte in
      byte >= 0x80 || isDigit(byte) || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        || [0x20, 0x23, 0x25, 0x28, 0x29, 0x2B, 0x2C, 0x2D, 0x2E, 0x5F].contains(byte)
    }
    return String(decoding: kept, as: UTF8.self)
  }
}

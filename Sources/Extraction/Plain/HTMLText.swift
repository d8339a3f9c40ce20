import Diagnostics
import HTML

/// The lines of a web page: a line for each block, as a browser would show them.
struct HTMLText {
  private let document: HTMLDocument
  private(set) var lines: [TextLine] = []
  private(set) var hidden: [String] = []
  private var current = TextLine("")
  private var pendingItem = false
  /// Classes, ids and elements that a style sheet hides: `.x`, `#x`, `x`.
  private let hidingNames: Set<String>

  private static let skipped: Set<String> = [
    "head", "script", "style", "template", "noscript", "svg", "math", "iframe", "object", "select",
    "textarea", "button", "canvas", "video", "audio",
  ]
  private static let inline: Set<String> = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
  ]

  init(_ bytes: [UInt8]) {
    var problems: [Diagnostic] = []
    let text = TextDecoding.decode(bytes).text
    document = HTMLParser.parse(SourceFile(path: "page.html", text: text), into: &problems)
    hidingNames = Self.hidingNames(in: document)
    walk()
  }

  /// What is open: what to do at its end.
  private struct Open {
    var node: HTMLDocument.NodeID
    var isBlock: Bool
    var isBold: Bool
    var isHidden: Bool
    var heading: Int?
  }

  private mutating func walk() {
    var open: [Open] = []
    var next: HTMLDocument.NodeID? = document[.document].firstChild
    while let id = next {
      let parent = document[id].parent
      while let last = open.last, last.node != parent { close(&open) }
      var skipsChildren = false
      switch document[id].kind {
      case .text(let text): add(text, open.last)
      default:
        if let element = document.element(id) {
          skipsChildren = Self.skipped.contains(element.name)
          if !skipsChildren { begin(element, id, &open) }
        }
      }
      next = document.next(after: id, skippingChildren: skipsChildren)
    }
    while !open.isEmpty { close(&open) }
    endLine()
  }

  private mutating func begin(
    _ element: HTMLDocument.Element, _ id: HTMLDocument.NodeID, _ open: inout [Open]
  ) {
    let isBlock = !Self.inline.contains(element.name)
    if element.name == "br" || isBlock { endLine() }
    if element.name == "td" || element.name == "th" { current.block = lines.count }
    if element.name == "li" { pendingItem = true }
    let level =
      element.name.count == 2 && element.name.first == "h"
      ? element.name.last?.wholeNumberValue : nil
    let style = InlineStyle(element["style"] ?? "")
    let isHidden =
      open.last?.isHidden == true || element["hidden"] != nil || style.hides
      || isHiddenBySheet(element)
      || element.name == "font" && InlineStyle.isWhite(element["color"] ?? "")
    open.append(
      Open(
        node: id, isBlock: isBlock,
        isBold: open.last?.isBold == true || ["b", "strong", "th"].contains(element.name)
          || style.isBold,
        isHidden: isHidden, heading: level ?? open.last?.heading))
    if element.name == "a", !isHidden, let address = element["href"] {
      current.links.append(address)
    }
  }

  private func isHiddenBySheet(_ element: HTMLDocument.Element) -> Bool {
    guard !hidingNames.isEmpty else { return false }
    if hidingNames.contains(element.name) { return true }
    if let id = element["id"], hidingNames.contains("#" + id) { return true }
    let classes = (element["class"] ?? "").split(whereSeparator: \.isWhitespace)
    return classes.contains {
      hidingNames.contains("." + $0) || hidingNames.contains(element.name + "." + $0)
    }
  }

  /// The plain selectors of rules for all media that hide what they match.
  private static func hidingNames(in document: HTMLDocument) -> Set<String> {
    var names: Set<String> = []
    for node in document.descendants() where document.element(node)?.name == "style" {
      for rule in document.textContent(of: node).prefix(1 << 20).split(separator: "}") {
        let parts = rule.split(separator: "{")
        guard parts.count == 2, !parts[0].contains("@"), InlineStyle(String(parts[1])).hides else {
          continue
        }
        for selector in parts[0].split(separator: ",") { names.insert(selector.trimmed) }
      }
    }
    return names
  }

  private mutating func close(_ open: inout [Open]) {
    if open.removeLast().isBlock { endLine() }
  }

  private mutating func add(_ text: String, _ place: Open?) {
    guard place?.isHidden != true else {
      if text.contains(where: { !$0.isWhitespace }) { hidden.append(text.trimmed) }
      return
    }
    var words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    guard !words.isEmpty else {
      if !current.text.isEmpty, !current.text.hasSuffix(" ") { current.text += " " }
      return
    }
    if text.first?.isWhitespace == true, !current.text.isEmpty, !current.text.hasSuffix(" ") {
      words = " " + words
    }
    if current.text.isEmpty { current.isBold = place?.isBold == true }
    current.text += words
    if text.last?.isWhitespace == true { current.text += " " }
    current.heading = place?.heading
  }

  private mutating func endLine() {
    current.text = current.text.trimmed
    if !current.text.isEmpty, lines.count < ExtractedText.mostLines {
      current.startsParagraph = true
      current.isItem = pendingItem
      pendingItem = false
      lines.append(current)
      current = TextLine("")
      current.block = lines.count
    }
  }
}

/// What an element's own style says of being seen.
private struct InlineStyle {
  var hides = false
  var isBold = false

  init(_ text: String) {
    var color: String?
    var background: String?
    for part in text.lowercased().split(separator: ";") {
      let pair = part.split(separator: ":", maxSplits: 1).map { $0.trimmed }
      guard pair.count == 2 else { continue }
      let value = pair[1].replacing("!important", with: "").trimmed
      switch pair[0] {
      case "display": if value == "none" { hides = true }
      case "visibility": if value != "visible" { hides = true }
      case "opacity": if let number = Double(value), number < 0.1 { hides = true }
      case "font-size": if let size = Self.points(value), size < 3 { hides = true }
      case "left", "top", "right", "text-indent", "margin-left", "margin-top":
        if let size = Self.points(value), size < -500 { hides = true }
      case "clip", "clip-path":
        if value.contains("rect(0") || value.contains("inset(50%") { hides = true }
      case "font-weight": isBold = value == "bold" || (Int(value) ?? 0) >= 600
      case "color": color = value
      case "background", "background-color": background = value
      default: break
      }
    }
    if let color, Self.isWhite(color), background == nil { hides = true }
    if let color, color == background { hides = true }
    if color == "transparent" { hides = true }
  }

  private static func points(_ value: String) -> Double? {
    let number = value.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    guard let size = Double(number) else { return nil }
    switch value.dropFirst(number.count) {
    case "em", "rem": return size * 12
    case "%": return size * 0.12
    default: return size
    }
  }

  static func isWhite(_ value: String) -> Bool {
    let value = value.lowercased().filter { !$0.isWhitespace }
    if ["white", "#fff", "snow", "ivory", "ghostwhite"].contains(value) { return true }
    if value.count == 7, value.hasPrefix("#"), let number = Int(value.dropFirst(), radix: 16) {
      return [number >> 16, number >> 8 & 255, number & 255].allSatisfy { $0 >= 232 }
    }
    return value.hasPrefix("rgb(25") && value.split(separator: ",").allSatisfy { $0.contains("25") }
  }
}

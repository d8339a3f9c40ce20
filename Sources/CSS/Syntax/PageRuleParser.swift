import Diagnostics

/// `@page` and `@font-face`.
extension StylesheetParser {
  mutating func pageRule(_ rule: AtRule, _ body: Range<Int>, _ context: Context) {
    var page = PageRule(condition: context.condition)
    declarations.condition = context.condition
    var block = DeclarationList()
    var position = body.lowerBound
    while position < body.upperBound {
      let token = list.tokens[position]
      switch token.kind {
      case .whitespace, .semicolon: position += 1
      case .atKeyword: position = marginBox(position, body.upperBound, &page)
      default:
        let end = declarations.declarationEnd(position, body.upperBound)
        if !pageSize(position..<end, &page) { declarations.parse(position..<end, into: &block) }
        position = end
      }
    }
    page.block = store(block)
    for kind in pageKinds(rule.prelude) {
      page.kind = kind
      sheet.pages.append(page)
    }
  }

  private mutating func store(_ block: DeclarationList) -> Int32 {
    sheet.blocks.append(DeclarationBlock(block))
    return Int32(clamping: sheet.blocks.count - 1)
  }

  /// The kinds of page in a selector list; named pages and `:blank` select nothing.
  private mutating func pageKinds(_ range: Range<Int>) -> [PageRule.Kind] {
    if range.isEmpty { return [.all] }
    var kinds: [PageRule.Kind] = []
    for part in list.tokens[range].split(whereSeparator: { $0.kind == .comma }) {
      let tokens = part.filter { $0.kind != .whitespace }
      guard tokens.count == 2, tokens[0].kind == .colon, tokens[1].kind == .ident else {
        report(
          "css-unsupported-page", "page selector is not supported", range, key: "page selector")
        continue
      }
      switch list.lowercasedName(tokens[1]) {
      case "first": kinds.append(.first)
      case "left": kinds.append(.left)
      case "right": kinds.append(.right)
      case "blank": break
      default: report("css-unsupported-page", "page selector is not supported", range)
      }
    }
    return kinds
  }

  private static let marginBoxNames: Set<String> = [
    "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner",
    "bottom-left-corner", "bottom-left", "bottom-center", "bottom-right",
    "bottom-right-corner", "left-top", "left-middle", "left-bottom", "right-top",
    "right-middle", "right-bottom",
  ]

  private mutating func marginBox(_ start: Int, _ limit: Int, _ page: inout PageRule) -> Int {
    let name = list.lowercasedName(list.tokens[start])
    let open = blockStart(start + 1, limit, stopsAtSemicolon: true)
    guard open < limit, list.tokens[open].kind == .openCurly else { return min(open + 1, limit) }
    if Self.marginBoxNames.contains(name) {
      let block = declarations.parseList(content(open, limit))
      page.marginBoxes.append(PageRule.MarginBox(name: name, block: store(block)))
    } else {
      report(
        "css-unknown-rule", "unknown margin box '@\(name)'", start..<start + 1,
        key: "rule " + name, help: didYouMean(name, in: Self.marginBoxNames.sorted()))
    }
    return min(Int(list.tokens[open].link) + 1, limit)
  }

  /// Reads the `size` descriptor; false when the declaration is another one.
  private mutating func pageSize(_ range: Range<Int>, _ page: inout PageRule) -> Bool {
    var cursor = ValueCursor(list, range)
    guard cursor.keyword("size") else { return false }
    cursor.skipWhitespace()
    guard cursor.peek?.kind == .colon else { return false }
    cursor.advance()
    if let size = PageSizeGrammar.size(&cursor) {
      page.size = size
    } else {
      report("css-unsupported-value", "page size is not known", range, key: "value size")
    }
    return true
  }

  mutating func fontFace(_ body: Range<Int>, _ context: Context) {
    var face = FontFaceDescriptors()
    var position = body.lowerBound
    while position < body.upperBound {
      let kind = list.tokens[position].kind
      if kind == .whitespace || kind == .semicolon {
        position += 1
        continue
      }
      let end = declarations.declarationEnd(position, body.upperBound)
      descriptor(position..<end, &face)
      position = end
    }
    guard !face.family.isEmpty, !face.sources.isEmpty else {
      let token = max(0, body.lowerBound - 1)
      return report("css-font-face", "font face needs a family and a source", token..<token + 1)
    }
    sheet.fontFaces.append(FontFaceRule(face: face, condition: context.condition))
  }

  private func descriptor(_ range: Range<Int>, _ face: inout FontFaceDescriptors) {
    var cursor = ValueCursor(list, range)
    guard let name = cursor.identifier()?.asciiLowercased else { return }
    cursor.skipWhitespace()
    guard cursor.peek?.kind == .colon else { return }
    cursor.advance()
    switch name {
    case "font-family": face.family = FontGrammar.family(&cursor)?.first ?? ""
    case "src": face.sources = sources(&cursor)
    case "font-weight":
      let names: Keywords<Double> = ["normal": 400, "bold": 700]
      guard let low = cursor.keyword(names) ?? cursor.number() else { return }
      let high = cursor.keyword(names) ?? cursor.number() ?? low
      face.weight = min(low, high)...max(low, high)
    case "font-style": face.style = FontGrammar.style(&cursor) ?? .normal
    case "font-stretch": face.stretch = FontGrammar.stretch(&cursor) ?? 100
    default: break
    }
  }

  private func sources(_ cursor: inout ValueCursor) -> [FontFaceDescriptors.Source] {
    var sources: [FontFaceDescriptors.Source] = []
    repeat {
      if let url = cursor.url() {
        var format: String?
        if var content = cursor.function("format") {
          format = content.string() ?? content.identifier()
        }
        _ = cursor.function("tech")
        sources.append(.url(url, format: format?.asciiLowercased))
      } else if var content = cursor.function("local") {
        guard let name = FontGrammar.family(&content)?.first else { continue }
        sources.append(.local(name))
      } else {
        break
      }
    } while cursor.comma() && sources.count < 64
    return sources
  }
}

/// The `size` of a page (CSS Paged Media 3, section 7.1).
enum PageSizeGrammar {
  /// Width and height in CSS px of upright sheets.
  private static let sheets: Keywords<(Double, Double)> = {
    let mm = 96 / 25.4
    return [
      "a0": (841 * mm, 1189 * mm), "a1": (594 * mm, 841 * mm), "a2": (420 * mm, 594 * mm),
      "a3": (297 * mm, 420 * mm), "a4": (210 * mm, 297 * mm), "a5": (148 * mm, 210 * mm),
      "a6": (105 * mm, 148 * mm), "b4": (250 * mm, 353 * mm), "b5": (176 * mm, 250 * mm),
      "jis-b4": (257 * mm, 364 * mm), "jis-b5": (182 * mm, 257 * mm), "letter": (816, 1056),
      "legal": (816, 1344), "ledger": (1056, 1632), "tabloid": (1056, 1632),
    ]
  }()

  static let size: Grammar<PageSizeValue> = { cursor in
    if cursor.keyword("auto") { return cursor.isAtEnd ? .auto : nil }
    let orientations: Keywords<Bool> = ["portrait": false, "landscape": true]
    if let width = cursor.length(percentages: false, negative: false) {
      let height = cursor.length(percentages: false, negative: false) ?? width
      return cursor.isAtEnd ? .lengths(width, height) : nil
    }
    var isLandscape = cursor.keyword(orientations)
    let sheet = cursor.keyword(sheets)
    isLandscape = isLandscape ?? cursor.keyword(orientations)
    guard cursor.isAtEnd else { return nil }
    guard let sheet else {
      return isLandscape.map { .orientation(isLandscape: $0) }
    }
    let turned = isLandscape == true
    return .lengths(.px(turned ? sheet.1 : sheet.0), .px(turned ? sheet.0 : sheet.1))
  }
}

import Geometry

/// Cascades `@page` rules for each kind of page.
struct PageCascade {
  let sheets: [CascadeSheet]
  let media: Media
  let variableBudget: Int

  /// Sizes and margins of all kinds of page, and their margin boxes where `root` is known.
  func rules(root: ComputedStyle?) -> PageRules {
    var rules = PageRules()
    rules.all = style([.all], root)
    // In left-to-right documents the first page is a right one.
    if has(.first) { rules.first = style([.all, .right, .first], root) }
    if has(.left) { rules.left = style([.all, .left], root) }
    if has(.right) { rules.right = style([.all, .right], root) }
    return rules
  }

  private func has(_ kind: PageRule.Kind) -> Bool {
    sheets.contains { sheet in
      sheet.sheet.pages.contains { $0.kind == kind && sheet.applies($0.condition) }
    }
  }

  /// The style of pages that the rules of all `kinds` apply to, later kinds winning.
  private func style(_ kinds: [PageRule.Kind], _ root: ComputedStyle?) -> PageStyle {
    var style = PageStyle()
    var blocks: [DeclarationBlock] = []
    var boxes: [String: [DeclarationBlock]] = [:]
    var size: PageSizeValue?
    for kind in kinds {
      for sheet in sheets {
        for page in sheet.sheet.pages where page.kind == kind && sheet.applies(page.condition) {
          blocks.append(sheet.sheet.blocks[Int(page.block)])
          size = page.size ?? size
          for box in page.marginBoxes {
            boxes[box.name, default: []].append(sheet.sheet.blocks[Int(box.block)])
          }
        }
      }
    }
    let builder = computed(blocks, parent: root ?? .initial)
    style.size = size.flatMap { self.size($0, builder) }
    style.margin = margin(blocks, builder, sheet: style.size ?? media.size)
    guard root != nil else { return style }
    let context = ComputedStyle(builder.groups)
    style.marginBoxes = Self.boxOrder.compactMap { name in
      boxes[name].flatMap { marginBox(name, $0, context) }
    }
    return style
  }

  private func computed(_ blocks: [DeclarationBlock], parent: ComputedStyle) -> StyleBuilder {
    let lengths = LengthContext(
      fontSize: 16, rootFontSize: parent.text.fontSize, viewportWidth: media.viewport.width,
      viewportHeight: media.viewport.height, lineHeight: 19.2, rootLineHeight: 19.2)
    var builder = StyleBuilder(parent: parent, lengths: lengths, metrics: nil)
    var cascade = Cascade(variableBudget: variableBudget)
    let matched = blocks.indices.map {
      MatchedBlock(key: Origin.author.rawValue << 60 | UInt64($0), sheet: -1, block: Int32($0))
    }
    cascade.apply(Cascade.Input(matched: matched, blocks: blocks), to: &builder)
    return builder
  }

  private func size(_ value: PageSizeValue, _ builder: StyleBuilder) -> Size? {
    switch value {
    case .auto: return nil
    case .lengths(let width, let height):
      let size = Size(width: builder.px(width), height: builder.px(height))
      // A sheet without area can hold nothing; the caller's paper is used then.
      return size.width >= 1 && size.height >= 1 ? size : nil
    case .orientation(let isLandscape):
      let (short, long) = (
        min(media.size.width, media.size.height), max(media.size.width, media.size.height)
      )
      return isLandscape ? Size(width: long, height: short) : Size(width: short, height: long)
    }
  }

  private func margin(
    _ blocks: [DeclarationBlock], _ builder: StyleBuilder, sheet: Size
  ) -> Edges<Double>? {
    let names = ["margin-top", "margin-right", "margin-bottom", "margin-left"]
    var result = media.margin
    var isDeclared = false
    for (side, name) in names.enumerated() {
      guard let id = PropertyTable.ids[name],
        blocks.contains(where: { $0.declarations.contains { $0.property == id } })
      else { continue }
      isDeclared = true
      let basis = side % 2 == 0 ? sheet.height : sheet.width
      switch builder.box.margin[side: side] {
      case .auto: result[side: side] = 0
      case .length(let length): result[side: side] = length.resolved(against: basis)
      }
    }
    return isDeclared ? result : nil
  }

  // MARK: Margin boxes

  /// The order of the specification (CSS Paged Media 3, section 4.2).
  private static let boxOrder = [
    "top-left-corner", "top-left", "top-center", "top-right", "top-right-corner", "right-top",
    "right-middle", "right-bottom", "bottom-right-corner", "bottom-right", "bottom-center",
    "bottom-left", "bottom-left-corner", "left-bottom", "left-middle", "left-top",
  ]

  /// The box with its defaults of section 4.3; nil without content.
  private func marginBox(
    _ name: String, _ blocks: [DeclarationBlock], _ context: ComputedStyle
  ) -> PageStyle.MarginBox? {
    let defaults = TokenList(
      Array("text-align:\(Self.align(name));vertical-align:\(Self.verticalAlign(name))".utf8))
    var parser = DeclarationParser(defaults)
    let first = DeclarationBlock(parser.parseList(0..<defaults.count))
    var builder = computed([first] + blocks, parent: context)
    let style = builder.finish(StyleBuilder.Surroundings(isItem: true))
    guard case .items(let items) = style.generated.content else { return nil }
    var box = PageStyle.MarginBox(name: name, content: items, text: style.text)
    box.box = style.box
    box.paint = style.paint
    return box
  }

  private static func align(_ name: String) -> String {
    switch name {
    case "top-left", "bottom-left", "top-right-corner", "bottom-right-corner": "left"
    case "top-right", "bottom-right", "top-left-corner", "bottom-left-corner": "right"
    default: "center"
    }
  }

  private static func verticalAlign(_ name: String) -> String {
    switch name {
    case "left-top", "right-top": "top"
    case "left-bottom", "right-bottom": "bottom"
    default: "middle"
    }
  }
}

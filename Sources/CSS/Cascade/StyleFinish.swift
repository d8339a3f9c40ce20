import Geometry

/// The last step of computation: values that hang on several properties, and box fix-ups.
extension StyleBuilder {
  /// What encloses a box decides about its display.
  struct Surroundings: Hashable {
    var isRoot = false
    /// Whether the box is an item of a flex or grid container.
    var isItem = false
  }

  mutating func finish(_ surroundings: Surroundings) -> ComputedStyle {
    fixDisplay(surroundings)
    finishBorders()
    finishBackgrounds()
    finishDecoration()
    if fontFeaturesChanged {
      text.fontFeatures = inherited.features.merged
    }
    return ComputedStyle(groups)
  }

  /// Blockification (Display 3, section 2.7), and what floats and positions exclude.
  private mutating func fixDisplay(_ surroundings: Surroundings) {
    let box = groups.box.value
    guard box.display.outer != .none else { return }
    let isOut = box.position == .absolute || box.position == .fixed
    if isOut, box.float != .none { self.box.float = .none }
    if surroundings.isItem, box.float != .none { self.box.float = .none }
    if isOut || groups.box.value.float != .none || surroundings.isItem || surroundings.isRoot {
      let fixed = Self.blockified(box.display)
      if fixed != box.display { self.box.display = fixed }
    }
    // `visible` beside anything else but `clip` computes to `auto` (Overflow 3, section 3.1).
    if box.overflowX != box.overflowY {
      func clips(_ value: Overflow) -> Bool { value != .visible && value != .clip }
      if clips(box.overflowX) != clips(box.overflowY) {
        if !clips(box.overflowX) {
          self.box.overflowX = box.overflowX == .clip ? .hidden : .auto
        } else {
          self.box.overflowY = box.overflowY == .clip ? .hidden : .auto
        }
      }
    }
  }

  private static func blockified(_ display: Display) -> Display {
    var display = display
    switch display.inner {
    case .tableRowGroup, .tableHeaderGroup, .tableFooterGroup, .tableRow, .tableCell,
      .tableColumn, .tableColumnGroup, .tableCaption:
      return .block
    default: break
    }
    if display.outer == .inline {
      display.outer = .block
      // An inline-block becomes a block, and makes its own formatting context all the same.
    }
    return display
  }

  private mutating func finishBorders() {
    let style = groups.paint.value.borderStyle
    if style.top != .none || style.right != .none || style.bottom != .none || style.left != .none {
      let (borders, current) = (borders, groups.text.value.color)
      func width(_ style: BorderStyle, _ width: Double?) -> Double {
        style == .none || style == .hidden ? 0 : snappedLineWidth(width ?? 3)
      }
      box.borderWidth.top = width(style.top, borders.widths.top)
      box.borderWidth.right = width(style.right, borders.widths.right)
      box.borderWidth.bottom = width(style.bottom, borders.widths.bottom)
      box.borderWidth.left = width(style.left, borders.widths.left)
      paint.borderColor.top = borders.colors.top?.resolved(current) ?? current
      paint.borderColor.right = borders.colors.right?.resolved(current) ?? current
      paint.borderColor.bottom = borders.colors.bottom?.resolved(current) ?? current
      paint.borderColor.left = borders.colors.left?.resolved(current) ?? current
    }
    if let outline {
      paint.outline = outline.computed(groups.text.value.color)
    }
    if let columnRule {
      paint.columnRule = columnRule.computed(groups.text.value.color)
    }
  }

  private mutating func finishBackgrounds() {
    guard let backgrounds else { return }
    let layers = backgrounds.layers
    if !layers.isEmpty { paint.backgroundLayers = layers }
    // The colour lies under the last layer, whether that has an image or not.
    let clips = backgrounds.clips
    let last = max(backgrounds.images.count - 1, 0)
    if !clips.isEmpty, clips[last % clips.count] != .borderBox {
      paint.backgroundColorClip = clips[last % clips.count]
    }
  }

  /// Decorations reach descendants in the flow, and stop at boxes that are taken out of the line.
  private mutating func finishDecoration() {
    let box = groups.box.value
    let isAtomic = box.display.outer == .inline && box.display.inner != .flow
    let isOut = box.position == .absolute || box.position == .fixed || box.float != .none
    let inheritedLines = groups.text.value.decorations
    if !inheritedLines.isEmpty, isAtomic || isOut { text.decorations = [] }
    guard !decoration.lines.isEmpty else { return }
    let color = decoration.color.resolved(groups.text.value.color)
    let thickness = decoration.thickness?.px(lengths, percentageBasis: lengths.fontSize)
    let offset = inherited.underlineOffset
    let own = decoration.lines.map { line in
      var value = TextDecoration(
        line: line, style: decoration.style, color: color, thickness: thickness)
      if line == .underline { value.offset = offset }
      return value
    }
    text.decorations += own
  }
}

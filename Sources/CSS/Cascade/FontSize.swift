/// Computing `font-size` with Chromium's rule for the bare family `monospace`, whose text is 13 px
/// where other text is 16.
extension StyleBuilder {
  private static let proportionalSizes: [Double] = [9, 10, 13, 16, 18, 24, 32, 48]
  private static let monospaceSizes: [Double] = [9, 10, 12, 13, 16, 20, 26, 39]

  /// The size of a keyword, 1 to 8.
  private static func size(of keyword: Int, monospace: Bool) -> Double {
    let table = monospace ? monospaceSizes : proportionalSizes
    return table[max(0, min(keyword - 1, table.count - 1))]
  }

  /// Settles the font size; everything after may use `em`.
  mutating func resolveFontSize() {
    let before = parent.text
    let isMonospace = groups.text.value.fontFamily == ["monospace"]
    let changes = isMonospace != (before.fontFamily == ["monospace"])
    guard fontSize != nil || changes else { return adopt(before.fontSize) }
    let state = parent.groups.inherited.value
    var size = before.fontSize
    var keyword = 0
    var isAbsolute = state.fontSizeIsAbsolute
    switch fontSize {
    case nil: keyword = state.fontSizeKeyword
    case .copied(let copied, let copiedKeyword, let absolute):
      (size, keyword, isAbsolute) = (copied, copiedKeyword, absolute)
    case .keyword(let specified): (keyword, isAbsolute) = (specified, false)
    case .scaled(let factor): size *= factor
    case .length(let length):
      size = max(0, length.px(lengths, percentageBasis: before.fontSize))
      isAbsolute = isAbsolute || length.isAbsolute
    }
    if keyword > 0 {
      size = Self.size(of: keyword, monospace: isMonospace)
    } else if changes, !isAbsolute {
      size *= isMonospace ? 13.0 / 16 : 16.0 / 13
    }
    text.fontSize = min(size, 10_000)
    inherited.fontSizeKeyword = keyword
    inherited.fontSizeIsAbsolute = isAbsolute
    adopt(min(size, 10_000))
  }

  private mutating func adopt(_ size: Double) {
    lengths.fontSize = size
    if isRoot { lengths.rootFontSize = size }
    lengths.metrics = metrics.map { ($0, groups.text) }
  }
}

extension LengthValue {
  /// Whether neither fonts nor percentages have a part in the value.
  fileprivate var isAbsolute: Bool {
    switch self {
    case .px: true
    case .relative(_, let unit):
      switch unit {
      case .vw, .vh, .vmin, .vmax: true
      default: false
      }
    case .percent, .calc: false
    }
  }
}

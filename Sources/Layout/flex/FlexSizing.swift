import CSS
import Geometry

/// Base sizes and automatic minimums (CSS Flexbox 1, 9.2 and 4.5).
extension FlexLayout {
  func measure(_ item: inout FlexItem) {
    let style = item.box.style.box
    item.maxMain = mainSize(isRow ? style.maxWidth : style.maxHeight, of: item) ?? .infinity
    item.base = max(baseSize(of: item), item.frameMain)
    let least = isRow ? style.minWidth : style.minHeight
    if least == .auto {
      item.minMain = automaticMinimum(of: item)
    } else {
      item.minMain = mainSize(least, of: item) ?? 0
    }
    item.hypothetical = item.clampMain(item.base)
  }

  /// A main-axis sizing value as border-box size; nil where it isn't definite.
  func mainSize(_ sizing: Sizing, of item: FlexItem) -> Double? {
    if isRow {
      return pass.borderBoxWidth(
        sizing, of: item.box, edges: item.edges, containing: area.width)
    }
    switch sizing {
    case .minContent, .maxContent, .fitContent: return contentHeight(of: item)
    default:
      return pass.borderBoxHeight(
        sizing, of: item.box, edges: item.edges, containing: area.height)
    }
  }

  private func baseSize(of item: FlexItem) -> Double {
    let style = item.box.style
    let basis = style.flex.basis
    if basis != .auto && basis != .content, let size = mainSize(basis, of: item) { return size }
    if basis == .auto {
      let main = isRow ? style.box.width : style.box.height
      if let size = mainSize(main, of: item) { return size }
    }
    if let size = sizeFromRatio(of: item) { return size }
    if isRow {
      return transferred(pass.contentSizes(of: item.box).max + item.frameMain, of: item)
    }
    return transferred(contentHeight(of: item), of: item)
  }

  /// A content size within what the definite limits of the other axis come to by the ratio.
  private func transferred(_ size: Double, of item: FlexItem) -> Double {
    guard let ratio = item.box.style.box.aspectRatio, item.box.replaced == nil else { return size }
    let box = item.box
    let edges = item.edges
    if isRow {
      return pass.transferredWidth(size, of: box, edges: edges, containingHeight: area.height)
    }
    func height(_ sizing: Sizing) -> Double? {
      pass.borderBoxWidth(sizing, of: box, edges: edges, containing: area.width).map {
        pass.heightFromRatio(ratio, width: $0, of: box, edges: edges)
      }
    }
    let most = height(box.style.box.maxWidth) ?? .infinity
    return max(min(size, most), height(box.style.box.minWidth) ?? 0)
  }

  /// The main size that an aspect ratio gives for a definite cross size.
  private func sizeFromRatio(of item: FlexItem) -> Double? {
    guard let ratio = item.box.preferredRatio, let cross = definiteCross(of: item) else {
      return nil
    }
    let clamped = clampCross(cross, of: item)
    if isRow {
      return pass.widthFromRatio(ratio, height: clamped, of: item.box, edges: item.edges)
    }
    return pass.heightFromRatio(ratio, width: clamped, of: item.box, edges: item.edges)
  }

  /// The border-box cross size where it is known before layout, by its own value or by stretch.
  func definiteCross(of item: FlexItem) -> Double? {
    let style = item.box.style.box
    let own =
      isRow
      ? pass.borderBoxHeight(
        style.height, of: item.box, edges: item.edges, containing: area.height)
      : pass.borderBoxWidth(style.width, of: item.box, edges: item.edges, containing: area.width)
    if let own { return own }
    guard item.hasAutoCrossSize, stretches(item), isSingleLine,
      let cross = isRow ? area.height : area.width
    else { return nil }
    return max(item.frameCross, cross - item.crossMargins)
  }

  func stretches(_ item: FlexItem) -> Bool {
    item.alignment(in: style) == .stretch && !item.autoCrossStart && !item.autoCrossEnd
      && item.hasAutoCrossSize
  }

  func clampCross(_ size: Double, of item: FlexItem) -> Double {
    if isRow {
      let limits = pass.heightLimits(of: item.box, edges: item.edges, containing: area.height)
      return min(max(size, limits.least), limits.most)
    }
    return pass.clampWidth(size, of: item.box, edges: item.edges, containing: area.width)
  }

  /// Height of a column item's content at its width.
  private func contentHeight(of item: FlexItem) -> Double {
    var constraints = Constraints(width: area.width, height: area.height)
    constraints.fixedWidth = columnItemWidth(item, lineCross: isSingleLine ? area.width : nil)
    constraints.measuresContentHeight = true
    return pass.layout(item.box, constraints).height
  }

  /// Used width of a column item: stretched, its own, or fit-content.
  func columnItemWidth(_ item: FlexItem, lineCross: Double?) -> Double {
    if stretches(item), let lineCross {
      return clampCross(max(item.frameCross, lineCross - item.crossMargins), of: item)
    }
    var constraints = Constraints(width: area.width, height: area.height)
    constraints.shrinksToFit = true
    if item.box.replaced != nil { return pass.layout(item.box, constraints).width }
    return pass.usedWidth(of: item.box, constraints, edges: item.edges)
  }

  /// The content-based minimum of `min-width: auto` (CSS Flexbox 1, 4.5).
  private func automaticMinimum(of item: FlexItem) -> Double {
    if item.box.clipsOverflow { return item.frameMain }
    let style = item.box.style.box
    let specified = mainSize(isRow ? style.width : style.height, of: item)
    var content: Double
    if isRow {
      content = pass.contentSizes(of: item.box).min + item.frameMain
    } else {
      content = contentHeight(of: item)
    }
    content = transferred(content, of: item)
    if item.box.replaced != nil, item.box.preferredRatio != nil,
      let transferred = sizeFromRatio(of: item)
    {
      content = transferred
    }
    var least = min(content, item.maxMain)
    if let specified { least = min(least, specified) }
    return least
  }
}

extension Box {
  /// The ratio that sizes follow: `aspect-ratio`, or the image's own.
  var preferredRatio: Double? { style.box.aspectRatio ?? replaced?.ratio }
}

import CSS
import Geometry

extension LayoutPass {
  /// Images and drawings (CSS 2.1, 10.3.2 and 10.6.2; CSS Sizing 4 for ratios).
  func fillReplaced(
    _ fragment: Fragment, _ replaced: Replaced, _ constraints: Constraints, edges: BoxEdges
  ) {
    fragment.flow = .monolithic
    let size = replacedSize(of: fragment.box, replaced, constraints, edges: edges)
    fragment.width = size.width
    fragment.height = size.height
    fragment.heightIsAuto = false
    if fragment.box.position == .relative {
      fragment.relativeOffset = relativeOffset(of: fragment.box, constraints)
    }
  }

  func replacedContentSizes(of box: Box, _ replaced: Replaced) -> IntrinsicSizes {
    let edges = BoxEdges(box, width: 0)
    let size = replacedSize(of: box, replaced, Constraints(width: 0), edges: edges)
    let width = max(0, size.width - edges.frameWidth)
    return IntrinsicSizes(min: width, max: width)
  }

  private func replacedSize(
    of box: Box, _ replaced: Replaced, _ constraints: Constraints, edges: BoxEdges
  ) -> Size {
    let natural = naturalSize(replaced, of: box)
    let ratio = box.style.box.aspectRatio ?? natural.ratio
    let style = box.style.box
    func width(_ sizing: Sizing) -> Double? {
      switch sizing {
      case .minContent, .maxContent, .fitContent: return nil
      case .length(let length) where length.isPercentage && constraints.width == 0: return nil
      default:
        return borderBoxWidth(sizing, of: box, edges: edges, containing: constraints.width)
      }
    }
    let fixedWidth = constraints.fixedWidth ?? width(style.width)
    let fixedHeight = definiteHeight(of: box, constraints, edges: edges)
    var size = Size(
      width: fixedWidth ?? natural.width + edges.frameWidth,
      height: fixedHeight ?? natural.height + edges.frameHeight)
    // The side that isn't given follows the other; where neither is, only a ratio of the style's own
    // changes the natural size.
    if let ratio, fixedHeight == nil, fixedWidth != nil || style.aspectRatio != nil {
      size.height = heightFromRatio(ratio, width: size.width, of: box, edges: edges)
    } else if let ratio, fixedWidth == nil, fixedHeight != nil {
      size.width = widthFromRatio(ratio, height: size.height, of: box, edges: edges)
    }
    let limits = ReplacedLimits(
      minWidth: width(style.minWidth) ?? 0, maxWidth: width(style.maxWidth) ?? .infinity,
      heights: heightLimits(of: box, edges: edges, containing: constraints.height))
    return limits.apply(
      to: size, ratio: ratio, keepsRatio: fixedWidth == nil && fixedHeight == nil,
      widthIsFixed: fixedWidth != nil, heightIsFixed: fixedHeight != nil,
      frame: Size(width: edges.frameWidth, height: edges.frameHeight),
      isImposed: (constraints.fixedWidth != nil, constraints.fixedHeight != nil))
  }

  /// The size without any CSS, with the defaults of CSS 2.1 for what has none.
  private func naturalSize(
    _ replaced: Replaced, of box: Box
  ) -> (width: Double, height: Double, ratio: Double?) {
    if case .symbol = replaced.content {
      let width = MarkerSymbolMetrics(ascent: metrics(of: box).ascent).width + 8
      return (width, 0, nil)
    }
    switch (replaced.naturalWidth, replaced.naturalHeight, replaced.ratio) {
    case (let width?, let height?, let ratio): return (width, height, ratio)
    case (let width?, nil, let ratio?): return (width, width / ratio, ratio)
    case (nil, let height?, let ratio?): return (height * ratio, height, ratio)
    case (let width?, nil, nil): return (width, 150, nil)
    case (nil, let height?, nil): return (300, height, nil)
    case (nil, nil, let ratio?): return (300, 300 / ratio, ratio)
    case (nil, nil, nil):
      // An image that can't be read shows nothing but its alternative text's room.
      if case .vector = replaced.content { return (300, 150, nil) }
      return (0, 0, nil)
    }
  }
}

/// `min-*` and `max-*` of a replaced box.
private struct ReplacedLimits {
  var minWidth: Double
  var maxWidth: Double
  var heights: (least: Double, most: Double)

  /// Applies the limits, keeping the ratio where only it decided (CSS 2.1, 10.4).
  func apply(
    to size: Size, ratio: Double?, keepsRatio: Bool, widthIsFixed: Bool, heightIsFixed: Bool,
    frame: Size, isImposed: (width: Bool, height: Bool)
  ) -> Size {
    var result = size
    func clampedWidth(_ width: Double) -> Double { max(min(width, maxWidth), minWidth) }
    func clampedHeight(_ height: Double) -> Double {
      max(min(height, heights.most), heights.least)
    }
    if !isImposed.width { result.width = clampedWidth(size.width) }
    if !isImposed.height { result.height = clampedHeight(size.height) }
    guard let ratio, ratio > 0 else { return result }
    if !heightIsFixed && result.width != size.width && (keepsRatio || widthIsFixed) {
      let height = max(0, result.width - frame.width) / ratio + frame.height
      if !(keepsRatio && result.height != size.height) || height < result.height {
        result.height = clampedHeight(height)
      }
    }
    if !widthIsFixed && result.height != size.height && result.width == size.width {
      result.width = clampedWidth(max(0, result.height - frame.height) * ratio + frame.width)
    } else if keepsRatio && !widthIsFixed {
      let width = max(0, result.height - frame.height) * ratio + frame.width
      if width < result.width { result.width = clampedWidth(width) }
    }
    return result
  }
}

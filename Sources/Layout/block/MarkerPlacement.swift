import CSS
import Geometry

extension LayoutPass {
  /// Places an outside marker beside the first line of a list item.
  ///
  /// An item without lines gets one of the marker's height.
  /// - Returns: the height of the content with the marker.
  func placeMarker(_ marker: ListMarker, in fragment: Fragment, height: Double) -> Double {
    let metrics = metrics(of: marker.style)
    var height = height
    let baseline: Double
    if let first = fragment.firstBaseline {
      baseline = first
    } else {
      let own = self.metrics(of: fragment.box)
      baseline = fragment.contentY + own.leadedAscent
      height = max(height, own.lineHeight)
      fragment.firstBaseline = baseline
      fragment.lastBaseline = fragment.lastBaseline ?? baseline
    }
    let isRTL = fragment.box.style.text.direction == .rtl
    var placed = PlacedMarker(
      marker: marker, origin: Point(x: fragment.contentX, y: baseline), width: 0, content: nil,
      ascent: metrics.ascent)
    var gap = 0.0
    switch marker.content {
    case .symbol:
      let symbol = MarkerSymbolMetrics(ascent: metrics.ascent)
      placed.width = symbol.width
      gap = symbol.outsideGap - symbol.width
    case .text(let text):
      let content = inlineContent(text: text, style: marker.style, node: fragment.box)
      placed.content = content
      placed.width = (content.position.last ?? 0).snappedUp
    }
    if isRTL {
      placed.origin.x = fragment.contentX + fragment.contentWidth + gap
    } else {
      placed.origin.x -= placed.width + gap
    }
    fragment.marker = placed
    return height
  }
}

import CSS
import Geometry

extension Paginator {
  /// Columns on pages: each page's columns are filled to its end, the last page's are balanced.
  mutating func placeMulticolumn(of fragment: Fragment, top: Double) -> ContentChange {
    guard let flow = fragment.columnFlow else { return ContentChange(old: 0, new: 0) }
    let old = fragment.children.reduce(0) { max($0, $1.y + $1.height) }
    var parts: [Fragment] = []
    var shift = 0.0
    var end = fragment.contentY
    fragment.columnRules = []
    for segment in flow.segments {
      var y = top + segment.y + shift
      if segment.box.isAnonymous {
        let height = flow.height(ColumnBreaker(segment), from: 0)
        let (placed, bottom) = placeStrip(segment, of: fragment, flow, y: y, top: top)
        parts += placed
        end = bottom - top
        shift = end - segment.y - height
      } else {
        y = place(y, lead: segment.lead, behind: top + end)
        shift = y - top - segment.y
        let oldHeight = segment.height
        segment.y = y - top
        segment.height = paginate(segment, top: y)
        shift += segment.height - oldHeight
        end = segment.y + segment.height
        parts.append(segment)
      }
    }
    fragment.children = parts
    return ContentChange(old: old, new: end)
  }

  private func placeStrip(
    _ strip: Fragment, of fragment: Fragment, _ flow: ColumnFlow, y: Double, top: Double
  ) -> (parts: [Fragment], bottom: Double) {
    let breaker = ColumnBreaker(strip)
    let count = flow.shape.count
    var parts: [Fragment] = []
    var start = 0.0
    var y = y
    // Each round fills a page.
    for _ in 0..<10_000 {
      let room = contentEnd(of: pages.page(at: max(0, y) + 0.02)) - y
      let wanted = flow.height(breaker, from: start)
      let isLast = wanted <= room + 0.02
      var ranges = breaker.fill(from: start, height: isLast ? wanted : max(0, room))
      let overflows = (ranges.first.map { $0.end - $0.start } ?? 0) > room + 0.02
      if !isLast, overflows, !isAtPageStart(y) {
        y = pages.end(of: pages.page(at: max(0, y) + 0.02)) + reserved
        continue
      }
      let rest = ranges.count > count && !isLast ? ranges[count].start : nil
      if rest != nil { ranges = Array(ranges.prefix(count)) }
      parts += fragment.columns(of: strip, ranges, y: y - top, isLast ? wanted : max(0, room))
      let tallest = ranges.reduce(0) { max($0, $1.end - $1.start) }
      guard let rest else { return (parts, y + max(tallest, isLast ? wanted : 0)) }
      start = rest
      y = pages.end(of: pages.page(at: max(0, y) + 0.02)) + reserved
    }
    return (parts, y)
  }
}

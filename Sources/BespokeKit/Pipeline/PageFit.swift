/// Finds how little must leave for a document to fit its pages.
///
/// The items that may leave are in order, least wanted first; leaving out more never makes a
/// document longer, so that the fewest that suffice are found by halving: about log2(n) layouts.
struct PageFit<Layout> {
  /// The layout that was chosen and how many items left for it.
  var layout: Layout
  var droppedCount: Int
  var layoutCount: Int
  /// Whether it fits; when even leaving everything out was not enough, it doesn't.
  var fits: Bool

  /// - Parameters:
  ///   - limit: pages that may be filled; nil for as many as it takes.
  ///   - candidates: number of items that may leave.
  ///   - pages: pages of a layout.
  ///   - layOut: makes the layout without the first `count` items of the order.
  init(
    limit: Int?, candidates: Int, pages: (Layout) -> Int, layOut: (_ count: Int) -> Layout
  ) {
    let whole = layOut(0)
    layout = whole
    droppedCount = 0
    layoutCount = 1
    fits = limit.map { pages(whole) <= $0 } ?? true
    guard let limit, !fits, candidates > 0 else { return }
    layout = layOut(candidates)
    droppedCount = candidates
    layoutCount += 1
    fits = pages(layout) <= limit
    guard fits else { return }
    var tooFew = 0
    while droppedCount - tooFew > 1 {
      let middle = (tooFew + droppedCount) / 2
      let trial = layOut(middle)
      layoutCount += 1
      if pages(trial) <= limit {
        layout = trial
        droppedCount = middle
      } else {
        tooFew = middle
      }
    }
  }
}

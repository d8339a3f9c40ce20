import CSS
import Geometry

extension Paginator {
  /// A table whose header and footer groups repeat on each page that its body goes on to
  /// (CSS Tables 3, 6.1).
  mutating func placeTable(_ fragment: Fragment, top: Double) -> ContentChange {
    let indices = Array(fragment.children.indices)
    let header = repeating(fragment.table?.header, of: fragment, top: top)
    let footer = repeating(fragment.table?.footer, of: fragment, top: top)
    guard header != nil || footer != nil else {
      return placeStack(of: fragment, indices, top: top)
    }
    let outer = (reserved, reservedEnd)
    reserved += header.map { fragment.children[$0].height } ?? 0
    let footerHeight = footer.map { fragment.children[$0].height } ?? 0
    reservedEnd += footerHeight
    let change = placeStack(
      of: fragment, indices, top: top, release: footer, outerEnd: outer.1)
    (reserved, reservedEnd) = outer
    let first = pages.page(
      at: max(0, top + (header.map { fragment.children[$0].y } ?? fragment.contentY) + 0.02))
    let last = pages.page(at: max(0, top + lastRowEnd(of: fragment) - 0.02))
    guard last > first, last - first < 10_000 else { return change }
    if let header {
      fragment.table?.copies += ((first + 1)...last).map {
        TableFragmentInfo.Copy(child: header, y: pages.start(of: $0) + reserved - top)
      }
    }
    if let footer { repeatFooter(footer, of: fragment, first..<last, top: top) }
    return change
  }

  /// The group at an index, unless it takes a quarter of a page or more: then it doesn't repeat.
  private func repeating(_ index: Int?, of table: Fragment, top: Double) -> Int? {
    guard let index, index < table.children.count else { return nil }
    let page = pages.page(at: max(0, top)) + 1
    return table.children[index].height * 4 <= pages.height(of: page) ? index : nil
  }

  /// Bottom of the last row, without captions below it.
  private func lastRowEnd(of table: Fragment) -> Double {
    table.children.reduce(0) { $1.isTableRowOrGroup ? max($0, $1.y + $1.height) : $0 }
  }

  /// Puts the footer below the rows of each page that the table leaves.
  private func repeatFooter(
    _ footer: Int, of table: Fragment, _ range: Range<Int>, top: Double
  ) {
    let height = table.children[footer].height
    var bottoms = [Double?](repeating: nil, count: range.count)
    for (index, group) in table.children.enumerated()
    where group.isTableRowOrGroup && index != footer && index != table.table?.header {
      for row in group.children {
        let start = top + group.y + row.y
        let end = start + row.height
        let pages = pages.page(at: max(0, start + 0.02))...pages.page(at: max(0, end - 0.02))
        for page in pages where range.contains(page) {
          let limit = contentEnd(of: page) - height
          let bottom = bottoms[page - range.lowerBound] ?? 0
          bottoms[page - range.lowerBound] = max(bottom, min(end, limit))
        }
      }
    }
    table.table?.copies += bottoms.compactMap { bottom in
      bottom.map { TableFragmentInfo.Copy(child: footer, y: $0 - top) }
    }
  }
}

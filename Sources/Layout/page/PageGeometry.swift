import CSS
import Geometry

/// The pages that a tall flow is cut into, laid end to end ("stitched" coordinates): page k begins
/// at `start(of: k)` and holds `height(of: k)` CSS px of content.
struct PageGeometry {
  struct Sheet {
    var size: Size
    var margin: Edges<Double>

    /// What `vw`, `vh` and the initial containing block measure.
    let viewport: Size

    /// Puts the page area at whole px, and rounds it up for content and down for the viewport,
    /// as Chromium does.
    init(size: Size, snapping margin: Edges<Double>) {
      func area(_ start: Double, _ end: Double, _ size: Double) -> Double {
        max(1, size - start.snapped - end.snapped)
      }
      let width = area(margin.left, margin.right, size.width)
      let height = area(margin.top, margin.bottom, size.height)
      viewport = Size(
        width: (width + 0.001).rounded(.down), height: (height + 0.001).rounded(.down))
      let (left, top) = (margin.left.rounded(), margin.top.rounded())
      self.size = size
      self.margin = Edges(
        top: top, right: size.width - left - (width - 0.001).rounded(.up),
        bottom: size.height - top - (height - 0.001).rounded(.up), left: left)
    }

    var contentSize: Size {
      Size(
        width: max(1, size.width - margin.left - margin.right),
        height: max(1, size.height - margin.top - margin.bottom))
    }
  }

  let first: Sheet
  let left: Sheet
  let right: Sheet

  init(rules: PageRules, paper: Size, margins: Edges<Double>) {
    func sheet(_ own: PageStyle?) -> Sheet {
      Sheet(
        size: own?.size ?? rules.all.size ?? paper,
        snapping: own?.margin ?? rules.all.margin ?? margins)
    }
    left = sheet(rules.left)
    right = sheet(rules.right)
    first = sheet(rules.first ?? rules.right)
  }

  func sheet(of page: Int) -> Sheet { page == 0 ? first : page % 2 == 1 ? left : right }

  func height(of page: Int) -> Double { sheet(of: page).contentSize.height }

  func start(of page: Int) -> Double {
    guard page > 0 else { return 0 }
    let rest = Double(page - 1)
    let lefts = ((rest + 1) / 2).rounded(.down)
    let rights = (rest / 2).rounded(.down)
    return first.contentSize.height + lefts * left.contentSize.height
      + rights * right.contentSize.height
  }

  func end(of page: Int) -> Double { start(of: page) + height(of: page) }

  /// The page that holds the stitched coordinate `y`.
  func page(at y: Double) -> Int {
    let beyond = y - first.contentSize.height
    guard beyond >= 0 else { return 0 }
    let pair = left.contentSize.height + right.contentSize.height
    let pairs = min((beyond / pair).rounded(.down), 1e6)
    let rest = beyond - pairs * pair
    return 1 + 2 * Int(pairs) + (rest >= left.contentSize.height ? 1 : 0)
  }
}

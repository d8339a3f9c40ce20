import CSS
import Geometry

/// The pages being filled: takes items in stitched coordinates and puts them on their pages.
struct Sheets {
  /// A page more than this is not made: a hostile height ends here.
  static let limit = 2_000

  let geometry: PageGeometry
  private(set) var items: [[PageItem]] = []
  private(set) var anchors: [[Page.Anchor]] = []

  init(geometry: PageGeometry) { self.geometry = geometry }

  /// Makes pages up to `page`, which must be below `limit`.
  mutating func grow(to page: Int) {
    while items.count <= min(page, Self.limit - 1) {
      items.append([])
      anchors.append([])
    }
  }

  func offset(of page: Int) -> Point {
    let margin = geometry.sheet(of: page).margin
    return Point(x: margin.left, y: margin.top - geometry.start(of: page))
  }

  /// The pages that a stitched range touches, at least one.
  func pages(from top: Double, to bottom: Double) -> ClosedRange<Int> {
    let first = min(geometry.page(at: max(0, top)), Self.limit - 1)
    let last = min(geometry.page(at: max(0, top, bottom - 0.02)), Self.limit - 1)
    return first...max(first, last)
  }

  mutating func add(_ item: PageItem, to page: Int) {
    grow(to: page)
    guard page < items.count else { return }
    items[page].append(item)
  }

  mutating func addAnchor(_ name: String, at point: Point) {
    let page = pages(from: point.y, to: point.y).lowerBound
    grow(to: page)
    anchors[page].append(Page.Anchor(name: name, position: point + offset(of: page)))
  }

  /// Adds a state change to each page of a range.
  mutating func addToAll(_ pages: ClosedRange<Int>, _ item: (Point) -> PageItem) {
    for page in pages { add(item(offset(of: page)), to: page) }
  }

  /// Adds a filled shape, cut where pages end.
  mutating func fill(_ shape: Shape, _ color: Color) {
    guard color.alpha > 0, shape.rect.width > 0, shape.rect.height > 0 else { return }
    let range = pages(from: shape.rect.y, to: shape.rect.maxY)
    for page in range {
      let offset = offset(of: page)
      if shape.radii.isEmpty {
        add(.fill(Shape(cut(shape.rect, to: page).offset(by: offset)), .color(color)), to: page)
      } else {
        onPage(page, cutting: shape.rect, isWhole: range.count == 1) { sheets in
          sheets.add(.fill(shape.offset(by: offset), .color(color)), to: page)
        }
      }
    }
  }

  /// Adds something that `draw` paints for one page at an offset, clipped to the page's content
  /// where the rectangle goes over its edges.
  mutating func paint(
    over rect: Rect, _ draw: (_ sheets: inout Sheets, _ page: Int, _ offset: Point) -> Void
  ) {
    let range = pages(from: rect.y, to: rect.maxY)
    for page in range {
      let offset = offset(of: page)
      onPage(page, cutting: rect, isWhole: range.count == 1) { draw(&$0, page, offset) }
    }
  }

  private mutating func onPage(
    _ page: Int, cutting rect: Rect, isWhole: Bool, _ draw: (inout Sheets) -> Void
  ) {
    if isWhole {
      draw(&self)
      return
    }
    let sheet = geometry.sheet(of: page)
    let band = Rect(
      x: 0, y: sheet.margin.top, width: sheet.size.width, height: sheet.contentSize.height)
    add(.clip(Shape(band)), to: page)
    draw(&self)
    add(.restore, to: page)
  }

  /// The part of a stitched rectangle that lies on a page.
  func cut(_ rect: Rect, to page: Int) -> Rect {
    let top = max(rect.y, geometry.start(of: page))
    let bottom = min(rect.maxY, geometry.end(of: page))
    return Rect(x: rect.x, y: top, width: rect.width, height: max(0, bottom - top))
  }
}

extension Shape {
  func offset(by delta: Point) -> Shape { Shape(rect.offset(by: delta), radii: radii) }
}

extension Rect {
  /// Edges moved to whole px, as Chromium paints boxes.
  var snappedToPixels: Rect {
    let left = x.rounded()
    let top = y.rounded()
    return Rect(x: left, y: top, width: maxX.rounded() - left, height: maxY.rounded() - top)
  }
}

import CSS
import Geometry
import HTML

extension Painter {
  /// Running headers and footers (CSS Paged Media 3, 4): generated content in the margins.
  ///
  /// It belongs to no element: text extractors and screen readers see it as decoration.
  mutating func paintMarginBoxes(_ rules: PageRules) {
    let count = sheets.items.count
    for page in 0..<count {
      let boxes = rules.style(of: page).marginBoxes
      guard !boxes.isEmpty else { continue }
      let margins = MarginBoxes(
        boxes, sheet: sheets.geometry.sheet(of: page), pass: pass, page: page + 1, of: count)
      for item in margins.items(document: document) { sheets.add(item, to: page) }
    }
  }
}

extension PageRules {
  /// The first page is a right one.
  fileprivate func style(of page: Int) -> PageStyle {
    if page == 0 { return first ?? right ?? all }
    return (page % 2 == 1 ? left : right) ?? all
  }
}

/// The margin boxes of one page.
private struct MarginBoxes {
  /// One box with what decides its size.
  private struct Entry {
    var box: Box
    var align: VerticalAlign
    var margin: Edges<Double>
  }

  private let sheet: PageGeometry.Sheet
  private let pass: LayoutPass
  private var entries: [String: Entry] = [:]

  init(
    _ styles: [PageStyle.MarginBox], sheet: PageGeometry.Sheet, pass: LayoutPass, page: Int,
    of count: Int
  ) {
    self.sheet = sheet
    self.pass = pass
    var builder = BoxBuilder(styled: pass.document, imageSize: pass.imageSize)
    builder.counters.reset("page", to: page)
    builder.counters.reset("pages", to: count)
    for own in styles {
      var boxStyle = own.box
      boxStyle.display = .block
      boxStyle.float = .none
      boxStyle.position = .static
      let style = ComputedStyle(
        text: own.text, box: boxStyle, flex: FlexStyle(), grid: GridStyle(), paint: own.paint,
        fragmentation: FragmentationStyle(), generated: GeneratedStyle())
      let box = Box(.blockContainer, style: style, node: .document)
      box.children = builder.generatedBoxes(
        own.content.map(\.shortened), style: style.forAnonymousBlock, node: .document)
      entries[own.name] = Entry(
        box: box, align: own.box.verticalAlign,
        margin: BoxEdges(box, width: sheet.contentSize.width).margin)
    }
  }

  /// Everything painted, in page coordinates.
  func items(document: HTMLDocument) -> [PageItem] {
    let geometry = PageGeometry(rules: PageRules(), paper: sheet.size, margins: .zero)
    var painter = Painter(sheets: Sheets(geometry: geometry), document: document, pass: pass)
    for (name, rect) in places() {
      guard let entry = entries[name], rect.width > 0, rect.height > 0 else { continue }
      let fragment = layOut(entry, in: rect)
      painter.paintContext(fragment, at: Point(x: fragment.x, y: fragment.y))
    }
    return (painter.sheets.items.first ?? []).map { item in
      guard case .text(var text) = item else { return item }
      text.structure = -1
      return .text(text)
    }
  }

  /// The box in its rectangle, its content aligned vertically.
  private func layOut(_ entry: Entry, in rect: Rect) -> Fragment {
    let margin = entry.margin
    var constraints = Constraints(width: rect.width, height: rect.height)
    constraints.fixedWidth = max(0, rect.width - margin.left - margin.right)
    constraints.measuresContentHeight = true
    let fragment = pass.layout(entry.box, constraints)
    let height = max(fragment.height, rect.height - margin.top - margin.bottom)
    let free = height - fragment.height
    switch entry.align {
    case .top: break
    case .bottom: fragment.shiftContent(by: free)
    default: fragment.shiftContent(by: free / 2)
    }
    fragment.height = height
    fragment.x = rect.x + margin.left
    fragment.y = rect.y + margin.top
    return fragment
  }

  // MARK: Places

  private func places() -> [(String, Rect)] {
    let (size, margin, area) = (sheet.size, sheet.margin, sheet.contentSize)
    let right = size.width - margin.right
    let bottom = size.height - margin.bottom
    let top = Rect(x: margin.left, y: 0, width: area.width, height: margin.top)
    let foot = Rect(x: margin.left, y: bottom, width: area.width, height: margin.bottom)
    let left = Rect(x: 0, y: margin.top, width: margin.left, height: area.height)
    let side = Rect(x: right, y: margin.top, width: margin.right, height: area.height)
    return [
      ("top-left-corner", Rect(x: 0, y: 0, width: margin.left, height: margin.top)),
      ("top-right-corner", Rect(x: right, y: 0, width: margin.right, height: margin.top)),
      (
        "bottom-right-corner", Rect(x: right, y: bottom, width: margin.right, height: margin.bottom)
      ),
      ("bottom-left-corner", Rect(x: 0, y: bottom, width: margin.left, height: margin.bottom)),
    ] + row(["top-left", "top-center", "top-right"], in: top)
      + row(["bottom-left", "bottom-center", "bottom-right"], in: foot)
      + column(["left-top", "left-middle", "left-bottom"], in: left)
      + column(["right-top", "right-middle", "right-bottom"], in: side)
  }

  private func row(_ names: [String], in area: Rect) -> [(String, Rect)] {
    let extents = names.map { name in
      entries[name].map { entry -> MarginExtent in
        let margins = entry.margin.left + entry.margin.right
        let sizes = pass.contribution(of: entry.box) + margins
        guard case .length(let length) = entry.box.style.box.width else {
          return MarginExtent(min: sizes.min, max: sizes.max)
        }
        let width = length.resolved(against: area.width) + margins
        return MarginExtent(min: width, max: width, isFixed: true)
      }
    }
    return zip(names, MarginExtent.distribute(extents, over: area.width)).map { name, part in
      (name, Rect(x: area.x + part.start, y: area.y, width: part.size, height: area.height))
    }
  }

  private func column(_ names: [String], in area: Rect) -> [(String, Rect)] {
    let extents = names.map { name in
      entries[name].map { entry -> MarginExtent in
        var constraints = Constraints(width: area.width, height: area.height)
        constraints.measuresContentHeight = true
        let height = pass.layout(entry.box, constraints).marginBoxHeight
        return MarginExtent(min: height, max: height)
      }
    }
    return zip(names, MarginExtent.distribute(extents, over: area.height)).map { name, part in
      (name, Rect(x: area.x, y: area.y + part.start, width: area.width, height: part.size))
    }
  }
}

extension GeneratedStyle.Item {
  /// What every page repeats must be short.
  fileprivate var shortened: GeneratedStyle.Item {
    guard case .string(let text) = self, text.utf8.count > 1_000 else { return self }
    return .string(String(text.prefix(1_000)))
  }
}

/// How wide (or high) a margin box wants to be, and how three of them share one side of the page
/// (CSS Paged Media 3, 5.3).
struct MarginExtent {
  var min = 0.0
  var max = 0.0
  var isFixed = false

  /// Start and size of the first, middle and last box; nil boxes take nothing.
  static func distribute(
    _ boxes: [MarginExtent?], over total: Double
  ) -> [(start: Double, size: Double)] {
    let first = boxes[0]
    let last = boxes[2]
    guard let middle = boxes[1] else {
      let (a, c) = share(first ?? MarginExtent(), last ?? MarginExtent(), total)
      return [(0, a), (0, 0), (total - c, c)]
    }
    // The middle box stays in the middle: both others count as the larger one.
    let sides = MarginExtent(
      min: 2 * Swift.max(first?.min ?? 0, last?.min ?? 0),
      max: 2 * Swift.max(first?.max ?? 0, last?.max ?? 0))
    let (_, size) = share(sides, middle, total)
    let rest = (total - size) / 2
    let a = first.map { $0.isFixed ? $0.max : rest } ?? 0
    let c = last.map { $0.isFixed ? $0.max : rest } ?? 0
    return [(0, a), (rest, size), (total - c, c)]
  }

  /// Two boxes that fill a side: in proportion to their content.
  private static func share(
    _ a: MarginExtent, _ b: MarginExtent, _ total: Double
  ) -> (Double, Double) {
    if a.isFixed || b.isFixed {
      if a.isFixed && b.isFixed { return (a.max, b.max) }
      return a.isFixed
        ? (a.max, Swift.max(0, total - a.max)) : (Swift.max(0, total - b.max), b.max)
    }
    let free = total - a.max - b.max
    if free >= 0 {
      let sum = a.max + b.max
      let part = sum > 0 ? free * a.max / sum : 0
      return sum > 0 ? (a.max + part, b.max + free - part) : (0, 0)
    }
    let room = total - a.min - b.min
    let flexibility = (a.max - a.min) + (b.max - b.min)
    if room >= 0, flexibility > 0 {
      let part = room * (a.max - a.min) / flexibility
      return (a.min + part, b.min + room - part)
    }
    let sum = a.min + b.min
    return sum > 0 ? (total * a.min / sum, total * b.min / sum) : (0, 0)
  }
}

import Geometry
import Graphics
import Layout
import PDFFile

/// Paints pages on the surface of a PDF and keeps account of what belongs to which element.
///
/// All that is painted lies in marked content without nesting: text and pictures in that of their
/// element, everything else in decoration (cairo 1.16 can't mark artifacts). Consecutive items of
/// one element share a mark.
struct PDFPainter {
  private static let decoration = -1

  private let pages: Pages
  private let surface: any PDFSurface
  private let images: ImageSource
  private let roles: StructureRoles
  private var descriptions: [PageDescription] = []
  /// The element of the open mark; nil when none is open.
  private var open: Int?
  /// How many opacity groups are open: within one nothing can be marked.
  private var groups: [Bool] = []
  private var transforms: [Transform] = [.identity]
  /// How many states were open when everything was clipped away; nil where something shows.
  private var hiddenDepth: Int?

  init(pages: Pages, surface: any PDFSurface, images: ImageSource) {
    self.pages = pages
    self.surface = surface
    self.images = images
    roles = StructureRoles(pages.structure)
  }

  mutating func paint() {
    for (index, page) in pages.pages.enumerated() {
      descriptions.append(PageDescription())
      surface.beginPage(size: page.size)
      paint(page, index)
      closeMark()
      surface.endPage()
      groups.removeAll()
      transforms = [.identity]
      hiddenDepth = nil
    }
  }

  func description(_ information: Information) -> DocumentDescription {
    var information = information
    if information.title.isEmpty { information.title = pages.title }
    if information.language.isEmpty { information.language = pages.language }
    return DocumentDescription(
      information: information, pages: descriptions, elements: roles.elements,
      outline: pages.outline.compactMap(outlineItem))
  }

  private mutating func paint(_ page: Page, _ index: Int) {
    for (position, item) in page.items.enumerated() {
      if hiddenDepth != nil, !item.changesState { continue }
      switch item {
      case .link(let rect, let url, let structure):
        addLink(rect, url, structure, page: index)
        continue
      case .text(let text): openMark(roles.markedElement(text.structure))
      case .image(let image):
        guard images.image(image.source) != nil else { continue }
        openMark(roles.markedElement(image.structure))
      case .fill, .ring, .stroke, .fillPath: openMark(nil)
      case .group where hiddenDepth == nil: openMark(firstText(of: page, from: position))
      case .group: break
      case .clip, .transform: break
      case .restore:
        guard !groups.isEmpty else { continue }
      }
      surface.paint(item)
      follow(item)
    }
  }

  /// Keeps the stacks of states in step with the surface.
  private mutating func follow(_ item: PageItem) {
    let current = transforms.last ?? .identity
    switch item {
    case .group, .clip:
      transforms.append(current)
    case .transform(let a, let b, let c, let d, let e, let f):
      transforms.append(Transform(a: a, b: b, c: c, d: d, e: e, f: f).followed(by: current))
    case .restore:
      groups.removeLast()
      transforms.removeLast()
      if let depth = hiddenDepth, groups.count < depth { hiddenDepth = nil }
      return
    default: return
    }
    if case .group = item { groups.append(true) } else { groups.append(false) }
    if hiddenDepth == nil, surface.isFullyClipped { hiddenDepth = groups.count }
  }

  /// The element of the first text in a group that starts at `position`.
  private func firstText(of page: Page, from position: Int) -> Int? {
    var depth = 0
    for item in page.items[position...] {
      switch item {
      case .group, .clip, .transform: depth += 1
      case .restore:
        depth -= 1
        if depth == 0 { return nil }
      case .text(let text): return roles.markedElement(text.structure)
      default: break
      }
    }
    return nil
  }
}

// MARK: Marks

extension PDFPainter {
  private mutating func openMark(_ element: Int?) {
    guard !groups.contains(true) else { return }
    let wanted = element ?? Self.decoration
    guard open != wanted else { return }
    closeMark()
    surface.beginMark(element == nil ? "NonStruct" : "Span")
    open = wanted
    descriptions[descriptions.count - 1].marks.append(element)
  }

  private mutating func closeMark() {
    guard let open else { return }
    surface.endMark(open == Self.decoration ? "NonStruct" : "Span")
    self.open = nil
  }
}

// MARK: Links and outline

extension PDFPainter {
  private mutating func addLink(_ rect: Rect, _ url: String, _ structure: Int, page: Int) {
    let size = pages.pages[page].size
    let area = (transforms.last ?? .identity).boundingBox(of: rect)
    let left = max(0, area.x)
    let right = min(size.width, area.maxX)
    let top = max(0, area.y)
    let bottom = min(size.height, area.maxY)
    guard right - left > 0.1, bottom - top > 0.1, let target = target(of: url) else { return }
    let contents: String
    switch target {
    case .uri(let uri): contents = uri
    case .destination(let place): contents = "Page \(place.page + 1)"
    }
    descriptions[page].links.append(
      LinkAnnotation(
        left: Points(px: left).value, bottom: Points(px: size.height - bottom).value,
        right: Points(px: right).value, top: Points(px: size.height - top).value,
        target: target, contents: contents, element: structure))
  }

  /// Web, mail and telephone addresses and places in the document; nothing else is a link.
  private func target(of written: String) -> LinkAnnotation.Target? {
    // As the URL standard does, so that what is checked is what a viewer opens.
    let url = written.withoutURLSpace
    if url.hasPrefix("#") {
      return destination(of: String(url.dropFirst())).map { .destination($0) }
    }
    let scheme = url.prefix { $0 != ":" }.lowercased()
    guard scheme.count < url.count, ["http", "https", "mailto", "tel"].contains(scheme) else {
      return nil
    }
    return .uri(url)
  }

  private func destination(of anchor: String) -> Destination? {
    for (index, page) in pages.pages.enumerated() {
      if let found = page.anchors.first(where: { $0.name == anchor }) {
        return destination(page: index, found.position)
      }
    }
    return anchor.isEmpty || anchor == "top" ? destination(page: 0, .zero) : nil
  }

  private func destination(page: Int, _ position: Point) -> Destination? {
    guard pages.pages.indices.contains(page) else { return nil }
    return Destination(
      page: page, x: Points(px: position.x).value,
      y: Points(px: pages.pages[page].size.height - position.y).value)
  }

  private func outlineItem(_ entry: OutlineEntry) -> OutlineItem? {
    destination(page: entry.page, entry.position).map {
      OutlineItem(title: entry.title, level: entry.level, destination: $0)
    }
  }
}

extension PageItem {
  /// Clips, groups, transforms and their ends.
  fileprivate var changesState: Bool {
    switch self {
    case .clip, .group, .transform, .restore: true
    default: false
    }
  }
}

/// An affine map of the page.
struct Transform {
  var a: Double
  var b: Double
  var c: Double
  var d: Double
  var e: Double
  var f: Double

  static let identity = Transform(a: 1, b: 0, c: 0, d: 1, e: 0, f: 0)

  /// This map, and then the other one.
  func followed(by outer: Transform) -> Transform {
    Transform(
      a: a * outer.a + b * outer.c, b: a * outer.b + b * outer.d,
      c: c * outer.a + d * outer.c, d: c * outer.b + d * outer.d,
      e: e * outer.a + f * outer.c + outer.e, f: e * outer.b + f * outer.d + outer.f)
  }

  func boundingBox(of rect: Rect) -> Rect {
    let corners = [
      (rect.x, rect.y), (rect.maxX, rect.y), (rect.x, rect.maxY), (rect.maxX, rect.maxY),
    ].map { (x: a * $0.0 + c * $0.1 + e, y: b * $0.0 + d * $0.1 + f) }
    let left = corners.reduce(Double.infinity) { min($0, $1.x) }
    let top = corners.reduce(Double.infinity) { min($0, $1.y) }
    let right = corners.reduce(-Double.infinity) { max($0, $1.x) }
    let bottom = corners.reduce(-Double.infinity) { max($0, $1.y) }
    return Rect(x: left, y: top, width: right - left, height: bottom - top)
  }
}

extension String {
  /// Without control characters and spaces at its ends, and without line ends and tabs.
  fileprivate var withoutURLSpace: String {
    var scalars = unicodeScalars.filter { $0 != "\t" && $0 != "\n" && $0 != "\r" }[...]
    scalars = scalars.drop { $0.value <= 0x20 }
    while let last = scalars.last, last.value <= 0x20 { scalars.removeLast() }
    return String(String.UnicodeScalarView(scalars))
  }
}

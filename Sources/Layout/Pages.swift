public import Geometry

/// What layout ends in: pages with items at fixed positions, in reading order, CSS px.
///
/// Painters (PDF, PNG) and tests only walk it. Logic that wants to creep into a painter belongs in
/// layout.
public struct Pages: Sendable {
  public var pages: [Page]
  /// The logical structure that text and figures belong to; index 0 is the document.
  public var structure: [StructureNode]
  public var outline: [OutlineEntry]
  public var title: String
  public var language: String
  /// Characters that no font has, sorted.
  public var missingGlyphs: [Unicode.Scalar] = []
  /// What the last page has left below its content, CSS px.
  public var room = 0.0

  public init(
    pages: [Page], structure: [StructureNode], outline: [OutlineEntry], title: String,
    language: String
  ) {
    self.pages = pages
    self.structure = structure
    self.outline = outline
    self.title = title
    self.language = language
  }
}

public struct Page: Hashable, Sendable {
  public var size: Size
  /// Painting order, which is also reading order for text.
  public var items: [PageItem]
  /// Anchors (`id` attributes) and where they are.
  public var anchors: [Anchor]

  public init(size: Size, items: [PageItem], anchors: [Anchor] = []) {
    self.size = size
    self.items = items
    self.anchors = anchors
  }

  public struct Anchor: Hashable, Sendable {
    public var name: String
    public var position: Point

    public init(name: String, position: Point) {
      self.name = name
      self.position = position
    }
  }
}

/// One thing to draw, or a change of state around others.
public enum PageItem: Hashable, Sendable {
  /// A glyph run on one line.
  case text(PlacedText)
  case fill(Shape, Paint)
  /// A closed ring: the area between two shapes, for borders of one colour.
  case ring(outer: Shape, inner: Shape, Color)
  case stroke(Path, Stroke)
  case fillPath(Path, Paint, evenOdd: Bool)
  case image(PlacedImage)
  /// Clip, opacity and transform come in pairs with `restore`.
  case clip(Shape)
  case group(opacity: Double)
  /// a b c d e f, as in CSS `matrix()`, about the page's origin.
  case transform(Double, Double, Double, Double, Double, Double)
  case restore
  /// A clickable area.
  case link(Rect, url: String, structure: Int)
}

/// A rectangle whose corners may be rounded (radii in CSS px).
public struct Shape: Hashable, Sendable {
  public var rect: Rect
  /// Horizontal and vertical radii: top left, top right, bottom right, bottom left.
  public var radii: [Size]

  public init(_ rect: Rect, radii: [Size] = []) {
    self.rect = rect
    self.radii = radii
  }
}

extension Shape {
  /// The outline where corners are rounded; nil for a plain rectangle.
  public var roundedPath: Path? {
    guard let radii = fittedRadii else { return nil }
    let (x, y) = (rect.x, rect.y)
    let (right, bottom) = (x + max(0, rect.width), y + max(0, rect.height))
    let corners = [
      (Point(x: x, y: y), radii[0], Point(x: 0, y: 1), Point(x: 1, y: 0)),
      (Point(x: right, y: y), radii[1], Point(x: -1, y: 0), Point(x: 0, y: 1)),
      (Point(x: right, y: bottom), radii[2], Point(x: 0, y: -1), Point(x: -1, y: 0)),
      (Point(x: x, y: bottom), radii[3], Point(x: 1, y: 0), Point(x: 0, y: -1)),
    ]
    var segments: [Path.Segment] = []
    for (corner, radius, from, to) in corners {
      // Where a cubic curve is nearest to a quarter of a circle.
      let kappa = 1 - 0.5522847498
      func point(_ direction: Point, _ part: Double) -> Point {
        Point(
          x: corner.x + direction.x * radius.width * part,
          y: corner.y + direction.y * radius.height * part)
      }
      segments.append(segments.isEmpty ? .move(point(from, 1)) : .line(point(from, 1)))
      segments.append(.curve(point(from, kappa), point(to, kappa), point(to, 1)))
    }
    return Path(segments + [.close])
  }

  /// Radii scaled down so that neighbours fit (CSS Backgrounds 3, 4.5); nil when all are 0.
  private var fittedRadii: [Size]? {
    guard radii.count == 4 else { return nil }
    let radii = radii.map {
      Size(width: max(0, $0.width.finite), height: max(0, $0.height.finite))
    }
    guard radii.contains(where: { $0.width > 0 && $0.height > 0 }) else { return nil }
    var factor = 1.0
    for (sum, room) in [
      (radii[0].width + radii[1].width, rect.width), (radii[3].width + radii[2].width, rect.width),
      (radii[0].height + radii[3].height, rect.height),
      (radii[1].height + radii[2].height, rect.height),
    ] where sum > max(0, room) {
      factor = min(factor, max(0, room) / sum)
    }
    return radii.map { Size(width: $0.width * factor, height: $0.height * factor) }
  }
}

extension Double {
  fileprivate var finite: Double { isFinite ? min(self, 1e6) : 0 }
}

public enum Paint: Hashable, Sendable {
  case color(Color)
  /// Axis from `start` to `end` in page coordinates; stops have positions 0 to 1 (may lie outside).
  case linear(start: Point, end: Point, stops: [Stop], repeats: Bool)
  case radial(center: Point, radiusX: Double, radiusY: Double, stops: [Stop], repeats: Bool)

  public struct Stop: Hashable, Sendable {
    public var offset: Double
    public var color: Color

    public init(offset: Double, color: Color) {
      self.offset = offset
      self.color = color
    }
  }
}

public struct Path: Hashable, Sendable {
  public enum Segment: Hashable, Sendable {
    case move(Point)
    case line(Point)
    case curve(Point, Point, Point)
    case close
  }

  public var segments: [Segment]

  public init(_ segments: [Segment]) { self.segments = segments }
}

public struct Stroke: Hashable, Sendable {
  public var color: Color
  public var width: Double
  public var dashes: [Double]
  public var roundCap: Bool
  public var squareCap: Bool
  public var roundJoin: Bool

  public init(
    color: Color, width: Double, dashes: [Double] = [], roundCap: Bool = false,
    squareCap: Bool = false, roundJoin: Bool = false
  ) {
    self.squareCap = squareCap
    self.color = color
    self.width = width
    self.dashes = dashes
    self.roundCap = roundCap
    self.roundJoin = roundJoin
  }
}

/// A glyph run with its text, ready to be shown at a baseline.
public struct PlacedText: Hashable, Sendable {
  /// The source text of exactly these glyphs; `run.range` and clusters count in it.
  public var text: String
  public var run: GlyphRun
  /// Left end of the baseline.
  public var origin: Point
  public var color: Color
  /// Index in `Pages.structure`.
  public var structure: Int

  public init(text: String, run: GlyphRun, origin: Point, color: Color, structure: Int) {
    self.text = text
    self.run = run
    self.origin = origin
    self.color = color
    self.structure = structure
  }
}

public struct PlacedImage: Hashable, Sendable {
  /// As the document names it; the painter asks its image source for the bytes.
  public var source: String
  public var rect: Rect
  /// Where the picture repeats in both directions to fill `rect`: the place of one of its tiles.
  public var tile: Rect?
  public var structure: Int

  public init(source: String, rect: Rect, tile: Rect? = nil, structure: Int) {
    self.tile = tile
    self.source = source
    self.rect = rect
    self.structure = structure
  }
}

/// A node of the logical structure (PDF 1.7, 14.7), made from HTML semantics.
public struct StructureNode: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case document, section, division, paragraph
    case heading(Int)
    case list, listItem, label, listBody
    case table, tableRow, tableHeader, tableCell
    case blockQuote, code, span, link(url: String), figure(alt: String), caption
  }

  public var role: Role
  public var parent: Int
  /// Language where it differs from the parent's.
  public var language: String?

  public init(role: Role, parent: Int, language: String? = nil) {
    self.role = role
    self.parent = parent
    self.language = language
  }
}

public struct OutlineEntry: Hashable, Sendable {
  public var title: String
  /// 1 to 6.
  public var level: Int
  public var page: Int
  public var position: Point

  public init(title: String, level: Int, page: Int, position: Point) {
    self.title = title
    self.level = level
    self.page = page
    self.position = position
  }
}

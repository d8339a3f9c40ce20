import CSS
import Geometry

/// What layout makes of a box: a border box with a place in its parent, CSS px.
///
/// A reference, because pagination moves and stretches it in place; each one has one parent.
/// Positions are relative to the parent's border box; `relativeOffset` is not in them.
final class Fragment {
  /// How its children follow each other where pages end.
  enum Flow {
    /// Can't be split: images, inline-blocks.
    case monolithic
    /// One after the other (floats and positioned boxes beside them).
    case stack
    /// `lines` instead of children.
    case lines
    /// Ranges of `children` that stand side by side; the ranges follow each other.
    case rows([Range<Int>])
    /// Ranges of `children` that each follow one another; the ranges stand side by side.
    case columns([Range<Int>])
    /// The first children are items in rows, of which they may span several.
    case grid(GridRows)
    /// Strips that are cut into columns, with the boxes that span them; see `columnFlow`.
    case multicolumn

    var isMonolithic: Bool {
      if case .monolithic = self { return true }
      return false
    }
  }

  let box: Box
  var x = 0.0
  var y = 0.0
  var width = 0.0
  var height = 0.0
  var margin = Edges<Double>.zero
  var border = Edges<Double>.zero
  var padding = Edges<Double>.zero
  var children: [Fragment] = []
  var lines: [Line] = []
  var flow = Flow.stack
  /// Distance of the first baseline from the top of the border box; nil without any.
  var firstBaseline: Double?
  var lastBaseline: Double?
  /// Bottom margins that collapse out of it, with its own.
  var endStrut = MarginStrut()
  /// The top margin after collapsing with its children, kept at a forced page break.
  var topMargin = 0.0
  /// `position: relative`, resolved; painting and positioned descendants add it.
  var relativeOffset = Point.zero
  /// Height comes from the content, between `minHeight` and `maxHeight` (border box).
  var heightIsAuto = true
  /// Stretched to the row or line that it stands in.
  var isStretched = false
  var minHeight = 0.0
  var maxHeight = Double.infinity
  /// Grows with floats inside (block formatting context roots).
  var containsFloats = false
  /// Moved below floats by `clear`.
  var hasClearance = false
  /// Stands for an absolutely positioned box until the pass `positioned` lays it out.
  var placeholder: StaticPosition?
  /// The area of a placeholder in a grid, relative to the grid's border box.
  var gridArea: Rect?
  /// Absolutely positioned boxes that move with this one.
  var positioned: [Fragment] = []
  /// Positioned by `bottom`, so that it moves when its containing block grows.
  var anchorsBottom = false
  /// The outside marker's text or symbol, placed in this fragment.
  var marker: PlacedMarker?
  var table: TableFragmentInfo?
  var columnFlow: ColumnFlow?
  /// Lines without width in the middle of the gaps between columns, where `column-rule` is drawn.
  var columnRules: [Rect] = []
  /// Not the first part of a box that columns have cut.
  var isContinuation = false
  /// Filled by pagination: how far its content reaches below its top, and forced breaks inside.
  var extent = 0.0
  var hasForcedBreak = false

  init(_ box: Box) { self.box = box }

  var contentX: Double { border.left + padding.left }
  var contentY: Double { border.top + padding.top }
  var contentWidth: Double { max(0, width - frameWidth) }
  var frameWidth: Double { border.left + border.right + padding.left + padding.right }
  var frameHeight: Double { border.top + border.bottom + padding.top + padding.bottom }
  var bottom: Double { y + height }
  var marginBoxHeight: Double { height + margin.top + margin.bottom }
}

/// Margins that meet (CSS 2.1, 8.3.1): the largest positive and the most negative one count.
struct MarginStrut: Equatable {
  var positive = 0.0
  var negative = 0.0

  init() {}
  init(_ margin: Double) { add(margin) }

  mutating func add(_ margin: Double) {
    if margin > 0 { positive = max(positive, margin) } else { negative = min(negative, margin) }
  }

  mutating func add(_ other: MarginStrut) {
    positive = max(positive, other.positive)
    negative = min(negative, other.negative)
  }

  var sum: Double { positive + negative }

  static func + (a: MarginStrut, b: MarginStrut) -> MarginStrut {
    var sum = a
    sum.add(b)
    return sum
  }
}

/// Where an absolutely positioned box would stand if it were in flow (CSS Position 3, 4).
enum StaticPosition {
  /// Its margin box's top left corner, relative to the fragment that holds the placeholder.
  case point(Point)
  /// As the only item of a flex or grid container; nil `rect` is the container's content box.
  case aligned(rect: Rect?, horizontal: Alignment, vertical: Alignment)
}

struct PlacedMarker {
  var marker: ListMarker
  /// Left end of the baseline, relative to the list item's border box.
  var origin: Point
  var width: Double
  var content: InlineContent?
  /// Rounded ascent of the marker's font, from which symbols take their size.
  var ascent: Double
}

/// What pagination and painting need to know about a table.
struct TableFragmentInfo {
  /// A header or footer group shown again on another page.
  struct Copy {
    /// Index in `children` of the group.
    var child: Int
    /// Its top, relative to the table's border box.
    var y: Double
  }

  /// Index in `children` of the header group, which repeats on each page.
  var header: Int?
  /// Index of the footer group, which repeats where the table goes on.
  var footer: Int?
  /// Heights of captions above and below the table's own border box.
  var captionTop = 0.0
  var captionBottom = 0.0
  var copies: [Copy] = []
}

package import Geometry

/// The computed style of one element, pseudo-element or anonymous box.
///
/// A frozen reference, so that boxes share it; the groups are split so that elements that differ
/// only in one share the others. All lengths are CSS px; percentages stay percentages until layout
/// knows their basis.
package final class ComputedStyle: Sendable {
  @usableFromInline let groups: StyleGroups

  @inlinable package var text: TextStyle { @inline(__always) _read { yield groups.text.value } }
  @inlinable package var box: BoxStyle { @inline(__always) _read { yield groups.box.value } }
  @inlinable package var flex: FlexStyle { @inline(__always) _read { yield groups.flex.value } }
  @inlinable package var grid: GridStyle { @inline(__always) _read { yield groups.grid.value } }
  @inlinable package var paint: PaintStyle { @inline(__always) _read { yield groups.paint.value } }
  @inlinable package var fragmentation: FragmentationStyle {
    @inline(__always) _read { yield groups.fragmentation.value }
  }
  @inlinable package var generated: GeneratedStyle {
    @inline(__always) _read { yield groups.generated.value }
  }

  package init(
    text: TextStyle, box: BoxStyle, flex: FlexStyle, grid: GridStyle, paint: PaintStyle,
    fragmentation: FragmentationStyle, generated: GeneratedStyle
  ) {
    groups = StyleGroups(
      text: StyleGroup(text), box: StyleGroup(box), flex: StyleGroup(flex),
      grid: StyleGroup(grid), paint: StyleGroup(paint),
      fragmentation: StyleGroup(fragmentation), generated: StyleGroup(generated),
      inherited: StyleGroup(InheritedState()))
  }

  init(_ groups: StyleGroups) { self.groups = groups }

  var inherited: InheritedState { groups.inherited.value }

  /// Initial values throughout.
  package static let initial = ComputedStyle(
    text: TextStyle(), box: BoxStyle(), flex: FlexStyle(), grid: GridStyle(),
    paint: PaintStyle(), fragmentation: FragmentationStyle(), generated: GeneratedStyle())
}

/// Everything that text inherits.
@usableFromInline
package struct TextStyle: Hashable, Sendable {
  package var color = Color.black
  package var fontFamily: [String] = ["serif"]
  package var fontSize: Double = 16
  /// 1 to 1000.
  package var fontWeight: Double = 400
  package var fontStyle = FontStyle.normal
  package var fontStretch: Double = 100
  /// OpenType features in effect (`font-feature-settings`, `font-variant-*`), sorted by tag.
  package var fontFeatures: [FontFeature] = []
  package var lineHeight = LineHeight.normal
  package var letterSpacing: Double = 0
  package var wordSpacing: Double = 0
  package var textAlign = TextAlign.start
  package var textAlignLast: TextAlign?
  /// `-webkit-center` and its kin, from `<center>` and `align`: block children are aligned too,
  /// to the side that `textAlign` says.
  package var alignsBlockChildren = false
  package var textIndent = LengthPercentage.zero
  package var textTransform = TextTransform.none
  package var whiteSpace = WhiteSpace.normal
  /// `overflow-wrap: anywhere | break-word`.
  package var overflowWrap = OverflowWrap.normal
  package var wordBreak = WordBreak.normal
  package var hyphens = Hyphens.manual
  package var textWrap = TextWrap.wrap
  package var tabSize: Double = 8
  package var direction = Direction.ltr
  package var visibility = Visibility.visible
  package var listStyleType = ListStyleType.keyword("disc")
  package var listStyleInside = false
  /// `list-style-image: url()`, as written.
  package var listStyleImage: String?
  package var orphans = 2
  package var widows = 2
  package var borderCollapse = false
  /// Horizontal and vertical, CSS px.
  package var borderSpacing = Size()
  package var captionSideBottom = false
  package var emptyCellsHidden = false
  package var quotes: [String]?
  /// BCP 47 language of the element (from `lang`), empty when unknown.
  package var language = ""
  /// `text-decoration` lines in effect here, painted by each inline that carries text.
  package var decorations: [TextDecoration] = []

  package init() {}
}

package struct FontFeature: Hashable, Sendable {
  /// Four-letter OpenType tag.
  package var tag: String
  package var value: Int

  package init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }
}

package enum OverflowWrap: Hashable, Sendable { case normal, breakWord, anywhere }
package enum WordBreak: Hashable, Sendable { case normal, breakAll, keepAll }
package enum Hyphens: Hashable, Sendable {
  case none, manual, auto
  /// `-bespoke-whole`: no break at a hyphen or slash that is there either. Programs that read text
  /// back from pages join "rate-" and "limit" in ways of their own.
  case whole
}
package enum TextWrap: Hashable, Sendable { case wrap, balance, pretty }
package enum UnicodeBidi: Hashable, Sendable {
  case normal, embed, isolate, bidiOverride, isolateOverride, plaintext
}

package enum ListStyleType: Hashable, Sendable {
  case none
  /// `disc`, `circle`, `square`, `decimal`, `lower-alpha` …
  case keyword(String)
  case string(String)
}

package struct TextDecoration: Hashable, Sendable {
  package enum Line: Hashable, Sendable { case underline, overline, lineThrough }
  package enum Style: Hashable, Sendable { case solid, double, dotted, dashed, wavy }

  package var line: Line
  package var style: Style
  package var color: Color
  /// CSS px; nil for `auto`.
  package var thickness: Double?
  /// `text-underline-offset` in CSS px; nil for `auto`.
  package var offset: Double?

  package init(line: Line, style: Style = .solid, color: Color, thickness: Double? = nil) {
    self.line = line
    self.style = style
    self.color = color
    self.thickness = thickness
  }
}

/// The box itself: kind, size, position; nothing here inherits.
@usableFromInline
package struct BoxStyle: Hashable, Sendable {
  package var display = Display.inline
  package var position = Position.static
  package var inset = Edges<LengthPercentageOrAuto>(all: .auto)
  package var float = FloatSide.none
  package var clear = Clear.none
  package var boxSizing = BoxSizing.contentBox
  package var width = Sizing.auto
  package var height = Sizing.auto
  package var minWidth = Sizing.auto
  package var minHeight = Sizing.auto
  package var maxWidth = Sizing.auto
  package var maxHeight = Sizing.auto
  /// Width divided by height; nil for `auto`.
  package var aspectRatio: Double?
  package var margin = Edges<LengthPercentageOrAuto>(all: .length(.zero))
  package var padding = Edges<LengthPercentage>(all: .zero)
  /// Used widths: 0 where the border's style is none or hidden.
  package var borderWidth = Edges<Double>.zero
  package var overflowX = Overflow.visible
  package var overflowY = Overflow.visible
  package var verticalAlign = VerticalAlign.baseline
  package var tableLayoutFixed = false
  package var columnCount: Int?
  package var columnWidth: Double?
  package var columnFillBalance = true
  package var columnSpanAll = false
  package var unicodeBidi = UnicodeBidi.normal
  package var containment = Containment()

  package init() {}
}

/// What `contain` asks for and shows in layout (CSS Containment 2).
package struct Containment: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let layout = Containment(rawValue: 1)
  package static let paint = Containment(rawValue: 2)
}

@usableFromInline
package struct FlexStyle: Hashable, Sendable {
  package enum FlowDirection: Hashable, Sendable { case row, rowReverse, column, columnReverse }
  package enum Wrap: Hashable, Sendable { case nowrap, wrap, wrapReverse }

  package var direction = FlowDirection.row
  package var wrap = Wrap.nowrap
  /// `flex-wrap: balance`: lines of like length, at least `lineCount` of them.
  package var balances = false
  package var lineCount: Int?
  package var grow: Double = 0
  package var shrink: Double = 1
  package var basis = Sizing.auto
  package var order = 0
  // Alignment and gaps serve flex, grid and (for gaps) columns alike.
  package var justifyContent = Alignment.normal
  package var alignContent = Alignment.normal
  package var justifyItems = Alignment.normal
  package var alignItems = Alignment.normal
  package var justifySelf = Alignment.auto
  package var alignSelf = Alignment.auto
  /// nil for `normal` (0 in flex and grid, 1em in columns).
  package var rowGap: LengthPercentage?
  package var columnGap: LengthPercentage?

  package init() {}
}

@usableFromInline
package struct GridStyle: Hashable, Sendable {
  package indirect enum TrackSize: Hashable, Sendable {
    case length(LengthPercentage)
    case fraction(Double)
    case auto, minContent, maxContent
    case fitContent(LengthPercentage)
    case minmax(TrackSize, TrackSize)
  }

  package enum RepeatCount: Hashable, Sendable { case count(Int), autoFill, autoFit }

  package enum TrackListItem: Hashable, Sendable {
    case lineNames([String])
    case track(TrackSize)
    indirect case `repeat`(RepeatCount, [TrackListItem])
  }

  package enum Line: Hashable, Sendable {
    case auto
    case line(Int, name: String?)
    case name(String)
    case span(Int, name: String?)
  }

  package var templateColumns: [TrackListItem] = []
  package var templateRows: [TrackListItem] = []
  /// Rows of area names; `.` is an empty cell.
  package var templateAreas: [[String]] = []
  package var autoColumns: [TrackSize] = [.auto]
  package var autoRows: [TrackSize] = [.auto]
  package var flowsByColumn = false
  package var isDense = false
  package var columnStart = Line.auto
  package var columnEnd = Line.auto
  package var rowStart = Line.auto
  package var rowEnd = Line.auto

  package init() {}
}

@usableFromInline
package struct FragmentationStyle: Hashable, Sendable {
  package var breakBefore = BreakBetween.auto
  package var breakAfter = BreakBetween.auto
  package var breakInside = BreakInside.auto
  package var cloneDecoration = false

  package init() {}
}

/// `content`, counters: what the box builder turns into text.
@usableFromInline
package struct GeneratedStyle: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// `normal`, or `none`.
    case normal, none
    case items([Item])
  }

  package enum Item: Hashable, Sendable {
    case string(String)
    case attribute(String)
    case counter(name: String, style: ListStyleType)
    case counters(name: String, separator: String, style: ListStyleType)
    case url(String)
    case openQuote, closeQuote, noOpenQuote, noCloseQuote
  }

  package struct CounterChange: Hashable, Sendable {
    package var name: String
    package var value: Int

    package init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  package var content = Content.normal
  package var counterReset: [CounterChange] = []
  package var counterIncrement: [CounterChange] = []
  package var counterSet: [CounterChange] = []

  package init() {}
}

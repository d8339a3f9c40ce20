public import Geometry

/// The computed style of one element, pseudo-element or anonymous box.
///
/// A frozen reference, so that boxes share it; the groups are split so that elements that differ
/// only in one share the others. All lengths are CSS px; percentages stay percentages until layout
/// knows their basis.
public final class ComputedStyle: Sendable {
  @usableFromInline let groups: StyleGroups

  @inlinable public var text: TextStyle { groups.text.value }
  @inlinable public var box: BoxStyle { groups.box.value }
  @inlinable public var flex: FlexStyle { groups.flex.value }
  @inlinable public var grid: GridStyle { groups.grid.value }
  @inlinable public var paint: PaintStyle { groups.paint.value }
  @inlinable public var fragmentation: FragmentationStyle { groups.fragmentation.value }
  @inlinable public var generated: GeneratedStyle { groups.generated.value }

  public init(
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
  public static let initial = ComputedStyle(
    text: TextStyle(), box: BoxStyle(), flex: FlexStyle(), grid: GridStyle(),
    paint: PaintStyle(), fragmentation: FragmentationStyle(), generated: GeneratedStyle())
}

/// Everything that text inherits.
public struct TextStyle: Hashable, Sendable {
  public var color = Color.black
  public var fontFamily: [String] = ["serif"]
  public var fontSize: Double = 16
  /// 1 to 1000.
  public var fontWeight: Double = 400
  public var fontStyle = FontStyle.normal
  public var fontStretch: Double = 100
  /// OpenType features in effect (`font-feature-settings`, `font-variant-*`), sorted by tag.
  public var fontFeatures: [FontFeature] = []
  public var lineHeight = LineHeight.normal
  public var letterSpacing: Double = 0
  public var wordSpacing: Double = 0
  public var textAlign = TextAlign.start
  public var textAlignLast: TextAlign?
  /// `-webkit-center` and its kin, from `<center>` and `align`: block children are aligned too,
  /// to the side that `textAlign` says.
  public var alignsBlockChildren = false
  public var textIndent = LengthPercentage.zero
  public var textTransform = TextTransform.none
  public var whiteSpace = WhiteSpace.normal
  /// `overflow-wrap: anywhere | break-word`.
  public var overflowWrap = OverflowWrap.normal
  public var wordBreak = WordBreak.normal
  public var hyphens = Hyphens.manual
  public var textWrap = TextWrap.wrap
  public var tabSize: Double = 8
  public var direction = Direction.ltr
  public var visibility = Visibility.visible
  public var listStyleType = ListStyleType.keyword("disc")
  public var listStyleInside = false
  /// `list-style-image: url()`, as written.
  public var listStyleImage: String?
  public var orphans = 2
  public var widows = 2
  public var borderCollapse = false
  /// Horizontal and vertical, CSS px.
  public var borderSpacing = Size()
  public var captionSideBottom = false
  public var emptyCellsHidden = false
  public var quotes: [String]?
  /// BCP 47 language of the element (from `lang`), empty when unknown.
  public var language = ""
  /// `text-decoration` lines in effect here, painted by each inline that carries text.
  public var decorations: [TextDecoration] = []

  public init() {}
}

public struct FontFeature: Hashable, Sendable {
  /// Four-letter OpenType tag.
  public var tag: String
  public var value: Int

  public init(tag: String, value: Int) {
    self.tag = tag
    self.value = value
  }
}

public enum OverflowWrap: Hashable, Sendable { case normal, breakWord, anywhere }
public enum WordBreak: Hashable, Sendable { case normal, breakAll, keepAll }
public enum Hyphens: Hashable, Sendable {
  case none, manual, auto
  /// `-bespoke-whole`: no break at a hyphen or slash that is there either. Programs that read text
  /// back from pages join "rate-" and "limit" in ways of their own.
  case whole
}
public enum TextWrap: Hashable, Sendable { case wrap, balance, pretty }
public enum UnicodeBidi: Hashable, Sendable {
  case normal, embed, isolate, bidiOverride, isolateOverride, plaintext
}

public enum ListStyleType: Hashable, Sendable {
  case none
  /// `disc`, `circle`, `square`, `decimal`, `lower-alpha` …
  case keyword(String)
  case string(String)
}

public struct TextDecoration: Hashable, Sendable {
  public enum Line: Hashable, Sendable { case underline, overline, lineThrough }
  public enum Style: Hashable, Sendable { case solid, double, dotted, dashed, wavy }

  public var line: Line
  public var style: Style
  public var color: Color
  /// CSS px; nil for `auto`.
  public var thickness: Double?
  /// `text-underline-offset` in CSS px; nil for `auto`.
  public var offset: Double?

  public init(line: Line, style: Style = .solid, color: Color, thickness: Double? = nil) {
    self.line = line
    self.style = style
    self.color = color
    self.thickness = thickness
  }
}

/// The box itself: kind, size, position; nothing here inherits.
public struct BoxStyle: Hashable, Sendable {
  public var display = Display.inline
  public var position = Position.static
  public var inset = Edges<LengthPercentageOrAuto>(all: .auto)
  public var float = FloatSide.none
  public var clear = Clear.none
  public var boxSizing = BoxSizing.contentBox
  public var width = Sizing.auto
  public var height = Sizing.auto
  public var minWidth = Sizing.auto
  public var minHeight = Sizing.auto
  public var maxWidth = Sizing.auto
  public var maxHeight = Sizing.auto
  /// Width divided by height; nil for `auto`.
  public var aspectRatio: Double?
  public var margin = Edges<LengthPercentageOrAuto>(all: .length(.zero))
  public var padding = Edges<LengthPercentage>(all: .zero)
  /// Used widths: 0 where the border's style is none or hidden.
  public var borderWidth = Edges<Double>.zero
  public var overflowX = Overflow.visible
  public var overflowY = Overflow.visible
  public var verticalAlign = VerticalAlign.baseline
  public var tableLayoutFixed = false
  public var columnCount: Int?
  public var columnWidth: Double?
  public var columnFillBalance = true
  public var columnSpanAll = false
  public var unicodeBidi = UnicodeBidi.normal
  public var containment = Containment()

  public init() {}
}

/// What `contain` asks for and shows in layout (CSS Containment 2).
public struct Containment: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let layout = Containment(rawValue: 1)
  public static let paint = Containment(rawValue: 2)
}

public struct FlexStyle: Hashable, Sendable {
  public enum FlowDirection: Hashable, Sendable { case row, rowReverse, column, columnReverse }
  public enum Wrap: Hashable, Sendable { case nowrap, wrap, wrapReverse }

  public var direction = FlowDirection.row
  public var wrap = Wrap.nowrap
  /// `flex-wrap: balance`: lines of like length, at least `lineCount` of them.
  public var balances = false
  public var lineCount: Int?
  public var grow: Double = 0
  public var shrink: Double = 1
  public var basis = Sizing.auto
  public var order = 0
  // Alignment and gaps serve flex, grid and (for gaps) columns alike.
  public var justifyContent = Alignment.normal
  public var alignContent = Alignment.normal
  public var justifyItems = Alignment.normal
  public var alignItems = Alignment.normal
  public var justifySelf = Alignment.auto
  public var alignSelf = Alignment.auto
  /// nil for `normal` (0 in flex and grid, 1em in columns).
  public var rowGap: LengthPercentage?
  public var columnGap: LengthPercentage?

  public init() {}
}

public struct GridStyle: Hashable, Sendable {
  public indirect enum TrackSize: Hashable, Sendable {
    case length(LengthPercentage)
    case fraction(Double)
    case auto, minContent, maxContent
    case fitContent(LengthPercentage)
    case minmax(TrackSize, TrackSize)
  }

  public enum RepeatCount: Hashable, Sendable { case count(Int), autoFill, autoFit }

  public enum TrackListItem: Hashable, Sendable {
    case lineNames([String])
    case track(TrackSize)
    indirect case `repeat`(RepeatCount, [TrackListItem])
  }

  public enum Line: Hashable, Sendable {
    case auto
    case line(Int, name: String?)
    case name(String)
    case span(Int, name: String?)
  }

  public var templateColumns: [TrackListItem] = []
  public var templateRows: [TrackListItem] = []
  /// Rows of area names; `.` is an empty cell.
  public var templateAreas: [[String]] = []
  public var autoColumns: [TrackSize] = [.auto]
  public var autoRows: [TrackSize] = [.auto]
  public var flowsByColumn = false
  public var isDense = false
  public var columnStart = Line.auto
  public var columnEnd = Line.auto
  public var rowStart = Line.auto
  public var rowEnd = Line.auto

  public init() {}
}

public struct FragmentationStyle: Hashable, Sendable {
  public var breakBefore = BreakBetween.auto
  public var breakAfter = BreakBetween.auto
  public var breakInside = BreakInside.auto
  public var cloneDecoration = false

  public init() {}
}

/// `content`, counters: what the box builder turns into text.
public struct GeneratedStyle: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// `normal`, or `none`.
    case normal, none
    case items([Item])
  }

  public enum Item: Hashable, Sendable {
    case string(String)
    case attribute(String)
    case counter(name: String, style: ListStyleType)
    case counters(name: String, separator: String, style: ListStyleType)
    case url(String)
    case openQuote, closeQuote, noOpenQuote, noCloseQuote
  }

  public struct CounterChange: Hashable, Sendable {
    public var name: String
    public var value: Int

    public init(name: String, value: Int) {
      self.name = name
      self.value = value
    }
  }

  public var content = Content.normal
  public var counterReset: [CounterChange] = []
  public var counterIncrement: [CounterChange] = []
  public var counterSet: [CounterChange] = []

  public init() {}
}

public import CSS

/// What the layout asks of a text engine.
///
/// The Pango shaper (module Graphics) and the tests' fake
/// one implement it; layout itself never sees a font.
///
/// One instance serves one thread; shaping is by whole paragraph so that bidi, fallback and joining
/// see the full context, and lines are then filled by layout from the advances. What layout does
/// itself, so that a shaper must not: letter- and word-spacing (a shaper only switches ligatures
/// off where letter-spacing is not 0), text-transform, tabs, soft hyphens (never in the text),
/// line feeds (parts between forced breaks are shaped on their own), and the room of U+FFFC.
public protocol TextShaping: AnyObject {
  /// Shapes a paragraph of text with its style runs.
  func shape(_ paragraph: Paragraph) -> ShapedParagraph

  /// Metrics of the first available font of a style, in CSS px, unrounded.
  func metrics(of style: TextStyle) -> FontMetrics

  /// Metrics of a face that a run came in, which may be a fallback; nil where it is unknown.
  func metrics(of face: FontFace, size: Double) -> FontMetrics?
}

extension TextShaping {
  public func metrics(of face: FontFace, size: Double) -> FontMetrics? { nil }
}

/// The text of one inline formatting context (or of a part between forced breaks), after white
/// space processing and text-transform.
public struct Paragraph: Hashable, Sendable {
  public struct Run: Hashable, Sendable {
    /// UTF-8 offsets in `text`; runs are in order, adjacent and cover it.
    public var range: Range<Int>
    public var style: TextStyle

    public init(range: Range<Int>, style: TextStyle) {
      self.range = range
      self.style = style
    }
  }

  /// Inline objects (images, inline-blocks) stand in it as U+FFFC.
  public var text: String
  public var runs: [Run]
  public var direction: Direction

  public init(text: String, runs: [Run], direction: Direction) {
    self.text = text
    self.runs = runs
    self.direction = direction
  }
}

/// Glyph runs in logical order and where lines may break.
public struct ShapedParagraph: Sendable {
  public var runs: [GlyphRun]
  /// By UTF-8 offset 0...count: what may happen before the byte at that offset.
  ///
  /// Chromium's pairs, not `white-space`, `word-break` or `overflow-wrap`, which layout applies;
  /// after spaces the opportunity stands before the next character that is none.
  public var breaks: [BreakOpportunity]
  /// Scalars for which no font had a glyph.
  public var missingGlyphs: [Unicode.Scalar]

  public init(
    runs: [GlyphRun], breaks: [BreakOpportunity], missingGlyphs: [Unicode.Scalar] = []
  ) {
    self.runs = runs
    self.breaks = breaks
    self.missingGlyphs = missingGlyphs
  }
}

public enum BreakOpportunity: UInt8, Hashable, Sendable {
  case none
  /// A cluster boundary where an emergency break (`overflow-wrap`) may fall.
  case cluster
  case allowed
  case mandatory
}

/// A run of glyphs of one face, size and direction.
///
/// A run never crosses the border of two `Paragraph.Run`s. Its advances are the font's own: letter-
/// and word-spacing are layout's to add. A space keeps its glyph at a line's end too, so that
/// extracted text has it.
public struct GlyphRun: Hashable, Sendable {
  public var face: FontFace
  /// CSS px.
  public var size: Double
  /// UTF-8 offsets in the paragraph's text.
  public var range: Range<Int>
  /// Bidi embedding level; odd is right to left.
  public var level: UInt8
  /// Visual order within the run: left to right.
  public var glyphs: [Glyph]
  /// What layout added to each advance, CSS px.
  public var letterSpacing = 0.0

  public init(
    face: FontFace, size: Double, range: Range<Int>, level: UInt8, glyphs: [Glyph]
  ) {
    self.face = face
    self.size = size
    self.range = range
    self.level = level
    self.glyphs = glyphs
  }

  public var isRightToLeft: Bool { level & 1 == 1 }
}

/// One positioned glyph, CSS px, y downwards; its origin is the pen plus the offset.
public struct Glyph: Hashable, Sendable {
  /// The id of what takes a place in the text and paints nothing: U+FFFC, tabs, line ends, soft
  /// hyphens, bidi controls.
  ///
  /// Their advance is 0; layout sets that of objects and tabs, and shapes a
  /// hyphen of its own where a line ends at a soft one.
  public static let invisible = UInt32.max

  public var id: UInt32
  /// UTF-8 offset in the paragraph's text of the cluster it belongs to.
  public var cluster: Int32
  public var advance: Double
  public var offsetX: Double
  public var offsetY: Double

  public init(
    id: UInt32, cluster: Int32, advance: Double, offsetX: Double = 0, offsetY: Double = 0
  ) {
    self.id = id
    self.cluster = cluster
    self.advance = advance
    self.offsetX = offsetX
    self.offsetY = offsetY
  }
}

/// A font file's face, as a value that painters look up again.
public struct FontFace: Hashable, Sendable {
  /// Index in the table of the shaper that made it.
  public var index: Int32

  public init(index: Int32) { self.index = index }
}

/// Metrics in CSS px at the style's font size, unrounded; layout rounds them as Chromium does.
public struct FontMetrics: Hashable, Sendable {
  public var ascent: Double
  /// Positive below the baseline.
  public var descent: Double
  public var lineGap: Double
  public var xHeight: Double
  public var capHeight: Double
  /// Advance of `0`, for the `ch` unit.
  public var zeroAdvance: Double
  public var spaceAdvance: Double
  public var underlinePosition: Double
  public var underlineThickness: Double

  public init(
    ascent: Double, descent: Double, lineGap: Double, xHeight: Double, capHeight: Double,
    zeroAdvance: Double, spaceAdvance: Double, underlinePosition: Double,
    underlineThickness: Double
  ) {
    self.ascent = ascent
    self.descent = descent
    self.lineGap = lineGap
    self.xHeight = xHeight
    self.capHeight = capHeight
    self.zeroAdvance = zeroAdvance
    self.spaceAdvance = spaceAdvance
    self.underlinePosition = underlinePosition
    self.underlineThickness = underlineThickness
  }
}

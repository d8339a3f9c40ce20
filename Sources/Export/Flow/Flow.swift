public import CSS
public import Geometry

/// A styled document as a word processor sees it: paragraphs in reading order.
///
/// Word, Markdown and plain text are written from this one reading of the page, so that they can't
/// disagree about what stands in which order.
public struct Flow {
  public var paragraphs: [Paragraph]
  /// Of the body: what text looks like where nothing else is said.
  public var base: ComputedStyle
  /// BCP 47; empty when the page doesn't say.
  public var language: String

  public enum Kind: Hashable {
    /// 1 to 6; no level is skipped on the way down.
    case heading(Int)
    /// The first paragraph of a list item; `depth` counts from 0.
    case item(List, depth: Int)
    /// A later paragraph of an item.
    case continuation(depth: Int)
    case quote
    case preformatted
    case text
  }

  /// The list that an item belongs to.
  public struct List: Hashable {
    /// Lists count from 0 in document order.
    public var index: Int
    public var marker: ListStyleType
    /// The item's place in the list, for markers that count.
    public var number: Int
    public var isOrdered: Bool
    /// How far the list stands in from what is around it, CSS px.
    public var inset: Double
  }

  public struct Paragraph {
    public var kind: Kind
    /// First class of the block's element: what the template calls it.
    public var name: String
    /// Of the block that holds the text; of the heading, in a row that holds one.
    public var style: ComputedStyle
    public var alignment: TextAlign
    public var content: [Inline]
    /// Collapsed margins and paddings above, CSS px; 0 for the first.
    public var spaceBefore: Double
    public var borderTop: Border?
    public var borderBottom: Border?
    /// The colour behind the text where it isn't the page's own.
    public var background: Color?
    public var startsPage: Bool
    public var keepsWithNext: Bool
  }

  public struct Border: Hashable {
    /// CSS px.
    public var width: Double
    public var style: BorderStyle
    public var color: Color
    /// Between text and line, CSS px.
    public var padding: Double
  }

  public enum Inline {
    case text(Run)
    case lineBreak
    /// The way from one item of a row to the next.
    case gap(Gap)
    case image(Picture)
  }

  public enum Gap: Hashable {
    /// Items side by side, such as contact data.
    case beside
    /// The next item stands at the far edge of the line, such as a date.
    case apart
  }

  public struct Run {
    public var text: String
    public var style: ComputedStyle
    /// The target of the link that the text stands in.
    public var link: String?
    public var isCode: Bool
    /// Of a space: what the page adds to it by a margin or by word-spacing, CSS px.
    public var widening = 0.0
  }

  public struct Picture {
    public var source: String
    public var alternative: String
    public var style: ComputedStyle
  }
}

extension Flow.Paragraph {
  /// All characters of the paragraph, gaps as a space.
  public var plainText: String {
    content.map { inline in
      switch inline {
      case .text(let run): run.text
      case .lineBreak: "\n"
      case .gap: " "
      case .image(let picture): picture.alternative
      }
    }.joined()
  }
}

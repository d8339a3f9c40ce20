package import CSS
package import Geometry

/// A styled document as a word processor sees it: paragraphs in reading order.
///
/// Word, Markdown and plain text are written from this one reading of the page, so that they can't
/// disagree about what stands in which order.
package struct Flow {
  package var paragraphs: [Paragraph]
  /// Of the body: what text looks like where nothing else is said.
  package var base: ComputedStyle
  /// BCP 47; empty when the page doesn't say.
  package var language: String

  package enum Kind: Hashable {
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
  package struct List: Hashable {
    /// Lists count from 0 in document order.
    package var index: Int
    package var marker: ListStyleType
    /// The item's place in the list, for markers that count.
    package var number: Int
    package var isOrdered: Bool
    /// How far the list stands in from what is around it, CSS px.
    package var inset: Double
  }

  package struct Paragraph {
    package var kind: Kind
    /// First class of the block's element: what the template calls it.
    package var name: String
    /// Of the block that holds the text; of the heading, in a row that holds one.
    package var style: ComputedStyle
    package var alignment: TextAlign
    package var content: [Inline]
    /// Collapsed margins and paddings above, CSS px; 0 for the first.
    package var spaceBefore: Double
    package var borderTop: Border?
    package var borderBottom: Border?
    /// The colour behind the text where it isn't the page's own.
    package var background: Color?
    package var startsPage: Bool
    package var keepsWithNext: Bool
  }

  package struct Border: Hashable {
    /// CSS px.
    package var width: Double
    package var style: BorderStyle
    package var color: Color
    /// Between text and line, CSS px.
    package var padding: Double
  }

  package enum Inline {
    case text(Run)
    case lineBreak
    /// The way from one item of a row to the next.
    case gap(Gap)
    case image(Picture)
  }

  package enum Gap: Hashable {
    /// Items side by side, such as contact data.
    case beside
    /// The next item stands at the far edge of the line, such as a date.
    case apart
  }

  package struct Run {
    package var text: String
    package var style: ComputedStyle
    /// The target of the link that the text stands in.
    package var link: String?
    package var isCode: Bool
    /// Of a space: what the page adds to it by a margin or by word-spacing, CSS px.
    package var widening = 0.0
  }

  package struct Picture {
    package var source: String
    package var alternative: String
    package var style: ComputedStyle
  }
}

extension Flow.Paragraph {
  /// All characters of the paragraph, gaps as a space.
  package var plainText: String {
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

/// Everything of a PDF that isn't painted: structure, links, outline, metadata.
///
/// Cairo paints pages and marks their content with numbers; `PDFAssembler` adds the rest from
/// this.
package struct DocumentDescription: Hashable, Sendable {
  package var information: Information
  package var pages: [PageDescription]
  /// Index 0 is the document; a parent stands before its children.
  package var elements: [StructureElement]
  package var outline: [OutlineItem]

  package init(
    information: Information, pages: [PageDescription], elements: [StructureElement],
    outline: [OutlineItem] = []
  ) {
    self.information = information
    self.pages = pages
    self.elements = elements
    self.outline = outline
  }
}

/// What the document says of itself; empty texts are left out.
package struct Information: Hashable, Sendable {
  package var title = ""
  package var author = ""
  package var subject = ""
  package var keywords: [String] = []
  package var creator = ""
  /// BCP 47; English when empty, because a reader needs one.
  package var language = ""
  /// Seconds since 1970 for both dates; nil leaves them out.
  package var epoch: Int?
  /// Further facts, by names that are nobody else's.
  package var properties: [Property] = []

  package init() {}

  package struct Property: Hashable, Sendable {
    /// Letters only: it becomes a key in Info and an element in XMP.
    package var name: String
    package var value: String

    package init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

package struct PageDescription: Hashable, Sendable {
  /// The element that owns each marked content, by its number on the page; nil for decoration.
  package var marks: [Int?]
  package var links: [LinkAnnotation]

  package init(marks: [Int?] = [], links: [LinkAnnotation] = []) {
    self.marks = marks
    self.links = links
  }
}

/// A place in the document: page from 0, points from its lower left corner.
package struct Destination: Hashable, Sendable {
  package var page: Int
  package var x: Double
  package var y: Double

  package init(page: Int, x: Double, y: Double) {
    self.page = page
    self.x = x
    self.y = y
  }
}

package struct LinkAnnotation: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case uri(String)
    case destination(Destination)
  }

  /// Points from the page's lower left corner: left, bottom, right, top.
  package var left: Double
  package var bottom: Double
  package var right: Double
  package var top: Double
  package var target: Target
  /// What a reader announces.
  package var contents: String
  /// The element that it belongs to.
  package var element: Int

  package init(
    left: Double, bottom: Double, right: Double, top: Double, target: Target, contents: String,
    element: Int
  ) {
    self.left = left
    self.bottom = bottom
    self.right = right
    self.top = top
    self.target = target
    self.contents = contents
    self.element = element
  }
}

package struct StructureElement: Hashable, Sendable {
  /// A standard structure type (PDF 1.7, 14.8.4).
  package var type: String
  package var parent: Int
  /// Alternative text, for figures.
  package var alt: String?
  package var language: String?
  /// Kept although nothing of it is painted: a table's empty cells.
  package var isKeptEmpty: Bool

  package init(
    type: String, parent: Int, alt: String? = nil, language: String? = nil,
    isKeptEmpty: Bool = false
  ) {
    self.type = type
    self.parent = parent
    self.alt = alt
    self.language = language
    self.isKeptEmpty = isKeptEmpty
  }
}

package struct OutlineItem: Hashable, Sendable {
  package var title: String
  /// From 1; an item belongs to the last one before it with a smaller level.
  package var level: Int
  package var destination: Destination

  package init(title: String, level: Int, destination: Destination) {
    self.title = title
    self.level = level
    self.destination = destination
  }
}

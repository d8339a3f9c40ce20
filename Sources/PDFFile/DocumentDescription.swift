/// Everything of a PDF that isn't painted: structure, links, outline, metadata.
///
/// Cairo paints pages and marks their content with numbers; `PDFAssembler` adds the rest from
/// this.
public struct DocumentDescription: Hashable, Sendable {
  public var information: Information
  public var pages: [PageDescription]
  /// Index 0 is the document; a parent stands before its children.
  public var elements: [StructureElement]
  public var outline: [OutlineItem]

  public init(
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
public struct Information: Hashable, Sendable {
  public var title = ""
  public var author = ""
  public var subject = ""
  public var keywords: [String] = []
  public var creator = ""
  /// BCP 47; English when empty, because a reader needs one.
  public var language = ""
  /// Seconds since 1970 for both dates; nil leaves them out.
  public var epoch: Int?
  /// Further facts, by names that are nobody else's.
  public var properties: [Property] = []

  public init() {}

  public struct Property: Hashable, Sendable {
    /// Letters only: it becomes a key in Info and an element in XMP.
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }
}

public struct PageDescription: Hashable, Sendable {
  /// The element that owns each marked content, by its number on the page; nil for decoration.
  public var marks: [Int?]
  public var links: [LinkAnnotation]

  public init(marks: [Int?] = [], links: [LinkAnnotation] = []) {
    self.marks = marks
    self.links = links
  }
}

/// A place in the document: page from 0, points from its lower left corner.
public struct Destination: Hashable, Sendable {
  public var page: Int
  public var x: Double
  public var y: Double

  public init(page: Int, x: Double, y: Double) {
    self.page = page
    self.x = x
    self.y = y
  }
}

public struct LinkAnnotation: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    case uri(String)
    case destination(Destination)
  }

  /// Points from the page's lower left corner: left, bottom, right, top.
  public var left: Double
  public var bottom: Double
  public var right: Double
  public var top: Double
  public var target: Target
  /// What a reader announces.
  public var contents: String
  /// The element that it belongs to.
  public var element: Int

  public init(
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

public struct StructureElement: Hashable, Sendable {
  /// A standard structure type (PDF 1.7, 14.8.4).
  public var type: String
  public var parent: Int
  /// Alternative text, for figures.
  public var alt: String?
  public var language: String?
  /// Kept although nothing of it is painted: a table's empty cells.
  public var isKeptEmpty: Bool

  public init(
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

public struct OutlineItem: Hashable, Sendable {
  public var title: String
  /// From 1; an item belongs to the last one before it with a smaller level.
  public var level: Int
  public var destination: Destination

  public init(title: String, level: Int, destination: Destination) {
    self.title = title
    self.level = level
    self.destination = destination
  }
}

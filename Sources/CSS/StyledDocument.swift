public import Geometry
public import HTML

/// The styled tree: the document and the computed style of every element and pseudo-element.
public struct StyledDocument: Sendable {
  public enum PseudoElement: Hashable, Sendable {
    case before, after, marker
    /// Styled text of the element's own, where rules ask for it.
    case firstLetter, firstLine
  }

  public var document: HTMLDocument
  /// By node index; nil for nodes that are no elements.
  public var styles: [ComputedStyle?]
  /// `::before` and `::after` whose `content` makes a box; the others where rules match.
  public var pseudoStyles: [PseudoKey: ComputedStyle]
  public var pageRules: PageRules
  /// Fonts that the style sheets bring along.
  public var fontFaces: [FontFaceDescriptors] = []

  public struct PseudoKey: Hashable, Sendable {
    public var node: HTMLDocument.NodeID
    public var pseudo: PseudoElement

    public init(_ node: HTMLDocument.NodeID, _ pseudo: PseudoElement) {
      self.node = node
      self.pseudo = pseudo
    }
  }

  public init(
    document: HTMLDocument, styles: [ComputedStyle?], pseudoStyles: [PseudoKey: ComputedStyle],
    pageRules: PageRules
  ) {
    self.document = document
    self.styles = styles
    self.pseudoStyles = pseudoStyles
    self.pageRules = pageRules
  }
}

/// What `@page` rules say, cascaded for each kind of page.
public struct PageRules: Hashable, Sendable {
  public var all = PageStyle()
  public var first: PageStyle?
  public var left: PageStyle?
  public var right: PageStyle?

  public init() {}
}

/// One page box: the sheet, its margins and its margin boxes.
public struct PageStyle: Hashable, Sendable {
  /// CSS px; nil where the caller's paper counts.
  public var size: Size?
  public var margin: Edges<Double>?
  /// By name, such as `bottom-center`, in the order of the specification.
  public var marginBoxes: [MarginBox] = []

  public init() {}

  public struct MarginBox: Hashable, Sendable {
    public var name: String
    public var content: [GeneratedStyle.Item]
    public var text: TextStyle
    /// Box properties of the margin box: width, padding, borders, `vertical-align`.
    public var box = BoxStyle()
    public var paint = PaintStyle()

    public init(name: String, content: [GeneratedStyle.Item], text: TextStyle) {
      self.name = name
      self.content = content
      self.text = text
    }
  }
}

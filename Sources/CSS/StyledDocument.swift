package import Geometry
package import HTML

/// The styled tree: the document and the computed style of every element and pseudo-element.
package struct StyledDocument: Sendable {
  package enum PseudoElement: Hashable, Sendable {
    case before, after, marker
    /// Styled text of the element's own, where rules ask for it.
    case firstLetter, firstLine
  }

  package var document: HTMLDocument
  /// By node index; nil for nodes that are no elements.
  package var styles: [ComputedStyle?]
  /// `::before` and `::after` whose `content` makes a box; the others where rules match.
  package var pseudoStyles: [PseudoKey: ComputedStyle]
  package var pageRules: PageRules
  /// Fonts that the style sheets bring along.
  package var fontFaces: [FontFaceDescriptors] = []

  package struct PseudoKey: Hashable, Sendable {
    package var node: HTMLDocument.NodeID
    package var pseudo: PseudoElement

    package init(_ node: HTMLDocument.NodeID, _ pseudo: PseudoElement) {
      self.node = node
      self.pseudo = pseudo
    }
  }

  package init(
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
package struct PageRules: Hashable, Sendable {
  package var all = PageStyle()
  package var first: PageStyle?
  package var left: PageStyle?
  package var right: PageStyle?

  package init() {}
}

/// One page box: the sheet, its margins and its margin boxes.
package struct PageStyle: Hashable, Sendable {
  /// CSS px; nil where the caller's paper counts.
  package var size: Size?
  package var margin: Edges<Double>?
  /// By name, such as `bottom-center`, in the order of the specification.
  package var marginBoxes: [MarginBox] = []

  package init() {}

  package struct MarginBox: Hashable, Sendable {
    package var name: String
    package var content: [GeneratedStyle.Item]
    package var text: TextStyle
    /// Box properties of the margin box: width, padding, borders, `vertical-align`.
    package var box = BoxStyle()
    package var paint = PaintStyle()

    package init(name: String, content: [GeneratedStyle.Item], text: TextStyle) {
      self.name = name
      self.content = content
      self.text = text
    }
  }
}

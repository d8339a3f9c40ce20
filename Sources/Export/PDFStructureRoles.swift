import Layout
import PDFFile

/// The elements of a tagged PDF, made from the roles that layout found in the HTML.
///
/// Roles in places where PDF doesn't allow them (a list item outside a list) become plain ones, and
/// headings are levelled so that none is skipped (PDF/UA-1, 7.4.2).
struct StructureRoles {
  private(set) var elements: [StructureElement] = []
  /// Figures without alternative text are decoration (HTML's `alt=""`).
  private var isDecoration: [Bool] = []

  init(_ nodes: [StructureNode]) {
    elements = [StructureElement(type: "Document", parent: 0, language: nil)]
    isDecoration = [false]
    var headings: [Int] = []
    for (index, node) in nodes.enumerated().dropFirst() {
      let parent = node.parent >= 0 && node.parent < index ? node.parent : 0
      var element = StructureElement(
        type: "Div", parent: parent, language: node.language,
        isKeptEmpty: node.role == .tableHeader || node.role == .tableCell)
      element.type = Self.type(node.role, in: elements[parent].type, headings: &headings)
      var isHidden = isDecoration[parent]
      if case .figure(let alt) = node.role {
        element.alt = alt
        if alt.isEmpty { isHidden = true }
      }
      elements.append(element)
      isDecoration.append(isHidden)
    }
  }

  /// The element of an item, or nil where it is decoration, as what has a negative index.
  func markedElement(_ structure: Int) -> Int? {
    guard structure >= 0 else { return nil }
    guard elements.indices.contains(structure) else { return 0 }
    return isDecoration[structure] ? nil : structure
  }

  private static func type(
    _ role: StructureNode.Role, in parent: String, headings: inout [Int]
  ) -> String {
    switch role {
    case .document, .division: "Div"
    case .section: "Sect"
    case .paragraph: "P"
    case .heading(let level): "H\(normalized(level, &headings))"
    case .list: "L"
    case .listItem: parent == "L" ? "LI" : "Div"
    case .label: parent == "LI" ? "Lbl" : "Span"
    case .listBody: parent == "LI" ? "LBody" : "Div"
    case .table: "Table"
    case .tableRow: parent == "Table" ? "TR" : "Div"
    case .tableHeader: parent == "TR" ? "TH" : "Div"
    case .tableCell: parent == "TR" ? "TD" : "Div"
    case .blockQuote: "BlockQuote"
    case .code: "Code"
    case .span: "Span"
    case .link: "Link"
    case .figure: "Figure"
    case .caption: "Caption"
    }
  }

  /// `open` holds the levels of the headings that this one is below of.
  private static func normalized(_ level: Int, _ open: inout [Int]) -> Int {
    while let last = open.last, last >= level { open.removeLast() }
    open.append(level)
    return min(open.count, 6)
  }
}

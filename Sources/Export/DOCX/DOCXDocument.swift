import Archive
public import CSS
public import Geometry
public import PDFFile

/// A styled document as an Office Open XML text document (ECMA-376, transitional).
///
/// The tree that makes the page makes the paragraphs, in reading order: Word's heading and list
/// styles with the template's fonts, colours and distances; no text boxes and no tables, because
/// those tear the text apart for programs that read it.
public struct DOCXDocument {
  public struct Options {
    /// The sheet and its margins where `@page` names none, CSS px.
    public var paper: Size
    public var margins: Edges<Double>
    public var information: Information
    /// The bytes behind a picture's address; nil where there are none or they may not be read.
    public var load: (String) -> [UInt8]?

    public init(
      paper: Size, margins: Edges<Double>, information: Information,
      load: @escaping (String) -> [UInt8]?
    ) {
      self.paper = paper
      self.margins = margins
      self.information = information
      self.load = load
    }
  }

  /// Margins smaller than 12 mm belong to pages with a ground of colour; those become 15 mm.
  private static let smallestMargin = 12 / 25.4 * 96
  private static let ordinaryMargin = 15 / 25.4 * 96

  /// The whole file; `page` is what `@page` says of the sheet and its margins.
  public static func bytes(of flow: Flow, page: PageStyle, options: Options) -> [UInt8] {
    let paper = page.size ?? options.paper
    let ownMargins = page.margin ?? options.margins
    let margins = usable(ownMargins)
    let isBled = max(ownMargins.left, ownMargins.right) < smallestMargin
    let body = DOCXBody(
      flow: flow, sheet: DOCXSheet(paper: paper, margins: margins, isBled: isBled),
      load: options.load)
    let section = section(
      paper: paper, margins: margins, isRightToLeft: flow.base.text.direction == .rtl)
    var information = options.information
    if information.language.isEmpty { information.language = flow.language }
    return DOCXPackage(
      document: document(body.xml, section), styles: body.styles.xml(language: flow.language),
      numbering: body.numbering.isEmpty ? nil : body.numbering.xml(),
      fontTable: fontTable(body.fonts), settings: settings, theme: body.styles.theme,
      links: body.links, media: body.media,
      information: information
    ).bytes()
  }

  private static func usable(_ margins: Edges<Double>) -> Edges<Double> {
    func usable(_ margin: Double) -> Double { margin < smallestMargin ? ordinaryMargin : margin }
    return Edges(
      top: usable(margins.top), right: usable(margins.right), bottom: usable(margins.bottom),
      left: usable(margins.left))
  }

  private static func document(_ body: String, _ section: String) -> String {
    DOCXPackage.declaration + "<w:document xmlns:w=\"\(DOCXPackage.namespace)\""
      + " xmlns:r=\"\(DOCXPackage.relationships)\"><w:body>\(body)\(section)"
      + "</w:body></w:document>"
  }

  private static func section(
    paper: Size, margins: Edges<Double>, isRightToLeft: Bool
  ) -> String {
    let twips = DOCXUnit.twips
    return "<w:sectPr><w:pgSz w:w=\"\(twips(paper.width))\" w:h=\"\(twips(paper.height))\"/>"
      + "<w:pgMar w:top=\"\(twips(margins.top))\" w:right=\"\(twips(margins.right))\""
      + " w:bottom=\"\(twips(margins.bottom))\" w:left=\"\(twips(margins.left))\""
      + " w:header=\"340\" w:footer=\"340\" w:gutter=\"0\"/>"
      + (isRightToLeft ? "<w:bidi/>" : "") + "</w:sectPr>"
  }

  /// Version 15 of the layout rules: without it Word opens the file in compatibility mode.
  private static var settings: String {
    DOCXPackage.declaration + "<w:settings xmlns:w=\"\(DOCXPackage.namespace)\">"
      + "<w:defaultTabStop w:val=\"708\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>"
      + "<w:compat><w:compatSetting w:name=\"compatibilityMode\""
      + " w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
      + "</w:settings>"
  }

  /// Names what takes the place of a font that a reader's machine lacks.
  private static func fontTable(_ families: [[String]]) -> String {
    var seen: Set<String> = []
    var xml = DOCXPackage.declaration + "<w:fonts xmlns:w=\"\(DOCXPackage.namespace)\">"
    for list in families where seen.insert(DOCXFont.name(list)).inserted {
      xml += "<w:font w:name=\"\(XMLText.escaped(DOCXFont.name(list)))\">"
      if let other = DOCXFont.alternative(list) {
        xml += "<w:altName w:val=\"\(XMLText.escaped(other))\"/>"
      }
      xml += "</w:font>"
    }
    return xml + "</w:fonts>"
  }
}

public import CSS
public import Diagnostics
public import Geometry
public import Graphics
import HTML
public import Layout
public import PDFFile

/// What typesetting needs to know beside the HTML.
public struct TypesetOptions {
  /// The sheet where `@page` names none, CSS px.
  public var paper: Size
  /// Page margins where `@page` gives none, CSS px.
  public var margins: Edges<Double>
  /// The bytes behind an address as the document writes it (pictures, style sheets).
  ///
  /// Nil where there are none or they may not be read; nothing is ever fetched.
  public var load: (String) -> [UInt8]?
  /// What messages call a file that `load` gave, by the address as the document writes it.
  public var name: (String) -> String = { $0 }
  /// The path of a font file that `@font-face` names; nil where it may not be used.
  public var fontPath: (String) -> String?
  /// What the PDF says of itself; what is empty is taken from the document's head.
  public var information: Information

  public static let a4 = Size(width: 210 / 25.4 * 96, height: 297 / 25.4 * 96)
  /// 1 cm cut to whole points, which browsers print with; CSS px.
  public static let defaultMargin = 28.0 / 72 * 96
  public static let letter = Size(width: 8.5 * 96, height: 11 * 96)

  public init(
    paper: Size = TypesetOptions.a4, margins: Edges<Double> = Edges(all: defaultMargin),
    load: @escaping (String) -> [UInt8]? = { _ in nil },
    fontPath: @escaping (String) -> String? = { _ in nil },
    information: Information = Information()
  ) {
    self.paper = paper
    self.margins = margins
    self.load = load
    self.fontPath = fontPath
    self.information = information
  }
}

/// HTML and CSS to pages, PDF and PNG: the engine for anybody's page.
///
/// One instance serves one thread and any number of documents; it keeps opened fonts, shaped text
/// and parsed style sheets from one to the next.
public final class Typesetter {
  private let shaper: PangoShaper
  private let stylesheets: StylesheetCache
  private let fontFaces: FontFaceLoader
  private let embedded: FontShelf

  /// Style sheets that several typesetters share are parsed once for all of them.
  public init(fonts: FontLibrary, stylesheets: StylesheetCache = StylesheetCache()) {
    shaper = PangoShaper(library: fonts)
    embedded = FontShelf(shaper: shaper)
    self.stylesheets = stylesheets
    fontFaces = FontFaceLoader(library: fonts)
  }

  /// A laid out document, ready to be written in any format.
  public struct Document {
    public var styled: StyledDocument
    public var pages: Pages
    public var information: Information
    let images: ImageSource
  }

  /// Lays a document out; problems of all stages become diagnostics.
  public func layOut(
    _ html: SourceFile, options: TypesetOptions = TypesetOptions(),
    into diagnostics: inout [Diagnostic]
  ) -> Document {
    let styled = style(html, options: options, into: &diagnostics)
    let faces = fontFaces.faces(styled.fontFaces, options: options, into: &diagnostics)
    shaper.setDocumentFaces(faces)
    let images = ImageSource(load: options.load)
    let layout = LayoutOptions(
      paper: options.paper, margins: options.margins, imageSize: images.size,
      drawing: images.drawing)
    let pages = Layout.layOut(styled, options: layout, shaper: shaper, diagnostics: &diagnostics)
    diagnostics += images.diagnostics(html.path)
    return Document(
      styled: styled, pages: pages,
      information: options.information.completed(from: styled.document), images: images)
  }

  /// Parses and styles a document for print, without laying it out: what plain text needs.
  public func style(
    _ html: SourceFile, options: TypesetOptions, into diagnostics: inout [Diagnostic]
  ) -> StyledDocument {
    let document = HTMLParser.parse(html, into: &diagnostics)
    return CSS.style(
      document: document, file: html,
      media: .print(paper: options.paper, margin: options.margins), options: styleOptions(options),
      into: &diagnostics)
  }

  /// Paths of the font files that a document's text is set in, in byte order.
  public func fontFiles(of document: Document) -> [String] {
    var faces: Set<Layout.FontFace> = []
    for page in document.pages.pages {
      for case .text(let text) in page.items { faces.insert(text.run.face) }
    }
    return Set(faces.compactMap { shaper.description(of: $0)?.path }).sorted()
  }

  /// The PDF of a document, or nil with an error among the diagnostics.
  public func pdf(
    _ document: Document, path: String, into diagnostics: inout [Diagnostic]
  ) -> [UInt8]? {
    do {
      return try PDFDocument.bytes(
        of: document.pages, shaper: shaper, information: document.information,
        images: document.images, fonts: embedded)
    } catch {
      diagnostics.append(
        .error("pdf-failed", "PDF can't be written: \(error.message)", path: path))
      return nil
    }
  }

  /// One PNG for each page at 144 dpi, or nil with an error among the diagnostics.
  public func png(
    _ document: Document, path: String, into diagnostics: inout [Diagnostic]
  ) -> [[UInt8]]? {
    do {
      return try PNGDocument.pages(
        of: document.pages, shaper: shaper, images: document.images)
    } catch {
      diagnostics.append(
        .error("png-failed", "picture can't be drawn: \(error.message)", path: path))
      return nil
    }
  }

  private func styleOptions(_ options: TypesetOptions) -> StyleOptions {
    var styleOptions = StyleOptions()
    styleOptions.load = { address in
      options.load(address).map { SourceFile(path: options.name(address), bytes: $0) }
    }
    styleOptions.fontMetrics = { [shaper] style in
      let metrics = shaper.metrics(of: style)
      return (metrics.xHeight, metrics.zeroAdvance)
    }
    styleOptions.cache = stylesheets
    return styleOptions
  }
}

extension Information {
  /// With author, description and keywords of the document's head where they are missing.
  fileprivate func completed(from document: HTMLDocument) -> Information {
    var information = self
    if information.creator.isEmpty { information.creator = "Bespoke" }
    for node in document.nodes {
      guard case .element(let element) = node.kind, element.name == "meta",
        let name = element["name"]?.lowercased(), let content = element["content"]
      else { continue }
      switch name {
      case "author" where information.author.isEmpty: information.author = content
      case "description" where information.subject.isEmpty: information.subject = content
      case "keywords" where information.keywords.isEmpty:
        information.keywords = content.split(separator: ",").map { $0.trimmed }
          .filter { !$0.isEmpty }
      default: break
      }
    }
    return information
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

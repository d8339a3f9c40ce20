import CSS
import Diagnostics
import Export
import Graphics
import Layout

/// A typesetter with the four faces that the C peer uses too.
struct PageEngine {
  private let typesetter: Typesetter

  static let fontFiles = ["Regular", "Bold", "Italic", "BoldItalic"].map {
    "/usr/share/fonts/truetype/liberation2/LiberationSans-\($0).ttf"
  }

  /// Found once, then shared by workers, as a build does.
  static let library = FontLibrary(files: fontFiles)

  init() { typesetter = Typesetter(fonts: Self.library) }

  /// The PDF of a page; what can't be made is an error, never a smaller file.
  func pdf(_ html: String) throws -> [UInt8] {
    var problems: [Diagnostic] = []
    let document = typesetter.layOut(SourceFile(path: "bench.html", text: html), into: &problems)
    guard document.pages.pages.count == 2 else {
      throw BenchError("the page has \(document.pages.pages.count) pages, not 2")
    }
    guard let bytes = typesetter.pdf(document, path: "bench.html", into: &problems) else {
      throw BenchError(problems.map(\.message).joined(separator: "; "))
    }
    return bytes
  }

  /// The DOCX of a page, which holds so many paragraphs.
  func docx(_ html: String, paragraphs: Int) throws -> [UInt8] {
    var problems: [Diagnostic] = []
    let options = TypesetOptions()
    let styled = typesetter.style(
      SourceFile(path: "bench.html", text: html), options: options, into: &problems)
    let flow = Flow(styled)
    guard flow.paragraphs.count == paragraphs else {
      throw BenchError("the page has \(flow.paragraphs.count) paragraphs, not \(paragraphs)")
    }
    return DOCXDocument.bytes(
      of: flow, page: styled.pageRules.all,
      options: DOCXDocument.Options(
        paper: options.paper, margins: options.margins,
        information: options.information, load: options.load))
  }
}

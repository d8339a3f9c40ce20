import Diagnostics
import Export
import Graphics
import Layout

/// A typesetter with the four faces that the C peer uses too.
struct PageEngine {
  private let typesetter: Typesetter

  /// Found once, then shared by workers, as a build does.
  static let library = FontLibrary(
    files: ["Regular", "Bold", "Italic", "BoldItalic"].map {
      "/usr/share/fonts/truetype/liberation2/LiberationSans-\($0).ttf"
    })

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
}

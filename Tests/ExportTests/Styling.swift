import CSS
import Diagnostics
import Geometry
import Graphics
import HTML
import PDFFile

@testable import Export

/// A page as the tests write it, styled and read.
enum Styling {
  static func flow(_ body: String, css: String = "") -> Flow { Flow(styled(body, css: css)) }

  static func styled(_ body: String, css: String = "") -> StyledDocument {
    var problems: [Diagnostic] = []
    return typesetter.style(
      source(body, css: css), options: TypesetOptions(), into: &problems)
  }

  static func pdf(_ body: String, css: String = "") -> (bytes: [UInt8], flow: Flow) {
    var problems: [Diagnostic] = []
    let typesetter = typesetter
    let document = typesetter.layOut(source(body, css: css), into: &problems)
    let bytes = typesetter.pdf(document, path: "page.html", into: &problems)
    return (bytes ?? [], Flow(document.styled))
  }

  static func docx(_ body: String, css: String = "") -> [UInt8] {
    let styled = styled(body, css: css)
    return DOCXDocument.bytes(
      of: Flow(styled), page: styled.pageRules.all,
      options: DOCXDocument.Options(
        paper: TypesetOptions.a4, margins: Edges(all: 60), information: .init(), load: { _ in nil }
      ))
  }

  private static var typesetter: Typesetter { Typesetter(fonts: Sample.library) }

  private static func source(_ body: String, css: String) -> SourceFile {
    SourceFile(
      path: "page.html",
      text: """
        <!DOCTYPE html><html lang="en"><head><title>T</title>
        <style>body{font-family:"Liberation Sans"} \(css)</style></head><body>\(body)</body></html>
        """)
  }
}

extension Flow {
  /// A line a paragraph: its kind, then its text with `→` and `|` for gaps.
  var sketch: [String] {
    paragraphs.map { paragraph in
      let text = paragraph.content.map { inline in
        switch inline {
        case .text(let run): run.link.map { "[\(run.text)](\($0))" } ?? run.text
        case .lineBreak: "↵"
        case .gap(.apart): "→"
        case .gap(.beside): "|"
        case .image(let picture): "<\(picture.alternative)>"
        }
      }.joined()
      return "\(paragraph.kind.sketch): \(text)"
    }
  }
}

extension Flow.Kind {
  fileprivate var sketch: String {
    switch self {
    case .heading(let level): "h\(level)"
    case .item(let list, let depth): list.isOrdered ? "\(list.number).\(depth)" : "-\(depth)"
    case .continuation(let depth): "+\(depth)"
    case .quote: "quote"
    case .preformatted: "pre"
    case .text: "p"
    }
  }
}

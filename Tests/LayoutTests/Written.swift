import CSS
import Diagnostics
import Geometry
import HTML

@testable import Layout

/// A page written in HTML and CSS, laid out with the fake shaper: font size 10, line height 1.
struct Written {
  let pages: Pages
  let diagnostics: [Diagnostic]

  /// The sheet is 200 by 100 px and has no margins unless `@page` says otherwise.
  init(_ css: String, _ body: String, imageSize: Size? = nil) {
    let html = """
      <!doctype html><style>html { font-size: 10px; line-height: 1 } body { margin: 0 }
      \(css)</style>\(body)
      """
    let file = SourceFile(path: "page.html", text: html)
    let paper = Size(width: 200, height: 100)
    var problems: [Diagnostic] = []
    let styled = style(
      document: HTMLParser.parse(file, into: &problems), file: file,
      media: .print(paper: paper, margin: .zero), options: StyleOptions(), into: &problems)
    pages = layOut(
      styled,
      options: LayoutOptions(paper: paper, margins: .zero, imageSize: { _ in imageSize }),
      shaper: AhemShaper(), diagnostics: &problems)
    diagnostics = problems
  }

  /// Texts of a page with their places.
  func texts(_ page: Int = 0) -> [String] { pages.pages[page].texts }

  /// Colours and rectangles of what is filled on a page, in painting order.
  func fills(_ page: Int = 0) -> [String] {
    pages.pages[page].items.compactMap { item in
      guard case .fill(let shape, .color(let color)) = item else { return nil }
      let rect = shape.rect
      return "\(name(color)) \(Int(rect.x)),\(Int(rect.y)) \(Int(rect.width))x\(Int(rect.height))"
    }
  }

  /// Colours of filled and stroked paths with their bounds.
  func paths(_ page: Int = 0) -> [String] {
    pages.pages[page].items.compactMap { item in
      switch item {
      case .fillPath(let path, .color(let color), _): "fill \(name(color)) \(place(path))"
      case .fillPath(let path, _, _): "fill gradient \(place(path))"
      case .stroke(let path, let stroke):
        "stroke \(name(stroke.color)) \(stroke.width) \(place(path))"
      default: nil
      }
    }
  }

  private func place(_ path: Path) -> String {
    guard let rect = path.bounds else { return "empty" }
    let numbers = [rect.x, rect.y, rect.width, rect.height].map { Int($0.rounded()) }
    return "\(numbers[0]),\(numbers[1]) \(numbers[2])x\(numbers[3])"
  }

  private func name(_ color: Color) -> String {
    let names = [
      (Color.black, "black"), (Color(red: 1, green: 0, blue: 0), "red"),
      (Color(red: 0, green: 1, blue: 0), "lime"), (Color(red: 0, green: 0, blue: 1), "blue"),
    ]
    return names.first { $0.0 == color }?.1 ?? "(\(color.red) \(color.green) \(color.blue))"
  }
}

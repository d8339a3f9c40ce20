import Diagnostics
import Geometry
import Testing

@testable import Layout

@Suite struct SVGTests {
  /// Path data, and its segments by their letters and end points.
  @Test(arguments: [
    ("M1 2L3 4", "M1,2 L3,4"),
    ("M1 2 3 4", "M1,2 L3,4"),
    ("m1 2 3 4", "M1,2 L4,6"),
    ("M0 0h5v5H1V1z", "M0,0 L5,0 L5,5 L1,5 L1,1 Z"),
    ("M0 0c1 1 2 2 3 3s2 2 3 3", "M0,0 C3,3 C6,6"),
    ("M0 0q5 5 10 0t10 0", "M0,0 C10,0 C20,0"),
    ("M.5.5-.5-.5", "M0.5,0.5 L-0.5,-0.5"),
    ("M0 0a5 5 0 0110 0", "M0,0 C5,-5 C10,0"),
    ("M0 0a5 5 0 1 0 10 0", "M0,0 C5,5 C10,0"),
    ("M0 0A0 5 0 0 1 9 9", "M0,0 L9,9"),
    ("M1e1-2", "M10,-2"),
    // What stands before an error is kept.
    ("M0 0L1 1 L nonsense", "M0,0 L1,1"),
    ("L1 1", ""),
    ("M0 0z 5 5", "M0,0 Z"),
  ])
  func `path data is read`(data: String, expected: String) {
    func number(_ value: Double) -> String {
      let rounded = (value * 100).rounded() / 100 + 0
      return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }
    let segments = SVGPathData.path(data).segments.map { segment in
      switch segment {
      case .move(let to): "M\(number(to.x)),\(number(to.y))"
      case .line(let to): "L\(number(to.x)),\(number(to.y))"
      case .curve(_, _, let to): "C\(number(to.x)),\(number(to.y))"
      case .close: "Z"
      }
    }
    #expect(segments.joined(separator: " ") == expected)
  }

  @Test(arguments: [
    ("translate(3)", 5.0, 2.0), ("translate(3, 4)", 5, 6), ("scale(2)", 4, 4),
    ("rotate(90)", -2, 2), ("rotate(90 2 2)", 2, 2), ("matrix(1 0 0 1 5 6)", 7, 8),
    ("translate(10) scale(2)", 14, 4),
  ])
  func `transforms apply from right to left`(text: String, x: Double, y: Double) throws {
    let point = try #require(Matrix(svg: text)).applied(to: Point(x: 2, y: 2))
    #expect(abs(point.x - x) < 1e-9 && abs(point.y - y) < 1e-9)
  }

  /// A `viewBox` of 10 by 10 in a viewport of 40 by 20.
  @Test(arguments: [
    ("", "10,0 20x20"), ("none", "0,0 40x20"), ("xMinYMin", "0,0 20x20"),
    ("xMaxYMid meet", "20,0 20x20"), ("xMidYMid slice", "0,-10 40x40"),
    ("xMidYMax slice", "0,-20 40x40"),
  ])
  func `a view box fits its viewport`(aspectRatio: String, expected: String) {
    let page = Written(
      "svg { display: block }",
      """
      <svg width=40 height=20 viewBox="0 0 10 10" preserveAspectRatio="\(aspectRatio)">
      <rect width=10 height=10 /></svg>
      """)
    #expect(page.paths() == ["fill black \(expected)"])
  }

  @Test func `shapes take fill, stroke and colour from attributes and style sheets`() {
    let page = Written(
      "svg { display: block; color: red } .b { fill: blue }",
      """
      <svg width=100 height=50><rect x=1 y=2 width=3 height=4 class=b />
      <g fill=none stroke=currentColor stroke-width=2><circle cx=20 cy=20 r=5 />
      <line x1=0 y1=0 x2=10 y2=0 stroke=lime /></g>
      <polygon points="0,0 10,0 10,10" style="fill:lime" /></svg>
      """)
    #expect(
      page.paths() == [
        "fill blue 1,2 3x4", "stroke red 2.0 15,15 10x10", "stroke lime 2.0 0,0 10x0",
        "fill lime 0,0 10x10",
      ])
  }

  @Test func `use shows a symbol of a hidden drawing in its own colour`() {
    let page = Written(
      "svg { display: block; width: 20px; height: 20px; color: blue }",
      """
      <svg style="display:none"><symbol id=s viewBox="0 0 10 10">
      <rect width=5 height=5 fill=currentColor /></symbol></svg>
      <svg><use href="#s" /></svg>
      """)
    #expect(page.paths() == ["fill blue 0,0 10x10"])
  }

  @Test func `a gradient paints, also of one that borrows its stops`() {
    let page = Written(
      "svg { display: block }",
      """
      <svg width=20 height=20><defs><linearGradient id=a><stop offset=0 stop-color=red />
      <stop offset=1 stop-color=blue /></linearGradient>
      <radialGradient id=b href="#a" /></defs>
      <rect width=10 height=10 fill="url(#b)" /><rect width=5 height=5 fill="url(#none)" /></svg>
      """)
    #expect(page.paths() == ["fill gradient 0,0 10x10"])
    let gradients = page.pages.pages[0].items.compactMap { item -> (Point, [Double])? in
      guard case .fillPath(_, .radial(let center, _, _, let stops, _), _) = item else { return nil }
      return (center, stops.map(\.color.red))
    }
    #expect(gradients.first?.0 == Point(x: 5, y: 5))
    #expect(gradients.first?.1 == [1, 0])
  }

  @Test func `what is not drawn is named`() {
    let page = Written("", "<svg width=9 height=9><text>no</text><image href='a.png' /></svg>")
    #expect(page.diagnostics.map(\.id) == ["svg-not-drawn"])
    #expect(page.diagnostics[0].message.contains("'image', 'text'"))
  }

  /// Each would draw more than any page could hold.
  @Test(arguments: [
    "<g id=a><use href='#a' /><use href='#a' /></g>",
    "<g id=a>" + String(repeating: "<use href='#b' />", count: 99) + "</g><g id=b>"
      + String(repeating: "<use href='#c' />", count: 99) + "</g><g id=c>"
      + String(repeating: "<rect width=1 height=1 />", count: 99) + "</g>",
    "<linearGradient id=a href='#b' /><linearGradient id=b href='#a' /><path d='M0 0' fill='url(#a)' />",
    String(repeating: "<g>", count: 5000),
    "<path d='M0 0" + String(repeating: "l1 1", count: 200_000) + "' />",
  ])
  func `hostile drawings end`(content: String) {
    let page = Written("", "<svg width=9 height=9>\(content)</svg>")
    #expect(page.pages.pages.count == 1)
    #expect(page.pages.pages[0].items.count <= 20_000)
  }
}

import Geometry
import Testing

@testable import Layout

@Suite struct PaintTests {
  @Test func `margin boxes count pages`() {
    let page = Written(
      """
      @page { size: 200px 100px; margin: 20px;
        @bottom-right { content: counter(page) "/" counter(pages) }
        @top-left { content: "Ada" } }
      @page :first { @top-left { content: none } }
      div { break-before: page }
      """, "<p style='margin:0'>a</p><div>b</div>")
    #expect(page.texts(0) == ["a@20,28", "1/2@150,93"])
    #expect(page.texts(1) == ["b@20,28", "Ada@20,13", "2/2@150,93"])
  }

  @Test func `margin boxes belong to no element`() {
    let page = Written("@page { margin: 20px; @top-left { content: 'x' } }", "a")
    let structures = page.pages.pages[0].items.compactMap { item -> Int? in
      guard case .text(let text) = item else { return nil }
      return text.structure
    }
    #expect(structures.last == -1)
    #expect(structures.first != -1)
  }

  /// Widths that three boxes want of 100 px, and what they get.
  @Test(arguments: [
    ([20.0, nil, nil], [100.0, 0, 0]),
    ([20, nil, 30], [40, 0, 60]),
    ([nil, 20, nil], [0, 100, 0]),
    ([10, 20, nil], [25, 50, 0]),
    ([10, 20, 10], [25, 50, 25]),
  ])
  func `margin boxes share a side`(wanted: [Double?], expected: [Double]) {
    let extents = wanted.map { width in width.map { MarginExtent(min: $0, max: $0) } }
    let parts = MarginExtent.distribute(extents, over: 100)
    #expect(parts.map(\.size) == expected)
    #expect(parts[1].start == (wanted[1] == nil ? 0 : (100 - expected[1]) / 2))
  }

  @Test func `layers follow the tree, not the way they are positioned`() {
    let page = Written(
      "div { position: absolute; width: 10px; height: 10px }",
      """
      <div style="top:0;left:0;background:red"></div>
      <div style="background:blue"></div>
      <div style="background:lime;z-index:-1"></div>
      """)
    #expect(page.fills() == ["lime 0,0 10x10", "red 0,0 10x10", "blue 0,0 10x10"])
  }

  @Test func `clip cuts an absolutely positioned box`() {
    let page = Written(
      """
      div { position: absolute; width: 50px; height: 50px; background: red;
        clip: rect(5px, 20px, auto, 10px) }
      """, "<div></div>")
    let clips = page.pages.pages[0].items.compactMap { item -> Rect? in
      guard case .clip(let shape) = item else { return nil }
      return shape.rect
    }
    #expect(clips.count == 1)
    #expect(clips.first?.x == 10)
    #expect(clips.first?.y == 5)
    #expect(clips.first?.width == 10)
    #expect(clips.first.map { $0.maxY > 1000 } == true)
  }

  @Test func `a background ends before spaces that the line's end swallows`() {
    let page = Written(
      "i { font-style: normal; background: red } p { width: 40px; margin: 0 }",
      "<p><i>aaa bbb</i></p>")
    #expect(page.fills() == ["red 0,0 30x10", "red 0,10 30x10"])
    #expect(page.texts() == ["aaa @0,8", "bbb@0,18"])
  }

  @Test func `the first letter takes its punctuation along`() {
    let page = Written(
      "p { margin: 0 } p::first-letter { font-size: 20px }", "<p> “Ada” said</p>")
    #expect(page.texts() == ["“A@0,16", "da” said@40,16"])
  }

  @Test(arguments: [
    ("Ada", "A"), (" (a) b", "(a)"), ("«é!» x", "é".isEmpty ? "" : "«é!»"), ("…", nil), ("", nil),
    ("- a", "-"), ("  ", nil),
  ])
  func `first letters`(text: String, expected: String?) {
    #expect(FirstLetter.range(in: text).map { String(text[$0]) } == expected)
  }

  @Test func `columns and their groups paint behind cells`() {
    let page = Written(
      """
      table { border-spacing: 0 } td { padding: 0; width: 10px; height: 10px }
      col.a { background: blue } colgroup.g { background: red }
      """,
      """
      <table><colgroup class=g><col><col class=a></colgroup><col>
      <tr><td><td><td><tr><td><td><td></table>
      """)
    #expect(
      page.fills() == [
        "red 0,0 10x10", "red 10,0 10x10", "blue 10,0 10x10", "red 0,10 10x10", "red 10,10 10x10",
        "blue 10,10 10x10",
      ])
  }

  @Test func `a background's colour ends where its clip says`() {
    let page = Written(
      "div { width: 10px; height: 10px; border: 5px solid transparent; background: red; background-clip: padding-box }",
      "<div></div>")
    #expect(page.fills() == ["red 5,5 10x10"])
  }

  /// Rules of a 100 by 50 px box whose picture is 2 px square, and how it is painted.
  @Test(arguments: [
    ("repeat", 1, Rect(x: 0, y: 0, width: 100, height: 50)),
    ("repeat-x", 1, Rect(x: 0, y: 0, width: 100, height: 2)),
    ("no-repeat", 1, Rect(x: 0, y: 0, width: 2, height: 2)),
  ])
  func `small tiles are one pattern`(rule: String, count: Int, area: Rect) {
    let page = Written(
      "div { width: 100px; height: 50px; background: url(a.png) \(rule) }", "<div></div>",
      imageSize: Size(width: 2, height: 2))
    let images = page.pages.pages[0].items.compactMap { item -> PlacedImage? in
      guard case .image(let image) = item else { return nil }
      return image
    }
    #expect(images.count == count)
    #expect(images.first?.rect == area)
    #expect((images.first?.tile == nil) == (rule == "no-repeat"))
  }

  @Test(arguments: ["1e-300px", "1e-9px", "1e300px"])
  func `tiles of any size end`(size: String) {
    let page = Written(
      "div { width: 100px; height: 50px; background: linear-gradient(red, blue) 0 0 / \(size) }",
      "<div></div>")
    #expect((1...10_000).contains(page.pages.pages[0].items.count))
  }

  @Test func `a sharp shadow shows only beside its box`() {
    let page = Written(
      "div { width: 20px; height: 20px; box-shadow: 5px 5px blue }", "<div></div>")
    #expect(page.fills() == ["blue 5,20 20x5", "blue 20,5 5x15"])
  }

  @Test func `generated content without a box of its own`() {
    let page = Written("p { margin: 0 } p::before { content: 'a'; display: contents }", "<p>b</p>")
    #expect(page.texts() == ["a@0,8", "b@10,8"])
  }

  @Test func `first lines have a colour of their own`() {
    let page = Written(
      "p { margin: 0; width: 30px } p::first-line { color: red }", "<p>aaa bbb</p>")
    let colors = page.pages.pages[0].items.compactMap { item -> Double? in
      guard case .text(let text) = item else { return nil }
      return text.color.red
    }
    #expect(colors == [1, 0])
  }
}

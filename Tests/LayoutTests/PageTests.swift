import CSS
import Diagnostics
import Geometry
import Testing

@testable import Layout

@Suite struct PageTests {
  /// Lines of 10 px: "a0 a1 …" each on its own line, on pages of 100 px.
  private func lines(
    _ prefix: String, _ count: Int,
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }
  ) -> Sketch {
    let text = (0..<count).map { "\(prefix)\($0)" }.joined(separator: "\n")
    return .element(
      "div", [:],
      {
        $0.box.display = .block
        $0.text.whiteSpace = .pre
        style(&$0)
      }, [.text(text)], before: nil)
  }

  private func firsts(_ pages: Pages) -> [String] { pages.pages.map { $0.texts.first ?? "" } }

  @Test func `a title loses ASCII white space alone`() {
    let paper = Size(width: 200, height: 100)
    let styled = Measured.styled(
      "<title>\t a \n\u{2001}b\u{2029}c\u{A0} </title>", media: .screen(paper))
    var diagnostics: [Diagnostic] = []
    let pages = layOut(
      styled, options: LayoutOptions(paper: paper, margins: .zero), shaper: AhemShaper(),
      diagnostics: &diagnostics)
    #expect(pages.title == "a \u{2001}b\u{2029}c\u{A0}")
  }

  @Test func `lines go on over the page's end`() {
    let pages = laidOnPages(lines("a", 25))
    #expect(pages.pages.count == 3)
    #expect(firsts(pages) == ["a0@0,8", "a10@0,8", "a20@0,8"])
  }

  @Test func `orphans and widows keep two lines together`() {
    let orphan = laidOnPages(lines("a", 9), lines("b", 4))
    #expect(firsts(orphan) == ["a0@0,8", "b0@0,8"])
    let widow = laidOnPages(lines("a", 7), lines("b", 4))
    #expect(firsts(widow) == ["a0@0,8", "b2@0,8"])
    let three = laidOnPages(lines("a", 9), lines("b", 3))
    #expect(firsts(three) == ["a0@0,8", "b0@0,8"])
  }

  @Test func `a heading that avoids a break goes with what follows`() {
    let pages = laidOnPages(
      lines("a", 8), lines("h", 1) { $0.fragmentation.breakAfter = .avoid }, lines("b", 4))
    #expect(firsts(pages) == ["a0@0,8", "h0@0,8"])
    let plain = laidOnPages(lines("a", 9), lines("h", 1), lines("b", 4))
    #expect(firsts(plain) == ["a0@0,8", "b0@0,8"])
  }

  @Test func `break-inside avoid moves the whole box`() {
    let pages = laidOnPages(
      lines("a", 7), .div({ $0.fragmentation.breakInside = .avoid }, lines("b", 3), lines("c", 2)))
    #expect(firsts(pages) == ["a0@0,8", "b0@0,8"])
  }

  @Test func `margins are cut at unforced breaks and kept after forced ones`() {
    let cut = laidOnPages(lines("a", 10), lines("b", 2) { $0.box.margin.top = .px(30) })
    #expect(firsts(cut) == ["a0@0,8", "b0@0,8"])
    let kept = laidOnPages(
      lines("a", 2),
      lines("b", 2) { s in
        s.box.margin.top = .px(30)
        s.fragmentation.breakBefore = .page
      })
    #expect(firsts(kept) == ["a0@0,8", "b0@0,38"])
  }

  @Test func `columns of a flex row each go on`() {
    let pages = laidOnPages(
      .div({ $0.box.display = Display(.block, .flex) }, lines("a", 12), lines("b", 15)))
    #expect(pages.pages.count == 2)
    #expect(pages.pages[0].texts.count == 20)
    #expect(
      pages.pages[1].texts == ["a10@0,8", "a11@0,18"]
        + (10..<15).map { "b\($0)@30,\($0 * 10 - 92)" })
  }

  @Test func `a stretched column's background goes to the page's end`() {
    let pages = laidOnPages(
      .div(
        { $0.box.display = Display(.block, .flex) },
        lines("a", 2) { $0.paint.backgroundColor = Color(red: 1, green: 0, blue: 0) },
        .div(
          { _ in }, lines("b", 8),
          lines("c", 5) { $0.fragmentation.breakInside = .avoid })))
    let fills = pages.pages.map { page in
      page.items.compactMap { item -> Rect? in
        if case .fill(let shape, _) = item { return shape.rect }
        return nil
      }
    }
    #expect(
      fills == [
        [Rect(x: 0, y: 0, width: 20, height: 100)], [Rect(x: 0, y: 0, width: 20, height: 50)],
      ])
  }

  @Test func `nothing that fits nowhere loops for ever`() {
    let pages = laidOnPages(
      .div({ s in
        s.box.height = .px(250)
        s.fragmentation.breakInside = .avoid
        s.paint.backgroundColor = .black
      }), lines("a", 1) { $0.text.lineHeight = .length(300) }, lines("b", 1))
    #expect(pages.pages.count == 7)
  }

  @Test func `page margins and sizes come from the rules`() {
    var rules = PageRules()
    rules.all.size = Size(width: 300, height: 120)
    rules.all.margin = Edges(top: 10, right: 20, bottom: 30, left: 40)
    let pages = laidOnPages(lines("a", 9), rules: rules)
    #expect(pages.pages.count == 2)
    #expect(pages.pages[1].size == Size(width: 300, height: 120))
    #expect(firsts(pages) == ["a0@40,18", "a7@40,18"])
  }

  @Test func `links get a rectangle per line and text keeps its order`() {
    let pages = laidOnPages(
      .tag(
        "p", [:], { $0.box.display = .block }, "aaaaaaaaaaaaaaa ",
        .tag("a", ["href": "https://x.org"], { _ in }, "bbb cccc"), " d"), width: 200)
    let links = pages.pages[0].items.compactMap { item -> Rect? in
      if case .link(let rect, _, _) = item { return rect }
      return nil
    }
    #expect(links.map(\.x) == [160, 0])
    #expect(
      pages.structure.map(\.role) == [
        .document, .paragraph, .span, .link(url: "https://x.org"), .span,
      ])
  }

  @Test func `the body's background covers the whole page`() {
    let pages = laidOnPages(
      .tag(
        "body", [:],
        { s in
          s.box.display = .block
          s.paint.backgroundColor = .black
        }, "a"), margins: Edges(all: 10))
    #expect(
      pages.pages[0].items.first
        == .fill(
          Shape(Rect(x: 0, y: 0, width: 200, height: 100)), .color(.black)))
  }
}

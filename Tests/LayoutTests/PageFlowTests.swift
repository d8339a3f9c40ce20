import Testing

@testable import Layout

/// What moves, shrinks or repeats where pages end.
@Suite struct PageFlowTests {
  private func block(_ height: Int) -> String { "<div style='height: \(height)px'></div>" }

  @Test func `lines too few for orphans and widows keep to orphans`() {
    let two = paged(block(80) + "<p style='margin: 0'>\(numbered("a", 3))")
    #expect(two == [["a0@0,88", "a1@0,98"], ["a2@0,8"]])
    let one = paged(block(90) + "<p style='margin: 0'>\(numbered("a", 3))")
    #expect(one == [[], ["a0@0,8", "a1@0,18", "a2@0,28"]])
  }

  @Test func `a box keeps its last child's margin after a break`() {
    let moved = paged(
      "<div style='padding-bottom: 12px'>\(block(85))<p style='margin: 10px 0 4px'>a</p></div>b")
    #expect(moved == [[], ["a@0,8", "b@0,34"]])
  }

  @Test func `a box is shorter by the margin that a break cuts`() {
    let cut = paged(
      "<div style='overflow: auto'>\(block(95))<p style='margin: 30px 0 4px'>a</p></div>b")
    #expect(cut == [[], ["a@0,8", "b@0,22"]])
  }

  @Test func `header and footer groups repeat on the pages of a table`() {
    let rows = (0..<12).map { "<tr><td>r\($0)" }.joined()
    let pages = paged(
      """
      <style>td { padding: 0 } table { border-spacing: 0 }</style>
      <table><thead><tr><td>h</thead><tfoot><tr><td>f</tfoot>\(rows)</table>
      """)
    #expect(pages.count == 2)
    #expect(pages[0].contains("r7@0,88"))
    #expect(pages[0].contains("f@0,98"))
    #expect(pages[1].contains("h@0,8"))
    #expect(pages[1].contains("r8@0,18"))
    #expect(pages[1].contains("f@0,58"))
  }

  @Test func `a footer of a quarter page stands at the end only`() {
    let pages = paged(
      """
      <style>td { padding: 0 } table { border-spacing: 0 }</style>
      <table><tfoot><tr><td>f<br>f<br>f</tfoot>\((0..<12).map { "<tr><td>r\($0)" }.joined())</table>
      """)
    #expect(pages.map { $0.count { $0.hasPrefix("f") } } == [0, 3])
  }

  @Test func `column rules stand between columns, as tall as the columns`() {
    let rule = "div { columns: 2; column-gap: 20px; column-rule: 2px solid #f00 }"
    let one = Written(rule, "<div>\(numbered("a", 4))</div>")
    #expect(one.paths() == ["fill red 99,0 2x20"])
    let two = Written(rule, "<div>\(numbered("a", 30))</div>")
    #expect(two.paths(0) == ["fill red 99,0 2x100"])
    #expect(two.paths(1) == ["fill red 99,0 2x50"])
    let single = Written(rule, "<div>a</div>")
    #expect(single.paths() == [])
  }

  @Test func `a row's background follows its cells over the rows that they span`() {
    let page = Written(
      "td { padding: 0 } table { border-spacing: 0 } tr { background: #f00 }",
      "<table><tr><td rowspan=2>a<td>b<tr style='background: #0f0'><td>c</table>")
    #expect(page.fills() == ["red 0,0 10x20", "red 10,0 10x10", "lime 10,10 10x10"])
  }

  @Test func `a row's background leaves the spacing between cells free`() {
    let page = Written(
      "td { padding: 0 } table { border-spacing: 4px 0 } tr { background: #f00 }",
      "<table><tr><td>a<td>b</table>")
    #expect(page.fills() == ["red 4,0 10x10", "red 18,0 10x10"])
  }

  @Test func `generated text in a grid or flex box is its item`() {
    for (display, align) in [("grid", "place-items: center"), ("flex", "align-items: center")] {
      let page = Written(
        """
        p { margin: 0; height: 40px; position: relative }
        p::after { content: 'A'; position: absolute; inset: 0; display: \(display); \(align);
          justify-content: center }
        """, "<p></p>")
      #expect(page.texts() == ["A@95,23"])
    }
  }

  @Test func `justification widens the gaps between ideographs`() {
    let page = Written("p { margin: 0; width: 46px; text-align: justify }", "<p>漢字かな xx")
    guard case .text(let text)? = page.pages.pages[0].items.first else {
      Issue.record("no text")
      return
    }
    #expect(text.run.glyphs.prefix(3).map(\.advance) == [12, 12, 12])
  }
}

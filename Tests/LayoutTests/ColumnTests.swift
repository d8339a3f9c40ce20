import Testing

@testable import Layout

@Suite struct ColumnTests {
  private func texts(_ body: String) -> [[String]] { paged(body) }

  @Test func `columns balance their lines`() {
    let pages = texts("<div style='columns: 2; column-gap: 20px'>\(numbered("a", 5))</div>")
    #expect(pages == [["a0@0,8", "a1@0,18", "a2@0,28", "a3@110,8", "a4@110,18"]])
  }

  @Test func `a width makes as many columns as fit`() {
    let pages = texts(
      "<div style='column-width: 60px; column-gap: 10px; orphans: 1; widows: 1'>"
        + "\(numbered("a", 2))</div>")
    #expect(pages == [["a0@0,8", "a1@70,8"]])
  }

  @Test func `the container is as tall as its tallest column`() {
    let laid = Measured(
      """
      <div id=c style="column-count: 2; column-gap: 0"><div id=a style="height: 30px"></div>
      <div id=b style="height: 20px"></div></div><div id=d>D</div>
      """)
    #expect(laid["c"] == [0, 0, 200, 30])
    #expect(laid["a"] == [0, 0, 100, 30])
    #expect(laid["b"] == [100, 0, 100, 20])
    #expect(laid["d"][1] == 30)
  }

  @Test func `what avoids breaks stays whole, and a column break is kept`() {
    let avoided = Measured(
      """
      <div id=c style="columns: 2; column-gap: 0"><div id=a style="break-inside: avoid">A<br>A<br>A
      </div><div id=b>B</div></div>
      """)
    #expect(avoided["c"][3] == 30)
    #expect(avoided["b"] == [100, 0, 100, 10])
    let forced = Measured(
      """
      <div style="columns: 2; column-gap: 0"><div id=a>A</div>
      <div id=b style="break-before: column">B</div><div>C</div><div>D</div></div>
      """)
    #expect(forced["b"] == [100, 0, 100, 10])
  }

  @Test func `margins are cut at the top of a column`() {
    let laid = Measured(
      """
      <div style="columns: 2; column-gap: 0"><div style="height: 20px; margin-bottom: 15px"></div>
      <div id=b style="height: 20px"></div></div>
      """)
    #expect(laid["b"] == [100, 0, 100, 20])
  }

  @Test func `the last margin makes room to balance but need not fit`() {
    let laid = Measured(
      """
      <div id=c style="columns: 2; column-gap: 0"><div style="height: 30px; break-inside: avoid">
      </div><div style="height: 30px; margin-bottom: 8px; break-inside: avoid"></div></div>
      <div id=d style="columns: 1"><div style="height: 30px; margin-bottom: 8px"></div></div>
      """)
    #expect(laid["c"][3] == 34)
    #expect(laid["d"][3] == 38)
  }

  @Test func `a box that spans all columns parts them`() {
    let laid = Measured(
      """
      <div id=c style="columns: 2; column-gap: 0"><div style="height: 10px"></div>
      <div id=a style="height: 10px"></div><div id=s style="column-span: all">S</div>
      <div id=b style="height: 10px"></div></div>
      """)
    #expect(laid["a"] == [100, 0, 100, 10])
    #expect(laid["s"] == [0, 10, 200, 10])
    #expect(laid["b"] == [0, 20, 100, 10])
    #expect(laid["c"][3] == 30)
  }

  @Test func `column-fill auto fills one after the other`() {
    let pages = texts(
      "<div style='columns: 2; column-gap: 0; height: 40px; column-fill: auto'>"
        + "\(numbered("a", 5))</div>")
    #expect(pages == [["a0@0,8", "a1@0,18", "a2@0,28", "a3@100,8", "a4@100,18"]])
  }

  @Test func `columns go on over pages, the last page's are balanced`() {
    let pages = texts("<div style='columns: 2; column-gap: 0'>\(numbered("a", 24))</div>")
    #expect(pages.map(\.count) == [20, 4])
    #expect(pages[0][10] == "a10@100,8")
    #expect(pages[1] == ["a20@0,8", "a21@0,18", "a22@100,8", "a23@100,18"])
  }
}

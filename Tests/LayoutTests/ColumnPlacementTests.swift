import Testing

@testable import Layout

@Suite struct ColumnPlacementTests {
  private let reset =
    "p, h2 { margin: 0 } #c { columns: 2; column-gap: 20px; orphans: 1; widows: 1 }"

  @Test func `columns share the width and balance`() {
    let page = Written(
      reset, "<div id=c><p>a</p><p>b</p><p>c</p><p>d</p></div>")
    #expect(page.texts() == ["a@0,8", "b@0,18", "c@110,8", "d@110,18"])
  }

  @Test func `a column width says how many fit`() {
    let page = Measured(
      "#c { column-width: 60px; column-gap: 10px } p { margin: 0 }",
      "<div id=c><p id=p>a</p></div>")
    // Three columns of 60 px and two gaps of 10 px are just as wide as the page.
    #expect(page["p"][2] == 60)
  }

  @Test func `a spanning heading stands across all columns`() {
    let page = Written(
      reset + "h2 { column-span: all; font-size: 10px }",
      "<div id=c><h2>H</h2><p>a</p><p>b</p></div>")
    #expect(page.texts() == ["H@0,8", "a@0,18", "b@110,18"])
  }

  @Test func `a forced break starts the next column`() {
    let page = Written(
      reset + "#b { break-before: column }", "<div id=c><p>a</p><p id=b>b</p><p>c</p></div>")
    #expect(page.texts() == ["a@0,8", "b@110,8", "c@110,18"])
  }
}

import Testing

@testable import Layout

@Suite struct TableSizeTests {
  private let reset = "table { border-spacing: 0 } td, th { padding: 0 }"

  @Test func `columns are as wide as their content asks`() {
    let page = Measured(
      reset,
      "<table id=t><tr><td id=a>aaaa</td><td id=b>b</td></tr><tr><td>a</td><td>bb</td></tr></table>"
    )
    #expect(page["t"] == [0, 0, 60, 20])
    #expect(page["a"] == [0, 0, 40, 10])
    #expect(page["b"] == [40, 0, 20, 10])
  }

  @Test func `a wide table hands out what is left by content`() {
    let page = Measured(
      reset + "table { width: 120px }",
      "<table><tr><td id=a>aaaa</td><td id=b>bb</td></tr></table>")
    #expect(page["a"] == [0, 0, 80, 10])
    #expect(page["b"] == [80, 0, 40, 10])
  }

  @Test func `a fixed layout asks the first row only`() {
    let page = Measured(
      reset + "table { width: 200px; table-layout: fixed } #a { width: 50px }",
      "<table><tr><td id=a>a</td><td id=b>b</td></tr><tr><td>aaaaaaaaaa</td><td>b</td></tr></table>"
    )
    #expect(page["a"][2] == 50)
    #expect(page["b"][2] == 150)
  }

  @Test func `cells span columns and rows`() {
    let page = Measured(
      reset + "td { width: 30px; height: 10px }",
      """
      <table><tr><td id=a rowspan=2></td><td id=b colspan=2></td></tr>
      <tr><td id=c></td><td id=d></td></tr></table>
      """)
    #expect(page["a"] == [0, 0, 30, 20])
    #expect(page["b"] == [30, 0, 60, 10])
    #expect(page["c"] == [30, 10, 30, 10])
    #expect(page["d"] == [60, 10, 30, 10])
  }

  @Test func `spacing stands round every cell`() {
    let page = Measured(
      "table { border-spacing: 4px 6px } td { padding: 0 }",
      "<table id=t><tr><td id=a>a</td><td id=b>b</td></tr></table>")
    #expect(page["a"] == [4, 6, 10, 10])
    #expect(page["b"] == [18, 6, 10, 10])
    #expect(page["t"] == [0, 0, 32, 22])
  }

  @Test(arguments: [("top", 0.0), ("middle", 10), ("bottom", 20)])
  func `content is aligned in its cell`(value: String, y: Double) {
    let page = Measured(
      reset + "td { height: 30px; vertical-align: \(value) } p { margin: 0 }",
      "<table><tr><td><p id=p>a</p></td></tr></table>")
    #expect(page["p"][1] == y)
  }

  @Test func `captions, header and footer have their places`() {
    let page = Measured(
      reset,
      """
      <table><caption id=k>k</caption><tfoot><tr><td id=f>f</td></tr></tfoot>
      <tbody><tr><td id=b>b</td></tr></tbody><thead><tr><th id=h>h</th></tr></thead></table>
      """)
    #expect([page["k"][1], page["h"][1], page["b"][1], page["f"][1]] == [0, 10, 20, 30])
  }

  @Test func `a header is repeated on every page`() {
    let rows = (1...12).map { "<tr><td>r\($0)</td></tr>" }.joined()
    let page = Written(
      reset, "<table><thead><tr><th>H</th></tr></thead><tbody>\(rows)</tbody></table>")
    #expect(page.pages.pages.count == 2)
    for index in 0..<2 {
      #expect(page.texts(index).contains { $0.hasPrefix("H@") && $0.hasSuffix(",8") })
    }
    #expect(page.texts(1).contains { $0.hasSuffix(",38") })
  }
}

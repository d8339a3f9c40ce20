import Testing

@testable import Layout

@Suite struct GridTrackTests {
  private let three = "<div id=g><p id=a></p><p id=b></p><p id=c></p></div>"
  private let reset = "p { margin: 0 } #g { display: grid }"

  @Test(arguments: [
    ("50px 1fr", [[0.0, 50], [50, 150]]), ("1fr 3fr", [[0, 50], [50, 150]]),
    ("25% auto", [[0, 50], [50, 150]]), ("minmax(80px, 1fr) 2fr", [[0, 80], [80, 120]]),
    ("calc(100% - 60px) 60px", [[0, 140], [140, 60]]),
  ])
  func `tracks share the width`(columns: String, expected: [[Double]]) {
    let page = Measured(reset + "#g { grid-template-columns: \(columns) }", three)
    #expect([page["a"], page["b"]].map { Array([$0[0], $0[2]]) } == expected)
  }

  @Test(arguments: [
    // Three items: empty tracks of auto-fill stay, those of auto-fit go.
    ("auto-fill", "minmax(40px, 1fr)", [0.0, 40]),
    ("auto-fit", "minmax(40px, 1fr)", [0, 200.0 / 3]),
    ("auto-fit", "minmax(90px, 1fr)", [0, 100]), ("2", "1fr", [0, 100]),
  ])
  func `tracks repeat as often as they fit`(count: String, track: String, expected: [Double]) {
    let page = Measured(
      reset + "#g { grid-template-columns: repeat(\(count), \(track)) }", three)
    #expect(abs(page["a"][2] - expected[1]) < 0.02)
    #expect(abs(page["b"][0] - expected[1]) < 0.02)
  }

  @Test func `items fill rows in order, gaps between them`() {
    let page = Measured(
      reset + "#g { grid-template-columns: 1fr 1fr; gap: 5px 20px } p { height: 10px }", three)
    #expect(page["a"] == [0, 0, 90, 10])
    #expect(page["b"] == [110, 0, 90, 10])
    #expect(page["c"] == [0, 15, 90, 10])
    #expect(page["g"] == [0, 0, 200, 25])
  }

  @Test func `lines, spans and areas place items`() {
    let page = Measured(
      reset + """
        #g { grid: "x y" 10px "x z" 30px / 40px 1fr }
        #a { grid-area: x } #b { grid-area: z } #c { grid-column: 2; grid-row: 1 }
        """, three)
    #expect(page["a"] == [0, 0, 40, 40])
    #expect(page["b"] == [40, 10, 160, 30])
    #expect(page["c"] == [40, 0, 160, 10])
    let spans = Measured(
      reset + """
        #g { grid-template-columns: repeat(4, 50px); grid-auto-rows: 10px }
        #a { grid-column: 2 / span 2 } #b { grid-column: 1 / -1 } #c { grid-column: -2 }
        """, three)
    #expect(spans["a"] == [50, 0, 100, 10])
    #expect(spans["b"] == [0, 10, 200, 10])
    #expect(spans["c"] == [150, 20, 50, 10])
  }

  @Test(arguments: [
    ("start", [0.0, 0, 20, 10]), ("center", [90, 15, 20, 10]), ("end", [180, 30, 20, 10]),
    ("stretch", [0, 0, 200, 40]),
  ])
  func `items align in their areas`(value: String, expected: [Double]) {
    let page = Measured(
      reset + "#g { grid-template-rows: 40px; place-items: \(value) }",
      "<div id=g><p id=a>aa</p></div>")
    #expect(page["a"] == expected)
  }

  @Test func `auto tracks follow their content`() {
    let page = Measured(
      reset + "#g { grid-template-columns: auto auto; justify-content: start }",
      "<div id=g><p id=a>aaaa</p><p id=b>bb</p></div>")
    #expect(page["a"] == [0, 0, 40, 10])
    #expect(page["b"] == [40, 0, 20, 10])
  }
}

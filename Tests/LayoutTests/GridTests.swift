import Testing

@testable import Layout

@Suite struct GridTests {
  @Test func `fr shares what fixed tracks and gaps leave`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: 40px 1fr 3fr; column-gap: 10px">
      <div id=a>A</div><div id=b>B</div><div id=c>C</div></div>
      """)
    #expect(laid["a"] == [0, 0, 40, 10])
    #expect(laid["b"] == [50, 0, 35, 10])
    #expect(laid["c"] == [95, 0, 105, 10])
  }

  @Test(arguments: [
    ("auto-fill", [0.0, 0, 60, 10], [70.0, 0, 60, 10]),
    ("auto-fit", [0.0, 0, 95, 10], [105.0, 0, 95, 10]),
  ])
  func `auto-fit collapses empty tracks, auto-fill keeps them`(
    word: String, first: [Double], second: [Double]
  ) {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: repeat(\(word), minmax(55px, 1fr));
        gap: 10px"><div id=a>A</div><div id=b>B</div></div>
      """)
    #expect(laid["a"] == first)
    #expect(laid["b"] == second)
  }

  @Test func `areas name places`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template: 'h h' 20px 's m' auto / 50px 1fr">
      <div id=m style="grid-area: m">M</div><div id=s style="grid-area: s">S</div>
      <div id=h style="grid-area: h">H</div></div>
      """)
    #expect(laid["h"] == [0, 0, 200, 20])
    #expect(laid["s"] == [0, 20, 50, 10])
    #expect(laid["m"] == [50, 20, 150, 10])
  }

  @Test func `lines, spans and dense packing`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: repeat(3, 50px); grid-auto-rows: 10px;
        grid-auto-flow: dense">
      <i id=a style="grid-column: span 2"></i><i id=b style="grid-column: span 2"></i>
      <i id=c></i><i id=d style="grid-column: 2 / -1"></i></div>
      """)
    #expect(laid["a"] == [0, 0, 100, 10])
    #expect(laid["b"] == [0, 10, 100, 10])
    #expect(laid["c"] == [100, 0, 50, 10])
    #expect(laid["d"] == [50, 20, 100, 10])
  }

  @Test func `intrinsic tracks take their content`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: min-content max-content fit-content(45px)
        1fr"><div id=a>AA A</div><div id=b>B BB</div><div id=c>CC CC</div><div id=d>D</div></div>
      """)
    #expect(laid["a"] == [0, 0, 20, 20])
    #expect(laid["b"] == [20, 0, 40, 20])
    #expect(laid["c"] == [60, 0, 45, 20])
    #expect(laid["d"] == [105, 0, 95, 20])
  }

  @Test func `an item's min-width beats its content in fr tracks`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: 1fr 1fr; width: 100px">
      <div id=a style="min-width: 0">AAAAAAAA</div><div id=b>B</div></div>
      """)
    #expect(laid["a"][2] == 50)
    #expect(laid["b"] == [50, 0, 50, 10])
  }

  @Test func `percentages of rows refer to the height that the content gives`() {
    let laid = Measured(
      """
      <div id=g style="display: grid; grid-template-rows: 30% 10%">
      <div id=a style="height: 20px"></div><div id=b></div></div>
      """)
    #expect(laid["g"][3] == 20)
    #expect(laid["b"] == [0, 6, 200, 2])
  }

  @Test(arguments: [
    ("start", 0.0), ("center", 30), ("end", 60), ("safe end", 60), ("self-end", 60),
  ])
  func `align-self and justify-self place in the area`(value: String, y: Double) {
    let laid = Measured(
      """
      <div style="display: grid; grid-template: 80px / 80px"><div id=a style="width: 20px;
        height: 20px; align-self: \(value); justify-self: \(value)"></div></div>
      """)
    #expect(laid["a"] == [y, y, 20, 20])
  }

  @Test func `safe alignment keeps the start edge in view`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template: 30px / 30px"><div id=a style="width: 50px;
        height: 10px; justify-self: safe center"></div><div id=b style="width: 50px;
        height: 10px; justify-self: center"></div></div>
      """)
    #expect(laid["a"][0] == 0)
    #expect(laid["b"][0] == -10)
  }

  @Test func `content alignment distributes tracks`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: 40px 40px; justify-content: space-between">
      <div id=a>A</div><div id=b>B</div></div>
      """)
    #expect(laid["a"][0] == 0)
    #expect(laid["b"][0] == 160)
  }

  @Test func `baselines of a row meet and count in its height`() {
    let laid = Measured(
      """
      <div id=g style="display: grid; grid-template-columns: 1fr 1fr; align-items: baseline">
      <div id=a>A</div><div id=b style="font-size: 20px">B</div></div>
      """)
    #expect(laid["a"][1] == 8)
    #expect(laid["g"][3] == 20)
  }

  @Test func `margins in percent refer to the area`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template-columns: 50px 1fr">
      <div id=a style="margin-left: 10%">A</div></div>
      """)
    #expect(laid["a"] == [5, 0, 45, 10])
  }

  @Test func `an absolute child stands in the area that it names`() {
    let laid = Measured(
      """
      <div style="display: grid; grid-template: 20px 20px / 50px 60px; position: relative">
      <div id=a style="position: absolute; grid-area: 2 / 2 / 3 / 3; inset: 0"></div></div>
      """)
    #expect(laid["a"] == [50, 20, 60, 20])
  }
}

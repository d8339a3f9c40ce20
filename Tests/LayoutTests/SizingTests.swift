import Testing

@testable import Layout

@Suite struct SizingTests {
  private func box(_ style: String, _ inner: String = "AA AA") -> [Double] {
    Measured("<div id=a style='\(style)'>\(inner)</div>")["a"]
  }

  @Test(arguments: [
    ("width: min-content", 20.0), ("width: max-content", 50), ("width: fit-content", 50),
    ("width: stretch; margin: 0 10px", 180), ("float: left", 50), ("display: inline-block", 50),
    ("width: calc(50% - 20px)", 80), ("width: 50vw", 100), ("max-width: 3em", 30),
    ("min-width: 110%", 220), ("width: 10px; padding: 0 5px", 20),
    ("width: 10px; padding: 0 5px; box-sizing: border-box", 10),
  ])
  func `widths`(style: String, expected: Double) {
    #expect(box(style)[2] == expected)
  }

  @Test(arguments: [
    ("height: 30px", 30.0), ("min-height: 25px", 25), ("max-height: 5px", 5), ("height: 50%", 10),
    ("height: 50vh", 500), ("aspect-ratio: 4", 50), ("padding: 3px; box-sizing: border-box", 16),
  ])
  func `heights`(style: String, expected: Double) {
    #expect(box(style)[3] == expected)
  }

  @Test func `limits of the height hold for the width by the ratio`() {
    #expect(box("aspect-ratio: 1; max-height: 40px", "")[2...] == [40, 40])
    #expect(box("float: left; aspect-ratio: 2; min-height: 30px", "")[2...] == [60, 30])
  }

  @Test func `scroll bars take room only where they are asked for`() {
    let body = "<div style='overflow: scroll; width: 50px'><div id=a>A</div></div>"
    #expect(Measured(body)["a"][2] == 50)
    #expect(Measured(body, scrollBar: 15)["a"][2] == 35)
  }

  @Test func `containment keeps margins and floats inside`() {
    let laid = Measured(
      """
      <div id=a style="contain: layout"><div style="float: left; height: 30px">F</div>
      <div style="margin-top: 10px">B</div></div>
      """)
    #expect(laid["a"] == [0, 0, 200, 30])
  }

  @Test func `align-content moves what a block holds`() {
    let laid = Measured(
      "<div style='height: 50px; align-content: center'><div id=a>A</div></div>")
    #expect(laid["a"] == [0, 20, 200, 10])
  }

  @Test func `balanced flex lines are of like length`() {
    let items = (0..<4).map { "<i id=i\($0) style='width: 60px; height: 10px'></i>" }.joined()
    let laid = Measured("<div style='display: flex; flex-wrap: balance'>\(items)</div>")
    #expect(laid["i1"] == [60, 0, 60, 10])
    #expect(laid["i2"] == [0, 10, 60, 10])
  }

  @Test func `column flex containers wrap at their height and are as wide as their lines`() {
    let laid = Measured(
      """
      <div style="float: left; display: flex; flex-flow: column wrap; max-height: 25px" id=f>
      <i style="width: 20px; height: 10px"></i><i style="width: 20px; height: 10px"></i>
      <i id=c style="width: 30px; height: 10px"></i></div>
      """)
    #expect(laid["f"][2] == 50)
    #expect(laid["c"] == [20, 0, 30, 10])
  }
}

import Testing

@testable import Layout

@Suite struct TableTests {
  @Test func `columns share the width by their contents`() {
    let laid = Measured(
      """
      <table id=t style="border-spacing: 0; width: 120px"><tr>
      <td id=a style="padding: 0">A</td><td id=b style="padding: 0">BBB</td></tr></table>
      """)
    #expect(laid["t"][2] == 120)
    #expect(laid["a"] == [0, 0, 30, 10])
    #expect(laid["b"] == [30, 0, 90, 10])
  }

  @Test func `an automatic table shrinks to fit, with spacing round its cells`() {
    let laid = Measured(
      """
      <table id=t style="border-spacing: 4px 2px"><tr><td id=a style="padding: 0">AA</td>
      <td id=b style="padding: 0">B</td></tr></table>
      """)
    #expect(laid["t"] == [0, 0, 42, 14])
    #expect(laid["a"] == [4, 2, 20, 10])
    #expect(laid["b"] == [28, 2, 10, 10])
  }

  @Test func `fixed layout takes the first row's widths`() {
    let laid = Measured(
      """
      <table style="table-layout: fixed; width: 100px; border-spacing: 0"><tr>
      <td id=a style="width: 30px; padding: 0">AAAAAAAA</td><td id=b style="padding: 0">B</td></tr>
      </table>
      """)
    #expect(laid["a"][2] == 30)
    #expect(laid["b"] == [30, 0, 70, 10])
  }

  @Test func `spans join rows and columns`() {
    let laid = Measured(
      """
      <table style="border-spacing: 0"><tr><td id=a rowspan=2 style="padding: 0; width: 20px"></td>
      <td id=b colspan=2 style="padding: 0">BB BB</td></tr><tr>
      <td id=c style="padding: 0">C</td><td id=d style="padding: 0">D</td></tr></table>
      """)
    #expect(laid["a"] == [0, 0, 20, 20])
    #expect(laid["b"] == [20, 0, 50, 10])
    #expect(laid["c"][1] == 10)
    #expect(laid["d"][0] == 45)
  }

  @Test(arguments: [("top", 0.0), ("middle", 10), ("bottom", 20)])
  func `vertical-align places a cell's content`(value: String, y: Double) {
    let laid = Measured(
      """
      <table style="border-spacing: 0"><tr><td style="padding: 0; height: 30px;
        vertical-align: \(value)"><div id=a>A</div></td></tr></table>
      """)
    #expect(laid["a"][1] == y)
  }

  @Test func `collapsed borders are shared`() {
    let laid = Measured(
      """
      <table id=t style="border-collapse: collapse"><tr>
      <td id=a style="padding: 0; border: 2px solid">A</td>
      <td id=b style="padding: 0; border: 2px solid">B</td></tr></table>
      """)
    #expect(laid["t"][2] == 26)
    #expect(laid["b"][0] - laid["a"][0] == 12)
  }

  @Test func `a caption stands above or below`() {
    let laid = Measured(
      """
      <table style="border-spacing: 0"><caption id=c style="caption-side: bottom">C</caption><tr>
      <td id=a style="padding: 0">AAA</td></tr></table>
      """)
    #expect(laid["a"] == [0, 0, 30, 10])
    #expect(laid["c"] == [0, 10, 30, 10])
  }

  @Test func `cells without a table get one`() {
    let laid = Measured(
      """
      <div style="display: table-cell; width: 30px" id=a>A</div>
      <div style="display: table-cell" id=b>B</div>
      """)
    #expect(laid["a"] == [0, 0, 30, 10])
    #expect(laid["b"] == [30, 0, 10, 10])
  }
}

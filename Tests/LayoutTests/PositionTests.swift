import Testing

@testable import Layout

@Suite struct PositionTests {
  private let css = """
    #box { position: relative; width: 100px; height: 60px; padding: 10px; border: 5px solid }
    #a { position: absolute }
    """

  @Test(arguments: [
    ("left: 0; top: 0; width: 20px; height: 10px", [5.0, 5, 20, 10]),
    ("right: 0; bottom: 0; width: 20px; height: 10px", [105, 75, 20, 10]),
    ("inset: 10px", [15, 15, 100, 60]),
    ("left: 50%; top: 25%; width: 50%; height: 25%", [65, 25, 60, 20]),
    ("left: 0; right: 0; margin: 0 auto; width: 40px; top: 0; height: 1px", [45, 5, 40, 1]),
    ("width: 10px; height: 10px", [15, 15, 10, 10]),
  ])
  func `insets count from the padding box`(style: String, expected: [Double]) {
    let page = Measured(css, "<div id=box><div id=a style='\(style)'></div></div>")
    #expect(page["a"] == expected)
  }

  @Test func `an absolute box shrinks to fit and takes no room`() {
    let page = Measured(css, "<div id=box><div id=a>aaa</div><p id=p style='margin:0'>p</p></div>")
    #expect(page["a"] == [15, 15, 30, 10])
    #expect(page["p"] == [15, 15, 100, 10])
  }

  @Test func `without a positioned ancestor the page counts`() {
    let page = Measured(
      "#a { position: absolute; right: 10px; top: 20px; width: 30px; height: 5px }",
      "<div style='padding: 50px'><div id=a></div></div>")
    #expect(page["a"] == [160, 20, 30, 5])
  }

  @Test func `relative percentages refer to the container`() {
    let page = Measured(
      "#a { position: relative; left: 10%; top: 5px; width: 50px; height: 10px } #b { height: 10px }",
      "<div id=a></div><div id=b></div>")
    #expect(page["a"] == [20, 5, 50, 10])
    #expect(page["b"] == [0, 10, 200, 10])
  }

  @Test func `fixed boxes stand on every page`() {
    let page = Written(
      "#f { position: fixed; left: 0; top: 0 } p { margin: 0; break-after: page }",
      "<div id=f>F</div><p>one</p><p>two</p><div>three</div>")
    #expect(page.pages.pages.count == 3)
    for index in 0..<3 { #expect(page.texts(index).contains("F@0,8")) }
  }
}

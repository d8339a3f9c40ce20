import Geometry
import Testing

@testable import CSS

@Suite struct PaintValueTests {
  @Test(arguments: [
    ("rgb(255, 0, 0)", true), ("rgb(100%, 0%, 0%)", true), ("rgb(255 0 0)", true),
    ("rgb(100% 0 0)", true), ("rgba(255, 0%, 0, 1)", false), ("rgb(100%, 0, 0)", false),
    ("rgb(255, 0 0)", false), ("rgb(255 0 0 / 50%)", true),
  ])
  func `numbers and percentages mix only without commas`(color: String, isValid: Bool) {
    let red = Styled.element("color: blue; color: \(color)").text.color.red
    #expect((red > 0.99) == isValid)
  }

  @Test(arguments: [
    ("rect(1px, 2px, 3px, 4px)", [1.0, 2, 3, 4]), ("rect(1px 2px auto 1em)", [1, 2, nil, 16]),
    ("auto", nil), ("rect(1px, 2px)", nil), ("rect(1%, 2px, 3px, 4px)", nil),
  ])
  func `clip has four edges`(value: String, expected: [Double?]?) {
    let clip = Styled.element("clip: \(value)").paint.clip
    #expect(clip.map { [$0.top, $0.right, $0.bottom, $0.left] } == expected)
  }

  @Test func `cells take their table's padding without attributes of their own`() {
    let page = Styled("<table cellpadding=0><tr><td id=x>a</table>")
    #expect(page["x"].box.padding == Edges(all: .zero))
  }

  @Test func `parts of a hidden drawing keep styles of their own`() {
    let page = Styled("<svg style='display:none'><symbol><path id=x fill=red></symbol></svg>")
    #expect(page["x"].paint.svgFill == .color(Color(red: 1, green: 0, blue: 0)))
  }
}

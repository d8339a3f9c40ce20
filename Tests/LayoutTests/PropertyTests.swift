import HTML
import CSS
import Geometry
import Testing

@testable import Layout

/// Groups of properties that other suites don't ask for numbers: from CSS text to the laid out page.
@Suite struct PropertyTests {
  private static let family = """
    <div><p id=a class=x data-k='xy z'></p><p id=b></p><i id=i></i><p id=c></p></div>
    """

  @Test(arguments: [
    ("p:first-child", "a"), ("p:last-child", "c"), ("p:nth-child(even)", "bc"),
    ("p:nth-child(2n+1)", "a"), ("p:nth-last-child(-n+2)", "c"), ("p:nth-of-type(odd)", "ac"),
    ("p:first-of-type", "a"), ("p:last-of-type", "c"), ("p:not(.x)", "bc"),
    ("p:not(:last-child, .x)", "b"), ("[data-k^=xy]", "a"), ("[data-k~=z]", "a"),
    ("[data-k$='y z']", "a"), ("[data-k*='y ']", "a"), ("p[data-k]", "a"), ("div > p", "abc"),
    ("body > p", ""), ("p + p", "b"), ("i + p", "c"), (".x ~ p", "bc"), ("#a, #c", "ac"),
    ("p:is(.x, #b)", "ab"), ("DIV P:nth-last-of-type(1)", "c"),
  ])
  func `selectors choose elements`(selector: String, ids: String) {
    let laid = Measured(
      "p { width: 10px; height: 1px } \(selector) { width: 20px }", Self.family)
    #expect(["a", "b", "c"].filter { laid[$0][2] == 20 }.joined() == ids)
  }

  @Test(arguments: [
    ("var(--w)", 20.0), ("var(--none, 30px)", 30), ("calc(var(--w) * 2 + 1em)", 50),
    ("calc(100% - 2 * (10px + 5px))", 170), ("calc(1in / 2)", 48), ("min(50%, 30px)", 30),
    ("max(10%, 30px)", 30), ("clamp(10px, 50%, 40px)", 40), ("2rem", 20), ("1.5em", 15),
    ("3ch", 15), ("2ex", 10), ("10vw", 20), ("1vh", 10), ("5vmin", 10), ("50%", 100),
    ("72pt", 96), ("6pc", 96), ("1in", 96), ("2.54cm", 96), ("25.4mm", 96), ("101.6q", 96),
  ])
  // No font is asked here: `ch` and `ex` are half an em then, as CSS Values 4 section 6.1.1 has it.
  func `lengths in every unit`(length: String, px: Double) {
    let laid = Measured(
      ":root { --w: 20px } #a { width: \(length) }", "<div id=a>A</div>")
    #expect(abs(laid["a"][2] - px) < 0.02)
  }

  @Test func `an inline flex box stands on the line`() {
    let laid = Measured(
      "#f { display: inline-flex; gap: 5px; padding: 2px }",
      "XX<span id=f><b id=x>A</b><b id=y>BB</b></span>")
    #expect(laid["f"] == [20, 0, 39, 14])
    #expect(laid["x"] == [22, 2, 10, 10])
    #expect(laid["y"] == [37, 2, 20, 10])
  }

  @Test func `corners are round, and no rounder than the box`() {
    func radii(_ value: String) -> [Size] {
      let page = Written(
        "p { margin: 0; width: 40px; height: 20px; background: red; border-radius: \(value) }",
        "<p></p>")
      guard case .fill(let shape, _)? = page.pages.pages[0].items.first else { return [] }
      return shape.radii
    }
    func corner(_ x: Double, _ y: Double) -> Size { Size(width: x, height: y) }
    #expect(radii("5px") == [Size](repeating: corner(5, 5), count: 4))
    #expect(radii("1px 2px 3px 4px").map(\.width) == [1, 2, 3, 4])
    #expect(radii("50%") == [Size](repeating: corner(20, 10), count: 4))
    #expect(radii("99px") == [Size](repeating: corner(10, 10), count: 4))
    #expect(radii("8px / 4px").first == corner(8, 4))
  }

  @Test func `opacity and transforms are closed again`() {
    let page = Written(
      "p { margin: 0; width: 20px; height: 10px; opacity: .5; transform: translate(5px, 50%) }",
      "<p>A</p>")
    let items = page.pages.pages[0].items
    #expect(items.contains(.group(opacity: 0.5)))
    #expect(items.contains(.transform(1, 0, 0, 1, 5, 5)))
    #expect(items.suffix(2) == [.restore, .restore])
  }

  @Test func `transforms turn about the middle of the box`() {
    let page = Written(
      "p { margin: 0; width: 20px; height: 10px; transform: scale(2) }", "<p>A</p>")
    #expect(page.pages.pages[0].items.contains(.transform(2, 0, 0, 2, -10, -5)))
  }

  @Test(arguments: [
    ("fill", [0.0, 0, 40, 40]), ("contain", [0, 10, 40, 20]), ("cover", [-20, 0, 80, 40]),
    ("none", [10, 15, 20, 10]), ("scale-down", [10, 15, 20, 10]),
    ("contain; object-position: 0 0", [0, 0, 40, 20]),
  ])
  func `images fit their boxes`(fit: String, place: [Double]) {
    let page = Written(
      "img { display: block; width: 40px; height: 40px; object-fit: \(fit) }", "<img src=a.png>",
      imageSize: Size(width: 20, height: 10))
    let rects = page.pages.pages[0].items.compactMap { item -> [Double]? in
      guard case .image(let image) = item else { return nil }
      return [image.rect.x, image.rect.y, image.rect.width, image.rect.height]
    }
    #expect(rects == [place])
  }

  @Test(arguments: [
    "font-feature-settings: 'tnum'", "font-feature-settings: 'tnum' 1, 'kern' 0",
    "font-variant-numeric: tabular-nums", "font-variant: tabular-nums",
  ])
  func `tabular figures reach the shaper`(declaration: String) {
    let styled = Measured.styled("<p style=\"\(declaration)\">1", media: .screen(.zero))
    let features = styled.document.descendants().compactMap { node in
      styled.document.element(node)?.name == "p" ? styled.styles[Int(node.index)] : nil
    }.flatMap(\.text.fontFeatures)
    #expect(features.contains(FontFeature(tag: "tnum", value: 1)))
  }
}

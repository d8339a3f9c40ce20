import CSS
import Geometry
import Testing

@testable import Layout

@Suite struct FlexTests {
  private func row(
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }, _ items: Sketch...
  ) -> Sketch {
    .element(
      "div", [:],
      {
        $0.box.display = Display(.block, .flex)
        style(&$0)
      }, items, before: nil)
  }

  private func item(
    _ width: Double? = nil, _ height: Double? = nil,
    _ style: @escaping @Sendable (inout StyleSketch) -> Void = { _ in }
  ) -> Sketch {
    .div({ s in
      if let width { s.box.width = .px(width) }
      if let height { s.box.height = .px(height) }
      style(&s)
    })
  }

  @Test func `items grow by their factors`() {
    let laid = Laid(
      row(
        { $0.box.height = .px(20) }, item(20) { $0.flex.grow = 1 }, item(40) { $0.flex.grow = 3 }))
    #expect(laid.rect(0, 0) == [0, 0, 55, 20])
    #expect(laid.rect(0, 1) == [55, 0, 145, 20])
  }

  @Test func `items shrink by their sizes but not below their content`() {
    let laid = Laid(
      row({ _ in }, item(200, 10), .div({ $0.box.width = .px(100) }, "aaaaaaaaaa")))
    #expect(laid.rect(0, 0)[2] == 100)
    #expect(laid.rect(0, 1)[2] == 100)
  }

  @Test(arguments: [
    (Alignment.normal, [0.0, 40]), (.flexEnd, [100, 140]), (.center, [50, 90]),
    (.spaceBetween, [0, 140]), (.spaceAround, [25, 115]),
  ])
  func `justify-content places on the main axis`(value: Alignment, xs: [Double]) {
    let laid = Laid(row({ $0.flex.justifyContent = value }, item(40, 5), item(60, 5)))
    #expect([laid.rect(0, 0)[0], laid.rect(0, 1)[0]] == xs)
  }

  @Test(arguments: [
    (Alignment.flexStart, 0.0), (.flexEnd, 20), (.center, 10),
  ])
  func `align-items places on the cross axis`(value: Alignment, y: Double) {
    let laid = Laid(
      row(
        { s in
          s.flex.alignItems = value
          s.box.height = .px(30)
        }, item(40, 10)))
    #expect(laid.rect(0, 0)[1] == y)
  }

  @Test func `items wrap, with gaps, and lines stretch`() {
    let laid = Laid(
      row(
        { s in
          s.flex.wrap = .wrap
          s.flex.columnGap = .px(10)
          s.flex.rowGap = .px(6)
        }, item(90, 10), item(100, nil), item(50, 8)))
    #expect(laid.rect(0, 0) == [0, 0, 90, 10])
    #expect(laid.rect(0, 1) == [100, 0, 100, 10])
    #expect(laid.rect(0, 2) == [0, 16, 50, 8])
    #expect(laid(0).height == 24)
  }

  @Test func `a column stacks and stretches across`() {
    let laid = Laid(
      row(
        { s in
          s.flex.direction = .column
          s.flex.rowGap = .px(5)
        }, .div({ _ in }, "aa"), item(50, 10)))
    #expect(laid.rect(0, 0) == [0, 0, 200, 10])
    #expect(laid.rect(0, 1) == [0, 15, 50, 10])
    #expect(laid(0).height == 25)
  }

  @Test func `auto margins take the free space`() {
    let laid = Laid(row({ _ in }, item(40, 5), item(60, 5) { $0.box.margin.left = .auto }))
    #expect(laid.rect(0, 1)[0] == 140)
  }

  @Test func `order sorts and row-reverse mirrors`() {
    let laid = Laid(
      row({ $0.flex.direction = .rowReverse }, item(40, 5) { $0.flex.order = 1 }, item(60, 5)))
    #expect(laid.rect(0, 0) == [140, 0, 60, 5])
    #expect(laid.rect(0, 1) == [100, 0, 40, 5])
  }

  @Test func `text in a flex container is an item`() {
    let laid = Laid(
      row({ $0.flex.justifyContent = .spaceBetween }, "  aa ", .span({ _ in }, "bb")))
    #expect(laid.rect(0, 0) == [0, 0, 20, 10])
    #expect(laid.rect(0, 1) == [180, 0, 20, 10])
  }

  @Test func `baselines align`() {
    let laid = Laid(
      row(
        { $0.flex.alignItems = .baseline }, .div({ _ in }, "a"),
        .div(
          { s in
            s.text.fontSize = 20
          }, "b")))
    #expect(laid.rect(0, 0)[1] == 8)
    #expect(laid.rect(0, 1)[1] == 0)
  }

  @Test func `a fixed basis beats the width`() {
    let laid = Laid(row({ _ in }, item(40, 5) { $0.flex.basis = .percent(25) }))
    #expect(laid.rect(0, 0)[2] == 50)
  }
}

@Suite struct PositionedTests {
  @Test func `insets count from the nearest positioned box's padding edge`() {
    let laid = Laid(
      .div(
        { s in
          s.box.position = .relative
          s.box.height = .px(100)
          s.box.borderWidth.left = 5
          s.box.margin.left = .px(10)
        },
        .div({ s in
          s.box.position = .absolute
          s.box.inset.right = .px(20)
          s.box.inset.bottom = .px(10)
          s.box.width = .px(30)
          s.box.height = .px(15)
        })))
    let box = laid(0).positioned[0]
    #expect([box.x, box.y, box.width, box.height] == [140, 75, 30, 15])
  }

  @Test func `two insets stretch, none keep the static place`() {
    let laid = Laid(
      .div({ $0.box.height = .px(10) }),
      .div(
        { s in
          s.box.position = .absolute
          s.box.inset.left = .px(10)
          s.box.inset.right = .px(20)
        }, "aa"))
    #expect(laid.rect(1) == [10, 10, 170, 10])
  }

  @Test func `an absolute bullet leaves the text where it is`() {
    let laid = Laid(
      .div(
        { $0.box.position = .relative }, "aa",
        before: { s in
          s.box.position = .absolute
          s.box.inset.left = .px(0)
          s.generated.content = .items([.string("•")])
        }))
    #expect(laid(0).lineTexts == ["aa"])
    #expect(laid.rect(0, 0) == [0, 0, 10, 10])
  }
}

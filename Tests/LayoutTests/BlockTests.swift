import CSS
import Geometry
import Testing

@testable import Layout

@Suite struct BlockTests {
  @Test func `blocks fill the width and stack`() {
    let laid = Laid(.div({ $0.box.height = .px(20) }), .div({ $0.box.height = .px(30) }))
    #expect(laid.rect(0) == [0, 0, 200, 20])
    #expect(laid.rect(1) == [0, 20, 200, 30])
    #expect(laid.root.height == 50)
  }

  @Test func `sibling margins collapse to the larger`() {
    let laid = Laid(
      .div({ s in
        s.box.height = .px(10)
        s.box.margin.bottom = .px(8)
      }),
      .div({ s in
        s.box.height = .px(10)
        s.box.margin.top = .px(15)
      }))
    #expect(laid.rect(1) == [0, 25, 200, 10])
  }

  @Test func `a negative margin is added to the positive one`() {
    let laid = Laid(
      .div({ s in
        s.box.height = .px(10)
        s.box.margin.bottom = .px(8)
      }),
      .div({ s in
        s.box.height = .px(10)
        s.box.margin.top = .px(-5)
      }))
    #expect(laid.rect(1)[1] == 13)
  }

  @Test func `the first child's margin goes through its parent`() {
    let laid = Laid(
      .div({ $0.box.height = .px(10) }),
      .div(
        { $0.box.margin.top = .px(5) },
        .div({ s in
          s.box.margin.top = .px(20)
          s.box.height = .px(10)
          s.box.margin.bottom = .px(7)
        })),
      .div({ $0.box.height = .px(10) }))
    #expect(laid.rect(1) == [0, 30, 200, 10])
    #expect(laid.rect(1, 0) == [0, 30, 200, 10])
    #expect(laid.rect(2)[1] == 47)
  }

  @Test func `padding keeps the child's margin inside`() {
    let laid = Laid(
      .div(
        {
          $0.box.padding.top = .px(1)
          $0.box.padding.bottom = .px(1)
        },
        .div({ s in
          s.box.margin.top = .px(20)
          s.box.height = .px(10)
          s.box.margin.bottom = .px(20)
        })))
    #expect(laid.rect(0) == [0, 0, 200, 52])
    #expect(laid.rect(0, 0)[1] == 21)
  }

  @Test func `margins collapse through an empty block`() {
    let laid = Laid(
      .div({ $0.box.height = .px(10) }),
      .div({ s in
        s.box.margin.top = .px(12)
        s.box.margin.bottom = .px(30)
      }),
      .div({ s in
        s.box.margin.top = .px(5)
        s.box.height = .px(10)
      }))
    #expect(laid.rect(2)[1] == 40)
  }

  @Test func `auto margins centre`() {
    let laid = Laid(
      .div({ s in
        s.box.width = .px(100)
        s.box.height = .px(10)
        s.box.margin.left = .auto
        s.box.margin.right = .auto
      }))
    #expect(laid.rect(0) == [50, 0, 100, 10])
  }

  @Test(arguments: [(BoxSizing.contentBox, 124.0), (.borderBox, 100.0)])
  func `box-sizing says what width means`(sizing: BoxSizing, expected: Double) {
    let laid = Laid(
      .div({ s in
        s.box.boxSizing = sizing
        s.box.width = .percent(50)
        s.box.padding.left = .px(10)
        s.box.padding.right = .px(10)
        s.box.borderWidth.left = 4
        s.box.height = .px(10)
      }))
    #expect(laid.rect(0)[2] == expected)
  }

  @Test func `min and max limit width and height`() {
    let laid = Laid(
      .div({ s in
        s.box.maxWidth = .px(80)
        s.box.minHeight = .px(25)
      }),
      .div({ s in
        s.box.minWidth = .px(300)
        s.box.height = .px(50)
        s.box.maxHeight = .px(40)
      }))
    #expect(laid.rect(0) == [0, 0, 80, 25])
    #expect(laid.rect(1) == [0, 25, 300, 40])
  }

  @Test func `percentage heights need a definite parent`() {
    let laid = Laid(
      .div({ $0.box.height = .px(60) }, .div({ $0.box.height = .percent(50) })),
      .div({ _ in }, .div({ $0.box.height = .percent(50) })))
    #expect(laid.rect(0, 0)[3] == 30)
    #expect(laid.rect(1, 0)[3] == 0)
  }

  @Test func `aspect-ratio gives the height`() {
    let laid = Laid(
      .div({ s in
        s.box.width = .px(90)
        s.box.aspectRatio = 3
      }))
    #expect(laid.rect(0) == [0, 0, 90, 30])
  }

  @Test func `relative position moves only the box itself`() {
    let laid = Laid(
      .div({ s in
        s.box.height = .px(10)
        s.box.position = .relative
        s.box.inset.left = .px(7)
        s.box.inset.top = .px(3)
      }), .div({ $0.box.height = .px(10) }))
    #expect(laid.rect(0) == [7, 3, 200, 10])
    #expect(laid.rect(1) == [0, 10, 200, 10])
  }

  @Test func `a block inside an inline box splits it`() {
    let laid = Laid(
      .div({ _ in }, .span({ _ in }, "aa", .div({ $0.box.height = .px(5) }), "bb")))
    #expect(laid(0).children.count == 3)
    #expect(laid.rect(0, 1) == [0, 10, 200, 5])
    #expect(laid.rect(0, 2) == [0, 15, 200, 10])
  }
}

@Suite struct FloatTests {
  private func float(_ side: FloatSide, _ width: Double, _ height: Double) -> Sketch {
    .div({ s in
      s.box.float = side
      s.box.width = .px(width)
      s.box.height = .px(height)
    })
  }

  @Test func `floats go to their sides and wrap`() {
    let laid = Laid(
      .div(
        { $0.box.display = Display(.block, .flowRoot) }, float(.left, 80, 20),
        float(.right, 50, 10), float(.left, 90, 10)))
    #expect(laid.rect(0, 0) == [0, 0, 80, 20])
    #expect(laid.rect(0, 1) == [150, 0, 50, 10])
    #expect(laid.rect(0, 2) == [80, 10, 90, 10])
    #expect(laid(0).height == 20)
  }

  @Test func `lines flow beside floats and below them`() {
    let laid = Laid(
      float(.left, 150, 15), .div({ _ in }, "aaaa bbbb cccc"), .div({ $0.box.clear = .both }, "d"))
    #expect(laid(1).lineTexts == ["aaaa ", "bbbb ", "cccc"])
    #expect(laid(1).lines.map(\.x) == [150, 150, 0])
    #expect(laid.rect(2)[1] == 30)
  }

  @Test func `clear moves below a float`() {
    let laid = Laid(
      float(.left, 50, 35),
      .div({ s in
        s.box.clear = .left
        s.box.height = .px(5)
        s.box.margin.top = .px(10)
      }))
    #expect(laid.rect(1)[1] == 35)
  }

  @Test func `a formatting context stands beside a float`() {
    let laid = Laid(
      float(.left, 60, 30),
      .div({ s in
        s.box.overflowX = .hidden
        s.box.overflowY = .hidden
        s.box.height = .px(10)
      }))
    #expect(laid.rect(1) == [60, 0, 140, 10])
  }

  @Test func `a float inside a line goes to its top`() {
    let laid = Laid(.div({ _ in }, "aaaa ", float(.right, 20, 10), "bbbb"))
    #expect(laid.rect(0, 0) == [180, 0, 20, 10])
    #expect(laid(0).lineTexts == ["aaaa bbbb"])
  }
}

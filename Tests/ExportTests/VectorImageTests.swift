import Geometry
import Testing

@testable import Export

@Suite struct VectorImageTests {
  @Test(arguments: [
    ("<svg width='10' height='20'/>", 10.0, 20.0),
    ("<?xml version='1.0'?>\n<!-- <svg> --><!DOCTYPE svg><svg viewBox='0 0 4 2'/>", 300, 150),
    ("\u{FEFF}<svg height='8' viewBox='0 0 4 2'/>", 16, 8),
    ("<svg/>", 300, 150),
  ])
  func `an SVG file has the size that browsers give it`(
    text: String, width: Double, height: Double
  ) throws {
    let image = try #require(VectorImage(Array(text.utf8), name: "a.svg"))
    #expect(image.size == Size(width: width, height: height))
  }

  @Test(arguments: ["", "text <svg>", "<html><svg/>", "<!-- <svg/>", "\u{89}PNG"])
  func `other files are none`(text: String) {
    #expect(VectorImage(Array(text.utf8), name: "a.svg") == nil)
  }

  @Test func `a drawing asks for no other file`() {
    var asked: [String] = []
    let images = ImageSource { name in
      asked.append(name)
      return Array(
        "<svg><style>@import 'a.css';</style><image href='b.png'/><use href='c.svg#x'/></svg>".utf8)
    }
    #expect(images.drawing("logo.svg") != nil)
    #expect(images.size("logo.svg") == Size(width: 300, height: 150))
    #expect(images.image("logo.svg") == nil)
    #expect(asked == ["logo.svg"])
    #expect(images.diagnostics("page.html").isEmpty)
  }
}

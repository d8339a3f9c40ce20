import CSS
import Geometry
import Testing

@testable import Layout

@Suite struct FragmentationTests {
  private func counts(_ body: String) -> [Int] { paged(body).map(\.count) }

  @Test func `an inline-block is never split`() {
    let pages = paged(
      "<div>\(numbered("a", 7))</div><span style='display: inline-block'>\(numbered("b", 5))</span>"
    )
    #expect(pages.map(\.count) == [7, 5])
  }

  @Test func `floats split at lines beside the text`() {
    let pages = paged(
      "<div style='float: left; width: 50px'>\(numbered("f", 12))</div>"
        + "<div>\(numbered("m", 3))</div>")
    #expect(pages.map(\.count) == [13, 2])
    #expect(pages[1].first == "f10@0,8")
  }

  @Test func `the items of a grid go on side by side`() {
    #expect(
      counts(
        "<div style='display: grid; grid-template-columns: 1fr 1fr'>"
          + "<div>\(numbered("a", 12))</div><div>\(numbered("b", 14))</div></div>") == [20, 6])
  }

  @Test func `the rows of a wrapped flex container follow each other`() {
    let item = { (name: String) in "<div style='width: 60%'>\(numbered(name, 4))</div>" }
    #expect(
      counts(
        "<div style='display: flex; flex-wrap: wrap'>\(item("a"))\(item("b"))\(item("c"))</div>")
        == [10, 2])
  }

  @Test func `a table repeats its head, and rows can avoid breaks`() {
    let rows = (0..<14).map {
      "<tr style='break-inside: avoid'><td style='padding: 0'>r\($0)</td></tr>"
    }
    let pages = paged(
      "<table style='border-spacing: 0'><thead><tr><th style='padding: 0'>H</th></tr></thead>"
        + "<tbody>\(rows.joined())</tbody></table>")
    #expect(pages.map(\.count) == [10, 6])
    #expect(pages[1].contains { $0.hasPrefix("H@") })
  }

  @Test(arguments: [("page", 2), ("left", 2), ("right", 3)])
  func `forced breaks choose the side of the page`(value: String, count: Int) {
    #expect(paged("<p>a</p><p style='break-before: \(value)'>b</p>").count == count)
  }

  @Test func `fixed boxes repeat on each page`() {
    let pages = paged(
      "<div style='position: fixed; bottom: 0'>F</div><div>\(numbered("a", 15))</div>")
    #expect(pages.count == 2)
    #expect(pages.allSatisfy { $0.contains("F@0,98") })
  }

  @Test func `an absolute box moves with the line that it stands at`() {
    let pages = paged(
      "<div>\(numbered("a", 9))</div><div style='position: relative; break-inside: avoid'>b<br>b<br>b"
        + "<span style='position: absolute; right: 0; top: 0'>D</span></div>")
    #expect(pages[1].contains("D@190,8"))
  }

  @Test func `100vh fills one page exactly`() {
    #expect(paged("<div style='height: 100vh'>a</div>").count == 1)
    #expect(paged("<div style='height: 100vh'>a</div><div>b</div>").count == 2)
  }

  @Test func `page areas are whole pixels`() {
    let geometry = PageGeometry(
      rules: .init(), paper: .init(width: 793.7, height: 1122.52),
      margins: .init(all: 45.354))
    #expect(geometry.first.margin.left == 45)
    #expect(geometry.first.contentSize.width == 704)
    #expect(geometry.first.contentSize.height == 1032)
    #expect(geometry.first.viewport == .init(width: 703, height: 1031))
  }
}

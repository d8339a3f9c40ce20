import Geometry
import Testing

struct GeometryTests {
  @Test func `insets never turn a rectangle inside out`() {
    let edges = Edges(top: 5.0, right: 8, bottom: 5, left: 8)
    let rect = Rect(x: 10, y: 10, width: 12, height: 30).inset(by: edges)
    #expect(rect == Rect(x: 18, y: 15, width: 0, height: 20))
  }

  @Test func `a CSS px is three quarters of a point`() {
    #expect(Points(px: 96) == Points(72))
    #expect(Points(72).px == 96)
  }
}

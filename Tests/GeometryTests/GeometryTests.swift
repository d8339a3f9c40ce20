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

  @Test func `the sides around a rectangle fill what it leaves, without overlap`() {
    let outer = Rect(x: 0, y: 0, width: 10, height: 8)
    let sides = outer.sides(around: Rect(x: 1, y: 2, width: 6, height: 6))
    #expect(sides.count == 3)
    #expect(sides.reduce(0) { $0 + $1.width * $1.height } == 80 - 36)
    #expect(outer.sides(around: outer).isEmpty)
  }
}

import CSS
import Geometry

#if canImport(Glibc)
  import Glibc
#endif

/// An affine transform, as in CSS `matrix()`.
struct Matrix {
  var a = 1.0
  var b = 0.0
  var c = 0.0
  var d = 1.0
  var e = 0.0
  var f = 0.0

  init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
    (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
  }

  /// The used transform of a border box, about its origin (CSS Transforms 1, 6).
  init(_ paint: PaintStyle, box: Rect) {
    let x = box.x + paint.transformOriginX.resolved(against: box.width)
    let y = box.y + paint.transformOriginY.resolved(against: box.height)
    self = Matrix(1, 0, 0, 1, x, y)
    for function in paint.transform { self = times(Matrix(function, box: box)) }
    self = times(Matrix(1, 0, 0, 1, -x, -y))
  }

  private init(_ function: TransformFunction, box: Rect) {
    switch function {
    case .translate(let x, let y):
      self.init(
        1, 0, 0, 1, x.resolved(against: box.width), y.resolved(against: box.height))
    case .scale(let x, let y): self.init(x, 0, 0, y, 0, 0)
    case .rotate(let angle): self.init(cos(angle), sin(angle), -sin(angle), cos(angle), 0, 0)
    case .skew(let x, let y): self.init(1, tan(y), tan(x), 1, 0, 0)
    case .matrix(let a, let b, let c, let d, let e, let f): self.init(a, b, c, d, e, f)
    }
  }

  func times(_ m: Matrix) -> Matrix {
    Matrix(
      a * m.a + c * m.b, b * m.a + d * m.b, a * m.c + c * m.d, b * m.c + d * m.d,
      a * m.e + c * m.f + e, b * m.e + d * m.f + f)
  }
}

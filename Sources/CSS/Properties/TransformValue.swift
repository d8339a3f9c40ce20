/// A specified `transform`: two-dimensional functions, and the flat ones of the others.
struct TransformList: Computable {
  enum Function: Sendable {
    case fixed(TransformFunction)
    case translate(LengthValue, LengthValue)
  }

  var functions: [Function] = []

  func computed(_ builder: borrowing StyleBuilder) -> [TransformFunction] {
    var result: [TransformFunction] = []
    for function in functions {
      switch function {
      case .fixed(let value): result.append(value)
      case .translate(let x, let y):
        result.append(.translate(x.computed(builder), y.computed(builder)))
      }
    }
    return result
  }

  static let grammar: Grammar<TransformList> = { cursor in
    var list = TransformList()
    while let name = cursor.peekFunction() {
      guard let content = cursor.content(), let function = function(name, content) else {
        return nil
      }
      list.functions.append(function)
      if list.functions.count > 64 { return nil }
    }
    return list.functions.isEmpty ? nil : list
  }

  private static func function(_ name: String, _ content: ValueCursor) -> Function? {
    var content = content
    if name.hasPrefix("translate") { return translation(name, &content) }
    if name.hasPrefix("rotate") || name.hasPrefix("skew") { return turn(name, &content) }
    var numbers: [Double] = []
    repeat {
      guard let number = content.numberOrPercentage(), numbers.count < 6 else { return nil }
      numbers.append(number)
    } while content.comma()
    guard content.isAtEnd else { return nil }
    switch (name, numbers.count) {
    case ("scale", 1): return .fixed(.scale(numbers[0], numbers[0]))
    case ("scale", 2), ("scale3d", 3): return .fixed(.scale(numbers[0], numbers[1]))
    case ("scalex", 1): return .fixed(.scale(numbers[0], 1))
    case ("scaley", 1): return .fixed(.scale(1, numbers[0]))
    case ("scalez", 1): return .fixed(.scale(1, 1))
    case ("matrix", 6):
      return .fixed(
        .matrix(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]))
    default: return nil
    }
  }

  private static func translation(_ name: String, _ content: inout ValueCursor) -> Function? {
    guard let first = content.length() else { return nil }
    let second = content.comma() ? content.length() : nil
    if name == "translate3d", content.comma() { _ = content.length(percentages: false) }
    guard content.isAtEnd else { return nil }
    switch name {
    case "translate", "translate3d": return .translate(first, second ?? .zero)
    case "translatex": return .translate(first, .zero)
    case "translatey": return .translate(.zero, first)
    case "translatez": return .translate(.zero, .zero)
    default: return nil
    }
  }

  private static func turn(_ name: String, _ content: inout ValueCursor) -> Function? {
    guard let first = content.angle() else { return nil }
    let second = content.comma() ? content.angle() : nil
    guard content.isAtEnd else { return nil }
    switch name {
    case "rotate", "rotatez": return .fixed(.rotate(first))
    case "skew": return .fixed(.skew(first, second ?? 0))
    case "skewx": return .fixed(.skew(first, 0))
    case "skewy": return .fixed(.skew(0, first))
    default: return nil
    }
  }
}

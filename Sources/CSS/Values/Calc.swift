/// The tree of a math function whose value depends on the element.
indirect enum CalcNode: Sendable {
  case number(Double)
  case px(Double)
  case relative(Double, LengthUnit)
  case percent(Double)
  case sum(CalcNode, CalcNode)
  case scaled(CalcNode, Double)
  case minimum([CalcNode])
  case maximum([CalcNode])
  case clamp(CalcNode, CalcNode, CalcNode)

  var hasPercentage: Bool {
    switch self {
    case .number, .px, .relative: false
    case .percent: true
    case .sum(let a, let b): a.hasPercentage || b.hasPercentage
    case .scaled(let node, _): node.hasPercentage
    case .minimum(let nodes), .maximum(let nodes): nodes.contains(where: \.hasPercentage)
    case .clamp(let a, let b, let c): a.hasPercentage || b.hasPercentage || c.hasPercentage
    }
  }

  var isNumber: Bool {
    switch self {
    case .number: true
    case .px, .relative, .percent: false
    case .sum(let a, _), .scaled(let a, _), .clamp(let a, _, _): a.isNumber
    case .minimum(let nodes), .maximum(let nodes): nodes.first?.isNumber ?? false
    }
  }

  /// The value; numbers come out as px.
  ///
  /// Where `min()`, `max()` or `clamp()` compare percentages with lengths, the result can't be
  /// known before layout: the comparison is made for a basis as wide as the viewport, and the
  /// winner kept as it is.
  func evaluated(_ context: LengthContext) -> LengthPercentage {
    switch self {
    case .number(let value), .px(let value): return LengthPercentage(px: value)
    case .relative(let value, let unit): return LengthPercentage(px: value * context.px(of: unit))
    case .percent(let value): return LengthPercentage(percent: value)
    case .sum(let a, let b):
      let (a, b) = (a.evaluated(context), b.evaluated(context))
      return LengthPercentage(px: a.px + b.px, percent: a.percent + b.percent)
    case .scaled(let node, let factor):
      let value = node.evaluated(context)
      return LengthPercentage(px: value.px * factor, percent: value.percent * factor)
    case .minimum(let nodes): return extreme(nodes, context, sign: -1)
    case .maximum(let nodes): return extreme(nodes, context, sign: 1)
    case .clamp(let low, let value, let high):
      // max(low, min(value, high)): the lower bound wins.
      return CalcNode.maximum([low, .minimum([value, high])]).evaluated(context)
    }
  }

  private func extreme(
    _ nodes: [CalcNode], _ context: LengthContext, sign: Double
  ) -> LengthPercentage {
    var best = LengthPercentage.zero
    var bestSize = -Double.infinity
    for node in nodes {
      let value = node.evaluated(context)
      let size = sign * value.resolved(against: context.viewportWidth)
      if size > bestSize { (best, bestSize) = (value, size) }
    }
    return best
  }
}

/// Parses math functions (CSS Values 4, section 10).
struct CalcParser {
  static let maxDepth = 24
  private var cursor: ValueCursor
  private var depth: Int

  private init(_ cursor: ValueCursor, depth: Int) {
    self.cursor = cursor
    self.depth = depth
  }

  static func isMathFunction(_ name: String) -> Bool {
    switch name {
    case "calc", "-webkit-calc", "min", "max", "clamp", "abs", "sign", "round": true
    default: false
    }
  }

  /// The math function at the cursor, which it steps over, or nil when it is none or invalid.
  static func parse(_ cursor: inout ValueCursor, depth: Int = 0) -> CalcNode? {
    guard depth < maxDepth, let token = cursor.peek, token.kind == .function else { return nil }
    let name = cursor.list.lowercasedName(token)
    guard isMathFunction(name) else { return nil }
    var arguments = cursor
    guard let content = arguments.content() else { return nil }
    var parser = CalcParser(content, depth: depth + 1)
    guard let node = parser.function(name), parser.cursor.isAtEnd else { return nil }
    cursor = arguments
    return node
  }

  private mutating func function(_ name: String) -> CalcNode? {
    if name == "round" { _ = cursor.keyword(["nearest", "up", "down", "to-zero"]) }
    if name == "round", !cursor.isAtEnd { _ = cursor.comma() }
    var nodes: [CalcNode] = []
    repeat {
      guard let node = sum() else { return nil }
      nodes.append(node)
    } while cursor.comma()
    guard let first = nodes.first, nodes.allSatisfy({ $0.isNumber == first.isNumber }) else {
      return nil
    }
    switch (name, nodes.count) {
    case ("calc", 1), ("-webkit-calc", 1): return first
    case ("min", _): return Self.folded(.minimum(nodes))
    case ("max", _): return Self.folded(.maximum(nodes))
    case ("clamp", 3): return Self.folded(.clamp(nodes[0], nodes[1], nodes[2]))
    case ("abs", 1): return Self.folded(.maximum([first, .scaled(first, -1)]))
    case ("sign", 1):
      guard case .number(let value) = first else { return nil }
      return .number(value > 0 ? 1 : value < 0 ? -1 : 0)
    case ("round", 1), ("round", 2): return Self.rounded(nodes)
    default: return nil
    }
  }

  private static func rounded(_ nodes: [CalcNode]) -> CalcNode? {
    guard case .number(let value) = nodes[0] else { return nil }
    guard nodes.count > 1 else { return .number(value.rounded()) }
    guard case .number(let interval) = nodes[1], interval != 0 else { return nil }
    return .number((value / interval).rounded() * interval)
  }

  private mutating func sum() -> CalcNode? {
    guard var left = product() else { return nil }
    while true {
      let before = cursor
      let hadSpace = cursor.skipWhitespace()
      let sign: Double
      if cursor.delimiter(0x2B) {
        sign = 1
      } else if cursor.delimiter(0x2D) {
        sign = -1
      } else {
        cursor = before
        return left
      }
      guard hadSpace, cursor.skipWhitespace(), let right = product() else { return nil }
      guard right.isNumber == left.isNumber else { return nil }
      left = Self.folded(.sum(left, sign < 0 ? Self.folded(.scaled(right, -1)) : right))
    }
  }

  private mutating func product() -> CalcNode? {
    guard var left = value() else { return nil }
    while true {
      let before = cursor
      cursor.skipWhitespace()
      if cursor.delimiter(0x2A) {
        guard let right = value() else { return nil }
        if case .number(let factor) = right {
          left = Self.folded(.scaled(left, factor))
        } else if case .number(let factor) = left {
          left = Self.folded(.scaled(right, factor))
        } else {
          return nil
        }
      } else if cursor.delimiter(0x2F) {
        guard case .number(let divisor)? = value(), divisor != 0 else { return nil }
        left = Self.folded(.scaled(left, 1 / divisor))
      } else {
        cursor = before
        return left
      }
    }
  }

  private mutating func value() -> CalcNode? {
    cursor.skipWhitespace()
    guard let token = cursor.peek else { return nil }
    switch token.kind {
    case .openParen:
      guard depth < Self.maxDepth, let content = cursor.content() else { return nil }
      var inner = CalcParser(content, depth: depth + 1)
      guard let node = inner.sum(), inner.cursor.isAtEnd else { return nil }
      return node
    case .function: return Self.parse(&cursor, depth: depth)
    case .number:
      cursor.advance()
      return .number(cursor.list.number(token))
    case .ident:
      switch cursor.list.lowercasedName(token) {
      case "pi": cursor.advance(); return .number(.pi)
      case "e": cursor.advance(); return .number(2.718281828459045)
      case "infinity": cursor.advance(); return .number(numberLimit)
      case "-infinity": cursor.advance(); return .number(-numberLimit)
      default: return nil
      }
    default: return cursor.plainLength()?.node
    }
  }

  /// Arithmetic on pure numbers and pure px is done at once.
  private static func folded(_ node: CalcNode) -> CalcNode {
    switch node {
    case .scaled(.number(let value), let factor): return .number(clamped(value * factor))
    case .scaled(.px(let value), let factor): return .px(clamped(value * factor))
    case .scaled(.percent(let value), let factor): return .percent(clamped(value * factor))
    case .sum(.number(let a), .number(let b)): return .number(clamped(a + b))
    case .sum(.px(let a), .px(let b)): return .px(clamped(a + b))
    default: break
    }
    guard node.isNumber else { return node }
    let context = LengthContext(
      fontSize: 0, rootFontSize: 0, viewportWidth: 0, viewportHeight: 0, lineHeight: 0,
      rootLineHeight: 0)
    return .number(clamped(node.evaluated(context).px))
  }

  private static func clamped(_ value: Double) -> Double {
    value.isNaN ? 0 : max(-numberLimit, min(value, numberLimit))
  }
}

extension LengthValue {
  var node: CalcNode {
    switch self {
    case .px(let value): .px(value)
    case .relative(let value, let unit): .relative(value, unit)
    case .percent(let value): .percent(value)
    case .calc(let node): node
    }
  }
}

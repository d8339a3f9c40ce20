/// A complex selector, ready for matching from right to left.
struct Selector: Sendable {
  /// Compounds from the rightmost to the leftmost; never empty.
  var compounds: [Compound]
  var pseudo: PseudoElementSelector = .none
  var specificity = Specificity()
}

/// The pseudo-element that a selector ends in.
enum PseudoElementSelector: UInt8, CaseIterable, Hashable, Sendable {
  case none, before, after, marker, firstLetter, firstLine
  /// Parsed, and never matched: `::selection` and the like.
  case other
}

/// Ids, classes and types counted (Selectors 4, section 17).
struct Specificity: Comparable, Sendable {
  var ids: UInt16 = 0
  var classes: UInt16 = 0
  var types: UInt16 = 0

  /// One number that orders as the three do, each capped at 255.
  var rank: UInt32 {
    UInt32(min(ids, 255)) << 16 | UInt32(min(classes, 255)) << 8 | UInt32(min(types, 255))
  }

  static func < (a: Specificity, b: Specificity) -> Bool { a.rank < b.rank }

  static func += (a: inout Specificity, b: Specificity) {
    a.ids = min(a.ids &+ min(b.ids, 255), 255)
    a.classes = min(a.classes &+ min(b.classes, 255), 255)
    a.types = min(a.types &+ min(b.types, 255), 255)
  }
}

/// How a compound relates to the compound on its left.
enum Combinator: UInt8, Sendable { case descendant, child, nextSibling, subsequentSibling }

/// Simple selectors that must all hold for one element.
struct Compound: Sendable {
  var simples: [SimpleSelector] = []
  /// The relation to the next compound in `Selector.compounds`, the one on the left.
  var combinator = Combinator.descendant
}

/// One condition on an element.
enum SimpleSelector: Sendable {
  case type(Name)
  case id(Name)
  case `class`(Name)
  case attribute(AttributeTest)
  case not([Selector])
  /// `:is()` and `:where()`, which differ in specificity only.
  case matches([Selector])
  case has([RelativeSelector])
  case root, empty, link
  case firstChild, lastChild
  case nthChild(Nth, of: [Selector])
  case nthLastChild(Nth, of: [Selector])
  case nthOfType(Nth)
  case nthLastOfType(Nth)
  case language([String])
  case direction(isRightToLeft: Bool)
  /// Inside `:has()`: the element that it is asked of.
  case anchor
  /// Interaction states that a page never has, such as `:hover`.
  case never
  case always
}

/// `an+b`.
struct Nth: Hashable, Sendable {
  var step: Int32
  var offset: Int32

  /// Whether a position, from 1, is one of the series.
  func contains(_ position: Int32) -> Bool {
    let distance = Int64(position) - Int64(offset)
    if step == 0 { return distance == 0 }
    return distance % Int64(step) == 0 && distance / Int64(step) >= 0
  }
}

/// What `[name op value]` asks of an element.
final class AttributeTest: Sendable {
  enum Operation: Sendable { case exists, equals, includes, dash, prefix, suffix, substring }

  let name: String
  let operation: Operation
  let value: [UInt8]
  let ignoresCase: Bool

  init(name: String, operation: Operation, value: [UInt8], ignoresCase: Bool) {
    self.name = name
    self.operation = operation
    self.ignoresCase = ignoresCase
    self.value = ignoresCase ? AttributeTest.folded(value) : value
  }

  func matches(_ actual: String) -> Bool {
    if operation == .exists { return true }
    var bytes = Array(actual.utf8)
    if ignoresCase { bytes = AttributeTest.folded(bytes) }
    switch operation {
    case .exists: return true
    case .equals: return bytes == value
    case .includes:
      return !value.isEmpty
        && bytes.split(whereSeparator: isWhitespace).contains { $0 == value[...] }
    case .dash: return bytes == value || bytes.starts(with: value + [0x2D])
    case .prefix: return !value.isEmpty && bytes.starts(with: value)
    case .suffix: return !value.isEmpty && bytes.reversed().starts(with: value.reversed())
    case .substring: return !value.isEmpty && AttributeTest.contains(bytes, value)
    }
  }

  private static func folded(_ bytes: [UInt8]) -> [UInt8] {
    bytes.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
  }

  /// Knuth, Morris and Pratt, so that no pair of strings is slow.
  private static func contains(_ text: [UInt8], _ pattern: [UInt8]) -> Bool {
    var border = [Int](repeating: 0, count: pattern.count)
    var length = 0
    for index in pattern.indices.dropFirst() {
      while length > 0, pattern[index] != pattern[length] { length = border[length - 1] }
      if pattern[index] == pattern[length] { length += 1 }
      border[index] = length
    }
    length = 0
    for byte in text {
      while length > 0, byte != pattern[length] { length = border[length - 1] }
      if byte == pattern[length] { length += 1 }
      if length == pattern.count { return true }
    }
    return false
  }
}

/// An argument of `:has()`: its leftmost compound is the anchor, `combinator` the relation to it.
struct RelativeSelector: Sendable {
  var combinator: Combinator
  var selector: Selector
}

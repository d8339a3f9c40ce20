/// A JSON value whose objects keep their order, so that output is the same on every run.
///
/// It is both what Bespoke writes and what a template sees. Numbers keep their source text: a GPA
/// of `3.90` stays `3.90`.
package enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number as JSON spells it.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value; keys within one object are distinct.
  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  package static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// A finite number rounded to `digits` decimals, without trailing zeros.
  package static func decimal(_ value: Double, digits: Int = 4) -> JSONValue {
    guard value.isFinite else { return .null }
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return .number(String(Int(rounded))) }
    return .number(String(rounded))
  }

  /// The value under a key of an object; nil for anything else.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  package var stringValue: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  package var intValue: Int? {
    if case .number(let literal) = self { return Int(literal) }
    return nil
  }

  package var doubleValue: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }

  package var arrayValue: [JSONValue]? {
    if case .array(let values) = self { return values }
    return nil
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  package init(stringLiteral value: String) { self = .string(value) }
  package init(booleanLiteral value: Bool) { self = .bool(value) }
  package init(integerLiteral value: Int) { self = .integer(value) }
  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  package init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

/// A JSON value whose objects keep their order, so that output is the same on every run.
///
/// It is both what Bespoke writes and what a template sees. Numbers keep their source text: a GPA
/// of `3.90` stays `3.90`.
public enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  /// The number as JSON spells it.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key and its value; keys within one object are distinct.
  public struct Member: Hashable, Sendable {
    public var key: String
    public var value: JSONValue

    public init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  public static func integer(_ value: Int) -> JSONValue { .number(String(value)) }

  /// A finite number rounded to `digits` decimals, without trailing zeros.
  public static func decimal(_ value: Double, digits: Int = 4) -> JSONValue {
    guard value.isFinite else { return .null }
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let rounded = (value * scale).rounded() / scale
    if rounded == rounded.rounded(), abs(rounded) < 1e15 { return .number(String(Int(rounded))) }
    return .number(String(rounded))
  }

  /// The value under a key of an object; nil for anything else.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  public var stringValue: String? {
    if case .string(let text) = self { return text }
    return nil
  }

  public var intValue: Int? {
    if case .number(let literal) = self { return Int(literal) }
    return nil
  }

  public var doubleValue: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }

  public var arrayValue: [JSONValue]? {
    if case .array(let values) = self { return values }
    return nil
  }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  public init(stringLiteral value: String) { self = .string(value) }
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  public init(integerLiteral value: Int) { self = .integer(value) }
  public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}

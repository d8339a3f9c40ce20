/// Keywords and what they stand for: short lists that are faster to scan than to hash.
struct Keywords<Value: Sendable>: ExpressibleByDictionaryLiteral, Sendable {
  private let names: [String]
  private let values: [Value]

  init(dictionaryLiteral elements: (String, Value)...) {
    names = elements.map(\.0)
    values = elements.map(\.1)
  }

  subscript(name: String) -> Value? {
    for index in names.indices where names[index] == name { return values[index] }
    return nil
  }
}

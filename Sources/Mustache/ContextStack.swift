import JSON

/// The values that a name is looked up in, from the innermost section outwards.
struct ContextStack {
  /// A place in a list.
  struct Loop {
    var index: Int
    var count: Int

    func value(of field: LoopField) -> JSONValue {
      switch field {
      case .first: .bool(index == 0)
      case .last: .bool(index == count - 1)
      case .index: .integer(index)
      case .odd: .bool(index % 2 == 1)
      }
    }
  }

  private var values: [(value: JSONValue, loop: Loop?)]

  init(_ root: JSONValue) {
    values = [(root, nil)]
  }

  mutating func push(_ value: JSONValue, loop: Loop? = nil) {
    values.append((value, loop))
  }

  mutating func pop() {
    values.removeLast()
  }

  /// The value of a name; nil when there is none.
  ///
  /// The first part is found in the nearest object that has it, the others only inside that value.
  func value(of lookup: Lookup) -> JSONValue? {
    guard let first = lookup.parts.first else { return values.last?.value }
    for entry in values.reversed() {
      guard case .object(let members) = entry.value,
        let member = members.first(where: { $0.key == first })
      else { continue }
      return Self.value(at: lookup.parts.dropFirst(), of: member.value)
    }
    return lookup.loopField.flatMap { field in
      values.last { $0.loop != nil }?.loop?.value(of: field)
    }
  }

  private static func value(at path: ArraySlice<String>, of value: JSONValue) -> JSONValue? {
    var current = value
    for part in path {
      if let member = current[part] {
        current = member
      } else if part == "length", case .array(let items) = current {
        current = .integer(items.count)
      } else {
        return nil
      }
    }
    return current
  }
}

extension JSONValue {
  /// Whether a section renders: not for null, false, zero, empty text and empty lists.
  var isTruthy: Bool {
    switch self {
    case .null: false
    case .bool(let value): value
    case .number(let literal):
      literal.utf8.prefix { $0 != UInt8(ascii: "e") && $0 != UInt8(ascii: "E") }
        .contains { $0 > UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    case .string(let text): !text.isEmpty
    case .array(let items): !items.isEmpty
    case .object: true
    }
  }
}

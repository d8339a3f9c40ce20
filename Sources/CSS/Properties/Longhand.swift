/// Applies a parsed value to a style in the making.
typealias Setter = @Sendable (inout StyleBuilder) -> Void

/// Reads one value; returns nil, wherever the cursor then stands, when it can't.
typealias Grammar<Value> = @Sendable (inout ValueCursor) -> Value?

/// Index of a longhand in `PropertyTable.longhands`, which is also the order of computation.
struct PropertyID: Hashable, Comparable, Sendable {
  let index: UInt16
  static func < (a: PropertyID, b: PropertyID) -> Bool { a.index < b.index }
}

/// One longhand property: how its value is read, and how it is inherited.
struct Longhand: Sendable {
  let name: String
  let inherits: Bool
  /// The value at the cursor, compiled into the change that it makes.
  let parse: Grammar<Setter>
  /// Takes the value from another style: the parent's, or the initial one.
  let copy: @Sendable (inout StyleBuilder, ComputedStyle) -> Void
}

/// A specified value that needs the element to become a computed one.
protocol Computable: Sendable {
  associatedtype Computed: Sendable
  func computed(_ builder: borrowing StyleBuilder) -> Computed
}

extension Longhand {
  /// A property that takes its initial value where nothing declares it.
  static func own<Value: Sendable>(
    _ name: String, _ grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value
  ) -> Longhand {
    plain(name, inherits: false, grammar, set, get)
  }

  static func own<Value: Computable>(
    _ name: String, computing grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value.Computed) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value.Computed
  ) -> Longhand {
    computed(name, inherits: false, grammar, set, get)
  }

  /// A property that takes its parent's value where nothing declares it.
  static func inherited<Value: Sendable>(
    _ name: String, _ grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value
  ) -> Longhand {
    plain(name, inherits: true, grammar, set, get)
  }

  static func inherited<Value: Computable>(
    _ name: String, computing grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value.Computed) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value.Computed
  ) -> Longhand {
    computed(name, inherits: true, grammar, set, get)
  }

  private static func plain<Value: Sendable>(
    _ name: String, inherits: Bool, _ grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value
  ) -> Longhand {
    Longhand(
      name: name, inherits: inherits,
      parse: { cursor in
        guard let value = grammar(&cursor) else { return nil }
        return { set(&$0, value) }
      },
      copy: { set(&$0, get($1)) })
  }

  private static func computed<Value: Computable>(
    _ name: String, inherits: Bool, _ grammar: @escaping Grammar<Value>,
    _ set: @escaping @Sendable (inout StyleBuilder, Value.Computed) -> Void,
    _ get: @escaping @Sendable (ComputedStyle) -> Value.Computed
  ) -> Longhand {
    Longhand(
      name: name, inherits: inherits,
      parse: { cursor in
        guard let value = grammar(&cursor) else { return nil }
        return { set(&$0, value.computed($0)) }
      },
      copy: { set(&$0, get($1)) })
  }
}

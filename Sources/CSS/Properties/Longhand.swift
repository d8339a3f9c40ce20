/// Applies a parsed value to a style in the making.
typealias Setter = @Sendable (inout StyleBuilder) -> Void

/// Reads one value; returns nil, wherever the cursor then stands, when it can't.
typealias Grammar<Value> = @Sendable (inout ValueCursor) -> Value?

typealias Path<Root, Value> = any WritableKeyPath<Root, Value> & Sendable
typealias ReadPath<Root, Value> = any KeyPath<Root, Value> & Sendable

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
  /// A value that is computed as it is parsed.
  private init<Group: Sendable, Value: Sendable>(
    _ name: String, inherits: Bool,
    _ group: Path<StyleGroups, StyleGroup<Group>>,
    _ path: Path<Group, Value>, _ grammar: @escaping Grammar<Value>
  ) {
    self.name = name
    self.inherits = inherits
    parse = { cursor in
      guard let value = grammar(&cursor) else { return nil }
      return { $0.set(group, path, value) }
    }
    copy = { $0.set(group, path, $1.groups[keyPath: group].value[keyPath: path]) }
  }

  /// A value that depends on the element.
  private init<Group: Sendable, Value: Computable>(
    _ name: String, inherits: Bool,
    _ group: Path<StyleGroups, StyleGroup<Group>>,
    _ path: Path<Group, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) {
    self.name = name
    self.inherits = inherits
    parse = { cursor in
      guard let value = grammar(&cursor) else { return nil }
      return { $0.set(group, path, value.computed($0)) }
    }
    copy = { $0.set(group, path, $1.groups[keyPath: group].value[keyPath: path]) }
  }

  static func text<Value: Sendable>(
    _ name: String, _ path: Path<TextStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: true, \.text, path, grammar)
  }

  static func text<Value: Computable>(
    _ name: String, _ path: Path<TextStyle, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: true, \.text, path, computing: grammar)
  }

  static func box<Value: Sendable>(
    _ name: String, _ path: Path<BoxStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.box, path, grammar)
  }

  static func box<Value: Computable>(
    _ name: String, _ path: Path<BoxStyle, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.box, path, computing: grammar)
  }

  static func flex<Value: Sendable>(
    _ name: String, _ path: Path<FlexStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.flex, path, grammar)
  }

  static func flex<Value: Computable>(
    _ name: String, _ path: Path<FlexStyle, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.flex, path, computing: grammar)
  }

  static func grid<Value: Sendable>(
    _ name: String, _ path: Path<GridStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.grid, path, grammar)
  }

  static func grid<Value: Computable>(
    _ name: String, _ path: Path<GridStyle, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.grid, path, computing: grammar)
  }

  static func paint<Value: Sendable>(
    _ name: String, _ path: Path<PaintStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.paint, path, grammar)
  }

  static func paint<Value: Computable>(
    _ name: String, _ path: Path<PaintStyle, Value.Computed>,
    computing grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.paint, path, computing: grammar)
  }

  static func fragmentation<Value: Sendable>(
    _ name: String, _ path: Path<FragmentationStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.fragmentation, path, grammar)
  }

  static func generated<Value: Sendable>(
    _ name: String, _ path: Path<GeneratedStyle, Value>,
    _ grammar: @escaping Grammar<Value>
  ) -> Longhand {
    Longhand(name, inherits: false, \.generated, path, grammar)
  }
}

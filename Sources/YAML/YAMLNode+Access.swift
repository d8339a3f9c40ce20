public import Diagnostics

/// What decoders ask of a node.
extension YAMLNode {
  public var scalar: Scalar? {
    if case .scalar(let scalar) = content { return scalar }
    return nil
  }

  /// The items of a sequence; nil for anything else.
  public var items: [YAMLNode]? {
    if case .sequence(let items) = content { return items }
    return nil
  }

  /// The entries of a mapping in source order; nil for anything else.
  public var entries: [Entry]? {
    if case .mapping(let entries) = content { return entries }
    return nil
  }

  /// Whether the node is null: empty, `~`, `null`.
  public var isNull: Bool {
    scalar?.resolved == .null
  }

  /// The source text of a scalar that is not null, whatever its type: `3.90`, `2024-05`, `true`.
  public var text: String? {
    guard let scalar, scalar.resolved != .null else { return nil }
    return scalar.text
  }

  public var bool: Bool? {
    if case .bool(let value)? = scalar?.resolved { return value }
    return nil
  }

  public var int: Int? {
    if case .int(let value)? = scalar?.resolved { return value }
    return nil
  }

  /// The value of an integer or a float.
  public var number: Double? {
    switch scalar?.resolved {
    case .int(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  /// The value under a key of a mapping; nil when there is none or the node is no mapping.
  public subscript(key: String) -> YAMLNode? {
    entry(key)?.value
  }

  /// The entry with a key, so that a message can point at the key itself.
  public func entry(_ key: String) -> Entry? {
    guard case .mapping(let entries) = content else { return nil }
    return entries.first { $0.key.scalar?.text == key }
  }

  public func location(in file: SourceFile) -> Location {
    Location(file: file, span: span)
  }

  /// What a person calls the node in a message, such as "a list" or "a number".
  public var kindName: String {
    switch content {
    case .sequence: "a list"
    case .mapping: "a mapping"
    case .scalar(let scalar):
      switch scalar.resolved {
      case .null: "nothing"
      case .bool: "true or false"
      case .int, .float: "a number"
      case .string: "a text"
      }
    }
  }
}

extension YAMLDocument {
  public func location(of node: YAMLNode) -> Location {
    Location(file: file, span: node.span)
  }
}

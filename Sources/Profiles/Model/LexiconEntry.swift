/// A skill of the user's own, or more names for one that the tool knows.
public struct LexiconEntry: Sendable {
  public var name: String
  /// Other names; a `~` before one says that it is a common word too and needs context.
  public var aliases: [String]
  /// Names of skills that having this one implies.
  public var implies: [String]
  /// Such as `software`; skills of one field vouch for each other's short names.
  public var field: String

  public init(name: String, aliases: [String] = [], implies: [String] = [], field: String = "") {
    self.name = name
    self.aliases = aliases
    self.implies = implies
    self.field = field
  }
}

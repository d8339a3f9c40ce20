/// Bounds on what a reader takes, so that hostile input costs little time and memory.
public struct ParseLimits: Sendable {
  /// Bytes of one input.
  public var bytes = 32 << 20
  /// Collections inside collections, aliases followed.
  public var depth = 512
  /// Nodes of one input, before aliases are followed.
  public var nodes = 1_000_000
  /// Nodes that aliases add.
  public var aliasedNodes = 100_000
  /// Bytes of text that aliases add.
  public var aliasedBytes = 8 << 20

  public static let standard = ParseLimits()

  public init() {}
}

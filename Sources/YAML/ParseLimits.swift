/// Bounds on what a reader takes, so that hostile input costs little time and memory.
package struct ParseLimits: Sendable {
  /// Bytes of one input.
  package var bytes = 32 << 20
  /// Collections inside collections, aliases followed.
  package var depth = 512
  /// Nodes of one input, before aliases are followed.
  package var nodes = 1_000_000
  /// Nodes that aliases add.
  package var aliasedNodes = 100_000
  /// Bytes of text that aliases add.
  package var aliasedBytes = 8 << 20

  package static let standard = ParseLimits()

  package init() {}
}

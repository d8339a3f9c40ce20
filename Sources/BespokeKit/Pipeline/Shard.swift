import Files

/// One of several parts of a build, each of which one machine makes: `2/5`.
///
/// A folder (`profile/job`) belongs to the part that a hash of its name says, so that a new posting
/// or profile moves none of the others to another part.
public struct Shard: Hashable, Sendable, CustomStringConvertible {
  /// From 1 to `count`.
  public let number: Int
  public let count: Int

  private static let largestCount = 100_000

  /// Reads `K/N` with 1 ≤ K ≤ N; nil for anything else.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { part in
      part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 2, let number = parts[0], let count = parts[1], number >= 1,
      number <= count, count <= Self.largestCount
    else { return nil }
    self.number = number
    self.count = count
  }

  public var description: String { "\(number)/\(count)" }

  /// Whether a folder's documents are made by this part.
  public func contains(_ folder: String) -> Bool {
    let bytes = ContentHash(of: Array(folder.utf8)).bytes
    let value = bytes[..<8].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return value % UInt64(count) == UInt64(number - 1)
  }
}

extension Plan {
  /// Keeps the variants of one part.
  public mutating func keep(_ shard: Shard) {
    variants = variants.filter { shard.contains($0.folder) }
  }
}

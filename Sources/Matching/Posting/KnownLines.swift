/// What lines of a posting asked for so far; lines that share three quarters of their words ask for
/// the same.
struct KnownLines {
  private var lines: [Set<UInt64>] = []
  /// Lines by the words that they are looked up by.
  private var index: [UInt64: [Int]] = [:]
  private var hasEmpty = false

  /// Sets that share three quarters of their union have one of these in common, whatever the order
  /// that both are sorted in (prefix filtering: Chaudhuri et al., ICDE 2006).
  private static func prefix(of line: Set<UInt64>) -> ArraySlice<UInt64> {
    line.sorted().prefix(line.count / 4 + 1)
  }

  /// Words that more lines are found by say too little to tell lines apart.
  private static let mostLines = 64

  /// Adds a line; false, and nothing added, when it asks for the same as one before it.
  @discardableResult
  mutating func add(_ line: Set<UInt64>) -> Bool {
    guard !line.isEmpty else {
      defer { hasEmpty = true }
      return !hasEmpty
    }
    let keys = Self.prefix(of: line)
    let candidates = keys.flatMap { (index[$0] ?? []).suffix(Self.mostLines) }
    guard !candidates.contains(where: { isSame(lines[$0], line) }) else { return false }
    for key in keys { index[key, default: []].append(lines.count) }
    lines.append(line)
    return true
  }

  private func isSame(_ a: Set<UInt64>, _ b: Set<UInt64>) -> Bool {
    let common = a.count < b.count ? a.count(where: b.contains) : b.count(where: a.contains)
    return common * 4 >= (a.count + b.count - common) * 3
  }
}

import Synchronization

/// Parsed style sheets by their text, shared by the documents of a run.
public final class StylesheetCache: Sendable {
  /// A text that is hashed by its length and a few of its bytes, and compared in full.
  private struct Key: Hashable {
    var bytes: [UInt8]

    func hash(into hasher: inout Hasher) {
      hasher.combine(bytes.count)
      for step in 0..<16 where !bytes.isEmpty {
        hasher.combine(bytes[step * (bytes.count - 1) / 16])
      }
    }
  }

  private let sheets = Mutex<[Key: Stylesheet]>([:])
  private let capacity: Int

  public init(capacity: Int = 64) { self.capacity = capacity }

  /// The sheet of a text, parsed unless it is known.
  func stylesheet(_ bytes: [UInt8]) -> Stylesheet {
    let key = Key(bytes: bytes)
    if let known = sheets.withLock({ $0[key] }) { return known }
    let parsed = Stylesheet(bytes: bytes)
    sheets.withLock { sheets in
      // A full cache starts anew: which sheets are in it never changes a result.
      if sheets.count >= capacity { sheets.removeAll() }
      sheets[key] = parsed
    }
    return parsed
  }
}

import Synchronization

/// Parsed style sheets by their text, shared by the documents of a run.
package final class StylesheetCache: Sendable {
  private let sheets = Mutex<[[UInt8]: Stylesheet]>([:])
  private let capacity: Int

  package init(capacity: Int = 64) { self.capacity = capacity }

  /// The sheet of a text, parsed unless it is known.
  func stylesheet(_ bytes: [UInt8]) -> Stylesheet {
    if let known = sheets.withLock({ $0[bytes] }) { return known }
    let parsed = Stylesheet(bytes: bytes)
    sheets.withLock { sheets in
      // A full cache starts anew: which sheets are in it never changes a result.
      if sheets.count >= capacity { sheets.removeAll() }
      sheets[bytes] = parsed
    }
    return parsed
  }
}

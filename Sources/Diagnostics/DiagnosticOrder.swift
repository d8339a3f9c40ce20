extension Diagnostic {
  /// The path that the message begins with; nil when it concerns no file.
  public var shownPath: String? { location?.file.path ?? path }

  /// All that a reader sees, for telling repetitions apart.
  private var identity: [String] {
    [
      String(severity.rawValue), id, message, shownPath ?? "", help ?? "",
      location.map { "\($0.position.line):\($0.position.column)" } ?? "",
    ] + notes.map(\.message)
  }

  /// Diagnostics in the order in which they are printed: by path, line and column, those without a
  /// path first, equal places as they came; each only once.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let keyed = diagnostics.enumerated().map { index, diagnostic in
      (key: SortKey(diagnostic, index), diagnostic: diagnostic)
    }
    var seen: Set<[String]> = []
    return keyed.sorted { $0.key < $1.key }.map(\.diagnostic).filter {
      seen.insert($0.identity).inserted
    }
  }

  private struct SortKey: Comparable {
    let path: String
    let position: Position
    let index: Int

    init(_ diagnostic: Diagnostic, _ index: Int) {
      path = diagnostic.shownPath ?? ""
      position = diagnostic.location?.position ?? Position(line: 0, column: 0)
      self.index = index
    }

    static func < (a: SortKey, b: SortKey) -> Bool {
      if a.path != b.path { return a.path.utf8.lexicographicallyPrecedes(b.path.utf8) }
      return (a.position.line, a.position.column, a.index)
        < (b.position.line, b.position.column, b.index)
    }
  }

  /// `2 errors, 1 warning`; empty when there is neither.
  public static func count(_ diagnostics: [Diagnostic]) -> String {
    func part(_ severity: Severity, _ noun: String) -> String? {
      let count = diagnostics.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(noun)\(count == 1 ? "" : "s")"
    }
    return [part(.error, "error"), part(.warning, "warning")].compactMap(\.self)
      .joined(separator: ", ")
  }
}

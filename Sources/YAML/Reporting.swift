import Diagnostics

/// A syntax error that is already reported; it ends the document.
struct SyntaxError: Error {}

/// The problems of one input, bounded so that hostile input cannot fill the memory with them.
struct ProblemList {
  private static let maximum = 100
  /// In the order in which they were found.
  private(set) var diagnostics: [Diagnostic] = []
  private var errors = 0
  private var warnings = 0

  var last: Diagnostic? { diagnostics.last }

  mutating func append(_ diagnostic: Diagnostic) {
    let count = diagnostic.severity == .error ? errors : warnings
    if diagnostic.severity == .error { errors += 1 } else { warnings += 1 }
    if count < Self.maximum {
      diagnostics.append(diagnostic)
    } else if count == Self.maximum {
      diagnostics.append(
        Diagnostic(
          diagnostic.severity, "too-many-problems",
          "more than \(Self.maximum) problems; no more are shown", at: diagnostic.location))
    }
  }

  /// In the order of their places.
  var sorted: [Diagnostic] {
    diagnostics.enumerated().sorted { a, b in
      let first = a.element.location?.span.start ?? 0
      let second = b.element.location?.span.start ?? 0
      return (first, a.offset) < (second, b.offset)
    }.map(\.element)
  }

  mutating func removeLast() { diagnostics.removeLast() }
}

/// A parser that records what it finds wrong.
protocol Reporting {
  var file: SourceFile { get }
  var problems: ProblemList { get set }
}

extension Reporting {
  func location(_ range: Range<Int>) -> Location {
    Location(file: file, span: Span(range))
  }

  func lineNumber(_ offset: Int) -> Int {
    file.position(of: Int32(clamping: offset)).line
  }

  /// Records the error that ends the document.
  mutating func fail(
    _ id: String, _ message: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) -> SyntaxError {
    report(id, message, at: range, help: help, notes: notes)
    return SyntaxError()
  }

  /// Records an error after which reading goes on.
  mutating func report(
    _ id: String, _ message: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    problems.append(.error(id, message, at: location(range), help: help, notes: notes))
  }

  mutating func warn(
    _ id: String, _ message: String, at range: Range<Int>, help: String? = nil,
    notes: [Diagnostic.Note] = []
  ) {
    problems.append(.warning(id, message, at: location(range), help: help, notes: notes))
  }
}

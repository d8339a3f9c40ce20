import Diagnostics

/// The problems of one parse, cut off where a broken page would bury the reader.
struct ParseProblems {
  static let limit = 100

  let file: SourceFile
  private(set) var diagnostics: [Diagnostic] = []

  init(file: SourceFile) {
    self.file = file
  }

  mutating func warn(_ id: String, _ message: @autoclosure () -> String, at span: Span) {
    guard diagnostics.count < Self.limit else { return }
    diagnostics.append(.warning(id, message(), at: Location(file: file, span: span)))
  }
}

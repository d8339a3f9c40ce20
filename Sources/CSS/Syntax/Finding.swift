import Diagnostics

/// A problem in a style sheet, by its place in the sheet's own text, so that a cached sheet can
/// report it wherever it is used.
struct Finding: Sendable {
  var id: String
  var message: String
  var help: String?
  var span: Span
  /// The media condition that the problem stands under, or -1.
  var condition: Int32 = -1
  /// What must be reported once only in a document; nil to report each time.
  var key: String?
}

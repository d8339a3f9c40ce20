package import Diagnostics

/// What a caller may give to styling beside the document.
package struct StyleOptions {
  /// Style sheets before the document's own.
  package var stylesheets: [StylesheetSource] = []
  /// Answers `<link rel=stylesheet>` and `@import` by their address as written; local files only.
  package var load: ((String) -> SourceFile?)?
  /// x-height and advance of `0` of a style's font; half an em each without it.
  package var fontMetrics: FontMetricsProvider?
  /// Parsed sheets of earlier documents.
  package var cache: StylesheetCache?
  package var limits = StyleLimits()

  package init() {}
}

/// Bounds on the work that a document can cause.
package struct StyleLimits: Hashable, Sendable {
  /// Steps of selector matching, some 10 ns each.
  package var matchSteps = 50_000_000
  /// Style sheets of one document, imported ones included.
  package var stylesheets = 64
  /// Bytes that `var()` may expand to in one document.
  package var variableBytes = 16_000_000

  package init() {}
}

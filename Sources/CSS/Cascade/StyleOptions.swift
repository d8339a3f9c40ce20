public import Diagnostics

/// What a caller may give to styling beside the document.
public struct StyleOptions {
  /// Style sheets before the document's own.
  public var stylesheets: [StylesheetSource] = []
  /// Answers `<link rel=stylesheet>` and `@import` by their address as written; local files only.
  public var load: ((String) -> SourceFile?)?
  /// x-height and advance of `0` of a style's font; half an em each without it.
  public var fontMetrics: FontMetricsProvider?
  /// Parsed sheets of earlier documents.
  public var cache: StylesheetCache?
  public var limits = StyleLimits()

  public init() {}
}

/// Bounds on the work that a document can cause.
public struct StyleLimits: Hashable, Sendable {
  /// Steps of selector matching, some 10 ns each.
  public var matchSteps = 50_000_000
  /// Style sheets of one document, imported ones included.
  public var stylesheets = 64
  /// Bytes that `var()` may expand to in one document.
  public var variableBytes = 16_000_000

  public init() {}
}

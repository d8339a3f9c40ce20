/// What one batch may cost.
package struct BatchLimits: Sendable {
  package var files = 500
  package var bytesPerFile = 10 << 20
  package var bytes = 2 << 30
  package var secondsPerFile = 20
  package var memoryPerFile = 1 << 30

  package init() {}

  /// For an inbox that anybody can write to.
  package static let strict: BatchLimits = {
    var limits = BatchLimits()
    limits.files = 10
    limits.bytesPerFile = 3 << 20
    limits.bytes = 20 << 20
    return limits
  }()
}

/// What one batch may cost.
public struct BatchLimits: Sendable {
  public var files = 500
  public var bytesPerFile = 10 << 20
  public var bytes = 2 << 30
  public var secondsPerFile = 20
  public var memoryPerFile = 1 << 30

  public init() {}

  /// For an inbox that anybody can write to.
  public static let strict: BatchLimits = {
    var limits = BatchLimits()
    limits.files = 10
    limits.bytesPerFile = 3 << 20
    limits.bytes = 20 << 20
    return limits
  }()
}

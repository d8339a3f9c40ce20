/// One thing measured: what it costs us and what it costs a peer, in the same run.
public struct Figure: Sendable {
  /// Its name in the table and in the baseline.
  public var name: String
  public var peer: String
  public var unit: Unit
  public var aim: Aim
  public var measure: @Sendable (Bench) throws -> Costs

  public init(
    _ name: String, against peer: String, in unit: Unit = .milliseconds, aim: Aim,
    measure: @escaping @Sendable (Bench) throws -> Costs
  ) {
    self.name = name
    self.peer = peer
    self.unit = unit
    self.aim = aim
    self.measure = measure
  }

  /// Less is better in all of them.
  public enum Unit: String, Sendable {
    case milliseconds = "ms"
    case megabytes = "MB"
    case documents = "documents"
  }

  public struct Costs: Sendable {
    public var ours: Double
    public var peers: Double

    public init(ours: Double, peers: Double) {
      self.ours = ours
      self.peers = peers
    }
  }

  public enum Aim: Sendable {
    /// The peer's cost is at least so many times ours.
    case timesLess(Double)
    /// Our cost is at most so many times the peer's.
    case timesOf(Double)

    /// The ratio that the aim speaks of.
    public func ratio(_ costs: Costs) -> Double {
      switch self {
      case .timesLess: costs.peers / costs.ours
      case .timesOf: costs.ours / costs.peers
      }
    }

    public func isReached(by ratio: Double) -> Bool {
      switch self {
      case .timesLess(let least): ratio >= least
      case .timesOf(let most): ratio <= most
      }
    }

    /// Whether a ratio is more than a fifth worse than it was.
    public func isWorse(_ ratio: Double, than before: Double) -> Bool {
      switch self {
      case .timesLess: ratio < before / 1.2
      case .timesOf: ratio > before * 1.2
      }
    }

    public var text: String {
      switch self {
      case .timesLess(let least): "≥ \(decimal(least, 2))"
      case .timesOf(let most): "≤ \(decimal(most, 2))"
      }
    }
  }
}

/// A figure that could not be measured, and why.
public struct BenchError: Error {
  public var message: String

  public init(_ message: String) { self.message = message }
}

/// A number with so many decimals, at most.
func decimal(_ value: Double, _ digits: Int) -> String {
  guard value.isFinite, abs(value) < 1e12 else { return "–" }
  let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
  let units = Int((abs(value) * scale).rounded())
  let sign = value < 0 && units > 0 ? "-" : ""
  var fraction = String(units % Int(scale))
  fraction = String(repeating: "0", count: max(0, digits - fraction.count)) + fraction
  while fraction.last == "0" { fraction.removeLast() }
  let whole = "\(sign)\(units / Int(scale))"
  return digits == 0 || fraction.isEmpty ? whole : "\(whole).\(fraction)"
}

import Glibc

/// The chance that an item which shows a share of a requirement answers it.
enum Chance {
  static func of(_ coverage: Float) -> Float {
    min(Tuning.surest, powf(max(0, coverage) / Tuning.enough, Tuning.chancePower))
  }
}

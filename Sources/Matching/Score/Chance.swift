import Glibc

/// The chance that an item which shows a share of a requirement answers it.
enum Chance {
  static func of(_ coverage: Float) -> Float {
    powf(min(1, max(0, coverage)), Tuning.chancePower)
  }
}

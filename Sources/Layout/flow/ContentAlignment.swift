import CSS

/// `justify-content` and `align-content` over tracks, lines or items (CSS Align 3, 5).
struct ContentDistribution {
  /// Before the first subject.
  var start: Double
  /// Between neighbours, on top of the gap.
  var between: Double

  /// `isReversed` says that `flex-start` is at the end edge (reversed directions).
  init(
    _ alignment: Alignment, free: Double, count: Int, isReversed: Bool = false,
    isRightToLeft: Bool = false
  ) {
    start = 0
    between = 0
    switch alignment.settled(free: free) {
    case .center: start = free / 2
    case .end: start = isReversed ? 0 : free
    case .start: start = isReversed ? free : 0
    case .flexEnd: start = free
    case .right: start = isReversed != isRightToLeft ? 0 : free
    case .left: start = isReversed != isRightToLeft ? free : 0
    case .spaceBetween where free > 0 && count > 1: between = free / Double(count - 1)
    case .spaceAround where free > 0 && count > 0:
      between = free / Double(count)
      start = between / 2
    case .spaceAround: start = free / 2
    case .spaceEvenly where free > 0 && count > 0:
      between = free / Double(count + 1)
      start = between
    case .spaceEvenly: start = free / 2
    default: break
    }
    // `space-around` and `space-evenly` fall back to safe centring.
    if free < 0, alignment == .spaceAround || alignment == .spaceEvenly { start = 0 }
  }
}

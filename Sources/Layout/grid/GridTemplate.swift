import CSS

/// One track's sizing functions, resolved as far as the container's size is known.
struct GridTrack {
  enum Breadth: Equatable {
    case length(Double)
    case fraction(Double)
    case auto, minContent, maxContent
    case fitContent(Double)

    var isIntrinsic: Bool {
      switch self {
      case .auto, .minContent, .maxContent, .fitContent: true
      case .length, .fraction: false
      }
    }
  }

  var least: Breadth
  var most: Breadth
  var base = 0.0
  var limit = Double.infinity
  /// The room that one item's distribution gives, before the largest is taken.
  var planned = 0.0
  var isInfinitelyGrowable = false
  /// An empty `auto-fit` track: no size, no gap.
  var isCollapsed = false
  var position = 0.0

  /// Percentages of an indefinite size count as auto.
  init(_ size: GridStyle.TrackSize, available: Double?) {
    switch size {
    case .minmax(let low, let high):
      least = Self.breadth(low, available: available)
      most = Self.breadth(high, available: available)
      if case .fraction = least { least = .auto }
    default:
      most = Self.breadth(size, available: available)
      least = most
      if case .fraction = most { least = .auto }
    }
    if case .fitContent = least { least = .auto }
  }

  var factor: Double {
    if case .fraction(let factor) = most { return factor }
    return 0
  }

  var isFlexible: Bool {
    if case .fraction = most { return true }
    return false
  }

  private static func breadth(_ size: GridStyle.TrackSize, available: Double?) -> Breadth {
    switch size {
    case .length(let length):
      if length.isPercentage && available == nil { return .auto }
      return .length(max(0, length.resolved(against: available ?? 0).snapped))
    case .fraction(let factor): return .fraction(factor)
    case .auto: return .auto
    case .minContent: return .minContent
    case .maxContent: return .maxContent
    case .fitContent(let limit):
      if limit.isPercentage && available == nil { return .maxContent }
      return .fitContent(limit.resolved(against: available ?? 0))
    case .minmax(_, let high): return breadth(high, available: available)
    }
  }
}

/// The explicit tracks of one axis with the names of their lines (CSS Grid 1, 7).
struct GridTemplate {
  /// More tracks than this are not made.
  static let limit = 1_000

  private(set) var sizes: [GridStyle.TrackSize] = []
  /// Lines (from 0) by name.
  private(set) var names: [String: [Int]] = [:]
  /// The range of `auto-fit` tracks, whose empty ones collapse.
  private(set) var autoFit: Range<Int>?

  /// `available` is the container's inner size or its limit, for `auto-fill`; nil repeats once.
  init(_ list: [GridStyle.TrackListItem], available: Double?, minimum: Double?, gap: Double) {
    for item in list {
      switch item {
      case .lineNames(let names): add(names)
      case .track(let size): add(size)
      case .repeat(let count, let inner):
        switch count {
        case .count(let count): for _ in 0..<min(max(0, count), Self.limit) { addAll(inner) }
        case .autoFill, .autoFit:
          let others = Self.fixedSize(of: list, available: available ?? minimum ?? 0)
          let times = Self.repetitions(
            inner, others: others, available: available, minimum: minimum, gap: gap)
          let start = sizes.count
          for _ in 0..<times { addAll(inner) }
          if count == .autoFit { autoFit = start..<sizes.count }
        }
      }
    }
  }

  var hasPercentages: Bool {
    sizes.contains { size in
      switch size {
      case .length(let length): length.isPercentage
      case .fitContent(let length): length.isPercentage
      case .minmax(.length(let low), _) where low.isPercentage: true
      case .minmax(_, .length(let high)): high.isPercentage
      default: false
      }
    }
  }

  mutating func name(_ name: String, line: Int) { names[name, default: []].append(line) }

  private mutating func add(_ lineNames: [String]) {
    for name in lineNames where names[name]?.last != sizes.count {
      names[name, default: []].append(sizes.count)
    }
  }

  private mutating func add(_ size: GridStyle.TrackSize) {
    if sizes.count < Self.limit { sizes.append(size) }
  }

  private mutating func addAll(_ list: [GridStyle.TrackListItem]) {
    for item in list {
      switch item {
      case .lineNames(let names): add(names)
      case .track(let size): add(size)
      case .repeat: continue
      }
    }
  }

  /// Sum and number of the tracks outside the automatic repetition.
  private static func fixedSize(
    of list: [GridStyle.TrackListItem], available: Double
  ) -> (sum: Double, count: Int) {
    var sum = 0.0
    var count = 0
    for item in list {
      switch item {
      case .track(let size):
        sum += definite(size, available: available)
        count += 1
      case .repeat(.count(let times), let inner):
        for case .track(let size) in inner {
          sum += definite(size, available: available) * Double(times)
          count += times
        }
      default: continue
      }
    }
    return (sum, count)
  }

  private static func repetitions(
    _ inner: [GridStyle.TrackListItem], others: (sum: Double, count: Int), available: Double?,
    minimum: Double?, gap: Double
  ) -> Int {
    guard let room = available ?? minimum else { return 1 }
    var sum = 0.0
    var count = 0
    for case .track(let size) in inner {
      sum += max(1, definite(size, available: room))
      count += 1
    }
    guard count > 0 else { return 1 }
    let each = sum + gap * Double(count)
    let rest = room - others.sum - gap * Double(others.count) + gap
    var times = (rest / each + 1e-6).rounded(.down)
    // A minimum must be reached, a size may not be passed.
    if available == nil { times = (rest / each - 1e-6).rounded(.up) }
    return min(max(1, Int(min(max(times, 1), 1e6))), limit / count)
  }

  /// A track's definite size for counting repetitions: the maximum, or the minimum if larger.
  private static func definite(_ size: GridStyle.TrackSize, available: Double) -> Double {
    switch size {
    case .length(let length): return length.resolved(against: available)
    case .minmax(let low, let high):
      if case .length(let most) = high {
        return max(most.resolved(against: available), definite(low, available: available))
      }
      return definite(low, available: available)
    default: return 0
    }
  }
}

import CSS

/// The track sizing algorithm (CSS Grid 1, 12) for one axis.
struct GridTrackSizing {
  /// What an item asks of the tracks that it spans, outer sizes.
  struct Contribution {
    var range: Range<Int>
    var least: Double
    var minContent: Double
    var maxContent: Double
  }

  /// Under which the container itself is sized.
  enum Constraint { case none, minContent, maxContent }

  var tracks: [GridTrack]
  let contributions: [Contribution]
  let gap: Double
  let available: Double?
  let constraint: Constraint

  /// Runs all steps but the stretching of auto tracks.
  mutating func run() {
    initialize()
    resolveIntrinsic()
    maximize()
  }

  private mutating func initialize() {
    for index in tracks.indices {
      if case .length(let length) = tracks[index].least { tracks[index].base = length }
      switch tracks[index].most {
      case .length(let length): tracks[index].limit = max(length, tracks[index].base)
      default: tracks[index].limit = .infinity
      }
    }
  }

  // MARK: Intrinsic sizes (12.5)

  private mutating func resolveIntrinsic() {
    let flexible = contributions.filter { spansFlexible($0) }
    let others = contributions.filter { !spansFlexible($0) }
    for item in others where item.range.count == 1 { resolveSingle(item) }
    let spans = Set(others.map(\.range.count)).filter { $0 > 1 }.sorted()
    for span in spans { resolve(others.filter { $0.range.count == span }, flexible: false) }
    if !flexible.isEmpty { resolve(flexible, flexible: true) }
    for index in tracks.indices where tracks[index].limit == .infinity {
      tracks[index].limit = tracks[index].base
    }
  }

  private func spansFlexible(_ item: Contribution) -> Bool {
    item.range.contains { tracks[$0].isFlexible }
  }

  private mutating func resolveSingle(_ item: Contribution) {
    let index = item.range.lowerBound
    var track = tracks[index]
    switch track.least {
    case .minContent: track.base = max(track.base, item.minContent)
    case .maxContent: track.base = max(track.base, item.maxContent)
    case .auto:
      track.base = max(track.base, item.least)
    case .length, .fraction, .fitContent: break
    }
    let old = track.limit == .infinity ? 0 : track.limit
    switch track.most {
    case .minContent: track.limit = max(old, item.minContent)
    case .maxContent, .auto: track.limit = max(old, item.maxContent)
    case .fitContent(let most): track.limit = max(old, min(item.maxContent, most))
    case .length, .fraction: break
    }
    track.limit = max(track.limit, track.base)
    tracks[index] = track
  }

  private enum Target { case base, limit }

  private mutating func resolve(_ items: [Contribution], flexible: Bool) {
    distribute(items, \.least, to: .base, flexible) { $0.least.isIntrinsic }
    distribute(items, \.minContent, to: .base, flexible) { track in
      track.least == .minContent || track.least == .maxContent
    }
    distribute(items, \.maxContent, to: .base, flexible) { $0.least == .maxContent }
    for index in tracks.indices {
      tracks[index].limit = max(tracks[index].limit, tracks[index].base)
    }
    if flexible { return }
    distribute(items, \.minContent, to: .limit, false) { $0.most.isIntrinsic }
    distribute(items, \.maxContent, to: .limit, false) { track in
      switch track.most {
      case .maxContent, .auto, .fitContent: true
      default: false
      }
    }
    for index in tracks.indices { tracks[index].isInfinitelyGrowable = false }
  }

  /// Distributes what items ask beyond what their tracks have (12.5.1).
  private mutating func distribute(
    _ items: [Contribution], _ size: KeyPath<Contribution, Double>, to target: Target,
    _ flexible: Bool, _ affects: (GridTrack) -> Bool
  ) {
    for index in tracks.indices { tracks[index].planned = 0 }
    for item in items {
      let affected = item.range.filter {
        affects(tracks[$0]) && (!flexible || tracks[$0].isFlexible)
      }
      guard !affected.isEmpty else { continue }
      var space = item[keyPath: size] - gap * Double(item.range.count - 1)
      for index in item.range { space -= current(index, target) }
      if space > 0 { plan(space, over: affected, in: item, target, flexible) }
    }
    for index in tracks.indices where tracks[index].planned > 0 {
      let start = current(index, target)
      if target == .base {
        tracks[index].base = start + tracks[index].planned
      } else {
        if tracks[index].limit == .infinity { tracks[index].isInfinitelyGrowable = true }
        tracks[index].limit = start + tracks[index].planned
      }
    }
    if target == .limit {
      for index in tracks.indices where tracks[index].limit == .infinity {
        guard items.contains(where: { $0.range.contains(index) }), affects(tracks[index]) else {
          continue
        }
        tracks[index].limit = tracks[index].base
        tracks[index].isInfinitelyGrowable = true
      }
    }
  }

  private func current(_ index: Int, _ target: Target) -> Double {
    if target == .base || tracks[index].limit == .infinity { return tracks[index].base }
    return tracks[index].limit
  }

  private mutating func plan(
    _ space: Double, over affected: [Int], in item: Contribution, _ target: Target,
    _ flexible: Bool
  ) {
    var rest = space
    var increase = [Double](repeating: 0, count: affected.count)
    if flexible {
      let factors = affected.map { tracks[$0].factor }
      let sum = factors.reduce(0, +)
      for at in affected.indices {
        increase[at] = sum > 0 ? rest * factors[at] / sum : rest / Double(affected.count)
      }
      rest = 0
    } else {
      rest = fillToLimits(rest, affected, &increase, target)
      if rest > 1e-9 { spread(rest, affected, &increase, target) }
    }
    for (at, index) in affected.enumerated() {
      tracks[index].planned = max(tracks[index].planned, increase[at])
    }
  }

  /// Equal shares up to the growth limits; returns what is left.
  private func fillToLimits(
    _ space: Double, _ affected: [Int], _ increase: inout [Double], _ target: Target
  ) -> Double {
    var rest = space
    var open = Array(affected.indices)
    while rest > 1e-9, !open.isEmpty {
      let share = rest / Double(open.count)
      var next: [Int] = []
      for at in open {
        let track = tracks[affected[at]]
        let limit: Double
        if target == .base {
          limit = track.limit
        } else if case .fitContent(let most) = track.most {
          limit = max(most, track.base)
        } else if track.limit == .infinity || track.isInfinitelyGrowable {
          limit = .infinity
        } else {
          limit = track.limit
        }
        let room = limit - current(affected[at], target) - increase[at]
        let step = min(share, max(0, room))
        increase[at] += step
        rest -= step
        if room > share { next.append(at) }
      }
      if next.count == open.count { break }
      open = next
    }
    return rest
  }

  /// Beyond the limits: into tracks whose maximum is intrinsic, else into all affected ones.
  private func spread(
    _ space: Double, _ affected: [Int], _ increase: inout [Double], _ target: Target
  ) {
    var chosen = Array(affected.indices)
    if target == .base {
      let intrinsic = chosen.filter { tracks[affected[$0]].most.isIntrinsic }
      if !intrinsic.isEmpty { chosen = intrinsic }
    } else {
      chosen.removeAll { if case .fitContent = tracks[affected[$0]].most { true } else { false } }
      guard !chosen.isEmpty else { return }
    }
    for at in chosen { increase[at] += space / Double(chosen.count) }
  }

  // MARK: Free space

  var used: Double {
    let shown = tracks.filter { !$0.isCollapsed }
    return shown.reduce(gap * Double(max(0, shown.count - 1))) { $0 + $1.base }
  }

  /// Grows tracks to their limits (12.6).
  private mutating func maximize() {
    if constraint == .minContent { return }
    guard let available, constraint == .none else {
      for index in tracks.indices where !tracks[index].isFlexible {
        tracks[index].base = max(tracks[index].base, tracks[index].limit)
      }
      return
    }
    var rest = available - used
    var open = tracks.indices.filter {
      tracks[$0].limit > tracks[$0].base && !tracks[$0].isFlexible
    }
    while rest > 1e-6, !open.isEmpty {
      let share = rest / Double(open.count)
      var next: [Int] = []
      for index in open {
        let step = min(share, tracks[index].limit - tracks[index].base)
        tracks[index].base += step
        rest -= step
        if tracks[index].limit - tracks[index].base > 1e-9 { next.append(index) }
      }
      if next.count == open.count { break }
      open = next
    }
  }

  /// Expands `fr` tracks (12.7) into a definite size, or for the content.
  mutating func flex(into size: Double?) {
    let flexible = tracks.indices.filter { tracks[$0].isFlexible }
    guard !flexible.isEmpty else { return }
    let fraction: Double
    if let size {
      fraction = self.fraction(over: Array(tracks.indices), size: size)
    } else if constraint == .minContent {
      return
    } else {
      var largest = 0.0
      for index in flexible {
        largest = max(largest, tracks[index].base / max(1, tracks[index].factor))
      }
      for item in contributions where spansFlexible(item) {
        largest = max(largest, self.fraction(over: Array(item.range), size: item.maxContent))
      }
      fraction = largest
    }
    for index in flexible {
      tracks[index].base = max(tracks[index].base, fraction * tracks[index].factor)
    }
  }

  /// The size of 1fr in a space (12.7.1).
  private func fraction(over indices: [Int], size: Double) -> Double {
    var inflexible = Set<Int>()
    let shown = indices.filter { !tracks[$0].isCollapsed }
    while true {
      var leftover = size - gap * Double(max(0, shown.count - 1))
      var factors = 0.0
      for index in shown {
        if tracks[index].isFlexible && !inflexible.contains(index) {
          factors += tracks[index].factor
        } else {
          leftover -= tracks[index].base
        }
      }
      guard factors > 0 else { return 0 }
      let fraction = max(0, leftover) / max(1, factors)
      let more = shown.filter {
        tracks[$0].isFlexible && !inflexible.contains($0)
          && fraction * tracks[$0].factor < tracks[$0].base - 1e-9
      }
      if more.isEmpty { return fraction }
      inflexible.formUnion(more)
    }
  }

  /// Stretches auto tracks over a definite size (12.8).
  mutating func stretch(into size: Double) {
    let autos = tracks.indices.filter { tracks[$0].most == .auto && !tracks[$0].isCollapsed }
    let rest = size - used
    guard rest > 0, !autos.isEmpty else { return }
    for index in autos { tracks[index].base += rest / Double(autos.count) }
  }
}

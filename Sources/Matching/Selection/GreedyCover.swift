/// Chooses items one by one, each time the one that adds the most to what is already answered.
///
/// The value of a set is, over all requirements, weight × the chance that at least one chosen item
/// answers it, taking the items' shares as independent chances. It is submodular, so that greedy
/// choice is within 1 − 1/e of the best set.
struct GreedyCover: Sendable {
  /// By requirement, by item.
  var chances: [[Float]]
  var weights: [Float]
  /// Decides between items that add the same.
  var scores: [Float]
  /// By item: its place among items of equal value and score, whatever the order of the input.
  var places: [Int]

  /// All items in the order in which they are chosen, with what each added.
  ///
  /// What an item adds only falls as others are chosen, so that its last known value is a bound and
  /// few items are looked at again (Minoux, 1978).
  ///
  /// `cost` is what an item takes of the budget; items that add little for much come later.
  func order(costs: [Float]? = nil) -> [(item: Int, gain: Float)] {
    var open = [Float](repeating: 1, count: chances.count)
    let highest = max(scores.max() ?? 0, 0.001)
    func value(_ item: Int) -> Float {
      (gain(of: item, open) + Self.tieBreak * scores[item] / highest) / (costs?[item] ?? 1)
    }
    var candidates = Candidates(
      scores.indices.map { Candidates.Bound(value: value($0), item: $0, place: places[$0]) })
    var order: [(item: Int, gain: Float)] = []
    order.reserveCapacity(scores.count)
    while let best = candidates.first {
      let now = Candidates.Bound(value: value(best.item), item: best.item, place: best.place)
      if now.value < best.value {
        candidates.replaceFirst(now)
        continue
      }
      candidates.removeFirst()
      order.append((best.item, gain(of: best.item, open)))
      for requirement in open.indices { open[requirement] *= 1 - chances[requirement][best.item] }
    }
    return order
  }

  private static let tieBreak: Float = 0.01

  private func gain(of item: Int, _ open: [Float]) -> Float {
    var gain: Float = 0
    for requirement in open.indices {
      gain += weights[requirement] * open[requirement] * chances[requirement][item]
    }
    return gain
  }
}

/// Items by the most that each may add, as a binary heap; of equals the first place comes first.
private struct Candidates {
  struct Bound {
    var value: Float
    var item: Int
    var place: Int

    func isBefore(_ other: Bound) -> Bool {
      value > other.value || value == other.value && place < other.place
    }
  }

  private var heap: [Bound]

  init(_ bounds: [Bound]) { heap = bounds.sorted { $0.isBefore($1) } }

  var first: Bound? { heap.first }

  mutating func replaceFirst(_ bound: Bound) {
    heap[0] = bound
    sink()
  }

  mutating func removeFirst() {
    let last = heap.removeLast()
    guard !heap.isEmpty else { return }
    replaceFirst(last)
  }

  private mutating func sink() {
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < heap.count else { return }
      if child + 1 < heap.count, heap[child + 1].isBefore(heap[child]) { child += 1 }
      guard heap[child].isBefore(heap[parent]) else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}

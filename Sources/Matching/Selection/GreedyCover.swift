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

  /// All items in the order in which they are chosen, with what each added.
  ///
  /// `cost` is what an item takes of the budget; items that add little for much come later.
  func order(costs: [Float]? = nil) -> [(item: Int, gain: Float)] {
    var open = [Float](repeating: 1, count: chances.count)
    var left = Array(scores.indices)
    var order: [(item: Int, gain: Float)] = []
    let highest = max(scores.max() ?? 0, 0.001)
    while !left.isEmpty {
      var best = 0
      var bestValue: Float = -1
      for (slot, item) in left.enumerated() {
        let gain = self.gain(of: item, open) + Self.tieBreak * scores[item] / highest
        let value = gain / (costs?[item] ?? 1)
        if value > bestValue {
          best = slot
          bestValue = value
        }
      }
      let item = left.remove(at: best)
      order.append((item, gain(of: item, open)))
      for requirement in open.indices { open[requirement] *= 1 - chances[requirement][item] }
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

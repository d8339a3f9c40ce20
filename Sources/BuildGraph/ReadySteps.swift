/// Steps that wait for a worker.
///
/// A step that goes on where another one left off waits for the worker that made that one; where
/// several do, idle workers take all but one, and begin from nothing.
struct ReadySteps: Sendable {
  private var free = ReadyQueue()
  /// By worker.
  private var own: [Int: ReadyQueue] = [:]

  mutating func push(_ step: Int, near worker: Int? = nil) {
    if let worker { own[worker, default: ReadyQueue()].push(step) } else { free.push(step) }
  }

  mutating func pop(for worker: Int) -> Int? {
    own[worker]?.pop() ?? free.pop() ?? popSpare()
  }

  private mutating func popSpare() -> Int? {
    for worker in own.keys.sorted() where own[worker]?.count ?? 0 > 1 { return own[worker]?.pop() }
    return nil
  }
}

/// Indices waiting for a worker, smallest first.
private struct ReadyQueue: Sendable {
  private var heap: [Int] = []

  var count: Int { heap.count }

  mutating func push(_ value: Int) {
    heap.append(value)
    var child = heap.count - 1
    while child > 0, heap[child] < heap[(child - 1) / 2] {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func pop() -> Int? {
    guard let first = heap.first else { return nil }
    let last = heap.removeLast()
    if heap.isEmpty { return first }
    heap[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < heap.count && heap[child] < heap[least] { least = child }
      if least == parent { return first }
      heap.swapAt(parent, least)
      parent = least
    }
  }
}

import CSS

/// The counters in scope while the tree is walked (CSS Lists 3, 4).
///
/// A counter's scope is the element that made it, its later siblings and all their descendants.
struct Counters {
  private var values: [String: [Int]] = [:]
  /// Names made at each level of the walk, so that leaving it can drop them.
  private var scopes: [[String]] = [[]]

  mutating func enter() { scopes.append([]) }

  mutating func leave() {
    guard let names = scopes.popLast() else { return }
    for name in names { _ = values[name]?.popLast() }
  }

  /// Applies `counter-reset`, `-increment` and `-set` of one element, in that order.
  mutating func apply(_ style: GeneratedStyle) {
    for change in style.counterReset { reset(change.name, to: change.value) }
    for change in style.counterIncrement { increment(change.name, by: change.value) }
    for change in style.counterSet { set(change.name, to: change.value) }
  }

  mutating func reset(_ name: String, to value: Int) {
    let level = scopes.count - 1
    guard level >= 0 else { return }
    if scopes[level].contains(name) {
      _ = values[name]?.popLast()
    } else {
      scopes[level].append(name)
    }
    values[name, default: []].append(value)
  }

  mutating func increment(_ name: String, by amount: Int) {
    set(name, to: value(name) &+ amount)
  }

  mutating func set(_ name: String, to value: Int) {
    if values[name, default: []].isEmpty { reset(name, to: 0) }
    let last = (values[name]?.count ?? 0) - 1
    if last >= 0 { values[name]?[last] = value }
  }

  func value(_ name: String) -> Int { values[name]?.last ?? 0 }

  /// All instances in scope, outermost first, as `counters()` joins them.
  func all(_ name: String) -> [Int] {
    let found = values[name] ?? []
    return found.isEmpty ? [0] : found
  }
}

/// The candidate that a mistyped word most likely means; nil when none is near.
///
/// Near is a distance of at most a third of the word's length, case aside; the first candidate wins
/// a tie. Words longer than 64 scalars have no near miss, which bounds the work.
public func nearMiss(of word: String, in candidates: some Sequence<String>) -> String? {
  let typed = Array(word.lowercased().unicodeScalars)
  guard typed.count >= 2, typed.count <= 64 else { return nil }
  var best: String?
  var limit = max(1, typed.count / 3)
  for candidate in candidates where candidate != word {
    let target = Array(candidate.lowercased().unicodeScalars)
    guard abs(target.count - typed.count) <= limit else { continue }
    let distance = editDistance(typed, target)
    guard distance <= limit, distance < target.count else { continue }
    best = candidate
    if distance == 0 { break }
    limit = distance - 1
  }
  return best
}

/// `did you mean 'x'?` for a near miss; nil otherwise.
public func didYouMean(_ word: String, in candidates: some Sequence<String>) -> String? {
  nearMiss(of: word, in: candidates).map { "did you mean '\($0)'?" }
}

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
public func editDistance<Symbol: Equatable>(_ a: [Symbol], _ b: [Symbol]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in a.indices {
    var row = [i + 1]
    row.reserveCapacity(b.count + 1)
    for j in b.indices {
      var least = min(last[j + 1], row[j]) + 1
      least = min(least, last[j] + (a[i] == b[j] ? 0 : 1))
      if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
        least = min(least, beforeLast[j - 1] + 1)
      }
      row.append(least)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

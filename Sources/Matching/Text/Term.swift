/// The identity of a word or stem: a 64-bit hash of its bytes.
///
/// Tables keyed by `Term` need no interning, so that texts can be read on any thread. Two words
/// that collide would only be matched wrongly; nothing breaks.
struct Term: Hashable, Sendable {
  var hash: UInt64

  init(hash: UInt64) { self.hash = hash }

  /// FNV-1a over the bytes, finished by a mixer so that low bits are usable as table slots.
  init(_ bytes: some Sequence<UInt8>) {
    var value: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    hash = Term.mix(value)
  }

  init(_ text: String) { self.init(text.utf8) }

  /// The term of a sequence of terms; order counts.
  func followed(by other: Term) -> Term {
    Term(hash: Term.mix(hash &* 0x9e37_79b9_7f4a_7c15 &+ other.hash))
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var x = value
    x = (x ^ (x >> 32)) &* 0xd6e8_feb8_6659_fd93
    x = (x ^ (x >> 29)) &* 0xd6e8_feb8_6659_fd93
    return x ^ (x >> 32)
  }

  // The hash is already mixed: hashing it again would only cost time.
  func hash(into hasher: inout Hasher) { hasher.combine(hash) }
}

/// A map from terms to 32-bit numbers with open addressing, smaller and faster than `Dictionary`.
struct TermTable: Sendable {
  private var keys: [UInt64]
  private var values: [Int32]
  private(set) var count = 0

  init(minimumCapacity: Int = 16) {
    var size = 32
    while size < minimumCapacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [Int32](repeating: 0, count: size)
  }

  subscript(term: Term) -> Int32? {
    let key = term.hash == 0 ? 1 : term.hash
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return nil
  }

  /// Sets the value of a term and gives back the one that it replaces.
  @discardableResult
  mutating func set(_ term: Term, _ value: Int32) -> Int32? {
    if count * 2 >= keys.count { grow() }
    let key = term.hash == 0 ? 1 : term.hash
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while keys[slot] != 0 {
      if keys[slot] == key {
        let old = values[slot]
        values[slot] = value
        return old
      }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    values[slot] = value
    count += 1
    return nil
  }

  private mutating func grow() {
    var larger = TermTable(minimumCapacity: keys.count)
    for (key, value) in zip(keys, values) where key != 0 {
      larger.set(Term(hash: key), value)
    }
    self = larger
  }
}

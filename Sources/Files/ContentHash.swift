/// The SHA-256 of some bytes (FIPS 180-4), by which contents are told apart.
package struct ContentHash: Hashable, Sendable {
  /// The digest as eight big-endian words.
  let words: SIMD8<UInt32>

  init(words: SIMD8<UInt32>) { self.words = words }

  package init(of bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// The digest from its 32 bytes; nil for any other number of them.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words = SIMD8<UInt32>()
    for (index, byte) in bytes.enumerated() {
      words[index / 4] = words[index / 4] << 8 | UInt32(byte)
    }
    self.words = words
  }

  package var bytes: [UInt8] {
    (0..<32).map { UInt8(truncatingIfNeeded: words[$0 / 4] >> UInt32(24 - $0 % 4 * 8)) }
  }

  /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  package var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// A SHA-256 under way, for content in parts.
package struct ContentHasher: Sendable {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  package mutating func update(_ bytes: [UInt8]) {
    length &+= UInt64(bytes.count)
    var start = 0
    if !pending.isEmpty {
      start = min(64 - pending.count, bytes.count)
      pending += bytes[..<start]
      if pending.count < 64 { return }
      pending.withUnsafeBufferPointer { compress(&state, $0, blocks: 1, from: 0) }
      pending.removeAll(keepingCapacity: true)
    }
    let blocks = (bytes.count - start) / 64
    bytes.withUnsafeBufferPointer { compress(&state, $0, blocks: blocks, from: start) }
    pending += bytes[(start + blocks * 64)...]
  }

  /// One field of a key: its length goes in first, so that fields can't run into each other.
  package mutating func update(field bytes: [UInt8]) {
    update(count: bytes.count)
    update(bytes)
  }

  /// One text field of a key.
  package mutating func update(field text: String) { update(field: Array(text.utf8)) }

  package mutating func update(field hash: ContentHash) { update(hash.bytes) }

  /// A number as eight bytes.
  package mutating func update(count: Int) {
    let value = UInt64(truncatingIfNeeded: count)
    update((0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(56 - $0 * 8)) })
  }

  package consuming func finish() -> ContentHash {
    let bits = length &* 8
    var tail: [UInt8] = [0x80]
    let used = (pending.count + 1) % 64
    tail += repeatElement(0, count: used <= 56 ? 56 - used : 120 - used)
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - $0 * 8)) }
    update(tail)
    return ContentHash(words: state)
  }
}

/// The round constants of FIPS 180-4, section 4.2.2.
private let roundConstants: [UInt32] = [
  0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
  0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
  0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
  0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
  0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
  0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
  0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
  0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
  0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
  0xc671_78f2,
]

@inline(__always)
private func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
  value &>> count | value &<< (32 &- count)
}

/// Mixes whole blocks of 64 bytes into the state; the buffers are checked by the caller's counts.
private func compress(
  _ state: inout SIMD8<UInt32>, _ bytes: UnsafeBufferPointer<UInt8>, blocks: Int, from start: Int
) {
  guard blocks > 0, let base = bytes.baseAddress else { return }
  roundConstants.withUnsafeBufferPointer { constants in
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
      guard let k = constants.baseAddress, let w = schedule.baseAddress else { return }
      var source = UnsafeRawPointer(base + start)
      for _ in 0..<blocks {
        expand(source, into: w)
        state &+= rounds(state, k, w)
        source += 64
      }
    }
  }
}

/// The message schedule of one block (section 6.2.2, step 1).
@inline(__always)
private func expand(_ block: UnsafeRawPointer, into w: UnsafeMutablePointer<UInt32>) {
  for t in 0..<16 {
    w[t] = UInt32(bigEndian: block.loadUnaligned(fromByteOffset: t &* 4, as: UInt32.self))
  }
  for t in 16..<64 {
    let early = w[t &- 15]
    let late = w[t &- 2]
    let sigma0 = rotated(early, 7) ^ rotated(early, 18) ^ early &>> 3
    let sigma1 = rotated(late, 17) ^ rotated(late, 19) ^ late &>> 10
    w[t] = w[t &- 16] &+ sigma0 &+ w[t &- 7] &+ sigma1
  }
}

/// The 64 rounds of one block (step 3).
@inline(__always)
private func rounds(
  _ state: SIMD8<UInt32>, _ k: UnsafePointer<UInt32>, _ w: UnsafeMutablePointer<UInt32>
) -> SIMD8<UInt32> {
  var (a, b, c, d) = (state[0], state[1], state[2], state[3])
  var (e, f, g, h) = (state[4], state[5], state[6], state[7])
  for t in 0..<64 {
    let sum1 = rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)
    let choice = g ^ (e & (f ^ g))
    let first = h &+ sum1 &+ choice &+ k[t] &+ w[t]
    let sum0 = rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22)
    let majority = (a & b) | (c & (a | b))
    h = g
    g = f
    f = e
    e = d &+ first
    d = c
    c = b
    b = a
    a = first &+ sum0 &+ majority
  }
  return SIMD8(a, b, c, d, e, f, g, h)
}

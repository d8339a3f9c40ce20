import CHash

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

/// Whether the processor mixes blocks by itself, five times as fast.
private let hasInstructions = hash_has_sha256() != 0

/// Mixes whole blocks of 64 bytes, from an offset on, into the state (FIPS 180-4, section 6.2.2).
func compress(
  _ state: inout SIMD8<UInt32>, _ bytes: UnsafeBufferPointer<UInt8>, blocks: Int, from start: Int,
  instructions: Bool = hasInstructions
) {
  guard blocks > 0, let base = bytes.baseAddress, start + blocks * 64 <= bytes.count else { return }
  roundConstants.withUnsafeBufferPointer { constants in
    guard let k = constants.baseAddress else { return }
    guard instructions else { return mix(&state, UnsafeRawPointer(base + start), blocks, k) }
    withUnsafeMutableBytes(of: &state) { words in
      guard let words = words.assumingMemoryBound(to: UInt32.self).baseAddress else { return }
      hash_sha256_blocks(words, base + start, blocks, k)
    }
  }
}

/// The same without special instructions.
private func mix(
  _ state: inout SIMD8<UInt32>, _ bytes: UnsafeRawPointer, _ blocks: Int,
  _ k: UnsafePointer<UInt32>
) {
  withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
    guard let w = schedule.baseAddress else { return }
    for block in 0..<blocks {
      expand(bytes + block &* 64, into: w)
      state &+= rounds(state, k, w)
    }
  }
}

@inline(__always)
private func rotated(_ value: UInt32, _ count: UInt32) -> UInt32 {
  value &>> count | value &<< (32 &- count)
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

/// A 64-bit checksum of a range of bytes, to notice damage; not a hash to name content by.
///
/// Each step is a bijection of the state, so that one changed word always changes the result.
public func checksum(_ bytes: [UInt8], from start: Int) -> UInt64 {
  let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
  var state = UInt64(truncatingIfNeeded: bytes.count &- start) &* prime ^ 0x2545_F491_4F6C_DD1D
  guard start >= 0, start < bytes.count else { return state }
  bytes.withUnsafeBytes { buffer in
    var offset = start
    while offset &+ 8 <= buffer.count {
      let word = buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
      state = mixed(state, UInt64(littleEndian: word), prime)
      offset &+= 8
    }
    var tail: UInt64 = 0
    for index in offset..<buffer.count { tail = tail &<< 8 | UInt64(buffer[index]) }
    state = mixed(state, tail, prime)
  }
  return state ^ state &>> 32
}

@inline(__always)
private func mixed(_ state: UInt64, _ word: UInt64, _ prime: UInt64) -> UInt64 {
  let product = (state ^ word) &* prime
  return product &<< 29 | product &>> 35
}

extension FileStatus {
  /// All fields in 64 bits; equal digests mean an equal record, for all that chance can do.
  public var digest: UInt64 {
    let prime: UInt64 = 0x9E37_79B9_7F4A_7C15
    var state: UInt64 = 0x2545_F491_4F6C_DD1D
    for field in [
      UInt64(bitPattern: size), UInt64(bitPattern: modified), UInt64(bitPattern: changed), inode,
      UInt64(mode) << 8 | UInt64(kind.rawValue),
    ] {
      state = mixed(state, field, prime)
      state ^= state &>> 31
    }
    return state
  }
}

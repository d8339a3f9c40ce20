/// The SHA-256 of some bytes (FIPS 180-4), by which contents are told apart.
public struct ContentHash: Hashable, Sendable {
  /// The digest as eight big-endian words.
  let words: SIMD8<UInt32>

  init(words: SIMD8<UInt32>) { self.words = words }

  public init(of bytes: [UInt8]) {
    var hasher = ContentHasher()
    hasher.update(bytes)
    self = hasher.finish()
  }

  /// The digest from its 32 bytes within others; nil when there are fewer.
  public init?(bytes: [UInt8], at offset: Int = 0) {
    guard offset >= 0, offset <= bytes.count - 32 else { return nil }
    words = bytes.withUnsafeBytes { buffer in
      var words = SIMD8<UInt32>()
      for index in 0..<8 {
        words[index] = UInt32(
          bigEndian: buffer.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self))
      }
      return words
    }
  }

  public var bytes: [UInt8] {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return bytes
  }

  /// Appends the 32 bytes of the digest.
  public func append(to bytes: inout [UInt8]) {
    for index in 0..<8 {
      withUnsafeBytes(of: words[index].bigEndian) { bytes.append(contentsOf: $0) }
    }
  }

  /// 64 lower-case hexadecimal digits, as `sha256sum` prints them.
  public var hexadecimal: String { Files.hexadecimal(bytes) }
}

/// A SHA-256 under way, for content in parts.
public struct ContentHasher: Sendable {
  private var state = SIMD8<UInt32>(
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19)
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  public init() {}

  public mutating func update(_ bytes: [UInt8]) {
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
  public mutating func update(field bytes: [UInt8]) {
    update(count: bytes.count)
    update(bytes)
  }

  /// One text field of a key.
  public mutating func update(field text: String) { update(field: Array(text.utf8)) }

  public mutating func update(field hash: ContentHash) { update(hash.bytes) }

  /// A number as eight bytes.
  public mutating func update(count: Int) {
    let value = UInt64(truncatingIfNeeded: count)
    update((0..<8).map { UInt8(truncatingIfNeeded: value >> UInt64(56 - $0 * 8)) })
  }

  public consuming func finish() -> ContentHash {
    let bits = length &* 8
    var tail: [UInt8] = [0x80]
    let used = (pending.count + 1) % 64
    tail += repeatElement(0, count: used <= 56 ? 56 - used : 120 - used)
    tail += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - $0 * 8)) }
    update(tail)
    return ContentHash(words: state)
  }
}

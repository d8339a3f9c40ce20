import Testing

@testable import Files

@Suite struct ContentHashTests {
  /// The examples of FIPS 180-4 and its byte-oriented test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func `agrees with the standard`(text: String, digest: String) {
    #expect(ContentHash(of: Array(text.utf8)).hexadecimal == digest)
  }

  @Test func `is the same in parts of any size`() {
    let bytes = (0..<500).map { UInt8(truncatingIfNeeded: $0 * 7) }
    let whole = ContentHash(of: bytes)
    for size in [1, 3, 55, 56, 63, 64, 65, 127, 128, 200] {
      var hasher = ContentHasher()
      var start = 0
      while start < bytes.count {
        let end = min(start + size, bytes.count)
        hasher.update(Array(bytes[start..<end]))
        start = end
      }
      #expect(hasher.finish() == whole)
    }
  }

  @Test func `is the same with and without the processor's instructions`() {
    let bytes = (0..<640).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var states = [SIMD8<UInt32>(repeating: 3), SIMD8<UInt32>(repeating: 3)]
    for (index, instructions) in [true, false].enumerated() {
      bytes.withUnsafeBufferPointer {
        compress(&states[index], $0, blocks: 9, from: 64, instructions: instructions)
      }
    }
    // Where the processor has none, the first leaves the state alone.
    #expect(states[0] == states[1] || states[0] == SIMD8(repeating: 3))
  }

  @Test func `survives a round trip through bytes`() {
    let hash = ContentHash(of: [1, 2, 3])
    #expect(ContentHash(bytes: hash.bytes) == hash)
    #expect(ContentHash(bytes: [7] + hash.bytes, at: 1) == hash)
    #expect(ContentHash(bytes: hash.bytes, at: 1) == nil)
    #expect(ContentHash(bytes: [1]) == nil)
  }

  @Test func `keeps fields apart`() {
    func key(_ fields: [String]) -> ContentHash {
      var hasher = ContentHasher()
      for field in fields { hasher.update(field: field) }
      return hasher.finish()
    }
    #expect(key(["ab", "c"]) != key(["a", "bc"]))
    #expect(key(["ab"]) != key(["ab", ""]))
  }
}

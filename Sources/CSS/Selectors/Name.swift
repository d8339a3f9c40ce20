/// A name of a type, class, id, attribute or custom property, held as its 64-bit FNV-1a hash.
///
/// Style sheets are values that outlive documents, so there is no common table to intern into; a
/// hash makes names comparable in one instruction. Two names of one page fall together with a
/// chance below 10⁻¹², and the worst outcome is a wrong rule applied.
struct Name: Hashable, Sendable {
  let raw: UInt64

  /// No name: what an element without id has.
  static let none = Name(raw: 0)

  init(raw: UInt64) { self.raw = raw }

  init(_ text: String) {
    var hash = Name.seed
    for byte in text.utf8 { hash = Name.mix(hash, byte) }
    raw = hash
  }

  /// The name without regard to ASCII case.
  init(lowercasing text: String) {
    var hash = Name.seed
    for byte in text.utf8 {
      hash = Name.mix(hash, byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
    }
    raw = hash
  }

  static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
  }
}

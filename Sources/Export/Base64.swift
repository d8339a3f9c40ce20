/// Base64 (RFC 4648, section 4) with padding, for `data:` URLs.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var output: [UInt8] = []
  output.reserveCapacity((bytes.count + 2) / 3 * 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let rest = bytes.count - start
    let first = bytes[start]
    let second = rest > 1 ? bytes[start + 1] : 0
    let third = rest > 2 ? bytes[start + 2] : 0
    output.append(alphabet[Int(first >> 2)])
    output.append(alphabet[Int(first & 0x03) << 4 | Int(second >> 4)])
    output.append(rest > 1 ? alphabet[Int(second & 0x0F) << 2 | Int(third >> 6)] : 0x3D)
    output.append(rest > 2 ? alphabet[Int(third & 0x3F)] : 0x3D)
  }
  return String(decoding: output, as: UTF8.self)
}

/// The bytes inside a `data:` URL (RFC 2397).
enum DataURL {
  /// nil for other URLs and for data that isn't well formed.
  static func bytes(of url: String) -> [UInt8]? {
    let bytes = Array(url.utf8)
    guard bytes.starts(with: "data:".utf8), let comma = bytes.firstIndex(of: UInt8(ascii: ","))
    else { return nil }
    let isBase64 = String(decoding: bytes[..<comma], as: UTF8.self).hasSuffix(";base64")
    let body = unescaped(bytes[(comma + 1)...])
    return isBase64 ? decoded(body) : body
  }

  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var output: [UInt8] = []
    var rest = bytes
    while let byte = rest.popFirst() {
      let digits = rest.prefix(2).compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
      if byte == UInt8(ascii: "%"), digits.count == 2 {
        output.append(UInt8(digits[0] * 16 + digits[1]))
        rest = rest.dropFirst(2)
      } else {
        output.append(byte)
      }
    }
    return output
  }

  private static func decoded(_ text: [UInt8]) -> [UInt8]? {
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in text {
      let value: UInt32
      switch byte {
      case 0x41...0x5A: value = UInt32(byte) - 0x41
      case 0x61...0x7A: value = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: value = UInt32(byte) - 0x30 + 52
      case 0x2B, 0x2D: value = 62
      case 0x2F, 0x5F: value = 63
      case 0x3D, 0x20, 0x0A, 0x0D, 0x09: continue
      default: return nil
      }
      bits = bits << 6 | value
      count += 6
      if count >= 8 {
        count -= 8
        output.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return output
  }
}

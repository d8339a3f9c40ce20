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

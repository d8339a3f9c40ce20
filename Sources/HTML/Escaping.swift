/// Text made safe to stand between tags: `&`, `<`, `>` and the no-break space as references.
public func escapeText(_ text: String) -> String {
  var bytes: [UInt8] = []
  appendEscaped(text, to: &bytes, inAttribute: false)
  return String(decoding: bytes, as: UTF8.self)
}

/// Text made safe to stand between double quotes in a tag.
public func escapeAttribute(_ text: String) -> String {
  var bytes: [UInt8] = []
  appendEscaped(text, to: &bytes, inAttribute: true)
  return String(decoding: bytes, as: UTF8.self)
}

/// Appends the escaped text as UTF-8.
///
/// NUL and other control characters that HTML can't hold become U+FFFD; those of C1, which nobody
/// sees, go.
public func appendEscaped(_ text: String, to bytes: inout [UInt8], inAttribute: Bool) {
  bytes.reserveCapacity(bytes.count + text.utf8.count)
  var previous: UInt8 = 0
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\"") where inAttribute: bytes += "&quot;".utf8
    case 0xA0 where previous == 0xC2:
      bytes.removeLast()
      bytes += "&nbsp;".utf8
    case 0x80...0x9F where previous == 0xC2: bytes.removeLast()
    case 0x0D: bytes += "&#13;".utf8
    case 0...8, 0x0B, 0x0E...0x1F, 0x7F: bytes += [0xEF, 0xBF, 0xBD]
    default: bytes.append(byte)
    }
    previous = byte
  }
}

/// Text made safe for a terminal: what could move the cursor or reorder the line shows as an escape.
///
/// Names, titles and replies of models come from strangers. C0 and C1 controls, line separators,
/// bidirectional controls, invisible fillers and tags become `\n`, `\t` or `\u{202E}`.
public func printable(_ text: some StringProtocol) -> String {
  guard text.unicodeScalars.contains(where: isUnprintable) else { return String(text) }
  var result = ""
  for scalar in text.unicodeScalars { append(scalar, to: &result) }
  return result
}

private func append(_ scalar: Unicode.Scalar, to result: inout String) {
  switch scalar {
  case "\n": result += "\\n"
  case "\r": result += "\\r"
  case "\t": result += "\\t"
  default:
    guard isUnprintable(scalar) else {
      result.unicodeScalars.append(scalar)
      return
    }
    result += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
  }
}

/// Whether a scalar must not reach a terminal as it is.
func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0..<0x20, 0x7F..<0xA0: true
  case 0x061C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
  case 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
  default: false
  }
}

/// Columns that a scalar takes on a terminal: 2 for East Asian wide ones and emoji, 0 for marks.
func columns(of scalar: Unicode.Scalar) -> Int {
  switch scalar.value {
  case 0..<0x300: return 1
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3: return 2
  case 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6: return 2
  case 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD: return 2
  default: break
  }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format: return 0
  default: return 1
  }
}

/// Columns that a text takes on a terminal.
public func displayColumns(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}
